//! What programs read of a site: its feed, RSS, sitemaps and robots.txt.

use newsleaf::domain::feed::date::Moment;
use newsleaf::domain::html::entities;
use newsleaf::domain::report::host_answer::HostAnswer;
use newsleaf::domain::report::{FeedReport, Kind, Summary};
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::publish::formats::news_sitemap::NewsPublication;
use serde_json::Value;

use super::finding::{Code, Findings};
use super::headers::check_type;
use crate::check::{Checked, Checker};
use crate::source::document::{Document, FetchedDocument};
use crate::source::origin::Origin;
use crate::source::site_client::{Answer, Client, NoAnswer, Request};

/// How old a story in the news sitemap may be: two days, and an hour for the next build.
const NEWS_MS: i64 = 49 * 3_600_000;
const DAY_MS: i64 = 86_400_000;
const NEWS_SITEMAP: &str = "sitemap-news.xml";
/// How many parts of a sitemap are read.
const MOST_PARTS: usize = 20;
/// How many addresses of stories are taken from the feed.
const MOST_STORIES: usize = 200;

/// The feed of a site as `newsleaf check` reports on it, and the addresses of its stories, the newest first.
pub fn feed(client: &Client, url: &WebUrl, checker: &mut Checker) -> (Checked, Vec<WebUrl>) {
    let document = match client.follow(&Request::get(url.clone())) {
        Ok(answer) => document(client, url, &answer),
        Err(cause) => failed(url, Failure::Unreachable(url.clone()), None, Some(cause.to_string())),
    };
    let stories = match &document {
        FetchedDocument::Read(document) => stories(&document.bytes, url),
        FetchedDocument::Failed(_) => Vec::new(),
    };
    let mut checked = document.checked(&Origin::Host(url.clone()), checker, None);
    // The headers of the feed are judged with those of the site's other files.
    checked.report.advice.retain(|advice| advice.code() == "no_validator");
    (checked, stories)
}

fn document(client: &Client, url: &WebUrl, answer: &Answer) -> FetchedDocument {
    let host = HostAnswer {
        requested: url.clone(),
        answer_url: answer.url.clone(),
        status: answer.status,
        content_type: answer.header("content-type"),
        last_modified: answer.header("last-modified"),
        has_validator: Some(answer.header("etag").or_else(|| answer.header("last-modified")).is_some()),
        is_compressed: Some(answer.header("content-encoding").is_some()),
        is_open_to_all: Some(answer.header("access-control-allow-origin").is_some_and(|sent| sent == "*")),
    };
    if answer.is_redirect() {
        let cause = format!("it leads to another host than {}, which is not asked", client.site.host());
        return failed(url, Failure::Redirected(url.clone()), Some(host), Some(cause));
    }
    if !answer.is_success() {
        return failed(url, Failure::Status(answer.status), Some(host), None);
    }
    if let Some(fault) = &answer.fault {
        return failed(url, Failure::Interrupted(url.clone()), Some(host), Some(fault.clone()));
    }
    FetchedDocument::Read(Document::new(url.without_userinfo(), answer.body.clone(), answer.url.clone(), Some(host)))
}

fn failed(url: &WebUrl, failure: Failure, host: Option<HostAnswer>, cause: Option<String>) -> FetchedDocument {
    let report = FeedReport::of_failure(&url.without_userinfo(), Kind::Feed, failure, host);
    FetchedDocument::Failed(Box::new(FeedReport { cause, ..report }))
}

/// The addresses of the first items of a feed.
fn stories(feed: &[u8], address: &WebUrl) -> Vec<WebUrl> {
    let Ok(feed) = serde_json::from_slice::<Value>(feed) else { return Vec::new() };
    let items = feed.get("items").and_then(Value::as_array).into_iter().flatten();
    let urls =
        items.filter_map(|item| WebUrl::parse(item.get("url")?.as_str()?, Some(address), parse_url_natively).ok());
    urls.take(MOST_STORIES).collect()
}

/// The texts of elements of this name, which have no markup in them.
fn texts_of(xml: &str, name: &str) -> Vec<String> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let texts = xml.split(&open).skip(1).filter_map(|rest| rest.split_once(&close));
    let decoded = texts.map(|(text, _)| {
        let mut decoded = String::new();
        entities::decode_into(&mut decoded, text.trim());
        decoded
    });
    decoded.collect()
}

/// Checks RSS, the sitemaps and robots.txt of a published site. Returns how many files were not asked for.
pub fn check(client: &Client, findings: &mut Findings, feed: &FeedReport, now_ms: i64) -> usize {
    let mut left = 0;
    if let Ok(summary) = &feed.outcome
        && let Some(own) = summary.feed_url.as_ref().filter(|own| !client.is_of_site(own))
        && let Some(url) = client.at("feed.json")
    {
        findings.add(Code::FeedElsewhere, &url, format!("feed_url is {}", own.without_userinfo()));
    }
    if let Some(answer) = xml(client, findings, &mut left, "rss.xml") {
        let text = answer.text();
        let link = text.split("<link>").nth(1).and_then(|rest| rest.split("</link>").next()).unwrap_or_default();
        if !link.starts_with(client.site.as_str()) {
            findings.add(Code::FeedElsewhere, &answer.url, format!("its link is '{}'", link.trim()));
        }
    }
    if let Some(answer) = xml(client, findings, &mut left, "sitemap.xml") {
        let parts = texts_of(&answer.text(), "loc");
        if parts.is_empty() {
            findings.add(Code::SitemapFault, &answer.url, "it names no address");
        }
        let own = own_addresses(client, findings, &answer.url, &parts);
        // The last part has the newest stories.
        let is_index = answer.text().contains("<sitemapindex");
        for part in own.iter().rev().take(if is_index { MOST_PARTS } else { 0 }) {
            let path = part.as_str()[client.site.as_str().len()..].to_owned();
            if let Some(answer) = xml(client, findings, &mut left, &path) {
                own_addresses(client, findings, &answer.url, &texts_of(&answer.text(), "loc"));
            }
        }
    }
    let robots = robots(client, &mut left);
    let has_news = has_news_sitemap(feed) || robots.names(&[client.site.as_str(), NEWS_SITEMAP].concat());
    let news = if has_news { xml(client, findings, &mut left, NEWS_SITEMAP) } else { None };
    if let Some(answer) = news {
        let text = answer.text();
        own_addresses(client, findings, &answer.url, &texts_of(&text, "loc"));
        let dates = texts_of(&text, "news:publication_date");
        let oldest = dates.iter().filter_map(|date| Some(Moment::read(date)?.moment().epoch_ms)).min();
        if let Some(oldest) = oldest.filter(|oldest| now_ms - oldest > NEWS_MS) {
            let days = (now_ms - oldest) / DAY_MS;
            findings.add(
                Code::BuildDue,
                &answer.url,
                format!("it has a story that is {days} days old, and may have those of two days"),
            );
        }
    }
    check_robots(client, findings, &robots, has_news);
    left
}

/// Whether a build writes a news sitemap: it does where the language of the site's feed has a code that news sitemaps know.
fn has_news_sitemap(feed: &FeedReport) -> bool {
    let publication = |feed: &Summary| NewsPublication::new(&feed.title, feed.language.as_deref()?);
    feed.outcome.as_ref().ok().and_then(publication).is_some()
}

/// A document in XML that the site has to have. `left` counts those that were not asked for.
fn xml(client: &Client, findings: &mut Findings, left: &mut usize, path: &str) -> Option<Answer> {
    let url = client.at(path)?;
    match client.follow(&Request::get(url.clone())) {
        Err(NoAnswer::NotAsked(_)) => *left += 1,
        Err(NoAnswer::Fault(cause)) => findings.add(Code::HostSilent, &url, cause),
        Ok(answer) if !answer.is_success() => {
            findings.add(Code::FileMissing, &url, format!("status {}", answer.status))
        }
        Ok(answer) => {
            check_type(findings, &answer);
            if let Some(fault) = &answer.fault {
                findings.add(Code::EncodingBroken, &url, fault.clone());
                return None;
            }
            return Some(answer);
        }
    }
    None
}

/// The addresses of this site among those of a sitemap. One of another site is a fault.
fn own_addresses(client: &Client, findings: &mut Findings, sitemap: &WebUrl, named: &[String]) -> Vec<WebUrl> {
    let parsed = named.iter().filter_map(|url| WebUrl::parse(url, None, parse_url_natively).ok());
    let (own, other): (Vec<WebUrl>, Vec<WebUrl>) = parsed.partition(|url| client.is_of_site(url));
    if let Some(first) = other.first() {
        findings.add(
            Code::SitemapFault,
            sitemap,
            format!("it names {}, which is none of this site", first.without_userinfo()),
        );
    }
    own
}

/// The robots.txt of the host, without rules where there is none. `left` counts it if it was not asked for.
fn robots(client: &Client, left: &mut usize) -> Robots {
    let answer = client.at("/robots.txt").map(|url| client.follow(&Request::get(url)));
    *left += usize::from(matches!(answer, Some(Err(NoAnswer::NotAsked(_)))));
    let Some(Ok(answer)) = answer else { return Robots::default() };
    let text = if answer.is_success() && !answer.is_html() { answer.text() } else { String::new() };
    Robots { is_there: Some(answer.is_success()), ..Robots::read(&text) }
}

fn check_robots(client: &Client, findings: &mut Findings, robots: &Robots, has_news: bool) {
    let site = client.site.as_str();
    let path = site.split_once("://").and_then(|(_, rest)| Some(&rest[rest.find('/')?..])).unwrap_or("/");
    let (Some(url), Some(is_there)) = (client.at("/robots.txt"), robots.is_there) else { return };
    if let Some(rule) = robots.forbids(path) {
        findings.add(Code::HiddenFromSearch, &url, format!("Disallow: {rule}"));
    }
    let names_this = robots.sitemaps.iter().any(|sitemap| sitemap.starts_with(site));
    if !names_this {
        let mut lines = format!("Sitemap: {site}sitemap.xml");
        if has_news {
            lines.push_str(&format!("; Sitemap: {site}{NEWS_SITEMAP}"));
        }
        let found = if is_there { "no line for this site" } else { "there is none" };
        findings.add_as(Code::RobotsNoSitemap, &lines, None, &url, found);
    }
}

/// The rules of a robots.txt for all programs.
#[derive(Default)]
struct Robots {
    /// Whether the host has the file; `None` if it gave no answer.
    is_there: Option<bool>,
    /// Whether it allows, and the beginning of paths.
    rules: Vec<(bool, String)>,
    sitemaps: Vec<String>,
}

impl Robots {
    fn read(text: &str) -> Robots {
        let mut robots = Robots::default();
        let (mut is_for_all, mut is_in_agents) = (false, false);
        for line in text.lines().take(10_000) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    is_for_all = value == "*" || is_in_agents && is_for_all;
                    is_in_agents = true;
                    continue;
                }
                "allow" if is_for_all => robots.rules.push((true, value.to_owned())),
                "disallow" if is_for_all && !value.is_empty() => robots.rules.push((false, value.to_owned())),
                "sitemap" => {
                    robots.sitemaps.push(value.to_owned());
                    continue;
                }
                _ => {}
            }
            is_in_agents = false;
        }
        robots
    }

    /// Whether it names a sitemap.
    fn names(&self, sitemap: &str) -> bool {
        self.sitemaps.iter().any(|named| named == sitemap)
    }

    /// The rule that forbids a path: of those that fit, the longest counts.
    fn forbids(&self, path: &str) -> Option<&str> {
        let fits = |rule: &str| match rule.strip_suffix('$') {
            Some(whole) => path == whole,
            None => path.starts_with(rule.trim_end_matches('*')),
        };
        let fitting = self.rules.iter().filter(|(_, rule)| fits(rule));
        // Of equals the one that allows counts.
        let (allows, rule) = fitting.max_by_key(|(allows, rule)| (rule.len(), *allows))?;
        (!allows).then_some(rule.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_of_robots_txt_for_all_programs_counts() {
        let robots = Robots::read(
            "User-agent: Some\nDisallow: /\n\nUser-agent: *\nUser-agent: Other\nDisallow: /paper # old\nAllow: /paper/\nDisallow: /private/*\n\nSitemap: https://news.example/sitemap.xml",
        );
        assert_eq!(robots.forbids("/paper/"), None);
        assert_eq!(robots.forbids("/paper2/"), Some("/paper"));
        assert_eq!(robots.forbids("/private/x"), Some("/private/*"));
        assert_eq!(robots.forbids("/"), None);
        assert_eq!(robots.sitemaps, ["https://news.example/sitemap.xml"]);
        assert_eq!(Robots::read("user-agent:*\ndisallow:/").forbids("/"), Some("/"));
        assert_eq!(Robots::read("User-agent: *\nDisallow:").forbids("/"), None);
    }
}

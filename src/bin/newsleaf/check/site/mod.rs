//! `newsleaf check --site`: a live site as a reader's browser meets it.

mod addresses;
mod finding;
mod headers;
mod kind;
mod machines;
mod page;
mod pages;
mod policy;
mod report;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use newsleaf::browser::dates;
use newsleaf::domain::feed::time_zone::Clock;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::hosts::Host;
use serde_json::json;

use self::finding::{Code, Findings};
use self::headers::Caching;
use self::kind::{Kind, LiveSite, NoSite};
use self::pages::Range;
use self::report::SiteReport;
use super::terminal::{Paint, uses_colour};
use super::{Arguments, Checker, Format, MOST_EXAMPLES, Strict, UNREADABLE, WARNINGS};
use crate::source::site_client::{Client, NoAnswer, NotAsked, Request};
use crate::source::site_folder::site_folder;
use crate::{fail, now_ms, print, print_error};

/// How many pages are looked at, if no number is named.
const PAGES: usize = 200;
/// How many files of `assets/index.json` are looked for.
const MOST_LISTED: usize = 2_000;

/// Files that every published site has, besides pages.
const OF_PUBLISHED: [&str; 9] = [
    "feed.json",
    "rss.xml",
    "latest.json",
    "newsleaf.json",
    "embed.js",
    "manifest.webmanifest",
    "sitemap.xml",
    "service-worker.js",
    "search/index.json",
];
/// Files that every drop-in has.
const OF_DROP_IN: [&str; 2] = ["embed.js", "service-worker.js"];
/// Files of a published site that a widget without an origin reads.
const READ_BY_WIDGETS: [&str; 4] = ["feed.json", "newsleaf.json", "latest.json", "embed.js"];

/// Looks at the site at an address and prints the report.
pub fn run(arguments: &Arguments, site: &WebUrl) -> ExitCode {
    let is_json = arguments.format == Format::Json;
    let checked = check(arguments, site, !is_json && io::stderr().is_terminal());
    let report = match checked {
        Ok(report) => report,
        Err(error) => {
            print_error(&error.to_string());
            if is_json {
                let text = json!({ "outcome": "unreadable", "warnings": 0, "error": error.to_string() }).to_string();
                // The sentence above says it, too.
                let _ = print(&(newsleaf::domain::report::json::escaped(&text) + "\n"));
            }
            return ExitCode::from(UNREADABLE);
        }
    };
    let printed =
        if is_json { report.json() } else { report.text(&Paint { on: uses_colour(arguments.color) }, now_ms()) };
    if let Err(error) = print(&printed) {
        return fail(&format!("the report could not be written: {error}"));
    }
    let is_faulty = match arguments.strict {
        Some(Strict::Repaired) => report.warnings() > 0,
        Some(Strict::Lost) => report.lost() > 0,
        None => false,
    };
    match is_faulty {
        _ if report.is_feed_unreadable() => ExitCode::from(UNREADABLE),
        true => ExitCode::from(WARNINGS),
        false => ExitCode::SUCCESS,
    }
}

/// Checks the site at an address.
fn check(arguments: &Arguments, site: &WebUrl, shows_progress: bool) -> Result<SiteReport, NoSite> {
    let started = Instant::now();
    let client = Client::new(site_folder(site), arguments.timeout);
    let live = kind::find(&client)?;
    let bar = progress_bar(shows_progress);
    let mut findings = Findings::new(if arguments.all { usize::MAX } else { MOST_EXAMPLES });
    let guessed = Host::guess(|name| live.front.header(name), client.site.host());
    let host = arguments.host.or(guessed);

    check_front(&client, &mut findings, &live);
    let mut checker = Checker {
        timeout: client.timeout(),
        clock: Clock { now_ms: now_ms(), offset_of: dates::offset_of },
        time_zone: None,
        most_examples: MOST_EXAMPLES,
        online: None,
    };
    let is_feed_here = live.feed.host() == client.site.host();
    let asks_feed = is_feed_here && !client.is_busy();
    let (feed, stories) = match asks_feed {
        true => {
            let (checked, stories) = machines::feed(&client, &live.feed, &mut checker);
            (Some(checked.report), stories)
        }
        false => (None, Vec::new()),
    };
    let is_published = matches!(live.kind, Kind::Published(_));
    if is_published {
        check_news(&client, &mut findings, &live, &stories);
    }
    let mut from = vec![(client.site.clone(), String::new())];
    if is_published {
        from.extend(stories.into_iter().map(|story| (story, live.feed.without_userinfo())));
    }
    let range = Range {
        most_pages: arguments.pages.unwrap_or(PAGES),
        follows_links: is_published,
        progress: &|done, known| {
            bar.set_length(known as u64);
            bar.set_position(done as u64);
        },
    };
    let mut crawl = pages::crawl(&client, &mut findings, from, &range);
    if let Some(article) = &crawl.article {
        addresses::check_slash(&client, &mut findings, article);
    }
    let (listed, left) = check_listed(&client, &mut findings, &live);
    crawl.files_left += left + usize::from(is_feed_here && !asks_feed);
    crawl.files_left += check_others(&client, &mut findings, &live);
    if let (true, Some(feed)) = (is_published, &feed) {
        crawl.files_left += machines::check(&client, &mut findings, feed, now_ms());
    }
    let sizes = samples(&client, &live, crawl.article.as_ref());
    let sizes = sizes.iter().filter_map(|url| headers::check_compression(&client, &mut findings, url)).collect();
    if client.is_busy() {
        findings.add(Code::HostBusy, &client.site, "status 429 or 503");
    }
    if host.is_some_and(|host| !host.has_headers()) {
        findings.leave_out_headers();
    }
    bar.finish_and_clear();
    Ok(SiteReport {
        site: client.site.clone(),
        kind: live.kind.name(),
        assets: live.kind.assets(),
        generator: match &live.kind {
            Kind::Published(Some(index)) => Some(index.generator.chars().take(60).collect()),
            _ => None,
        },
        host,
        host_is_named: arguments.host.is_some(),
        crawl,
        listed,
        sizes,
        findings,
        feed,
        feed_elsewhere: (!is_feed_here).then(|| live.feed.clone()),
        end: client.end().filter(|why| *why != NotAsked::Busy),
        requests: client.requests(),
        time: started.elapsed(),
    })
}

fn progress_bar(is_shown: bool) -> ProgressBar {
    let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(None, target);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} pages") {
        bar.set_style(style);
    }
    bar
}

/// Checks the address of the site and its front page.
fn check_front(client: &Client, findings: &mut Findings, live: &LiveSite) {
    let front = &live.front;
    if front.redirects > 0 && front.url != client.site {
        findings.add(Code::Redirected, &client.site, format!("it leads to {}", front.url.without_userinfo()));
    }
    headers::check_sniffing(findings, front);
    addresses::check_security(client, findings);
    addresses::check_slash(client, findings, &client.site);
    addresses::check_index(client, findings);
    addresses::check_unknown(client, findings, &live.kind);
}

/// Checks that the newest story is on the front page.
fn check_news(client: &Client, findings: &mut Findings, live: &LiveSite, stories: &[WebUrl]) {
    let Some(newest) = stories.first().filter(|story| client.is_of_site(story)) else { return };
    if live.front.is_success() && !live.page.links.iter().any(|link| link.without_fragment() == newest.as_str()) {
        findings.add(Code::NewsMissing, &client.site, format!("no link to {}", newest.without_userinfo()));
    }
}

/// Checks the files that are named by their content. Returns how many were checked, and how many were not asked for.
fn check_listed(client: &Client, findings: &mut Findings, live: &LiveSite) -> (usize, usize) {
    let of = |paths: Vec<&String>, by: &str| -> Vec<(WebUrl, String)> {
        let urls = paths.into_iter().filter_map(|path| client.at(path)).filter(|url| client.is_of_site(url));
        urls.take(MOST_LISTED).map(|url| (url, by.to_owned())).collect()
    };
    let caching = |url: &WebUrl| {
        let is_named_by_content = kind::is_asset(client, url) || matches!(live.kind, Kind::DropIn);
        is_named_by_content.then_some(Caching::Forever)
    };
    match &live.kind {
        Kind::Published(Some(index)) => {
            let (now, old): (BTreeMap<_, _>, BTreeMap<_, _>) =
                index.assets.iter().partition(|(_, since)| since.is_none());
            let now = of(now.into_keys().collect(), "assets/index.json");
            let old = of(old.into_keys().collect(), "assets/index.json");
            let left = pages::check_files(client, findings, &now, Code::FileMissing, caching)
                + pages::check_files(client, findings, &old, Code::OldFileMissing, caching);
            (now.len() + old.len() - left, left)
        }
        Kind::Published(None) => {
            if let Some(url) = client.at(newsleaf::publish::output::MARKER) {
                findings.add(Code::FileMissing, &url, "a build with --previous reads it");
            }
            (0, 0)
        }
        Kind::DropIn => {
            let hashed = live.page.files.iter().filter(|file| client.is_of_site(file) && has_hash(file.as_str()));
            let files: Vec<(WebUrl, String)> =
                hashed.chain(&live.page.parts).map(|url| (url.clone(), "index.html".to_owned())).collect();
            let left = pages::check_files(client, findings, &files, Code::FileMissing, caching);
            (files.len() - left, left)
        }
    }
}

/// Whether an address ends with a name that has a hash of the content in it.
fn has_hash(url: &str) -> bool {
    let name = url.rsplit('/').next().unwrap_or_default();
    let hash = name.rsplit_once('-').map(|(_, rest)| rest.split('.').next().unwrap_or_default());
    hash.is_some_and(|hash| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Checks the files that each site has, the headers of widgets, and who may read files. Returns how many files were not asked for.
fn check_others(client: &Client, findings: &mut Findings, live: &LiveSite) -> usize {
    let is_published = matches!(live.kind, Kind::Published(_));
    let paths = if is_published { OF_PUBLISHED.as_slice() } else { &OF_DROP_IN };
    let mut files: Vec<(WebUrl, String)> =
        paths.iter().filter_map(|path| Some((client.at(path)?, String::new()))).collect();
    if !is_published && live.feed.host() == client.site.host() {
        files.push((live.feed.clone(), String::new()));
    }
    let mut left = pages::check_files(client, findings, &files, Code::FileMissing, |_| Some(Caching::Revalidated));
    let of_widgets = if is_published { ["embed/", "embed.js"] } else { ["", "embed.js"] };
    for url in of_widgets.into_iter().filter_map(|path| client.at(path)) {
        // The front page of the drop-in and embed.js were asked for before.
        let is_new = is_published && url.as_str().ends_with('/');
        let answer = match client.follow(&Request::get(url.clone())) {
            Ok(answer) => answer,
            Err(why) => {
                left += usize::from(is_new && matches!(why, NoAnswer::NotAsked(_)));
                continue;
            }
        };
        if answer.is_success() {
            headers::check_embedding(findings, &answer);
            let page = page::Page::read(&answer.text(), &answer.url);
            if is_published && answer.is_html() {
                headers::check_page(findings, &answer, page.policy.as_deref());
            }
        } else if url.as_str().ends_with('/') {
            findings.add(Code::FileMissing, &url, format!("status {}", answer.status));
        }
    }
    let mut read: Vec<WebUrl> = READ_BY_WIDGETS.iter().filter_map(|path| client.at(path)).collect();
    if !is_published {
        read = [live.feed.clone()].into_iter().chain(client.at("embed.js")).collect();
        read.extend(live.page.parts.iter().find(|part| part.as_str().ends_with(".wasm")).cloned());
    }
    for url in read.iter().filter(|url| url.host() == client.site.host()) {
        headers::check_cors(client, findings, url);
    }
    left
}

/// One file of each kind, whose sizes are measured.
fn samples(client: &Client, live: &LiveSite, article: Option<&WebUrl>) -> Vec<WebUrl> {
    let mut samples = vec![client.site.clone()];
    samples.extend(article.cloned());
    if live.feed.host() == client.site.host() {
        samples.push(live.feed.clone());
    }
    let known: Vec<WebUrl> = match &live.kind {
        Kind::Published(Some(index)) => {
            let current = index.assets.iter().filter(|(_, since)| since.is_none());
            current.filter_map(|(path, _)| client.at(path)).filter(|url| client.is_of_site(url)).collect()
        }
        _ => live.page.parts.iter().chain(&live.page.files).filter(|url| client.is_of_site(url)).cloned().collect(),
    };
    for kind in [".wasm", ".js", ".css"] {
        samples.extend(known.iter().find(|url| url.as_str().ends_with(kind)).cloned());
    }
    samples
}

/// For clap: how many pages are looked at.
pub fn pages(text: &str) -> Result<usize, super::ArgumentError> {
    text.parse().ok().filter(|pages| (1..=100_000).contains(pages)).ok_or(super::ArgumentError::PagesOfSite)
}

//! The report on a live site, for people and for programs.

use std::time::Duration;

use newsleaf::domain::report::FeedReport;
use newsleaf::domain::report::code::Level;
use newsleaf::domain::report::json::{escaped, json};
use newsleaf::domain::report::text::{Role, bytes, count, lines, printable};
use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::hosts::{Assets, Host};
use serde_json::{Value, json};

use super::finding::{Finding, Findings};
use super::headers::Sizes;
use super::pages::Crawl;
use crate::check::terminal::Paint;
use crate::source::site_client::NotAsked;

/// What was found out about a site.
pub struct SiteReport {
    /// The folder of the site.
    pub site: WebUrl,
    /// The name of its kind.
    pub kind: &'static str,
    /// Where its files are that never change.
    pub assets: Assets,
    /// The program that wrote it, where it says so.
    pub generator: Option<String>,
    /// The host, if it is known.
    pub host: Option<Host>,
    /// Whether a person has named the host.
    pub host_is_named: bool,
    /// The pages, and what they name.
    pub crawl: Crawl,
    /// How many files of `assets/index.json` were looked for.
    pub listed: usize,
    /// The sizes of one file of each kind.
    pub sizes: Vec<Sizes>,
    /// What is wrong, or could be better.
    pub findings: Findings,
    /// `None` where the feed is on another host.
    pub feed: Option<FeedReport>,
    /// Where the feed is, if that is another host.
    pub feed_elsewhere: Option<WebUrl>,
    /// Why the host got no more requests at the end, where no finding says it.
    pub end: Option<NotAsked>,
    /// How many requests were sent.
    pub requests: usize,
    /// How long all of it took.
    pub time: Duration,
}

impl SiteReport {
    /// How many things are wrong, those of the feed too.
    pub fn warnings(&self) -> usize {
        let feed = self.feed.as_ref().map_or(0, FeedReport::warnings);
        self.findings.count_of(Level::Lost) + self.findings.count_of(Level::Repaired) + feed
    }

    /// How many of them readers miss something by.
    pub fn lost(&self) -> usize {
        self.findings.count_of(Level::Lost) + self.feed.as_ref().map_or(0, |feed| feed.warnings_of(Level::Lost))
    }

    /// Whether the site's feed can't be read.
    pub fn is_feed_unreadable(&self) -> bool {
        self.feed.as_ref().is_some_and(|feed| feed.outcome.is_err())
    }

    /// The name of the file and the lines that repair a fault at this host, or why there are none.
    fn remedy(&self, finding: &Finding) -> Remedy {
        let (Some(topic), Some(host)) = (finding.topic, self.host) else { return Remedy::None };
        match host.lines(topic, &self.site, self.assets) {
            Some(lines) => Remedy::Lines(host, lines.file, lines.text),
            None if !host.has_headers() => Remedy::Impossible(host),
            None => Remedy::None,
        }
    }

    /// The report for people.
    pub fn text(&self, paint: &Paint, now_ms: i64) -> String {
        let mut text = String::new();
        let mut line = |role: Role, line: &str| paint.line(&mut text, role, &printable(line));
        line(Role::Title, &self.site.without_userinfo());
        for (label, fact) in self.facts() {
            line(Role::Fact, &format!("  {label:<12}{fact}"));
        }
        for finding in self.findings.all() {
            line(Role::Blank, "");
            let times = if finding.count > 1 { format!(" ({} times)", finding.count) } else { String::new() };
            let role = if finding.code.level() == Level::Advice { Role::Advice } else { Role::Group };
            let (sentence, level) = (finding.code.sentence(), finding.code.level().name());
            line(role, &format!("  {sentence}{times} [{level}, {}]", finding.code.name()));
            for place in &finding.places {
                line(Role::Place, &format!("    {}", place.url));
                line(Role::Place, &format!("      {}", place.found));
            }
            if finding.count > finding.places.len() {
                line(Role::Place, &format!("    and {} more", finding.count - finding.places.len()));
            }
            line(Role::Fact, &format!("    Right: {}", finding.right));
            match self.remedy(finding) {
                Remedy::Lines(host, file, lines) => {
                    line(Role::Fact, &format!("    For {host}, in {file}:"));
                    lines.lines().for_each(|text| line(Role::Excerpt, &format!("      {text}")));
                }
                Remedy::Impossible(host) => {
                    line(
                        Role::Fact,
                        &format!("    {host} lets nobody set this; another host, or a CDN before it, does."),
                    );
                }
                Remedy::None => {}
            }
        }
        if let Some(feed) = &self.feed {
            line(Role::Blank, "");
            lines(feed, now_ms).iter().for_each(|of| line(of.role, &of.text));
        }
        line(Role::Blank, "");
        let (role, outcome) = self.outcome();
        line(role, &outcome);
        text
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = Vec::new();
        let kind = if self.assets == Assets::DropIn { "the drop-in" } else { "published pages" };
        let by = self.generator.as_ref().map_or_else(String::new, |by| format!(", by {by}"));
        facts.push(("site", [kind, &by].concat()));
        facts.push(match self.host {
            Some(host) if self.host_is_named => ("host", format!("{host}, as --host says")),
            Some(host) => ("host", format!("{host}, by its answers; --host names another")),
            None => ("host", "unknown; --host names it".to_owned()),
        });
        if self.host.is_some_and(|host| !host.has_headers()) {
            facts.push(("", "nobody can set headers there, so no advice is given about them".to_owned()));
        }
        let crawl = &self.crawl;
        let mut looked = vec![
            count(crawl.pages, "page", "pages"),
            count(crawl.pictures, "picture", "pictures"),
            count(crawl.files + self.listed, "other file", "other files"),
        ];
        looked.push(format!("{} requests in {:.1} s", self.requests, self.time.as_secs_f64()));
        facts.push(("looked at", looked.join(", ")));
        if crawl.pages_left > 0 {
            let left = count(crawl.pages_left, "page that is named was", "pages that are named were");
            facts.push(("", format!("{left} not looked at; --pages takes more")));
        }
        if crawl.files_left > 0 {
            facts.push(("", format!("{} not looked at", count(crawl.files_left, "file was", "files were"))));
        }
        if let Some(end) = self.end {
            facts.push(("", end.to_string()));
        }
        if !crawl.other_hosts.is_empty() {
            let hosts: Vec<&str> = crawl.other_hosts.iter().map(String::as_str).take(5).collect();
            let more = crawl.other_hosts.len().saturating_sub(5);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            facts
                .push(("not asked", format!("{}{more}, which have pictures or sounds of the pages", hosts.join(", "))));
        }
        if let Some(url) = &self.feed_elsewhere {
            facts.push(("not asked", format!("the feed's host; `newsleaf check {}` does", url.without_userinfo())));
        }
        for sizes in &self.sizes {
            let with = |name: &str, size: Option<usize>| size.map(|size| format!(", {} with {name}", bytes(size)));
            let path = sizes.url.as_str().strip_prefix(self.site.as_str()).unwrap_or(sizes.url.as_str());
            let path = if path.is_empty() { "front page" } else { path };
            let (gzip, brotli) = (with("gzip", sizes.gzip), with("brotli", sizes.brotli));
            let (gzip, brotli) = (gzip.unwrap_or_default(), brotli.unwrap_or_default());
            facts.push(("size", format!("{path}: {}{gzip}{brotli}", bytes(sizes.plain))));
        }
        facts
    }

    fn outcome(&self) -> (Role, String) {
        if self.is_feed_unreadable() {
            return (Role::Failure, "The site's feed can't be read.".to_owned());
        }
        match (self.warnings(), self.findings.count_of(Level::Advice)) {
            (0, 0) => (Role::Title, "Clean: the site is as it should be.".to_owned()),
            (0, advice) => {
                (Role::Title, format!("Clean: nothing is wrong; {} could be better.", count(advice, "thing", "things")))
            }
            (warnings, _) => {
                let lost = self.lost();
                let lost = if lost > 0 { format!("; readers miss something by {lost} of them") } else { String::new() };
                let kinds = self.findings.all().filter(|finding| finding.code.level() != Level::Advice).count();
                let kinds = kinds + self.feed.as_ref().map_or(0, |feed| feed.groups.len());
                let kinds =
                    if kinds < warnings { format!(" of {}", count(kinds, "kind", "kinds")) } else { String::new() };
                let (one, many) = (format!("thing{kinds} is"), format!("things{kinds} are"));
                (Role::Group, format!("{} wrong{lost}.", count(warnings, &one, &many)))
            }
        }
    }

    /// The report for programs.
    pub fn json(&self) -> String {
        let outcome = match self.warnings() {
            _ if self.is_feed_unreadable() => "unreadable",
            0 => "clean",
            _ => "warnings",
        };
        let documents: Vec<FeedReport> = self.feed.iter().cloned().collect();
        let documents: Value = serde_json::from_str(&json(&documents)).unwrap_or_default();
        let sizes = self.sizes.iter().map(|sizes| {
            json!({
                "url": sizes.url.without_userinfo(), "plain": sizes.plain, "gzip": sizes.gzip, "brotli": sizes.brotli,
            })
        });
        let report = json!({
            "outcome": outcome,
            "warnings": self.warnings(),
            "site": {
                "url": self.site.without_userinfo(),
                "kind": self.kind,
                "generator": self.generator,
                "host": self.host.map(Host::name),
                "host_is_named": self.host_is_named,
            },
            "looked_at": {
                "pages": self.crawl.pages,
                "pages_left": self.crawl.pages_left,
                "pictures": self.crawl.pictures,
                "files": self.crawl.files + self.listed,
                "files_left": self.crawl.files_left,
                "requests": self.requests,
            },
            "hosts_not_asked": self.crawl.other_hosts,
            "sizes": sizes.collect::<Vec<_>>(),
            "findings": self.findings.all().map(|finding| self.finding_json(finding)).collect::<Vec<_>>(),
            "documents": documents.get("documents").cloned().unwrap_or_default(),
        });
        escaped(&serde_json::to_string_pretty(&report).unwrap_or_default()) + "\n"
    }

    fn finding_json(&self, finding: &Finding) -> Value {
        let (file, lines) = match self.remedy(finding) {
            Remedy::Lines(_, file, lines) => (Some(file), Some(lines)),
            _ => (None, finding.topic.and_then(|topic| topic.header()).map(str::to_owned)),
        };
        let places = finding.places.iter().map(|place| json!({ "url": place.url, "found": place.found }));
        json!({
            "code": finding.code.name(),
            "level": finding.code.level().name(),
            "message": finding.code.sentence(),
            "right": finding.right,
            "count": finding.count,
            "places": places.collect::<Vec<_>>(),
            "file": file,
            "lines": lines,
        })
    }
}

/// What repairs a fault at a host.
enum Remedy {
    /// Lines of a file of the host's profile.
    Lines(Host, &'static str, String),
    /// The host has no setting for it.
    Impossible(Host),
    /// What is right says it.
    None,
}

//! Finding the site's feed as the site does, and reading it. Nothing in the address of this page can name another one.

use std::sync::Arc;

use newsleaf::browser::{address, dates, timing};
use newsleaf::domain::feed::time_zone::Clock;
use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::report::{Document, FeedReport, Kind};
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::WebUrl;
use web_sys::{DomParser, SupportedType};

use super::host::{self, HostDocument};

/// How many places each kind of warning names.
pub const MOST_EXAMPLES: usize = 5;

/// The files beside the site's page.
pub struct SiteFeed {
    /// The report of the feed.
    pub feed: Arc<FeedReport>,
    /// The settings file, where there is one.
    pub settings: Option<Arc<FeedReport>>,
    /// The publisher's colour.
    pub accent: Option<String>,
}

/// Reads the settings and the feed.
pub async fn read(folder: WebUrl) -> SiteFeed {
    let mut url = linked(&folder).await.unwrap_or_else(|| within(&folder, "feed.json"));
    let settings_url = within(&folder, "newsleaf.json");
    let mut read = None;
    let mut settings = match host::fetch(&settings_url).await {
        Ok(fetched) => {
            let name = settings_url.without_userinfo();
            let document = Document {
                name: &name,
                bytes: &fetched.bytes,
                address: &fetched.address,
                host: None,
                limits: Limits::BROWSER,
            };
            let report;
            (report, read) = FeedReport::of_settings(document, address::parse_url, MOST_EXAMPLES);
            // A host that answers every request with a page has no settings file: the site ignores the page too.
            let is_there = report.outcome != Err(Failure::Unreadable(FeedError::WebPage));
            is_there.then(|| report.with_zone_checked(dates::knows_zone, Vec::new))
        }
        Err(_) => None,
    };
    url = read.as_mut().and_then(|settings| settings.feed.take()).unwrap_or(url);
    let name = url.without_userinfo();
    let feed = match host::fetch(&url).await {
        Ok(HostDocument { bytes, address: from, host }) => {
            let document =
                Document { name: &name, bytes: &bytes, address: &from, host: Some(&host), limits: Limits::BROWSER };
            let zone = read.as_ref().and_then(|settings| settings.time_zone.as_deref());
            let (report, feed) = FeedReport::of_feed(document, address::parse_url, clock(), zone, MOST_EXAMPLES);
            if let (Some(settings), Some(read), Some(feed)) = (&mut settings, &read, &feed) {
                settings.check_sections(read, feed, MOST_EXAMPLES);
            }
            report.with_zone_checked(dates::knows_zone, Vec::new)
        }
        Err(failed) => FeedReport::of_failure(&name, Kind::Feed, failed.failure, failed.host),
    };
    let accent = read.and_then(|settings| settings.accent);
    SiteFeed { feed: feed.into(), settings: settings.map(Arc::new), accent }
}

/// The present, and the time zones that the browser knows.
pub fn clock() -> Clock {
    Clock { now_ms: timing::now_ms(), offset_of: dates::offset_of }
}

/// The feed that the site's page names.
async fn linked(folder: &WebUrl) -> Option<WebUrl> {
    for name in ["./", "index.html"] {
        if let Ok(document) = host::fetch(&within(folder, name)).await
            && let Some(href) = link_in(&String::from_utf8_lossy(&document.bytes))
        {
            return WebUrl::parse(&href, Some(folder), address::parse_url).ok();
        }
    }
    None
}

/// A document that is parsed so runs nothing and loads nothing.
fn link_in(html: &str) -> Option<String> {
    let page = DomParser::new().ok()?.parse_from_string(html, SupportedType::TextHtml).ok()?;
    let link = page.query_selector("link[rel~=\"alternate\"][type=\"application/feed+json\"]").ok()??;
    link.get_attribute("href").filter(|href| !href.is_empty())
}

fn within(folder: &WebUrl, name: &str) -> WebUrl {
    WebUrl::parse(name, Some(folder), address::parse_url).unwrap_or_else(|_| folder.clone())
}

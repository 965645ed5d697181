//! Reads the older pages of a feed: those that it names (RFC 5005), else those of WordPress, which are numbered.

use std::time::Duration;

use newsleaf::domain::report::FeedReport;
use newsleaf::domain::report::code::Level;
use newsleaf::domain::report::file_note::FileNote;
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::import::Imported;

use super::{ImportError, read};
use crate::source::older_pages::{OlderPageError, OlderPages};
use crate::source::origin::Origin;

/// Adds the older pages of a feed that was fetched from `origin` at `first`, until there are `pages` of them. Returns whether all of
/// them were fetched. Notes on a page that was not are added to those of the feed.
pub fn append_older(imported: &mut Imported, origin: &Origin, first: &WebUrl, pages: usize, timeout: Duration) -> bool {
    let mut older_pages = OlderPages::new(origin, [first], timeout);
    let mut names_pages = imported.older_page.is_some();
    for number in 2..=pages {
        let named = imported.older_page.take();
        if names_pages && named.is_none() {
            break;
        }
        names_pages = named.is_some();
        let Some(url) = named.as_deref().map_or_else(|| numbered(first, number), parsed) else { break };
        let why = match older_pages.read(url.clone()) {
            Ok(document) => match read(&document, None) {
                Ok(older) => match imported.append(older) {
                    0 => break,
                    _ => continue,
                },
                // A site without numbered pages answers with its front page.
                Err(ImportError::Refused { .. }) if !names_pages => break,
                Err(ImportError::Refused { refusal, .. }) => refusal.to_string(),
                Err(error) => error.to_string(),
            },
            Err(OlderPageError::Failed(report)) if !names_pages && is_end(&report, number) => {
                if !matches!(report.outcome, Err(Failure::Status(404 | 410))) {
                    let message = format!("the feed has no numbered pages: {}", report.failure_text());
                    note(imported, &url, Level::Advice, &message);
                }
                break;
            }
            Err(OlderPageError::Failed(report)) => report.failure_text(),
            Err(OlderPageError::Circle(_)) => {
                note(imported, &url, Level::Lost, "the feed names this older page twice");
                break;
            }
        };
        note(imported, &url, Level::Lost, &format!("this page and all older ones are left out: {why}"));
        return false;
    }
    true
}

/// Whether the failure of a numbered page says that the feed has no such page. WordPress answers with 404 behind its last page. Other
/// hosts may refuse the first numbered page by any status of 4xx, because they don't know the query.
fn is_end(report: &FeedReport, number: usize) -> bool {
    match report.outcome {
        Err(Failure::Status(404 | 410)) => true,
        // These are about the moment, not about the page.
        Err(Failure::Status(408 | 429)) => false,
        Err(Failure::Status(400..=499)) => number == 2,
        _ => false,
    }
}

fn note(imported: &mut Imported, url: &WebUrl, level: Level, message: &str) {
    let (file, message) = (url.without_userinfo(), message.to_owned());
    imported.notes.push(FileNote { file, line: None, level, message });
}

fn parsed(url: &str) -> Option<WebUrl> {
    WebUrl::parse(url, None, parse_url_natively).ok()
}

/// The page of this number, as WordPress has it.
fn numbered(first: &WebUrl, number: usize) -> Option<WebUrl> {
    let (path, query) = first.without_fragment().split_once('?').unwrap_or((first.without_fragment(), ""));
    let mut parts: Vec<&str> =
        query.split('&').filter(|part| !part.is_empty() && !part.starts_with("paged=")).collect();
    let paged = format!("paged={number}");
    parts.push(&paged);
    parsed(&[path, "?", &parts.join("&")].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbered_beside_what_the_address_asks_for() {
        for (first, second) in [
            ("https://x.example/feed/", "https://x.example/feed/?paged=2"),
            ("https://x.example/?feed=rss2&cat=3#top", "https://x.example/?feed=rss2&cat=3&paged=2"),
            ("https://x.example/feed/?paged=1", "https://x.example/feed/?paged=2"),
        ] {
            let first = WebUrl::parse(first, None, parse_url_natively).unwrap();
            assert_eq!(numbered(&first, 2).unwrap().as_str(), second);
        }
    }
}

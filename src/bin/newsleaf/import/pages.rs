//! Reads the older pages of a feed: those that it names (RFC 5005), else those of WordPress, which are numbered.

use std::collections::HashSet;
use std::time::Duration;

use newsleaf::domain::report::code::Level;
use newsleaf::domain::report::file_note::FileNote;
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::import::Imported;

use super::{ImportError, read};
use crate::source::document::FetchedDocument;
use crate::source::origin::Origin;
use newsleaf::domain::limits::Limits;

/// Adds the older pages of a feed that came from `origin` at `first`, until there are `pages` of them. Notes on pages that did not
/// come are added to those of the feed.
pub fn append_older(imported: &mut Imported, origin: &Origin, first: &WebUrl, pages: usize, timeout: Duration) {
    let mut known = HashSet::from([first.without_fragment().to_owned()]);
    let mut names_pages = imported.older_page.is_some();
    for number in 2..=pages {
        let named = imported.older_page.take();
        if names_pages && named.is_none() {
            break;
        }
        names_pages = named.is_some();
        let Some(url) = named.as_deref().map_or_else(|| numbered(first, number), parsed) else { break };
        if !known.insert(url.without_fragment().to_owned()) {
            note(imported, &url, Level::Lost, "the older pages of the feed lead round in a circle here");
            break;
        }
        let document = match Origin::Host(url.clone()).read_named_by(origin, timeout, Limits::PUBLISHED) {
            FetchedDocument::Read(document) => document,
            FetchedDocument::Failed(report) => {
                // WordPress says so behind its last page.
                let is_end = named.is_none() && matches!(report.outcome, Err(Failure::Status(404 | 410)));
                if !is_end {
                    let failure = report.outcome.as_ref().err().map(ToString::to_string).unwrap_or_default();
                    let cause = report.cause.unwrap_or(failure);
                    note(imported, &url, Level::Lost, &format!("this page and all older ones are left out: {cause}"));
                }
                break;
            }
        };
        match read(&document, None) {
            Ok(older) => {
                if imported.append(older) == 0 {
                    break;
                }
            }
            Err(ImportError::Refused { refusal, .. }) => {
                // A site without numbered pages answers with its front page.
                if named.is_some() {
                    note(imported, &url, Level::Lost, &format!("this page and all older ones are left out: {refusal}"));
                }
                break;
            }
            Err(error) => {
                note(imported, &url, Level::Lost, &error.to_string());
                break;
            }
        }
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

//! The publisher's feed with its older pages.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::context::Context;
use newsleaf::domain::parse::json_feed::{self, ParsedFeed};
use newsleaf::domain::report::code::Level;
use newsleaf::domain::report::text::count;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::publish::store::SourceFeed;
use thiserror::Error;

use super::unreadable;
use crate::source::document::{Document, FetchedDocument};
use crate::source::origin::Origin;
use crate::stories::folder::{FolderError, StoryFolder};

/// The reason why there is no feed to publish.
#[derive(Debug, Error)]
pub enum SourceError {
    /// It did not come, or can't be read.
    #[error("{0}")]
    Unreadable(String),
    /// There is no such file.
    #[error("{}: there is no such file; name the feed, as in `newsleaf build my-feed.json`, or in newsleaf.json as build.feed", .0.display())]
    NoFile(PathBuf),
    /// The feed of a folder of stories can't be written.
    #[error(transparent)]
    Stories(#[from] FolderError),
    /// An older page did not come, and stories that are not in the feed would go.
    #[error("{0}; with --prune all pages of the feed have to come")]
    IncompleteForPrune(String),
}

/// Reads the feed and the older pages that it names. The warnings are for the summary.
pub fn read(origin: &Origin, timeout: Duration, prune: bool) -> Result<(SourceFeed, Vec<String>), SourceError> {
    let mut warnings = Vec::new();
    let mut found = 0;
    if let Origin::File { path, .. } = origin
        && !path.exists()
    {
        return Err(SourceError::NoFile(path.clone()));
    }
    let first = origin.read(timeout, Limits::PUBLISHED);
    if let (Origin::Stories { folder, .. }, FetchedDocument::Read(document)) = (origin, &first) {
        warnings.extend(of_stories(folder, document)?);
    }
    let (parsed, address) = page(first).map_err(SourceError::Unreadable)?;
    found += parsed.warnings.len();
    let mut known = HashSet::from([address.without_fragment().to_owned()]);
    known.extend(parsed.feed.feed_url.iter().map(|url| url.without_fragment().to_owned()));
    let mut source = SourceFeed::new(parsed, &address);
    for _ in 0..Limits::PUBLISHED.archive_pages {
        let Some(url) = source.feed.next_url.take() else { break };
        if !known.insert(url.without_fragment().to_owned()) {
            warnings.push(format!("the older pages of the feed lead round in a circle, at {}", url.without_userinfo()));
            break;
        }
        match page(origin.beside(url).read_named_by(origin, timeout, Limits::PUBLISHED)) {
            Ok((older, address)) => {
                found += older.warnings.len();
                source.append(older, &address);
            }
            Err(why) if prune => return Err(SourceError::IncompleteForPrune(why)),
            Err(why) => {
                warnings.push(format!("an older page of the feed is left out: {why}"));
                break;
            }
        }
    }
    if found > 0 {
        warnings.insert(0, corrected(found));
    }
    Ok((source, warnings))
}

/// That so many things in a feed were not right.
pub fn corrected(found: usize) -> String {
    let things = count(found, "thing", "things");
    let them = if found == 1 { "it" } else { "them" };
    format!("{things} in the feed had to be corrected or left out; `newsleaf check` names {them}")
}

/// Writes the feed of a folder of stories beside them, for the drop-in. Returns the notes on the files.
fn of_stories(folder: &StoryFolder, document: &Document) -> Result<Vec<String>, SourceError> {
    let mut warnings = Vec::new();
    let mut stories = 0;
    if let Some(files) = &document.files {
        stories = files.of_items.len() + files.held_back;
        let faults = files.notes.iter().filter(|note| note.level != Level::Advice);
        warnings.extend(faults.map(ToString::to_string));
        if files.held_back > 0 {
            let stories = count(files.held_back, "draft or expired story is", "drafts or expired stories are");
            warnings.push(format!("{stories} left out"));
        }
    }
    if folder.is_beside_other_feed() {
        let feed = folder.feed_file();
        warnings.push(format!("{}: it was not made from stories, and stays as it is", feed.display()));
    } else {
        folder.write_feed(&document.bytes, stories)?;
    }
    Ok(warnings)
}

/// One page of the feed, and its address.
fn page(document: FetchedDocument) -> Result<(ParsedFeed, WebUrl), String> {
    match document {
        FetchedDocument::Read(document) => {
            let context =
                Context { address: &document.address, parse_url: parse_url_natively, limits: Limits::PUBLISHED };
            let parsed = json_feed::parse_with_json(&document.bytes, &context);
            let parsed = parsed.map_err(|error| unreadable(&document.name, &error))?;
            Ok((parsed, document.address))
        }
        FetchedDocument::Failed(report) => {
            let failure = report.outcome.as_ref().err().map(ToString::to_string).unwrap_or_default();
            Err(format!("{}: {}", report.name, report.cause.unwrap_or(failure)))
        }
    }
}

//! The publisher's feed with its older pages.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use newsleaf::domain::limits::Limits;
use newsleaf::domain::report::code::Level;
use newsleaf::domain::report::text::count;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::memory::Memory;
use newsleaf::publish::picture_sizes::{PictureSizes, SizeOf};
use newsleaf::publish::source_feed::{self, SourceFeed, SourceFeedError};
use newsleaf::publish::spool::Spool;
use thiserror::Error;

use super::unreadable;
use crate::source::document::{Document, FetchedDocument};
use crate::source::older_pages::{OlderPageError, OlderPages};
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
    /// There is no place for the stories.
    #[error("the temporary file of the stories: {0}")]
    Spool(io::Error),
    /// An older page did not come, and stories that are not in the feed would go.
    #[error("{0}; with --prune all pages of the feed have to come")]
    IncompleteForPrune(String),
}

/// Where the stories of a feed go.
pub struct Destination<'a> {
    /// The address of the site.
    pub site: &'a WebUrl,
    /// The folder of the temporary file that holds them.
    pub folder: &'a Path,
    /// What the last build remembers of them.
    pub memory: Memory,
    /// The size of a picture of the site that lies beside the feed.
    pub size_of: SizeOf<'a>,
}

/// Reads the feed and the older pages that it names. The warnings are for the summary.
pub fn read(
    origin: &Origin,
    timeout: Duration,
    prune: bool,
    destination: Destination,
) -> Result<(SourceFeed, Vec<String>), SourceError> {
    let mut warnings = Vec::new();
    if let Origin::File { path, .. } = origin
        && !path.exists()
    {
        return Err(SourceError::NoFile(path.clone()));
    }
    let Destination { site, folder, memory, size_of } = destination;
    let spool = Spool::new(folder).map_err(SourceError::Spool)?;
    let (name, first, address) = match large_file(origin) {
        Some(file) => file,
        None => {
            let first = origin.read(timeout, Limits::PUBLISHED);
            if let (Origin::Stories { folder, .. }, FetchedDocument::Read(document)) = (origin, &first) {
                warnings.extend(of_stories(folder, document)?);
            }
            let Document { name, bytes, address, .. } = document(first).map_err(SourceError::Unreadable)?;
            (name, source_feed::Document::Bytes(bytes), address)
        }
    };
    let sizes = PictureSizes { site: address.folder(), size_of };
    let source = SourceFeed::read(first, &address, site, spool, memory, &sizes);
    let mut source = source.map_err(|error| of_document(&name, error))?;
    let first: Vec<WebUrl> = source.feed.feed_url.iter().chain([&address]).cloned().collect();
    let mut older_pages = OlderPages::new(origin, &first, timeout);
    for _ in 0..Limits::PUBLISHED.archive_pages {
        let Some(url) = source.feed.next_url.take() else { break };
        let appended = match older_pages.read(url) {
            Ok(Document { name, bytes, address, .. }) => {
                let document = source_feed::Document::Bytes(bytes);
                source.append(&document, &address, &sizes).map_err(|error| of_document(&name, error).to_string())
            }
            Err(circle @ OlderPageError::Circle(_)) => {
                warnings.push(circle.to_string());
                break;
            }
            Err(failed) => Err(failed.to_string()),
        };
        match appended {
            Ok(()) => {}
            Err(why) if prune => return Err(SourceError::IncompleteForPrune(why)),
            Err(why) => {
                warnings.push(format!("an older page of the feed is left out: {why}"));
                break;
            }
        }
    }
    let found = source.found;
    if found > 0 {
        warnings.insert(0, corrected(found));
    }
    Ok((source, warnings))
}

/// A feed that is a plain file is read where it lies, without a copy in memory. A pipe can be read once only.
fn large_file(origin: &Origin) -> Option<(String, source_feed::Document, WebUrl)> {
    let Origin::File { path, address } = origin else { return None };
    let file = File::open(path).ok()?;
    let is_file = file.metadata().is_ok_and(|metadata| metadata.is_file());
    is_file.then(|| (path.display().to_string(), source_feed::Document::File(file), address.clone()))
}

/// Why a document is no feed, in the wording of the check.
fn of_document(name: &str, error: SourceFeedError) -> SourceError {
    match error {
        SourceFeedError::Feed(error) => SourceError::Unreadable(unreadable(name, &error)),
        SourceFeedError::Io(error) => SourceError::Unreadable(format!("{name}: {error}")),
    }
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

/// A document, or why there is none.
fn document(document: FetchedDocument) -> Result<Document, String> {
    match document {
        FetchedDocument::Read(document) => Ok(document),
        FetchedDocument::Failed(report) => Err(report.failure_line()),
    }
}

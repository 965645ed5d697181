//! The feeds that are joined: where they are, and how they are read.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::json_feed::{self, ParsedFeed};
use newsleaf::domain::report::code::Level;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::import::refusal::Refusal;
use newsleaf::merge::{OlderPage, Role, Source, local, story};
use newsleaf::publish::story::context;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::build::feed::corrected;
use crate::import::{self, ImportError, pages, print_note};
use crate::print_error;
use crate::source::document::{Document, FetchedDocument};
use crate::source::older_pages::{OlderPageError, OlderPages};
use crate::source::origin::{Origin, OriginError};
use crate::stories::folder::StoryFolder;

/// So many feeds are requested at once.
const AT_ONCE: usize = 8;
/// The name of the folder that stands for all folders outside of that of the merged feed.
const OUTSIDE: &str = "outside-of-the-folder";

/// A feed that an argument names.
pub struct NamedFeed {
    argument: OsString,
    /// Where it is.
    pub origin: Origin,
    /// What it is to the merged feed.
    pub role: Role,
}

impl NamedFeed {
    /// Finds a feed. `out` is the file of the merged feed, from whose folder relative addresses of local feeds are relative.
    pub fn find(argument: &OsStr, role: Role, out: &Path) -> Result<NamedFeed, OriginError> {
        let address = local_address(Path::new(argument), out);
        Ok(NamedFeed { argument: argument.to_owned(), origin: Origin::of(argument, address.as_ref())?, role })
    }

    /// The name for people.
    pub fn name(&self) -> String {
        match &self.origin {
            Origin::Host(url) => url.without_userinfo(),
            Origin::Input { .. } => "standard input".to_owned(),
            _ => self.argument.to_string_lossy().into_owned(),
        }
    }

    fn file_name(&self) -> String {
        let path = match &self.origin {
            Origin::Stories { folder, .. } => folder.root.clone(),
            _ => PathBuf::from(&self.argument),
        };
        let path = fs::canonicalize(&path).unwrap_or(path);
        path.file_stem().map_or_else(|| "feed".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// The text by which its stories are found in a merged feed. The argument itself may hold a password.
    pub fn mark(&self) -> String {
        let hash = blake3::hash(self.argument.as_encoded_bytes());
        hash.to_hex()[..16].to_owned()
    }

    fn source(&self, role: Role, parsed: ParsedFeed, address: WebUrl) -> Source {
        // The stories of the last merged feed are those of a file, whatever they were made of.
        let requested = if role == Role::LastMerged { None } else { self.origin.host().cloned() };
        let (name, file_name, mark) = (self.name(), self.file_name(), self.mark());
        Source { name, file_name, mark, role, parsed, address, requested, older: Vec::new() }
    }

    fn read(&self, pages: usize, timeout: Duration) -> Result<ReadFeed, String> {
        let document = match self.origin.read(timeout, Limits::PUBLISHED) {
            FetchedDocument::Read(document) => document,
            FetchedDocument::Failed(report) => return Err(report.failure_line()),
        };
        if document.bytes.len() > Limits::PUBLISHED.feed_bytes {
            return Err(format!("{}: it is too large", document.name));
        }
        if let Some(files) = &document.files {
            files.notes.iter().filter(|note| note.level != Level::Advice).for_each(print_note);
        }
        let (parsed, older, is_whole) = match import::read(&document, None) {
            Ok(mut imported) => {
                let pages = self.pages_of(pages);
                let is_whole = pages::append_older(&mut imported, &self.origin, &document.address, pages, timeout);
                imported.notes.iter().filter(|note| note.level != Level::Advice).for_each(print_note);
                (parse(&document.name, &imported.into_json(), &document.address)?, Vec::new(), is_whole)
            }
            Err(ImportError::Refused { refusal: Refusal::Json, .. }) => {
                let parsed = parse(&document.name, &document.bytes, &document.address)?;
                let (older, is_whole) = self.older(&parsed, &document, self.pages_of(pages), timeout);
                // An import has said it already, with the lines.
                let found = parsed.warnings.len() + older.iter().map(|page| page.parsed.warnings.len()).sum::<usize>();
                if found > 0 {
                    print_error(&format!("warning: {}: {}", document.name, corrected(found)));
                }
                (parsed, older, is_whole)
            }
            Err(error) => return Err(error.to_string()),
        };
        Ok(ReadFeed { source: Source { older, ..self.source(self.role, parsed, document.address) }, is_whole })
    }

    fn pages_of(&self, pages: usize) -> usize {
        if self.origin.host().is_some() { pages } else { 1 }
    }

    /// Reads the older pages that a JSON Feed names, until there are `pages` with the first one. Returns whether all of them
    /// were fetched.
    fn older(
        &self,
        first: &ParsedFeed,
        document: &Document,
        pages: usize,
        timeout: Duration,
    ) -> (Vec<OlderPage>, bool) {
        let mut next = first.feed.next_url.clone();
        let mut older: Vec<OlderPage> = Vec::new();
        let addresses = first.feed.feed_url.iter().chain([&document.address]);
        let mut older_pages = OlderPages::new(&self.origin, addresses, timeout);
        while older.len() + 1 < pages {
            let Some(url) = next.take() else { break };
            let page = match older_pages.read(url) {
                Ok(Document { name, bytes, address, .. }) => {
                    parse(&name, &bytes, &address).map(|parsed| OlderPage { parsed, address })
                }
                Err(circle @ OlderPageError::Circle(_)) => {
                    print_error(&format!("warning: {}: {circle}", document.name));
                    break;
                }
                Err(failed) => Err(failed.to_string()),
            };
            match page {
                Ok(page) => {
                    next.clone_from(&page.parsed.feed.next_url);
                    older.push(page);
                }
                Err(why) => {
                    print_error(&format!(
                        "warning: {}: an older page and all behind it are left out: {why}",
                        document.name
                    ));
                    return (older, false);
                }
            }
        }
        match next {
            Some(url) if self.origin.host().is_some() => {
                let name = &document.name;
                print_error(&format!("note: {name}: there are older stories at {url}; --pages reads them"));
            }
            Some(_) => {
                let name = &document.name;
                print_error(&format!(
                    "note: {name}: there are older stories on another page; --pages reads those of an address only"
                ));
            }
            None => {}
        }
        (older, true)
    }
}

/// A feed that was fetched and read.
pub struct ReadFeed {
    /// Its stories, with those of older pages.
    pub source: Source,
    /// Whether all of its pages were fetched that were asked for.
    pub is_whole: bool,
}

/// Reads all feeds, several at once. Each is a feed, or the sentence that says why not.
pub fn read_all(feeds: &[NamedFeed], pages: usize, timeout: Duration) -> Vec<Result<ReadFeed, String>> {
    let read = || feeds.par_iter().map(|feed| feed.read(pages, timeout)).collect();
    match ThreadPoolBuilder::new().num_threads(AT_ONCE.min(feeds.len().max(1))).build() {
        Ok(pool) => pool.install(read),
        Err(_) => feeds.iter().map(|feed| feed.read(pages, timeout)).collect(),
    }
}

/// The merged feed that was written before.
pub struct LastMerged {
    bytes: Vec<u8>,
    address: WebUrl,
}

impl LastMerged {
    /// Reads the file, if it is there.
    pub fn read(out: &Path) -> Option<LastMerged> {
        let bytes = fs::read(out).ok()?;
        Some(LastMerged { bytes, address: local::address([].into_iter())? })
    }

    /// The stories that were made of a feed. `None` if there are none.
    pub fn stories_of(&self, feed: &NamedFeed) -> Option<Source> {
        let mut parsed = parse("", &self.bytes, &self.address).ok()?;
        let mark = feed.mark();
        let (items, jsons) =
            parsed.feed.items.into_iter().zip(parsed.items).filter(|(_, json)| story::is_of(json, &mark)).unzip();
        (parsed.feed.items, parsed.items) = (items, jsons);
        // A removed story leaves no mark here; its feed says it again when it is fetched.
        parsed.feed.removed.clear();
        Some(feed.source(Role::LastMerged, parsed, self.address.clone())).filter(|last| !last.parsed.items.is_empty())
    }
}

fn parse(name: &str, bytes: &[u8], address: &WebUrl) -> Result<ParsedFeed, String> {
    json_feed::parse_with_json(bytes, &context(address))
        .map_err(|error| format!("{name}: {error}; `newsleaf check` shows the place"))
}

/// The place of a local feed, as seen from the folder of the merged feed.
fn local_address(path: &Path, out: &Path) -> Option<WebUrl> {
    let out = if out.as_os_str() == "-" { Path::new("feed.json") } else { out };
    let folder_of = |file: &Path| {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::canonicalize(folder).ok()
    };
    let folder = match path {
        path if path.as_os_str() == "-" => fs::canonicalize(".").ok(),
        // Stories in a folder 'stories' have their pictures beside it.
        path if path.is_dir() => story_root(path),
        path => folder_of(path),
    };
    let within = folder.zip(folder_of(out)).and_then(|(folder, out)| folder.strip_prefix(out).map(Path::to_owned).ok());
    let within = within.unwrap_or_else(|| PathBuf::from(OUTSIDE));
    let names: Vec<String> = within.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    local::address(names.iter().map(String::as_str))
}

fn story_root(path: &Path) -> Option<PathBuf> {
    let folder = StoryFolder::find(path).ok().flatten();
    fs::canonicalize(folder.map_or_else(|| path.to_owned(), |folder| folder.root)).ok()
}

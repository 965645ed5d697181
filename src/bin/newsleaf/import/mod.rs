//! `newsleaf import`: makes a JSON Feed of RSS or Atom.

pub mod pages;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use newsleaf::domain::limits::Limits;
use newsleaf::domain::report::code::Level;
use newsleaf::domain::report::file_note::FileNote;
use newsleaf::domain::report::text::{self, count};
use newsleaf::domain::web_url::WebUrl;
use newsleaf::import::encoding::charset_of;
use newsleaf::import::refusal::Refusal;
use newsleaf::import::{self, Imported};
use thiserror::Error;

use crate::source::document::{Document, FetchedDocument};
use crate::source::origin::{Origin, OriginError};
use crate::stories::replace_file::replace_file_by;
use crate::{ArgumentError, fail, print, print_by, print_error, web_url};

const EXAMPLES: &str = "\
Examples:
  newsleaf import feed.xml
  newsleaf import https://blog.example/feed/ --out my-site/feed.json
  newsleaf import https://blog.example/feed/ --pages 50
  curl https://blog.example/feed/ | newsleaf import - --feed-url https://blog.example/feed/ --out - | newsleaf check -

docs/import.md says what becomes of each element.

Exit status:
  0  the feed is written, though items may be left out of it: each is named
  2  it is not; or the arguments are wrong";

/// Make a JSON Feed of RSS, Atom or an export of WordPress
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A file, an http or https address, or - for the standard input
    source: OsString,
    /// The file to write, or - for the standard output [default: feed.json, which must not be there yet]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where a file is published, which relative addresses in it are relative to
    #[arg(long, value_name = "URL", value_parser = web_url)]
    feed_url: Option<WebUrl>,
    /// The number of pages to read: those that the feed names, else those of WordPress. Reading ends before that where there
    /// is no older page, or nothing new in one
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = pages)]
    pages: usize,
    /// How long a host may be silent
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = crate::check::seconds)]
    timeout: Duration,
}

/// The largest number of pages.
const MOST_PAGES: usize = 10_000;

/// For clap: a number of pages.
pub fn pages(text: &str) -> Result<usize, ArgumentError> {
    text.parse().ok().filter(|pages| (1..=MOST_PAGES).contains(pages)).ok_or(ArgumentError::Pages)
}

/// Why nothing is imported.
#[derive(Debug, Error)]
pub enum ImportError {
    #[error(transparent)]
    Origin(#[from] OriginError),
    #[error("a folder of stories needs no import; `newsleaf build` takes it")]
    Stories,
    #[error("only a feed that comes from an address has older pages; leave --pages out, or name the address")]
    PagesOfFile,
    #[error("feed.json is there already; --out feed.json writes over it")]
    Exists,
    #[error("{}: the folder {} is not there; make it, or name another file by --out", .path.display(), .folder.display())]
    NoFolder { path: PathBuf, folder: PathBuf },
    #[error("{0}")]
    Unread(String),
    #[error("{name}: it is larger than {}", text::bytes(*.limit))]
    TooLarge { name: String, limit: usize },
    #[error("{name}: {refusal}")]
    Refused { name: String, refusal: Refusal },
    #[error("{}: {error}", .path.display())]
    Unwritten { path: PathBuf, error: std::io::Error },
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match import(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

fn import(arguments: &Arguments) -> Result<(), ImportError> {
    let out = target(arguments.out.as_ref())?;
    let origin = Origin::of(&arguments.source, arguments.feed_url.as_ref())?;
    if arguments.pages > 1 && origin.host().is_none() {
        return Err(ImportError::PagesOfFile);
    }
    let document = fetch(&origin, arguments.timeout)?;
    let mut imported = read(&document, arguments.feed_url.as_ref())?;
    pages::append_older(&mut imported, &origin, &document.address, arguments.pages, arguments.timeout);
    let name = document.name.clone();
    // An export of a whole site is large.
    drop(document);
    if let Some(url) = &imported.older_page {
        let message = format!("{name}: there are older items at {url}; --pages reads them");
        print_error(&format!("note: {message}"));
    }
    imported.notes.iter().for_each(print_note);
    let items = count(imported.stories.len(), "item", "items");
    write(&out, &imported)?;
    finish(&out, &items)
}

/// The file to write. One that is there is only written over if it is named. Its folder must be there.
pub fn target(out: Option<&PathBuf>) -> Result<PathBuf, ImportError> {
    match out {
        Some(out) => match out.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            Some(folder) => Err(ImportError::NoFolder { path: out.clone(), folder: folder.to_owned() }),
            None => Ok(out.clone()),
        },
        None if Path::new("feed.json").exists() => Err(ImportError::Exists),
        None => Ok(PathBuf::from("feed.json")),
    }
}

/// Says what was written, where the feed itself is not printed.
pub fn finish(out: &Path, items: &str) -> Result<(), ImportError> {
    if out.as_os_str() == "-" {
        return Ok(());
    }
    let summary = format!("{} is written: {items}.\n", out.display());
    print(&summary).map_err(|error| ImportError::Unwritten { path: out.to_owned(), error })
}

/// Reads the bytes of a document.
pub fn fetch(origin: &Origin, timeout: Duration) -> Result<Document, ImportError> {
    if matches!(origin, Origin::Stories { .. }) {
        return Err(ImportError::Stories);
    }
    // An export of a whole site is large.
    let limits = Limits::PUBLISHED;
    match origin.read(timeout, limits) {
        FetchedDocument::Read(document) if document.bytes.len() > limits.feed_bytes => {
            Err(ImportError::TooLarge { name: document.name, limit: limits.feed_bytes })
        }
        FetchedDocument::Read(document) => Ok(document),
        FetchedDocument::Failed(report) => Err(ImportError::Unread(report.failure_line())),
    }
}

/// Reads a document of RSS or Atom.
pub fn read(document: &Document, feed_url: Option<&WebUrl>) -> Result<Imported, ImportError> {
    let content_type = document.host.as_ref().and_then(|host| host.content_type.as_deref());
    let charset = content_type.and_then(charset_of);
    let address = feed_url.or(document.host.is_some().then_some(&document.address));
    let source = import::Document { name: &document.name, bytes: &document.bytes, address, charset };
    import::read(&source).map_err(|refusal| ImportError::Refused { name: document.name.clone(), refusal })
}

/// Prints a note as a line of the standard error.
pub fn print_note(note: &FileNote) {
    let word = if note.level == Level::Advice { "note" } else { "warning" };
    print_error(&format!("{word}: {note}"));
}

/// Writes the feed to a file in one step, or to the standard output.
fn write(out: &Path, imported: &Imported) -> Result<(), ImportError> {
    let written = if out.as_os_str() == "-" {
        print_by(|out| imported.write(out))
    } else {
        replace_file_by(out, |out| imported.write(out))
    };
    written.map_err(|error| ImportError::Unwritten { path: out.to_owned(), error })
}

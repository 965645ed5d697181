//! The place of a document, and reading its bytes. Never more bytes than the limit are read.
//! A document that a person names is read, even from a pipe. A document that a feed names is read only if it is a file
//! in the folder of that feed, because other people write feeds.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use newsleaf::domain::limits::Limits;
use newsleaf::domain::percent;
use newsleaf::domain::report::{FeedReport, Kind};
use newsleaf::domain::state::failure::{Failure, FileFault};
use newsleaf::domain::web_url::{WebUrl, WebUrlError, parse_url_natively};
use newsleaf::publish::beside::{BesideError, path_beside};
use newsleaf::stories::feed::StoryFeed;
use thiserror::Error;

use super::document::{Document, DocumentFiles, FetchedDocument, bounded, bounded_file};
use super::request;
use crate::source::file_names::{FEED, SETTINGS};
use crate::stories::folder::{FolderError, StoryFolder};

/// The assumed address of a file as long as its published address is unknown. The file keeps its own name there.
const SOMEWHERE: &str = "https://site.example/feed.json";

/// Where a document is.
pub enum Origin {
    /// A file, and the address that it will have.
    File { path: PathBuf, address: WebUrl },
    /// A folder of stories, and the address that their feed will have.
    Stories { folder: StoryFolder, address: WebUrl },
    /// The standard input, and the address that the document will have.
    Input { address: WebUrl },
    /// A file beside a feed: the folder of the feed, the name from there on, and its future address.
    Beside { folder: PathBuf, name: String, address: WebUrl },
    /// An address.
    Host(WebUrl),
}

/// Why an argument names no document.
#[derive(Debug, Error)]
pub enum OriginError {
    /// The text may contain a password at an unknown place, so it is not quoted.
    #[error("the argument begins like an address, but is not a valid one.")]
    NotAnAddress,
    #[error("only files and addresses at http and https can be checked, and none at {0}.")]
    Scheme(String),
    #[error("{0:?}")]
    Somewhere(WebUrlError),
    #[error(transparent)]
    Stories(#[from] FolderError),
}

/// Why a file can't be read.
#[derive(Debug, Error)]
pub enum ReadError {
    #[error("it is a folder without stories and without a feed.json; name the feed itself, such as {}", .0.display())]
    Folder(PathBuf),
    #[error("it is a folder, a pipe or a device")]
    NotAFile,
    #[error("the name leads out of the folder")]
    Outside,
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<BesideError> for ReadError {
    fn from(error: BesideError) -> ReadError {
        match error {
            BesideError::Outside => ReadError::Outside,
            BesideError::Io(error) => ReadError::Io(error),
        }
    }
}

impl ReadError {
    /// The fault that the report names.
    fn fault(&self) -> FileFault {
        match self {
            ReadError::Folder(_) | ReadError::NotAFile => FileFault::NotAFile,
            ReadError::Outside => FileFault::Outside,
            ReadError::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => FileFault::NotFound,
                io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => FileFault::NotAFile,
                _ => FileFault::Refused,
            },
        }
    }
}

impl Origin {
    /// The document that the argument names. `published` is the future address of a file. Only text can be an address:
    /// a file has any name that the system allows.
    pub fn of(argument: &OsStr, published: Option<&WebUrl>) -> Result<Origin, OriginError> {
        let text = argument.to_str().unwrap_or_default();
        let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => {
                WebUrl::parse(text, None, parse_url_natively).map(Origin::Host).map_err(|_| OriginError::NotAnAddress)
            }
            Some(scheme) if scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                Err(OriginError::Scheme(scheme.to_owned()))
            }
            _ if text == "-" => {
                let address = published.map_or_else(somewhere, |address| Ok(address.clone()))?;
                Ok(Origin::Input { address })
            }
            _ => {
                let mut path = PathBuf::from(argument);
                if let Some(folder) = StoryFolder::find(&path)? {
                    let address = published.map_or_else(somewhere, |address| Ok(address.clone()))?;
                    return Ok(Origin::Stories { folder, address });
                }
                if path.is_dir() && path.join(FEED).is_file() {
                    path.push(FEED);
                }
                let address = match published {
                    Some(address) => address.clone(),
                    None => named_beside(&path, &somewhere()?),
                };
                Ok(Origin::File { path, address })
            }
        }
    }

    /// A file beside a document at this address.
    pub fn of_file(path: &Path, beside: &WebUrl) -> Origin {
        Origin::File { path: path.to_owned(), address: named_beside(path, beside) }
    }

    /// The address that the document has or will have.
    pub fn address(&self) -> &WebUrl {
        match self {
            Origin::File { address, .. }
            | Origin::Stories { address, .. }
            | Origin::Input { address }
            | Origin::Beside { address, .. }
            | Origin::Host(address) => address,
        }
    }

    /// The origin of the document at an address that this document names: an address beside a file means a file beside
    /// it.
    pub fn beside(&self, url: WebUrl) -> Origin {
        let (folder, address) = match self {
            Origin::File { path, address } => (path.parent(), address),
            Origin::Stories { folder, address } => (Some(folder.root.as_path()), address),
            _ => return Origin::Host(url),
        };
        let folder = folder.map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        match (url.without_fragment().strip_prefix(address.folder().as_str()), folder) {
            (Some(rest), Some(folder)) => {
                let name = percent::decode(rest.split('?').next().unwrap_or_default());
                Origin::Beside { folder: folder.to_owned(), name, address: url }
            }
            _ => Origin::Host(url),
        }
    }

    /// The folder of a feed that is a file, or is made of files.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Origin::File { path, .. } => path.parent(),
            Origin::Stories { folder, .. } => Some(&folder.root),
            _ => None,
        }
    }

    /// The address of a document that comes from a host.
    pub fn host(&self) -> Option<&WebUrl> {
        match self {
            Origin::Host(address) => Some(address),
            _ => None,
        }
    }

    /// Names the settings of a folder of stories, which are otherwise its own.
    pub fn set_settings(&mut self, named: Option<&Path>) {
        if let Origin::Stories { folder, .. } = self {
            folder.set_settings(named);
        }
    }

    /// The settings file that goes with it: the one that is named, else the `newsleaf.json` beside a file, or that of a folder of
    /// stories.
    pub fn settings_file(&self, named: Option<&Path>) -> Option<PathBuf> {
        match self {
            Origin::Stories { folder, .. } if named.is_none() => folder.settings_file(),
            Origin::File { path, .. } if named.is_none() => {
                let settings = path.with_file_name(SETTINGS);
                (settings != *path && settings.is_file()).then_some(settings)
            }
            _ => named.map(Path::to_owned),
        }
    }

    /// The path of a document beside this one; `None` if the URL leads elsewhere. An error if it is not a file within
    /// the folder, after links are resolved.
    pub fn path_beside(&self, url: &WebUrl) -> Option<Result<PathBuf, ReadError>> {
        match self.beside(url.clone()) {
            Origin::Beside { folder, name, .. } => Some(path_beside(&folder, &name).map_err(ReadError::from)),
            _ => None,
        }
    }

    /// Reads a document that a feed at `first` names: on other hosts only if they are public.
    pub fn read_named_by(&self, first: &Origin, timeout: Duration, limits: Limits) -> FetchedDocument {
        match self {
            Origin::Host(url) if !first.host().is_some_and(|first| first.same_origin(url)) => {
                request::read_public(url, timeout, limits)
            }
            _ => self.read(timeout, limits),
        }
    }

    /// Reads the document, or returns a report with the cause.
    pub fn read(&self, timeout: Duration, limits: Limits) -> FetchedDocument {
        let (name, bytes, address) = match self {
            Origin::Host(url) => return request::read(url, timeout, limits),
            Origin::Input { address } => {
                ("standard input".to_owned(), bounded(io::stdin().lock(), limits).map_err(ReadError::from), address)
            }
            Origin::File { path, address } => (path.display().to_string(), named(path, limits), address),
            Origin::Stories { folder, address } => return stories(folder, address),
            Origin::Beside { folder, name, address } => {
                (folder.join(name).display().to_string(), beside(folder, name, limits), address)
            }
        };
        match bytes {
            Ok(bytes) => FetchedDocument::Read(Document::new(name, bytes, address.clone(), None)),
            Err(error) => {
                let report = FeedReport::of_failure(&name, Kind::Feed, Failure::File(error.fault()), None);
                FetchedDocument::Failed(Box::new(FeedReport { cause: Some(error.to_string()), ..report }))
            }
        }
    }
}

/// The feed of a folder of stories.
fn stories(folder: &StoryFolder, address: &WebUrl) -> FetchedDocument {
    match folder.read() {
        Ok(StoryFeed { json, files, notes, held_back, .. }) => {
            let document = Document::new(folder.display(), json, address.clone(), None);
            let files = DocumentFiles { of_items: files, held_back, notes };
            FetchedDocument::Read(Document { files: Some(Box::new(files)), ..document })
        }
        Err(error) => {
            let failure = Failure::File(FileFault::Refused);
            let report = FeedReport::of_failure(&folder.display(), Kind::Feed, failure, None);
            FetchedDocument::Failed(Box::new(FeedReport { cause: Some(error.to_string()), ..report }))
        }
    }
}

/// The address of a file that is published under its own name in the folder of this address.
fn named_beside(path: &Path, beside: &WebUrl) -> WebUrl {
    // These characters of a URL's path stay as they are. All others are encoded: a name may contain `?` or `#`.
    const UNENCODED: percent::Keep = b"!$&'()*+,;=:@[]|";
    let mut name = "./".to_owned();
    percent::encode_into(&mut name, &path.file_name().unwrap_or_default().to_string_lossy(), UNENCODED);
    WebUrl::parse(&name, Some(beside), parse_url_natively).unwrap_or_else(|_| beside.clone())
}

/// The bytes of a file or pipe that a person names.
fn named(path: &Path, limits: Limits) -> Result<Vec<u8>, ReadError> {
    if path.is_dir() {
        return Err(ReadError::Folder(path.join("my-feed.json")));
    }
    Ok(bounded_file(File::open(path)?, limits)?)
}

/// The bytes of a file that a feed names, if it is a regular file within the feed's folder: neither the name nor a link
/// in the folder may lead elsewhere, and a pipe is never opened.
fn beside(folder: &Path, name: &str, limits: Limits) -> Result<Vec<u8>, ReadError> {
    let file = path_beside(folder, name)?;
    if !fs::metadata(&file)?.is_file() {
        return Err(ReadError::NotAFile);
    }
    Ok(bounded_file(File::open(file)?, limits)?)
}

fn somewhere() -> Result<WebUrl, OriginError> {
    WebUrl::parse(SOMEWHERE, None, parse_url_natively).map_err(OriginError::Somewhere)
}

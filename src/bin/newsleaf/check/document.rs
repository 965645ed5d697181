//! Where a document is, and how its bytes come from there. Never more than the limit is read, whatever it is that is named.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use newsleaf::domain::feed_report::host_answer::HostAnswer;
use newsleaf::domain::feed_report::{Document, FeedReport, looks_like_settings};
use newsleaf::domain::limits;
use newsleaf::domain::percent;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

use super::request;

/// Where a file is taken to be published, as long as nobody says where it will be.
const SOMEWHERE: &str = "https://site.example/feed.json";

/// Where a document is.
pub enum Origin {
    /// A file, and the address that it will have.
    File { path: PathBuf, address: WebUrl },
    /// The standard input, and the address that the document will have.
    Input { address: WebUrl },
    /// An address.
    Host(WebUrl),
}

/// A document that came, or why it did not.
pub enum Came {
    Whole(Whole),
    Failed(Box<FeedReport>),
}

/// A document with what it is read with.
pub struct Whole {
    pub name: String,
    pub bytes: Vec<u8>,
    pub address: WebUrl,
    pub host: Option<HostAnswer>,
}

impl Whole {
    /// The document as reports are made of it.
    pub fn document(&self) -> Document<'_> {
        Document { name: &self.name, bytes: &self.bytes, address: &self.address, host: self.host.as_ref() }
    }
}

impl Came {
    /// Whether it is a settings file instead of a feed, by its name or by what stands in it.
    pub fn is_settings(&self) -> bool {
        match self {
            Came::Whole(whole) => whole.name.ends_with("newsleaf.json") || looks_like_settings(&whole.bytes),
            Came::Failed(_) => false,
        }
    }
}

impl Origin {
    /// What the argument names. `published` is where a file will be.
    pub fn of(argument: &str, published: Option<&WebUrl>) -> Result<Origin, String> {
        let scheme = argument.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => WebUrl::parse(argument, None, parse_url_natively)
                .map(Origin::Host)
                .map_err(|_| format!("'{argument}' is no address.")),
            Some(scheme) if scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                Err(format!("'{argument}': only files and addresses at http and https can be checked."))
            }
            _ => {
                let address = match published {
                    Some(address) => address.clone(),
                    None => somewhere()?,
                };
                Ok(match argument {
                    "-" => Origin::Input { address },
                    path => Origin::File { path: PathBuf::from(path), address },
                })
            }
        }
    }

    /// A file beside a document at this address.
    pub fn of_file(path: &Path, beside: &WebUrl) -> Origin {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let address = WebUrl::parse(&name, Some(beside), parse_url_natively).unwrap_or_else(|_| beside.clone());
        Origin::File { path: path.to_owned(), address }
    }

    /// The address that the document has or will have.
    pub fn address(&self) -> &WebUrl {
        match self {
            Origin::File { address, .. } | Origin::Input { address } | Origin::Host(address) => address,
        }
    }

    /// Where the document at this address is, when this one names it: what is published beside a file is a file beside it.
    pub fn beside(&self, url: WebUrl) -> Origin {
        let Origin::File { path, address } = self else { return Origin::Host(url) };
        let rest = url.without_fragment().strip_prefix(address.folder().as_str()).map(str::to_owned);
        match (rest, path.parent()) {
            // The URL parser leaves no `..` in a path; an encoded one, or a separator, is not followed.
            (Some(rest), Some(folder)) => {
                let name = percent::decode(rest.split('?').next().unwrap_or_default());
                let is_plain = name.split('/').all(|part| part != ".." && !part.contains(['\\', '\0']));
                if is_plain { Origin::File { path: folder.join(name), address: url } } else { Origin::Host(url) }
            }
            _ => Origin::Host(url),
        }
    }

    /// Reads the document. What can't be read here is an error; what a host can't give is a report.
    pub fn read(&self, timeout: Duration) -> Result<Came, String> {
        let (name, bytes, address) = match self {
            Origin::Host(url) => return Ok(request::read(url, timeout)),
            Origin::Input { address } => {
                let bytes = bounded(io::stdin().lock()).map_err(|error| format!("standard input: {error}"))?;
                ("standard input".to_owned(), bytes, address)
            }
            Origin::File { path, address } => {
                if path.is_dir() {
                    return Err(format!(
                        "{} is a folder; name the feed itself, such as {}.",
                        path.display(),
                        path.join("feed.json").display()
                    ));
                }
                let bytes =
                    File::open(path).and_then(bounded).map_err(|error| format!("{}: {error}", path.display()))?;
                (path.display().to_string(), bytes, address)
            }
        };
        Ok(Came::Whole(Whole { name, bytes, address: address.clone(), host: None }))
    }
}

/// Everything up to the limit and one byte, by which what is too large is known.
pub fn bounded(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limits::FEED_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn somewhere() -> Result<WebUrl, String> {
    WebUrl::parse(SOMEWHERE, None, parse_url_natively).map_err(|error| format!("{error:?}"))
}

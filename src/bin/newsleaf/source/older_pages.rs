//! Reads the older pages of a feed, each once.

use std::collections::HashSet;
use std::time::Duration;

use newsleaf::domain::limits::Limits;
use newsleaf::domain::report::FeedReport;
use newsleaf::domain::web_url::WebUrl;
use thiserror::Error;

use super::document::{Document, FetchedDocument};
use super::origin::Origin;

/// The older pages of a feed.
pub struct OlderPages<'a> {
    origin: &'a Origin,
    timeout: Duration,
    /// The addresses of the pages that were read.
    read: HashSet<String>,
}

/// Why an older page is not read.
#[derive(Debug, Error)]
pub enum OlderPageError {
    /// It was read before.
    #[error("the feed names the older page {} twice", .0.without_userinfo())]
    Circle(WebUrl),
    /// It can't be fetched.
    #[error("{}", .0.failure_line())]
    Failed(Box<FeedReport>),
}

impl<'a> OlderPages<'a> {
    /// The older pages of the feed that was fetched from `origin`. `first` are the addresses of its first page.
    pub fn new<'b>(
        origin: &'a Origin,
        first: impl IntoIterator<Item = &'b WebUrl>,
        timeout: Duration,
    ) -> OlderPages<'a> {
        let read = first.into_iter().map(|url| url.without_fragment().to_owned()).collect();
        OlderPages { origin, timeout, read }
    }

    /// Reads the page at an address that the feed names.
    pub fn read(&mut self, url: WebUrl) -> Result<Document, OlderPageError> {
        if !self.read.insert(url.without_fragment().to_owned()) {
            return Err(OlderPageError::Circle(url));
        }
        match self.origin.beside(url).read_named_by(self.origin, self.timeout, Limits::PUBLISHED) {
            FetchedDocument::Read(document) => Ok(document),
            FetchedDocument::Failed(report) => Err(OlderPageError::Failed(report)),
        }
    }
}

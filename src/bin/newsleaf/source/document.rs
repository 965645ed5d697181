//! A document that was read, or why it was not.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use newsleaf::domain::limits::Limits;
use newsleaf::domain::report::file_note::FileNote;
use newsleaf::domain::report::host_answer::HostAnswer;
use newsleaf::domain::report::{self, FeedReport, has_items, looks_like_settings};
use newsleaf::domain::web_url::WebUrl;

use crate::source::file_names::SETTINGS;

/// A document, or the reason why it could not be read.
pub enum FetchedDocument {
    Read(Document),
    Failed(Box<FeedReport>),
}

/// A document with its address and its host's answer.
pub struct Document {
    pub name: String,
    pub bytes: Vec<u8>,
    pub address: WebUrl,
    pub host: Option<HostAnswer>,
    /// What is known of its files, where it is made of such.
    pub files: Option<Box<DocumentFiles>>,
}

/// The files that a document is made of.
pub struct DocumentFiles {
    /// The file of each item.
    pub of_items: Vec<String>,
    /// How many stories are left out because their authors say so.
    pub held_back: usize,
    /// Notes on the files.
    pub notes: Vec<FileNote>,
}

impl Document {
    /// A document that is one file.
    pub fn new(name: String, bytes: Vec<u8>, address: WebUrl, host: Option<HostAnswer>) -> Document {
        Document { name, bytes, address, host, files: None }
    }

    /// The document as reports are made of it.
    pub fn document(&self) -> report::Document<'_> {
        // `newsleaf build` publishes a large file; browsers read a document from a host.
        let limits = if self.host.is_some() { Limits::BROWSER } else { Limits::PUBLISHED };
        report::Document {
            name: &self.name,
            bytes: &self.bytes,
            address: &self.address,
            host: self.host.as_ref(),
            limits,
        }
    }

    /// Whether the last part of its path is the name of the settings file that sites request. The query of an address
    /// is ignored.
    fn has_name_of_settings(&self) -> bool {
        let path = match self.host {
            Some(_) => self.name.split(['?', '#']).next().unwrap_or_default(),
            None => &self.name,
        };
        Path::new(path).file_name().is_some_and(|name| name == SETTINGS)
    }
}

impl FetchedDocument {
    /// Whether the document is a settings file instead of a feed, by its name or by its content. A feed may have any
    /// name.
    pub fn is_settings(&self) -> bool {
        match self {
            FetchedDocument::Read(document) if document.has_name_of_settings() => !has_items(&document.bytes),
            FetchedDocument::Read(document) => looks_like_settings(&document.bytes),
            FetchedDocument::Failed(_) => false,
        }
    }
}

/// All bytes up to the limit and one more, which shows that the document is too large.
pub fn bounded(from: impl Read, limits: Limits) -> io::Result<Vec<u8>> {
    bounded_into(Vec::new(), from, limits)
}

/// The same of a file, with a place that is as large as the file: one that grows would be twice as large in the end.
pub fn bounded_file(file: File, limits: Limits) -> io::Result<Vec<u8>> {
    let size = file.metadata().map_or(0, |file| file.len()).min(limits.feed_bytes as u64);
    bounded_into(Vec::with_capacity(size as usize + 1), file, limits)
}

fn bounded_into(mut bytes: Vec<u8>, from: impl Read, limits: Limits) -> io::Result<Vec<u8>> {
    from.take(limits.feed_bytes as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

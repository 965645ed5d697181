//! From the bytes of a document to a JSON value.

use std::fmt;

use super::json::value::Value;
use super::json::{self, InvalidJson};
use crate::domain::feed::warning::Warning;
use crate::domain::limits::Limits;

/// Why a document can't be read as a feed or as settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedError {
    /// It is empty.
    Empty,
    /// It is HTML.
    WebPage,
    /// It is XML, perhaps RSS or Atom.
    Xml,
    /// It is not valid JSON.
    InvalidJson(InvalidJson),
    /// It is JSON, but not a feed and not a list of items, or not the object that settings are.
    NotAFeed {
        /// What it is, in English: `a text`.
        found: &'static str,
    },
    /// The document is larger than the reader's limit.
    TooLarge,
}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FeedError::Empty => f.write_str("the document is empty"),
            FeedError::WebPage => f.write_str("the document is a web page"),
            FeedError::Xml => f.write_str("the document is XML"),
            FeedError::InvalidJson(at) => {
                write!(f, "invalid JSON in line {}, column {}: {}, at {}", at.line, at.column, at.reason, at.excerpt)
            }
            FeedError::NotAFeed { found } => write!(f, "the document is JSON but no feed: {found}"),
            FeedError::TooLarge => f.write_str("the document has more bytes than are read"),
        }
    }
}

/// Parses a document, a feed or settings, into a JSON value.
pub(in crate::domain) fn read_json(bytes: &[u8], limits: Limits) -> Result<(Value, Vec<Warning>), FeedError> {
    if bytes.len() > limits.feed_bytes {
        return Err(FeedError::TooLarge);
    }
    let (text, mut warnings) = json::decode(bytes);
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\0');
    if start.is_empty() {
        return Err(FeedError::Empty);
    }
    if start.starts_with('<') {
        let head: String = start.chars().take(200).map(|c| c.to_ascii_lowercase()).collect();
        let xml = head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed");
        return Err(if xml && !head.contains("<html") { FeedError::Xml } else { FeedError::WebPage });
    }
    let value = json::parse(text, &mut warnings).map_err(FeedError::InvalidJson)?;
    Ok((value, warnings))
}

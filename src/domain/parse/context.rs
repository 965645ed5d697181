//! The context in which a document is parsed.

use crate::domain::limits::Limits;
use crate::domain::web_url::{ParseUrl, WebUrl};

/// The address of a document, the URL parser, and how much is read.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The address of the document: the base of its relative URLs.
    pub address: &'a WebUrl,
    /// The URL parser.
    pub parse_url: ParseUrl,
    /// The limits of the document.
    pub limits: Limits,
}

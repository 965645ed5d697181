//! What documents are read with.

use crate::domain::web_url::{ParseUrl, WebUrl};

/// What a feed is read with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Where the feed came from, which relative URLs may be relative to.
    pub address: &'a WebUrl,
    /// The URL parser.
    pub parse_url: ParseUrl,
}

//! Helpers of several test modules.

pub mod body_faults;
pub mod clean;
pub mod command;
pub mod corpora;
pub mod html_tree;
pub mod samples;

use newsleaf::domain::feed::Feed;
use newsleaf::domain::feed::warning::Warning;
use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::context::Context;
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::parse::json_feed;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

/// Reads a feed as the site does that has it at this address.
pub fn read(bytes: &[u8], address: &str) -> Result<(Feed, Vec<Warning>), FeedError> {
    let address = WebUrl::parse(address, None, parse_url_natively).unwrap();
    json_feed::parse(bytes, &Context { address: &address, parse_url: parse_url_natively, limits: Limits::BROWSER })
}

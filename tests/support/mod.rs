//! Reading feeds as the site reads them, with the URL parser that every native build has.

use newsleaf::domain::feed::Feed;
use newsleaf::domain::feed::warning::Warning;
use newsleaf::domain::parse::context::Context;
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::parse::json_feed;
use newsleaf::domain::web_url::WebUrl;

/// The `url` crate, which follows the same standard as browsers.
pub fn parse_url(input: &str, base: Option<&str>) -> Option<String> {
    match base {
        Some(base) => url::Url::parse(base).ok()?.join(input).ok(),
        None => url::Url::parse(input).ok(),
    }
    .map(String::from)
}

/// Reads a feed as if it came from this address.
pub fn read(bytes: &[u8], address: &str) -> Result<(Feed, Vec<Warning>), FeedError> {
    let address = WebUrl::parse(address, None, parse_url).unwrap();
    json_feed::parse(bytes, &Context { address: &address, parse_url })
}

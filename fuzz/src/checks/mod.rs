//! Properties of any input, a function for each target.

pub mod body;
pub mod feed;
pub mod route;
pub mod settings;

use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

/// The address that everything comes from.
fn address() -> WebUrl {
    WebUrl::parse("https://host.example/news/feed.json", None, parse_url_natively).expect("a URL")
}

//! The browser's URL parser and the page's own address.

/// Parses a URL with the browser's `URL`: a [`crate::domain::web_url::ParseUrl`].
#[cfg(feature = "csr")]
pub fn parse_url(input: &str, base: Option<&str>) -> Option<String> {
    let url = match base {
        Some(base) => web_sys::Url::new_with_base(input, base),
        None => web_sys::Url::new(input),
    };
    url.ok().map(|url| url.href())
}

/// Natively the `url` crate parses; it follows the same standard.
#[cfg(not(feature = "csr"))]
pub use crate::domain::web_url::parse_url_natively as parse_url;

/// The document's address, with its query.
#[cfg(feature = "csr")]
pub fn document_url() -> Option<crate::domain::web_url::WebUrl> {
    let href = web_sys::window()?.location().href().ok()?;
    crate::domain::web_url::WebUrl::parse(&href, None, parse_url).ok()
}

//! The place of the app: the shell of a drop-in, or a page of a published site.

use super::address;
use super::network::boot;
use crate::domain::site::links::{Links, UrlStyle};
use crate::domain::site::route::Route;
use crate::domain::web_url::WebUrl;

/// Whether the site is a published one. The app is one page of it then, its search; all others are files.
pub fn is_published() -> bool {
    boot::site_root().is_some()
}

/// The links to the pages of the site.
pub fn links() -> Links {
    boot::site_root().map_or_else(Links::of_shell, |root| Links { style: UrlStyle::Path, root })
}

/// The URL of the site; in a drop-in that of the document.
pub fn url() -> Option<WebUrl> {
    let document = address::document_url();
    match boot::site_root() {
        Some(root) => WebUrl::parse(&root, document.as_ref(), address::parse_url).ok(),
        None => document,
    }
}

/// The route of a query in the address of the app.
pub fn route_of(query: &str) -> Route {
    match Route::from_query(query) {
        Route::Search { query } => Route::Search { query },
        _ if is_published() => Route::search(""),
        route => route,
    }
}

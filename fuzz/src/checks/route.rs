//! Text, read as an address of the site in both styles: a printed address is read as the same page.

use newsleaf::domain::feed::listing::Listing;
use newsleaf::domain::site::route::Route;

/// Reads text as a query and as a path, prints the route, and reads it again.
pub fn check(text: &str) {
    let route = Route::from_query(text);
    if is_linked(&route) {
        assert_eq!(Route::from_query(&route.query()), route, "by {}", route.query());
    }
    let route = Route::from_path(text);
    if is_linked(&route) && is_clear_as_path(&route) {
        assert_eq!(Route::from_path(&route.path()), route, "by {}", route.path());
    }
}

/// No link leads to a missing page, but its address can be printed, and printing must end.
fn is_linked(route: &Route) -> bool {
    let _ = (route.query(), route.path());
    !matches!(route, Route::InvalidArticle { .. } | Route::NotFound { .. })
}

/// A section called 'Page' cannot be distinguished from a page of the section around it; by query it can. The slugs of tags, authors
/// and headlines have no slashes, whatever somebody types.
fn is_clear_as_path(route: &Route) -> bool {
    match route {
        Route::List { of: Listing::Section(slug), .. } => {
            !slug.split('/').any(|part| part.is_empty() || part == "page")
        }
        Route::List { of, .. } => !of.slug().contains('/'),
        Route::Article { slug, .. } => !slug.contains('/'),
        _ => true,
    }
}

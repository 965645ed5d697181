//! Text, read as an address of the site in both styles: what is printed is read as the same page.

#![no_main]

use newsleaf::domain::listing::Listing;
use newsleaf::domain::route::Route;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let route = Route::from_query(text);
    assert_eq!(Route::from_query(&route.query()), route, "by {}", route.query());
    let route = Route::from_path(text);
    if let Route::List { of: Listing::Section(slug), .. } = &route
        && slug.split('/').any(|part| part.is_empty() || part == "page")
    {
        // A section called 'Page' cannot be told from a page of the section around it; by query it can.
        return;
    }
    assert_eq!(Route::from_path(&route.path()), route, "by {}", route.path());
});

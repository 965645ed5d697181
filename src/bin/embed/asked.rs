//! What both widgets begin with.

use newsleaf::browser::address;
use newsleaf::domain::embed::{Embed, query_of};
use newsleaf::pages::embed::Asked;

/// What the frame's address asks for.
pub fn asked() -> Asked {
    let url = address::document_url();
    Embed::from_query(url.as_ref().map_or("", query_of)).unwrap_or_default()
}

/// While developing, a panic says why; in a release it is a trap, which the boot guard sees.
pub fn say_panics() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| {
        newsleaf::browser::start::failed(&info.to_string());
    }));
}

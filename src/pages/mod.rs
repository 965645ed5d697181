//! One component a page, and the site around them.

mod all_sections;
pub mod article;
#[cfg(feature = "embed")]
pub mod embed;
mod feed_failed;
mod front;
mod gone;
mod head;
mod home;
mod listing;
mod not_found;
mod page_kind;
#[cfg(feature = "ssr")]
pub mod published;
mod search;
mod site;
pub mod site_state;
mod statement;

pub use head::page_head;
pub use site::SitePages;

use crate::domain::site::route::Route;
use crate::domain::state::DataNeeded;

/// The data that a page needs besides the feed's first page.
pub fn data_needed(route: &Route) -> DataNeeded {
    use crate::domain::feed::publication::STORIES_A_PAGE;
    // One story on the page is enough to show it; more come when the reader asks.
    let count = (route.page() as usize - 1).saturating_mul(STORIES_A_PAGE).saturating_add(1);
    match route {
        Route::Home { .. } => DataNeeded::Stories(count),
        Route::List { of, .. } => DataNeeded::InList { of: of.clone(), count },
        Route::Article { key, .. } => DataNeeded::Story(*key),
        _ => DataNeeded::Nothing,
    }
}

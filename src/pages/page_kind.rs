//! The kind of page in the frame.

use crate::domain::feed::key::Key;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::publication::Publication;
use crate::domain::site::route::Route;
use crate::domain::state::{FeedState, Phase};

/// A page. It is mounted anew when it is no longer equal to the one before.
#[derive(Clone, Debug, PartialEq)]
pub enum PageKind {
    /// The feed takes long.
    Loading,
    /// There is no feed.
    FeedFailed,
    /// The front page, or an older page of all stories.
    Home { page: u32 },
    /// A page of the stories of a section, a tag or an author.
    Listing { of: Listing, page: u32 },
    /// The list of all sections.
    AllSections,
    /// A story.
    Article { key: Key },
    /// A story that the feed does not hold, or whose address has no valid key.
    Gone { slug: String, has_key: bool },
    /// The search.
    Search,
    /// An address that the site does not have.
    NotFound,
}

impl PageKind {
    /// The page of a route in a state of the feed.
    pub fn of(state: &FeedState, publication: &Publication, route: &Route) -> PageKind {
        match &state.phase {
            _ if state.is_failing() => return PageKind::FeedFailed,
            Phase::Loaded(_) => {}
            _ => return PageKind::Loading,
        }
        match route {
            Route::Home { page } => PageKind::Home { page: *page },
            Route::List { of, page } => PageKind::Listing { of: of.clone(), page: *page },
            Route::AllSections => PageKind::AllSections,
            Route::Article { key, .. } if publication.story(*key).is_some() => PageKind::Article { key: *key },
            Route::Article { slug, .. } => PageKind::Gone { slug: slug.clone(), has_key: true },
            Route::InvalidArticle { requested } => PageKind::Gone { slug: slug_of_invalid(requested), has_key: false },
            Route::Search { .. } => PageKind::Search,
            // The others are pages of published sites alone (`published`).
            Route::NotFound { .. } | Route::Numbered { .. } | Route::Months | Route::Month { .. } => PageKind::NotFound,
        }
    }

    /// Whether the site's name is the page's headline: the page has none of its own.
    pub fn is_front(&self) -> bool {
        matches!(self, PageKind::Home { .. } | PageKind::Loading)
    }
}

/// What an address without a valid key calls its story. One word is a damaged key rather than a headline.
fn slug_of_invalid(requested: &str) -> String {
    if requested.contains('-') { requested.to_owned() } else { String::new() }
}

//! Every page, as a function of the feed's state and the route.

mod all_sections;
mod article;
#[cfg(feature = "embed")]
pub mod embed;
mod feed_failed;
mod gone;
mod home;
mod listing;
mod not_found;
mod search;

use crate::components::feed_notice::feed_notice;
use crate::components::load_notice;
use crate::components::page_frame::page_frame;
use crate::components::site::Site;
use crate::domain::feed::publication::Publication;
use crate::domain::site::accent::Accent;
use crate::domain::site::messages::interpolate;
use crate::domain::site::page_head::PageHead;
use crate::domain::site::route::Route;
use crate::domain::state::{DataNeeded, Event, FeedState, Loaded, Phase};
use crate::markup::{Element, Markup, element, markup};

/// A page: what stands in `#app`, and what the document says about it.
pub struct Page {
    /// The page in its frame.
    pub view: Markup,
    /// Title, language, direction, canonical URL.
    pub head: PageHead,
}

/// What one page brings into the frame.
struct Content {
    /// The page's name for the title; none for the front page.
    title: Option<String>,
    /// The language of the page, where it is not the paper's.
    language: Option<String>,
    /// Whether the paper's name is the page's headline: it has none of its own.
    is_front: bool,
    view: Markup,
}

/// A page of a heading and what there is to say, in place of one that can't be shown.
fn statement(site: &Site, headline: &'static str) -> Element {
    element("section").class("statement").attr("lang", site.messages.tag).child(element("h1").child(headline))
}

/// A paragraph.
fn paragraph(content: impl crate::markup::Child) -> Element {
    element("p").child(content)
}

/// A link of the interface's.
fn link(site: &Site, to: &Route, label: &'static str) -> Element {
    element("a").attr("href", site.links.href(to)).child(label)
}

/// The page of a route. While there is no feed, `publication` is empty.
pub fn page(site: &Site, publication: &Publication, state: &FeedState, route: &Route) -> Page {
    let content =
        match &state.phase {
            Phase::Failed(failure) => feed_failed::feed_failed(site, publication, failure, None),
            Phase::Loading(retrying) => match &retrying.failure {
                Some(failure) => feed_failed::feed_failed(site, publication, failure, Some(retrying)),
                None => Content {
                    title: None,
                    language: None,
                    is_front: true,
                    view: markup()
                        .child(load_notice::loading(site.messages.loading_slow()))
                        .child(load_notice::button(site, site.messages.stop(), Event::Cancelled(retrying.request))),
                },
            },
            Phase::Loaded(loaded) => of_route(site, publication, loaded, route),
        };
    let title = match &content.title {
        Some(title) => {
            interpolate(site.messages.title_and_site(), &[("title", title), ("site", &publication.feed.title)])
        }
        None => publication.feed.title.clone(),
    };
    let head = PageHead {
        title,
        language: content.language.unwrap_or_else(|| site.dates.language.clone()),
        direction: site.direction,
        canonical: site.links.canonical(publication, route),
        accent: publication.settings.accent.as_deref().and_then(Accent::of),
    };
    let loaded = match &state.phase {
        Phase::Loaded(loaded) => Some(loaded),
        _ => None,
    };
    let notice = feed_notice(site, loaded);
    Page { view: page_frame(site, publication, route, content.is_front, notice, content.view), head }
}

fn of_route(site: &Site, publication: &Publication, loaded: &Loaded, route: &Route) -> Content {
    match route {
        Route::Home { .. } => home::home(site, publication, loaded, route),
        Route::List { of, .. } => listing::listing(site, publication, loaded, route, of),
        Route::AllSections => all_sections::all_sections(site, publication, loaded),
        Route::Article { key, slug } => match publication.story(*key) {
            Some(item) => article::article(site, publication, item),
            None => gone::gone(site, publication, loaded, slug),
        },
        Route::Search { query } => search::search(site, publication, loaded, query),
        Route::NotFound { .. } => not_found::not_found(site, publication),
    }
}

/// What a page needs of the feed besides its first page.
pub fn data_needed(route: &Route) -> DataNeeded {
    use crate::domain::feed::publication::STORIES_A_PAGE;
    // One story on the page is enough to show it; more come when the reader asks.
    let count = (route.page() as usize - 1).saturating_mul(STORIES_A_PAGE).saturating_add(1);
    match route {
        Route::Home { .. } => DataNeeded::Stories(count),
        Route::List { of, .. } => DataNeeded::InList { of: of.clone(), count },
        Route::Article { key, .. } => DataNeeded::Story(*key),
        Route::AllSections | Route::Search { .. } | Route::NotFound { .. } => DataNeeded::Nothing,
    }
}

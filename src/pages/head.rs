//! The head of a page's document: title, language, canonical URL.

use leptos::prelude::*;

use super::gone;
use super::listing::ListingName;
use super::page_kind::PageKind;
use super::site_state::SiteState;
use crate::components::view_context::ViewContext;
use crate::domain::feed::publication::Publication;
use crate::domain::site::accent::Accent;
use crate::domain::site::messages::interpolate;
use crate::domain::site::page_head::PageHead;
use crate::domain::state::failure::Failure;
use crate::domain::state::{FeedState, Phase};
use crate::domain::web_url::WebUrl;

/// The head of the page that is open.
pub fn page_head(context: ViewContext, state: SiteState) -> PageHead {
    let publication = state.publication.get();
    let route = state.route.get();
    state.feed.with(|feed| {
        let kind = PageKind::of(feed, &publication, &route);
        let is_new = state.known_title.with(Option::is_none);
        let title = match title(context, feed, &publication, &kind, is_new) {
            Some(title) => {
                let values = [("title", title.as_str()), ("site", &publication.feed.title)];
                interpolate(context.messages.title_and_site(), &values)
            }
            None => publication.feed.title.clone(),
        };
        let language = match &kind {
            PageKind::Article { key } => publication.story(*key).and_then(|item| item.language.clone()),
            _ => None,
        };
        let (settings, feed) = (&publication.settings, &publication.feed);
        let touch_icon = settings.icon.as_ref().or(feed.icon.as_ref()).or(feed.favicon.as_ref());
        PageHead {
            title,
            language: language.unwrap_or_else(|| context.language()),
            direction: context.direction,
            canonical: context.links().canonical(&publication, &route),
            icon: publication.icon().map(WebUrl::to_string),
            touch_icon: touch_icon.map(WebUrl::to_string),
            accent: publication.settings.accent.as_deref().and_then(Accent::of),
        }
    })
}

/// The name of the page; `None` for the front page, which has the site's. `is_new`: no feed was ever read here.
fn title(
    context: ViewContext,
    feed: &FeedState,
    publication: &Publication,
    kind: &PageKind,
    is_new: bool,
) -> Option<String> {
    let messages = context.messages;
    let number = |page: u32| interpolate(messages.page_number(), &[("page", &context.number(page as usize))]);
    match kind {
        PageKind::Loading => None,
        PageKind::FeedFailed => Some(if is_new && failure(feed).is_some_and(Failure::is_no_feed_yet) {
            messages.no_feed().to_owned()
        } else {
            messages.failed().to_owned()
        }),
        PageKind::Home { page } => (*page > 1).then(|| number(*page)),
        PageKind::Listing { of, page } => {
            let has_more = loaded(feed).is_some_and(|loaded| loaded.archive.has_more());
            let name = ListingName::of(of, publication, has_more, messages).headline;
            Some(match page {
                1 => name,
                page => interpolate(messages.title_and_site(), &[("title", &name), ("site", &number(*page))]),
            })
        }
        PageKind::AllSections => Some(messages.all_sections().to_owned()),
        PageKind::Article { key } => publication.story(*key).map(|item| item.headline.clone()),
        PageKind::Gone { has_key, .. } => {
            loaded(feed).map(|loaded| gone::Search::of(loaded, *has_key).headline(messages).to_owned())
        }
        PageKind::Search => Some(messages.search().to_owned()),
        PageKind::NotFound => Some(messages.not_found().to_owned()),
    }
}

fn failure(feed: &FeedState) -> Option<&Failure> {
    match &feed.phase {
        Phase::Failed(failure) => Some(failure),
        Phase::Loading(request) => request.failure.as_ref(),
        Phase::Loaded(_) => None,
    }
}

fn loaded(feed: &FeedState) -> Option<&crate::domain::state::Loaded> {
    match &feed.phase {
        Phase::Loaded(loaded) => Some(loaded),
        _ => None,
    }
}

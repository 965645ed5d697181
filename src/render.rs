//! A page as HTML text: the native side of the same components.

use std::rc::Rc;

use leptos::prelude::Owner;

use crate::components::site::Site;
use crate::domain::feed::Feed;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::settings::Settings;
use crate::domain::site::messages::{compiled_in, english, tag_for};
use crate::domain::site::page_head::PageHead;
use crate::domain::site::route::Route;
use crate::domain::site::text_size::TextSize;
use crate::domain::state::FeedState;
use crate::domain::state::failure::Failure;
use crate::domain::web_url::WebUrl;
use crate::domain::widget::Shows;
use crate::markup::State;
use crate::pages::embed::Asked;
use crate::pages::{self, Page};

/// All that a page is made from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where the feed is.
    pub feed_url: WebUrl,
    /// The feed, or why there is none.
    pub feed: Result<Feed, Failure>,
    /// The settings file's words.
    pub settings: Settings,
    /// The folder of the site.
    pub site: Option<WebUrl>,
    /// Now, in milliseconds since 1970.
    pub now_ms: i64,
}

/// What stands in `#app`, and what the document says about the page.
pub fn page(source: &Source, route: &Route) -> (String, PageHead) {
    made(source, |site, publication, state| pages::page(site, publication, state, route))
}

/// The same of a widget, as its address asks for it.
pub fn widget(source: &Source, asked: &Asked) -> (String, PageHead) {
    made(source, |site, publication, state| match &asked.0.shows {
        Shows::Article { .. } => pages::embed::article(site, publication, state, asked),
        _ => pages::embed::stories(site, publication, state, asked),
    })
}

fn made(source: &Source, make: impl FnOnce(&Site, &Publication, &FeedState) -> Page) -> (String, PageHead) {
    let Source { feed_url, feed, settings, site, now_ms } = source.clone();
    let state = match feed {
        Ok(feed) => FeedState::loaded(feed_url.clone(), feed, now_ms),
        Err(failure) => FeedState::failed(feed_url.clone(), failure),
    };
    let publication = state.publication(settings, site, now_ms);
    let words = publication.feed.language.as_deref().and_then(tag_for).and_then(compiled_in).unwrap_or_else(english);
    Owner::new().with(|| {
        let site = Site::of(&publication, words, now_ms, State::new(TextSize::default()), Rc::new(|_| {}));
        let page = make(&site, &publication, &state);
        (page.view.to_html(), page.head)
    })
}

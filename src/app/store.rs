//! The state of the running site.

use std::sync::Arc;

use leptos::prelude::*;

use super::AppConfig;
use crate::browser::messages::MessagesLoader;
use crate::browser::network::RequestHandle;
use crate::browser::{dates, focus, site, site_name, timing};
use crate::components::view_context::Locale;
use crate::domain::feed::Feed;
use crate::domain::feed::hold_back::held_back;
use crate::domain::feed::key::Key;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::settings::Settings;
use crate::domain::feed::time_zone::{Clock, TimeZone};
use crate::domain::site::messages::{Messages, english};
use crate::domain::site::route::Route;
use crate::domain::site::text_size::TextSize;
use crate::domain::state::{Event, FeedState, Phase, Request};
use crate::domain::web_url::WebUrl;
use crate::pages::site_state::{SharedPublication, SiteState};

/// All that is known and shown. It is `Copy`: its fields are handles of signals, which live as long as the document.
#[derive(Clone, Copy)]
pub struct Store {
    /// The program's pages and the data that they need.
    pub config: &'static AppConfig,
    /// Handles an event: [`super::effects::handle`]. It is passed in, since effects know the store.
    pub handle: fn(Store, Event),
    /// The state of the feed. Only events change it.
    pub feed: RwSignal<FeedState>,
    /// The settings file: `None` until it is known whether there is one.
    pub settings: RwSignal<Option<Settings>>,
    /// The page that is open.
    pub route: RwSignal<Route>,
    /// The name of the site, if it is known.
    pub known_title: RwSignal<Option<String>>,
    /// The messages of the interface.
    pub messages: RwSignal<&'static Messages>,
    /// The language whose messages are being loaded.
    pub loading_messages: RwSignal<Option<&'static str>>,
    /// Loads the messages of other languages.
    pub loader: StoredValue<MessagesLoader, LocalStorage>,
    /// The text size of the page.
    pub text_size: RwSignal<TextSize>,
    /// Now, in milliseconds since 1970.
    pub now_ms: RwSignal<i64>,
    /// The feed takes long.
    pub is_slow: RwSignal<bool>,
    /// Whether there is all that a page is made of.
    pub is_ready: Memo<bool>,
    /// The part of the state that pages are made from. Its signals are made here, and so live as long as the document.
    pub site: SiteState,
    /// Messages, language and time zone that pages should have.
    pub locale: Memo<Locale>,
    /// The locale of the mounted page.
    pub shown_locale: RwSignal<Locale>,
    /// Requests under way, so that they can be aborted.
    pub requests: StoredValue<Vec<(Request, RequestHandle)>, LocalStorage>,
}

/// The input of a publication. Two are equal if the publication need not be made again.
#[derive(Clone)]
struct Source {
    feed: Option<Arc<Feed>>,
    url: WebUrl,
    settings: Settings,
    /// The stories that are held back now.
    held_back: Vec<Key>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Source) -> bool {
        let is_same_feed = match (&self.feed, &other.feed) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (None, None) => true,
            _ => false,
        };
        is_same_feed && self.url == other.url && self.settings == other.settings && self.held_back == other.held_back
    }
}

impl Store {
    /// The state at the start.
    pub fn new(
        config: AppConfig,
        handle: fn(Store, Event),
        feed: FeedState,
        route: Route,
        text_size: TextSize,
    ) -> Store {
        let feed = RwSignal::new(feed);
        let settings = RwSignal::new(None::<Settings>);
        let messages = RwSignal::new(english());
        let loading_messages = RwSignal::new(None);
        let now_ms = RwSignal::new(timing::now_ms());
        let route = RwSignal::new(route);
        let known_title = RwSignal::new(site_name::stored());

        let source = Memo::new(move |_| {
            let settings = settings.get().unwrap_or_default();
            let (feed, url) = feed.with(|feed| match &feed.phase {
                Phase::Loaded(loaded) => (Some(loaded.feed.clone()), feed.url.clone()),
                _ => (None, feed.url.clone()),
            });
            let held_back = feed.as_ref().map_or_else(Vec::new, |feed| held_back_of(feed, &settings, now_ms.get()));
            Source { feed, url, settings, held_back }
        });
        let publication = Memo::new(move |_| {
            let Source { feed, url, settings, held_back: _ } = source.get();
            let here = site::url();
            let title = || known_title.get().unwrap_or_else(|| here.as_ref().unwrap_or(&url).display_host().to_owned());
            let feed = feed.unwrap_or_else(|| Feed::empty(title()).into());
            let clock = Clock { now_ms: now_ms.get_untracked(), offset_of: dates::offset_of };
            SharedPublication(Arc::new(Publication::new(feed, url, settings, here, clock)))
        });
        let locale = Memo::new(move |_| {
            let publication = publication.get();
            Locale {
                messages: messages.get(),
                language: publication.feed.language.clone(),
                time_zone: publication.settings.time_zone.clone(),
            }
        });
        let is_ready = Memo::new(move |_| {
            let has_answer = feed.with(|feed| !feed.is_silent());
            has_answer && settings.with(Option::is_some) && loading_messages.with(Option::is_none)
        });
        Store {
            config: Box::leak(Box::new(config)),
            handle,
            feed,
            settings,
            route,
            known_title,
            messages,
            loading_messages,
            loader: StoredValue::new_local(MessagesLoader::default()),
            text_size: RwSignal::new(text_size),
            now_ms,
            is_slow: RwSignal::new(false),
            is_ready,
            site: SiteState { feed: feed.read_only(), publication, route, known_title: known_title.read_only() },
            locale,
            shown_locale: RwSignal::new(locale.get_untracked()),
            requests: StoredValue::new_local(Vec::new()),
        }
    }

    /// Sends an event to the state of the feed. The focus stays, or moves to new content.
    pub fn dispatch(self, event: Event) {
        let focus = focus::save();
        (self.handle)(self, event);
        timing::after_next_frame(|| focus.restore());
    }

    /// Tells the state of the feed which stories are held back, before it counts those of a feed that has come.
    pub fn hold_back(self, arriving: &Feed) {
        let settings = self.settings.get_untracked().unwrap_or_default();
        let now_ms = self.now_ms.get_untracked();
        let mut keys = held_back_of(arriving, &settings, now_ms);
        self.feed.with_untracked(|feed| {
            if let Phase::Loaded(loaded) = &feed.phase {
                keys.extend(held_back_of(&loaded.feed, &settings, now_ms));
            }
        });
        keys.sort_unstable();
        (self.handle)(self, Event::HeldBack(keys));
    }
}

/// The stories of a feed that are held back.
fn held_back_of(feed: &Feed, file: &Settings, now_ms: i64) -> Vec<Key> {
    let zone = file.time_zone.as_deref().or(feed.settings.time_zone.as_deref());
    held_back(&feed.items, TimeZone::new(zone, dates::offset_of), now_ms)
}

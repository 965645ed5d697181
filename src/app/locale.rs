//! The language of the interface.

use leptos::prelude::*;

use super::store::Store;
use crate::browser::effect::effect;
use crate::browser::{focus, media, messages, timing};
use crate::domain::site::messages::{Messages, tag_for};
use crate::domain::state::Phase;

/// How long a page waits for the messages of its language, in milliseconds; after that it speaks English until they are
/// there.
const TIMEOUT_MS: i32 = 1_000;

/// Shows the page in the locale that it should have, now and whenever that changes. The page is mounted anew then, and the
/// focus moves to the element in the same place. A player would stop, so that waits for the next page.
pub fn follow(store: Store) {
    effect(move || {
        let locale = store.locale.get();
        if store.shown_locale.with_untracked(|shown| *shown == locale) || media::is_playing() {
            return;
        }
        let place = focus::save_place();
        store.shown_locale.set(locale);
        timing::after_next_frame(|| place.restore());
    });
}

/// Lets the page that is mounted next have the locale that it should have.
pub fn catch_up(store: Store) {
    let locale = store.locale.get_untracked();
    if store.shown_locale.with_untracked(|shown| *shown != locale) {
        store.shown_locale.set(locale);
    }
}

/// Loads the messages of the language that the page should have, and shows them once they are there.
pub fn load_messages(store: Store) {
    let tag = needed_messages(store);
    if store.loading_messages.get_untracked() == Some(tag) {
        return;
    }
    if let Some(messages) = store.loader.with_value(|loader| loader.get(tag)) {
        return set_messages(store, Some(messages));
    }
    store.loading_messages.set(Some(tag));
    let show = move |messages| {
        // The page may want other messages by now.
        if needed_messages(store) == tag {
            set_messages(store, messages);
        }
    };
    store.loader.get_value().load(tag, show);
    timing::after(TIMEOUT_MS, move || {
        if store.loading_messages.get_untracked() == Some(tag) {
            set_messages(store, None);
        }
    });
}

/// Shows these messages, or goes on with those of before.
fn set_messages(store: Store, messages: Option<&'static Messages>) {
    if let Some(messages) = messages
        && store.messages.with_untracked(|shown| shown.tag != messages.tag)
    {
        store.messages.set(messages);
    }
    if store.loading_messages.get_untracked().is_some() {
        store.loading_messages.set(None);
    }
}

/// The language that the page should have: the feed's, else the browser's, else English.
fn needed_messages(store: Store) -> &'static str {
    let of_feed = store.feed.with_untracked(|feed| match &feed.phase {
        Phase::Loaded(loaded) => loaded.feed.language.clone(),
        _ => None,
    });
    tag_for(&of_feed.unwrap_or_else(messages::browser_language)).unwrap_or("en")
}

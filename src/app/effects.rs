//! Handles events: computes the next state of the feed, and runs its effects.

use leptos::prelude::*;

use super::store::Store;
use super::{locale, requests};
use crate::browser::{log, timing};
use crate::domain::state::{Effect, Event};

/// Lets the state of the feed answer an event, and runs the effects that it asks for.
pub fn handle(store: Store, event: Event) {
    let effects = store.feed.try_update(|feed| feed.handle(event)).unwrap_or_default();
    locale::load_messages(store);
    run(store, effects);
}

/// Runs effects.
pub fn run(store: Store, effects: Vec<Effect>) {
    for effect in effects {
        match effect {
            Effect::Fetch { request, url, fresh } => requests::fetch(store, request, url, fresh),
            Effect::Abort(request) => requests::abort(store, request),
            Effect::Wait { request, ms } => {
                let ms = f64::from(ms) * (1.0 + js_sys::Math::random() / 2.0);
                timing::after(ms as i32, move || store.dispatch(Event::Waited(request)));
            }
            Effect::ReadCache(url) => requests::read_cache(store, url),
            Effect::Warn(warnings) => log::warnings(&warnings),
        }
    }
}

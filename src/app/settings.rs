//! The settings file, `newsleaf.json`. Most sites have none.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::requests::check_zone;
use super::store::Store;
use crate::browser::network::{self, FetchedDocument, boot, cache};
use crate::browser::{address, log, timing};
use crate::domain::feed::settings::Settings;
use crate::domain::parse::settings_file;
use crate::domain::state::failure::Failure;
use crate::domain::state::{Event, FeedState};
use crate::domain::web_url::WebUrl;

/// How long the settings file may keep a feed waiting that is there already, in milliseconds.
const TIMEOUT_MS: i32 = 1_000;

/// Loads the settings that the boot script has requested.
pub fn load(store: Store) {
    let Some(url) = boot::settings_url() else { return apply(store, None) };
    let response = network::get(url.clone(), false);
    timing::after(TIMEOUT_MS, move || {
        // A remembered feed that fails does not keep the reader waiting for the settings.
        if store.settings.with_untracked(Option::is_none) && store.feed.with_untracked(FeedState::is_failing) {
            move_to(store, None);
        }
        apply(store, None);
    });
    spawn_local(async move {
        let response = response.receive().await;
        let is_known = response.as_ref().map_or_else(Failure::is_refusal, |_| true);
        let document = match response {
            Ok(document) => {
                cache::save(&url, &document, timing::now_ms());
                Some(document)
            }
            Err(failure) if failure.is_refusal() => {
                cache::forget(&url);
                None
            }
            // Cached settings are better than none, unless the host says that there are none.
            Err(_) => cache::load(&url).await.map(|cached| cached.document),
        };
        let settings = document.and_then(|document| read(&document));
        let named = settings.as_ref().and_then(|settings| settings.feed.clone());
        if is_known {
            boot::remember_feed(named.as_ref());
        }
        move_to(store, named);
        apply(store, settings);
    });
}

/// Goes to the feed that the settings name, else to the one that the shell links.
fn move_to(store: Store, named: Option<WebUrl>) {
    if let Some(url) = named.or_else(boot::linked_feed_url) {
        store.dispatch(Event::Moved(url));
    }
}

fn read(document: &FetchedDocument) -> Option<Settings> {
    match settings_file::parse(&document.bytes, &document.address, address::parse_url) {
        Ok((settings, warnings)) => {
            log::warnings(&warnings);
            check_zone(&settings);
            Some(settings)
        }
        Err(error) => {
            log::failure("newsleaf.json", &Failure::Unreadable(error));
            None
        }
    }
}

/// Applies the settings, or the result that there are none. Settings that arrive late count too.
fn apply(store: Store, settings: Option<Settings>) {
    if settings.is_some() || store.settings.with_untracked(Option::is_none) {
        store.settings.set(Some(settings.unwrap_or_default()));
    }
}

//! Requests for the feed and its older pages.

use crate::domain::limits::Limits;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::store::Store;
use crate::browser::network::{self, FetchedDocument, RequestHandle, cache};
use crate::browser::{address, dates, log, site_name, timing};
use crate::domain::feed::Feed;
use crate::domain::feed::key::Key;
use crate::domain::feed::settings::Settings;
use crate::domain::feed::warning::{Place, Warning, WarningAction};
use crate::domain::parse::context::Context;
use crate::domain::parse::document::FeedError;
use crate::domain::parse::json_feed;
use crate::domain::state::failure::Failure;
use crate::domain::state::{Event, Phase, Request};
use crate::domain::web_url::WebUrl;

/// Requests a URL, and dispatches the result. The boot script may have begun the request already.
pub fn fetch(store: Store, request: Request, url: WebUrl, fresh: bool) {
    let response = network::get(url.clone(), fresh);
    store.requests.update_value(|requests| requests.push((request, response.handle())));
    spawn_local(async move {
        let document = response.receive().await;
        let is_awaited = take(store, request).is_some();
        let at = timing::now_ms();
        let is_feed = is_awaited && store.feed.with_untracked(|feed| feed.url == url);
        let mut page = document.and_then(|document| Ok((read_page(store, &url, &document)?, document)));
        if let Ok((Some(feed), _)) = &page
            && is_feed
            && !feed.has_items
            && keeps_stories(store, &url).await
        {
            page = Err(Failure::Unreadable(FeedError::NotAFeed { found: "a feed without 'items'" }));
        }
        let event = match page {
            Ok((Some(feed), document)) => {
                if is_feed && feed.has_items {
                    store.known_title.set(Some(feed.title.clone()));
                    cache::save(&url, &document, at);
                }
                Event::Arrived { request, feed, at }
            }
            Ok((None, _)) => {
                if is_feed {
                    cache::set_date(&url, at);
                }
                Event::Unchanged { request, at }
            }
            Err(failure) => {
                // A request that was aborted has been taken off the list.
                if is_awaited {
                    log::failure(url.as_str(), &failure);
                }
                if failure.is_refusal() {
                    remember_title(store, &url).await;
                    cache::forget(&url);
                }
                Event::Failed { request, failure }
            }
        };
        store.now_ms.set(at);
        if let Event::Arrived { feed, .. } = &event {
            store.hold_back(feed);
        }
        store.dispatch(event);
    });
}

/// Whether there are stories of the feed at this URL, on the page or in the cache.
async fn keeps_stories(store: Store, url: &WebUrl) -> bool {
    let are_shown = store.feed.with_untracked(|feed| match &feed.phase {
        Phase::Loaded(loaded) => !loaded.feed.items.is_empty(),
        _ => false,
    });
    are_shown || cache::load(url).await.is_some()
}

/// Takes the name of the site from the cached feed, which is about to be forgotten, and stores it. A widget has no such cache,
/// and so stores nothing.
async fn remember_title(store: Store, url: &WebUrl) {
    if let Some(cached) = cache::load(url).await
        && let Ok(feed) = read_feed(&cached.document)
    {
        site_name::store(&feed.title);
        store.known_title.set(Some(feed.title));
    }
}

/// Aborts a request.
pub fn abort(store: Store, request: Request) {
    if let Some(handle) = take(store, request) {
        handle.abort();
    }
}

/// Reads the feed that the device has cached on an earlier visit.
pub fn read_cache(store: Store, url: WebUrl) {
    spawn_local(async move {
        let cached = cache::load(&url).await;
        let found = cached.and_then(|cached| Some((read_feed(&cached.document).ok()?, cached.date_ms)));
        store.now_ms.set(timing::now_ms());
        if let Some((feed, _)) = &found {
            store.hold_back(feed);
        }
        store.dispatch(Event::CacheRead { url, found });
    });
}

/// Warns of a time zone that the browser does not know: dates are then in the reader's.
pub fn check_zone(settings: &Settings) {
    if let Some(zone) = &settings.time_zone
        && !dates::knows_zone(zone)
    {
        let action = WarningAction::NoSuchTimeZoneInBrowser;
        log::warnings(&[Warning::new(Place::Settings, "time_zone", zone, action)]);
    }
}

/// Takes a request off the list of those under way.
fn take(store: Store, request: Request) -> Option<RequestHandle> {
    store.requests.try_update_value(|requests| {
        let at = requests.iter().position(|(number, _)| *number == request)?;
        Some(requests.swap_remove(at).1)
    })?
}

/// Reads a page of the feed; `None` where it is known already.
fn read_page(store: Store, url: &WebUrl, document: &FetchedDocument) -> Result<Option<Box<Feed>>, Failure> {
    let hash = Key::of_bytes(&document.bytes);
    let is_known = store.feed.with_untracked(|feed| feed.is_known(url, hash));
    if is_known { Ok(None) } else { read_feed(document).map(Some) }
}

fn read_feed(document: &FetchedDocument) -> Result<Box<Feed>, Failure> {
    let context = Context { address: &document.address, parse_url: address::parse_url, limits: Limits::BROWSER };
    let (feed, warnings) = json_feed::parse(&document.bytes, &context).map_err(Failure::Unreadable)?;
    log::warnings(&warnings);
    check_zone(&feed.settings);
    Ok(Box::new(feed))
}

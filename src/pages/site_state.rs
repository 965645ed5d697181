//! The signals that pages are made from.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::feed::publication::Publication;
use crate::domain::site::route::Route;
use crate::domain::state::failure::Failure;
use crate::domain::state::{Archive, FeedState, FeedStatus, Loaded, Phase, RetryingRequest};

/// The state of a site, for its pages. It is `Copy`: all its fields are handles of signals.
#[derive(Clone, Copy)]
pub struct SiteState {
    /// The state of the feed.
    pub feed: ReadSignal<FeedState>,
    /// The feed's stories in reading order; an empty publication while there is no feed.
    pub publication: Memo<SharedPublication>,
    /// The page that is open.
    pub route: RwSignal<Route>,
    /// The name of the site, if a feed was read on this visit, or the device had one in its cache.
    pub known_title: ReadSignal<Option<String>>,
}

/// A publication that views share. Two are equal if they are the same one.
#[derive(Clone, Debug)]
pub struct SharedPublication(pub Arc<Publication>);

impl PartialEq for SharedPublication {
    fn eq(&self, other: &SharedPublication) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for SharedPublication {
    type Target = Publication;

    fn deref(&self) -> &Publication {
        &self.0
    }
}

/// The state of the site around a component.
///
/// # Panics
/// Panics outside of a site, which a test of any page shows.
pub fn use_site_state() -> SiteState {
    expect_context()
}

impl SiteState {
    /// A part of the feed that is loaded; the default while there is none.
    pub fn loaded<T: Default>(self, part: impl Fn(&Loaded) -> T) -> T {
        self.feed.with(|feed| match &feed.phase {
            Phase::Loaded(loaded) => part(loaded),
            _ => T::default(),
        })
    }

    /// The state of the feed's older pages.
    pub fn archive(self) -> Memo<Archive> {
        Memo::new(move |_| {
            self.feed.with(|feed| match &feed.phase {
                Phase::Loaded(loaded) => loaded.archive.clone(),
                _ => Archive::Ended,
            })
        })
    }

    /// Why there is no feed; `None` while there is one, or none has failed yet.
    pub fn failure(self) -> Memo<Option<Failure>> {
        Memo::new(move |_| {
            self.feed.with(|feed| match &feed.phase {
                Phase::Failed(failure) => Some(failure.clone()),
                Phase::Loading(retrying) => retrying.failure.clone(),
                Phase::Loaded(_) => None,
            })
        })
    }

    /// The request for the feed that is under way, or waits for its time.
    pub fn retry(self) -> Memo<Option<RetryingRequest>> {
        Memo::new(move |_| {
            self.feed.with(|feed| match &feed.phase {
                Phase::Loading(retrying) => Some(retrying.clone()),
                _ => None,
            })
        })
    }

    /// The status of the feed, for the reader.
    pub fn status(self) -> FeedStatus {
        self.loaded(Loaded::status)
    }
}

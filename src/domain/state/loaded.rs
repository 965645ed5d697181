//! A loaded feed: its pages, its archive, and how current it is.

use std::sync::Arc;

use super::effect::Request;
use super::failure::Failure;
use super::retrying_request::RetryingRequest;
use crate::domain::feed::Feed;
use crate::domain::feed::warning::{Place, Warning, WarningAction};
use crate::domain::limits;
use crate::domain::web_url::WebUrl;

/// A loaded feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// All loaded pages of the feed as one.
    pub feed: Arc<Feed>,
    /// When the first page was last known to be current, in milliseconds since 1970.
    pub current_at: i64,
    /// The older pages.
    pub archive: Archive,
    /// It is the cached feed of an earlier visit.
    pub(super) is_cached: bool,
    /// The reader closed the notice of stale or of new stories.
    pub(super) is_dismissed: bool,
    /// The request for new stories.
    pub refresh: Refresh,
    /// A newer feed that the reader has not asked to see, and the number of its new stories, which is 0 if only known
    /// stories have changed.
    pub waiting: Option<(Arc<Feed>, usize)>,
    pub(super) visited: Vec<WebUrl>,
}

/// The older pages of the feed (`next_url`).
#[derive(Clone, Debug, PartialEq)]
pub enum Archive {
    /// All pages are loaded.
    Ended,
    /// There is an older page at this URL.
    More(WebUrl),
    /// An older page was requested.
    Loading {
        /// The URL of the page.
        url: WebUrl,
        /// The request with its earlier tries.
        retrying: RetryingRequest,
    },
    /// An older page could not be loaded. The loaded pages stay.
    Failed {
        /// The URL of the page.
        url: WebUrl,
        /// The cause of the last try.
        failure: Failure,
    },
    /// A page leads back to one that is loaded already.
    Loops,
    /// There are more pages or items than Newsleaf loads.
    TooLong,
}

/// The request for new stories.
#[derive(Clone, Debug, PartialEq)]
pub enum Refresh {
    /// No request is under way, and the last one succeeded.
    Idle,
    /// A request is under way.
    Loading(RetryingRequest),
    /// The last request failed. The stories are as old as `current_at` says.
    Failed(Failure),
}

impl Loaded {
    pub(super) fn new(url: &WebUrl, mut feed: Feed, at: i64) -> Loaded {
        let mut visited = vec![url.clone()];
        visited.extend(feed.feed_url.clone());
        let next = feed.next_url.take();
        let mut loaded = Loaded {
            feed: Arc::new(feed),
            current_at: at,
            is_cached: false,
            is_dismissed: false,
            archive: Archive::Ended,
            refresh: Refresh::Idle,
            waiting: None,
            visited,
        };
        loaded.archive = loaded.archive_at(next, loaded.feed.items.len());
        loaded
    }

    pub(super) fn archive_at(&self, next: Option<WebUrl>, items: usize) -> Archive {
        match next {
            None => Archive::Ended,
            Some(url) if self.visited.iter().any(|v| v.without_fragment() == url.without_fragment()) => Archive::Loops,
            Some(_) if self.visited.len() > limits::ARCHIVE_PAGES || items >= limits::ITEMS => Archive::TooLong,
            Some(url) => Archive::More(url),
        }
    }

    pub(super) fn newest(&self) -> &Feed {
        self.waiting.as_ref().map_or(&self.feed, |(feed, _)| feed)
    }

    /// Whether the stories may be out of date.
    pub fn is_stale(&self) -> bool {
        self.is_cached || self.refresh.failure().is_some()
    }

    /// How many new stories the notice offers.
    pub fn updates_to_show(&self) -> usize {
        self.waiting.as_ref().filter(|_| !self.is_dismissed).map_or(0, |(_, new)| *new)
    }

    /// Whether the notice of stale stories is shown.
    pub fn shows_stale_notice(&self) -> bool {
        self.is_stale() && !self.is_dismissed
    }

    /// Notes that the feed was current at `at`, if this is the answer to the request for new stories. Returns whether
    /// it is.
    pub(super) fn mark_current(&mut self, request: Request, at: i64) -> bool {
        let is_it = matches!(&self.refresh, Refresh::Loading(retrying) if retrying.awaits(request));
        if is_it {
            self.refresh = Refresh::Idle;
            self.is_cached = false;
            self.current_at = at;
        }
        is_it
    }
}

impl Archive {
    /// Whether there is, or may be, an older page.
    pub fn has_more(&self) -> bool {
        matches!(self, Archive::More(_) | Archive::Loading { .. } | Archive::Failed { .. })
    }

    /// The warning for the publisher if the archive does not end properly.
    pub fn warning(&self) -> Option<Warning> {
        let (value, action) = match self {
            Archive::Loops => ("the address of a page that was read before", WarningAction::ArchiveStopped),
            Archive::TooLong => ("more pages or items than are followed", WarningAction::ArchiveStopped),
            _ => return None,
        };
        Some(Warning { place: Place::Feed, field: "next_url".into(), value: value.into(), action })
    }
}

impl Refresh {
    /// Why the stories may be out of date.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Refresh::Idle => None,
            Refresh::Loading(retrying) => retrying.failure.as_ref(),
            Refresh::Failed(failure) => Some(failure),
        }
    }

    /// The request that is under way.
    pub fn retrying(&self) -> Option<&RetryingRequest> {
        match self {
            Refresh::Loading(retrying) => Some(retrying),
            _ => None,
        }
    }
}

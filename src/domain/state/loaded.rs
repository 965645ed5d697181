//! A feed that can be read: what has been read of it, how it goes on, and how old it may be.

use std::sync::Arc;

use super::effect::Request;
use super::failure::Failure;
use super::retrying_request::RetryingRequest;
use crate::domain::feed::Feed;
use crate::domain::feed::warning::{Place, Warning, WarningAction};
use crate::domain::limits;
use crate::domain::web_url::WebUrl;

/// A feed that can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// All pages of it that have been read, as one.
    pub feed: Arc<Feed>,
    /// When its first page was last known to be current, in milliseconds since 1970.
    pub current_at: i64,
    /// The older pages.
    pub archive: Archive,
    /// It is what the device has kept of an earlier visit.
    pub(super) is_cached: bool,
    /// The reader has been told that it is old, or that there are new ones, and wants to hear no more of it.
    pub(super) is_dismissed: bool,
    /// A look at whether there is something new.
    pub refresh: Refresh,
    /// A newer feed, which the reader has not asked to see yet, and how many stories of it are new; where there are none,
    /// it has changed otherwise.
    pub waiting: Option<(Arc<Feed>, usize)>,
    pub(super) visited: Vec<WebUrl>,
    /// Counts the changes of `feed`.
    pub(super) revision: u32,
}

/// What is known of the feed's older pages (`next_url`).
#[derive(Clone, Debug, PartialEq)]
pub enum Archive {
    /// All there is has been read.
    Ended,
    /// There is an older page here.
    More(WebUrl),
    /// It has been asked for.
    Loading { url: WebUrl, retrying: RetryingRequest },
    /// It could not be had; what is loaded stays.
    Failed { url: WebUrl, failure: Failure },
    /// The pages lead back to one that has been read: there is no way on.
    Loops,
    /// There are more pages or items than Newsleaf follows.
    TooLong,
}

/// A look at whether there is something new.
#[derive(Clone, Debug, PartialEq)]
pub enum Refresh {
    /// None is under way, and the last one did well.
    Idle,
    /// One is under way.
    Loading(RetryingRequest),
    /// The last one failed: what is shown is as old as `current_at` says.
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
            revision: 0,
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

    /// Whether what is shown may be out of date for longer than usual.
    pub fn is_stale(&self) -> bool {
        self.is_cached || self.refresh.failure().is_some()
    }

    /// How many new stories the reader is offered.
    pub fn updates_to_show(&self) -> usize {
        self.waiting.as_ref().filter(|_| !self.is_dismissed).map_or(0, |(_, new)| *new)
    }

    /// Whether the reader has to be told so.
    pub fn shows_stale_notice(&self) -> bool {
        self.is_stale() && !self.is_dismissed
    }

    /// Whether this is the answer to the look for something new; then what is shown was current at `at`.
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
    /// Whether there is, or may be, an older page to be had.
    pub fn has_more(&self) -> bool {
        matches!(self, Archive::More(_) | Archive::Loading { .. } | Archive::Failed { .. })
    }

    /// What the publisher should know about how the archive ends.
    pub fn warning(&self) -> Option<Warning> {
        let (value, action) = match self {
            Archive::Loops => (
                "the address of a page that was read before",
                WarningAction::Ended("stopped following the archive there"),
            ),
            Archive::TooLong => {
                ("more pages or items than are followed", WarningAction::Ended("stopped following the archive there"))
            }
            _ => return None,
        };
        Some(Warning { place: Place::Feed, field: "next_url".into(), value: value.into(), action })
    }
}

impl Refresh {
    /// Why what is shown may be out of date.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Refresh::Idle => None,
            Refresh::Loading(retrying) => retrying.failure.as_ref(),
            Refresh::Failed(failure) => Some(failure),
        }
    }

    /// The look that is under way.
    pub fn retrying(&self) -> Option<&RetryingRequest> {
        match self {
            Refresh::Loading(retrying) => Some(retrying),
            _ => None,
        }
    }
}

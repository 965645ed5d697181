//! The events of the state machine.

use super::data_needed::DataNeeded;
use super::effect::Request;
use super::failure::Failure;
use crate::domain::feed::Feed;
use crate::domain::feed::key::Key;
use crate::domain::web_url::WebUrl;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A request returned a readable feed.
    Arrived {
        /// The number from [`Effect::Fetch`](super::Effect::Fetch).
        request: Request,
        /// The first page of the feed or an older one.
        feed: Box<Feed>,
        /// The present time, in milliseconds since 1970.
        at: i64,
    },
    /// A request for the first page returned the document that was read before.
    Unchanged {
        /// The number from [`Effect::Fetch`](super::Effect::Fetch).
        request: Request,
        /// The present time, in milliseconds since 1970.
        at: i64,
    },
    /// A request failed.
    Failed {
        /// The number from [`Effect::Fetch`](super::Effect::Fetch).
        request: Request,
        /// The cause.
        failure: Failure,
    },
    /// The wait after this request has ended.
    Waited(Request),
    /// The feed has not come after the time for a slow one.
    SlowTimeout,
    /// The cache was read.
    CacheRead {
        /// The URL of the feed.
        url: WebUrl,
        /// The cached feed and the time when it was current, in milliseconds since 1970; `None` if none is cached.
        found: Option<(Box<Feed>, i64)>,
    },
    /// These stories are held back until their time, in the order of their keys; all others are not.
    HeldBack(Vec<Key>),
    /// Another page is on screen and needs this.
    RouteChanged(DataNeeded),
    /// The reader asked for an older page.
    OlderRequested,
    /// The reader asked to retry what failed.
    RetryRequested,
    /// The browser is online again.
    WentOnline,
    /// The reader cancelled this request and its retries.
    Cancelled(Request),
    /// The reader closed the notice of stale or of new stories.
    NoticeDismissed,
    /// It is time to look for new stories.
    RefreshDue,
    /// The reader asked to see the new stories.
    ShowUpdates,
    /// The settings name another URL of the feed.
    Moved(WebUrl),
}

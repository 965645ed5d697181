//! What can happen to a feed that is being loaded.

use super::data_needed::DataNeeded;
use super::effect::Request;
use super::failure::Failure;
use crate::domain::feed::Feed;
use crate::domain::web_url::WebUrl;

/// What happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A request was answered with a readable feed; `at` is now, in milliseconds since 1970.
    Arrived { request: Request, feed: Box<Feed>, at: i64 },
    /// A request for the first page was answered with just what had been read before.
    Unchanged { request: Request, at: i64 },
    /// A request failed.
    Failed { request: Request, failure: Failure },
    /// The wait after this request is over.
    Waited(Request),
    /// The feed takes long to come.
    SlowTimeout,
    /// The device has kept this of an earlier visit, when it was current at `at`; or nothing.
    CacheRead { url: WebUrl, found: Option<(Box<Feed>, i64)> },
    /// The page on screen needs this; what an earlier page needed counts no more.
    RouteChanged(DataNeeded),
    /// The reader asks for one more, older page.
    OlderRequested,
    /// The reader asks to try again what failed.
    RetryRequested,
    /// The network is back.
    WentOnline,
    /// The reader asks to stop what this request is a try of.
    Cancelled(Request),
    /// The reader has been told that what is shown is old, or that there is something new, and wants to hear no more of it.
    NoticeDismissed,
    /// It is time to look whether there is something new.
    RefreshDue,
    /// The reader asks to see the new stories.
    ShowUpdates,
    /// The settings say that the feed is somewhere else.
    Moved(WebUrl),
}

//! The effects of the state machine: work for the app.

use crate::domain::feed::warning::Warning;
use crate::domain::web_url::WebUrl;

/// The number of a request.
pub type Request = u32;

/// Something that the app has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Request the feed or an older page of it.
    Fetch {
        /// The number of the request, which the event of its result has too.
        request: Request,
        /// The URL of the document.
        url: WebUrl,
        /// Whether the browser must revalidate a copy in its cache (RFC 9111).
        fresh: bool,
    },
    /// Abort this request.
    Abort(Request),
    /// Dispatch [`Event::Waited`](super::Event::Waited) after a wait, which is up to half as long again, so that readers whose
    /// requests failed at the same time don't retry at the same time.
    Wait {
        /// The request that failed.
        request: Request,
        /// The shortest wait, in milliseconds.
        ms: u32,
    },
    /// Read the cached feed of this URL and dispatch [`Event::CacheRead`](super::Event::CacheRead).
    ReadCache(WebUrl),
    /// Log these warnings for the publisher.
    Warn(Vec<Warning>),
}

//! The effects of the state machine: work for the app.

use crate::domain::feed::warning::Warning;
use crate::domain::web_url::WebUrl;

/// The number of a request.
pub type Request = u32;

/// Something that the app has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Request `url`. If `fresh`, the browser must revalidate a copy in its cache.
    Fetch { request: Request, url: WebUrl, fresh: bool },
    /// Abort this request.
    Abort(Request),
    /// Dispatch [`Event::Waited`](super::Event::Waited) after this number of milliseconds, or up to half as many more, so that
    /// readers whose requests failed at the same time don't retry at the same time.
    Wait { request: Request, ms: u32 },
    /// Read the cached feed of this URL and dispatch [`Event::CacheRead`](super::Event::CacheRead).
    ReadCache(WebUrl),
    /// Log these warnings for the publisher.
    Warn(Vec<Warning>),
}

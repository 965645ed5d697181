//! What the state machine asks the app to do.

use crate::domain::feed::warning::Warning;
use crate::domain::web_url::WebUrl;

/// A request's number.
pub type Request = u32;

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask for this. `fresh`: a copy in the browser's cache must be checked with the host first.
    Fetch { request: Request, url: WebUrl, fresh: bool },
    /// The answer is not needed any more.
    Abort(Request),
    /// Tell the machine when so many milliseconds have passed after this request, or up to half as many more: readers
    /// whose requests failed together should not come back together.
    Wait { request: Request, ms: u32 },
    /// Look for the feed that the device has kept.
    ReadCache(WebUrl),
    /// Tell the publisher.
    Warn(Vec<Warning>),
}

//! A time limit for a future.

use std::pin::pin;

use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;

/// How long a host may send nothing.
pub(super) const STALL_MS: u32 = 10_000;

/// What `future` gives, or `None` if it has not within `ms` milliseconds. A future that is ready at once is in time even
/// with a limit of 0.
pub(super) async fn within<T>(ms: u32, future: impl Future<Output = T>) -> Option<T> {
    match select(pin!(future), TimeoutFuture::new(ms)).await {
        Either::Left((value, _)) => Some(value),
        Either::Right(((), _)) => None,
    }
}

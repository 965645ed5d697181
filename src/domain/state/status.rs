//! The status of a feed that is shown, for readers.

use super::{Loaded, RetryingRequest};
use crate::domain::state::failure::Failure;

/// The status of the feed while its stories are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum FeedStatus {
    /// Nothing.
    #[default]
    Quiet,
    /// This number of new stories can be shown.
    New(usize),
    /// The shown stories may be out of date.
    Stale {
        /// When it was last known to be current, in milliseconds since 1970.
        current_at: i64,
        /// Why nothing newer could be loaded, where a request failed.
        failure: Option<Failure>,
        /// The refresh that is under way.
        retry: Option<RetryingRequest>,
    },
}

impl Loaded {
    /// The status of the feed.
    pub fn status(&self) -> FeedStatus {
        match self.updates_to_show() {
            0 if !self.shows_stale_notice() => FeedStatus::Quiet,
            0 => FeedStatus::Stale {
                current_at: self.current_at,
                failure: self.refresh.failure().cloned(),
                retry: self.refresh.retrying().cloned(),
            },
            count => FeedStatus::New(count),
        }
    }
}

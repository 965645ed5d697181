//! The visible part of a state.

use super::feed_state::{FeedState, Phase};
use super::loaded::{Archive, Refresh};
use super::retrying_request::RetryingRequest;

/// What a page shows of a state. Two states whose pages look different have different values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Appearance {
    /// There is nothing to show yet.
    silent: bool,
    /// There are stories.
    loaded: bool,
    /// The version of the stories.
    revision: u32,
    /// The state of older pages.
    archive: u8,
    /// The number of failures so far: each may have another sentence and another time.
    failures: u32,
    /// The notice of stale stories is shown.
    stale: bool,
    /// How many new stories can be shown.
    new: usize,
    /// For each request that is retried: which try it is, and whether it waits for its time.
    trying: [Option<(u8, bool)>; 2],
}

impl FeedState {
    /// What a page shows of this state. If it is equal for two states, the page need not be rendered again.
    pub fn appearance(&self) -> Appearance {
        let nothing = Appearance {
            silent: self.is_silent(),
            loaded: false,
            revision: 0,
            archive: 0,
            failures: self.failures,
            stale: false,
            new: 0,
            trying: [None; 2],
        };
        match &self.phase {
            _ if nothing.silent => Appearance { failures: 0, ..nothing },
            Phase::Loading(retrying) => Appearance { trying: [tried(retrying), None], ..nothing },
            Phase::Failed(_) => nothing,
            Phase::Loaded(loaded) => {
                let (archive, retrying) = match &loaded.archive {
                    Archive::Ended => (0, None),
                    Archive::More(_) => (1, None),
                    Archive::Loading { retrying, .. } => (2, tried(retrying)),
                    Archive::Failed { .. } => (3, None),
                    Archive::Loops => (4, None),
                    Archive::TooLong => (5, None),
                };
                let refresh = match &loaded.refresh {
                    Refresh::Loading(retrying) => tried(retrying),
                    _ => None,
                };
                Appearance {
                    loaded: true,
                    revision: loaded.revision,
                    archive,
                    stale: loaded.shows_stale_notice(),
                    new: loaded.updates_to_show(),
                    trying: [refresh, retrying],
                    ..nothing
                }
            }
        }
    }
}

/// The try and whether it waits. Nothing is shown of the first try.
fn tried(retrying: &RetryingRequest) -> Option<(u8, bool)> {
    retrying.failure.as_ref().map(|_| (retrying.tries, retrying.waiting))
}

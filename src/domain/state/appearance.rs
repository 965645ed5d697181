//! What of a state a reader can see.

use super::feed_state::{FeedState, Phase};
use super::loaded::{Archive, Refresh};
use super::retrying_request::RetryingRequest;

/// What a page shows of a state, as numbers that differ where it looks different.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Appearance {
    /// There is nothing yet that could be said.
    silent: bool,
    /// There are stories.
    loaded: bool,
    /// Which stories they are.
    revision: u32,
    /// What is known of older pages.
    archive: u8,
    /// How many failures there have been: each may have another sentence, and another time.
    failures: u32,
    /// What may be out of date.
    stale: bool,
    /// How many new stories can be shown.
    new: usize,
    /// For what is being asked for after a failure, which try it is, and whether it waits for its time.
    trying: [Option<(u8, bool)>; 2],
}

impl FeedState {
    /// What a page shows of this state; of two that are equal the page need not be made again under the reader's hands.
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

/// The first try is made in silence.
fn tried(retrying: &RetryingRequest) -> Option<(u8, bool)> {
    retrying.failure.as_ref().map(|_| (retrying.tries, retrying.waiting))
}

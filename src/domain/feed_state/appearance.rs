//! What of a state a reader can see.

use std::mem::Discriminant;

use super::super::failure::Failure;
use super::{Archive, Asking, FeedState, Phase};

/// What a page shows of a state.
#[derive(Clone, Debug, PartialEq)]
pub enum Appearance {
    /// That there is nothing yet.
    Silent,
    /// Why there is nothing, and whether it is being tried again.
    Failed(Option<Failure>, Option<Trying>),
    /// Stories.
    Loaded {
        /// Which they are.
        revision: u32,
        /// How the list ends, why too early, and whether that is being tried again.
        archive: (Discriminant<Archive>, Option<Failure>, Option<Trying>),
        /// Since when they may be out of date, why, and whether it is being tried again.
        stale: Option<(i64, Option<Failure>, Option<Trying>)>,
        /// How many new ones can be shown.
        new: usize,
    },
}

/// Which try it is, and whether it waits for its time.
pub type Trying = (u8, bool);

impl FeedState {
    /// What a page shows of this state; of two that are equal the page need not be made again under the reader's hands.
    pub fn appearance(&self) -> Appearance {
        let trying = |asking: &Asking| (asking.tries, asking.waiting);
        match &self.phase {
            _ if self.is_silent() => Appearance::Silent,
            Phase::Asking(asking) => Appearance::Failed(asking.failure.clone(), Some(trying(asking))),
            Phase::Failed(failure) => Appearance::Failed(Some(failure.clone()), None),
            Phase::Loaded(loaded) => Appearance::Loaded {
                revision: loaded.revision,
                archive: {
                    let (failure, asking) = match &loaded.archive {
                        Archive::Failed { failure, .. } => (Some(failure.clone()), None),
                        Archive::Loading { asking, .. } => (asking.failure.clone(), Some(trying(asking))),
                        _ => (None, None),
                    };
                    (std::mem::discriminant(&loaded.archive), failure, asking)
                },
                stale: loaded.is_stale().then(|| {
                    let refresh = &loaded.refresh;
                    (loaded.current_at, refresh.failure().cloned(), refresh.asking().map(trying))
                }),
                new: loaded.waiting.as_ref().map_or(0, |(_, new)| *new),
            },
        }
    }
}

//! What of a state a reader can see.

use std::mem::Discriminant;

use super::super::failure::Failure;
use super::{Archive, FeedState, Phase};

/// What a page shows of a state.
#[derive(Clone, Debug, PartialEq)]
pub enum Appearance {
    /// That there is nothing yet.
    Loading,
    /// Why there is nothing.
    Failed(Failure),
    /// Why there was nothing, and that it is being tried again.
    Retrying(Failure),
    /// Stories.
    Loaded {
        /// Which they are.
        revision: u32,
        /// How the list ends.
        archive: Discriminant<Archive>,
        /// Why it ends too early.
        archive_failure: Option<Failure>,
        /// How many new ones can be shown.
        waiting: Option<usize>,
    },
}

impl FeedState {
    /// What a page shows of this state; of two that are equal the page need not be made again under the reader's hands.
    pub fn appearance(&self) -> Appearance {
        match &self.phase {
            Phase::Loading(_) => Appearance::Loading,
            Phase::Failed(failure) => Appearance::Failed(failure.clone()),
            Phase::Retrying(_, failure) => Appearance::Retrying(failure.clone()),
            Phase::Loaded(loaded) => Appearance::Loaded {
                revision: loaded.revision,
                archive: std::mem::discriminant(&loaded.archive),
                archive_failure: match &loaded.archive {
                    Archive::Failed { failure, .. } => Some(failure.clone()),
                    _ => None,
                },
                waiting: loaded.waiting.as_ref().map(|(_, new)| *new),
            },
        }
    }
}

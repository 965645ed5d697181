//! The part of the feed that a page needs.

use crate::domain::feed::Feed;
use crate::domain::feed::key::Key;
use crate::domain::feed::listing::Listing;

/// What the page on screen needs, besides the first page of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataNeeded {
    /// Nothing.
    Nothing,
    /// This many stories, or all there are.
    Stories(usize),
    /// This many stories of a list, or all there are.
    InList { of: Listing, count: usize },
    /// One story.
    Story(Key),
}

impl DataNeeded {
    /// Whether `feed` has it.
    pub(super) fn is_met_by(&self, feed: &Feed) -> bool {
        match self {
            DataNeeded::Nothing => true,
            DataNeeded::Stories(count) => feed.items.len() >= *count,
            DataNeeded::InList { of, count } => {
                feed.items.iter().filter(|item| of.holds(item)).nth(count.saturating_sub(1)).is_some()
            }
            DataNeeded::Story(key) => feed.items.iter().any(|item| item.key == *key),
        }
    }
}

//! The part of the feed that a page needs.

use crate::domain::feed::key::Key;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::{Feed, Item};

/// The data that the page on screen needs, besides the first page of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataNeeded {
    /// Nothing.
    Nothing,
    /// This many stories, or all there are.
    Stories(usize),
    /// A number of stories of a list, or all there are.
    InList {
        /// The list.
        of: Listing,
        /// The number of stories, from the newest.
        count: usize,
    },
    /// One story.
    Story(Key),
}

impl DataNeeded {
    /// One story more than there are.
    pub(super) fn one_more(feed: &Feed, held_back: &[Key]) -> DataNeeded {
        DataNeeded::Stories(shown(feed, held_back).count() + 1)
    }

    /// Whether `feed` has it. Stories that are held back are not counted, but no older page is searched for one.
    pub(super) fn is_met_by(&self, feed: &Feed, held_back: &[Key]) -> bool {
        match self {
            DataNeeded::Nothing => true,
            DataNeeded::Stories(count) => shown(feed, held_back).count() >= *count,
            DataNeeded::InList { of, count } => {
                shown(feed, held_back).filter(|item| of.holds(item)).nth(count.saturating_sub(1)).is_some()
            }
            DataNeeded::Story(key) => feed.items.iter().any(|item| item.key == *key),
        }
    }
}

/// The stories of a feed that are not held back.
fn shown<'a>(feed: &'a Feed, held_back: &'a [Key]) -> impl Iterator<Item = &'a Item> {
    feed.items.iter().map(|item| &**item).filter(|item| held_back.binary_search(&item.key).is_err())
}

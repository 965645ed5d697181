//! A feed in several pages: the items of older pages are appended.

use std::sync::Arc;

use super::id_index::IdIndex;
use super::item_keys;
use super::key::Key;
use super::model::{Feed, Item};
use super::warning::{Place, Warning, WarningAction, note};
use crate::domain::limits;

impl Feed {
    /// Adds an older page's items. Items that the feed has already are left out, and items beyond the limit, with a
    /// warning. An item that is the same in both is one `Arc` from then on, so that views know that it has not changed.
    pub fn append(&mut self, older: Feed) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let known = self.ids();
        let count = older.items.len();
        self.removed.extend(older.removed);
        for (index, item) in older.items.into_iter().enumerate() {
            if self.removed.contains(&item.id) {
                continue;
            }
            let same = known.get(Key::of_id(&item.id)).and_then(|at| self.items.get_mut(at));
            if let Some(same) = same.filter(|same| same.id == item.id) {
                let action = WarningAction::InNewerPage;
                note(&mut warnings, Warning::new(Place::item(index, &item.id), "id", &item.id, action));
                if *same == item {
                    *same = item;
                }
            } else if self.items.len() < limits::ITEMS {
                self.items.push(item);
            } else {
                let action = WarningAction::TooManyOlderItems;
                note(&mut warnings, Warning::new(Place::Feed, "items", (count - index).to_string(), action));
                break;
            }
        }
        item_keys::assign(&mut self.items, &mut warnings);
        warnings
    }

    /// The number of items of `other` that this feed does not have. Items that are held back do not count.
    pub fn count_new_in(&self, other: &Feed, held_back: &[Key]) -> usize {
        let known = self.ids();
        let is_new = |item: &&Arc<Item>| known.get(Key::of_id(&item.id)).is_none();
        other.items.iter().filter(is_new).filter(|item| held_back.binary_search(&item.key).is_err()).count()
    }

    /// The indexes of all items by the keys of their ids.
    fn ids(&self) -> IdIndex {
        let mut ids = IdIndex::with_capacity(self.items.len());
        for (at, item) in self.items.iter().enumerate() {
            ids.insert(Key::of_id(&item.id), at);
        }
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(ids: std::ops::Range<usize>) -> Feed {
        let mut feed = Feed::empty("T".into());
        feed.items = ids.map(|id| Item::example(&id.to_string()).into()).collect();
        feed
    }

    #[test]
    fn an_older_page_adds_only_new_items() {
        let mut feed = page(0..3);
        let warnings = feed.append(page(1..5));
        let ids: Vec<&str> = feed.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids, ["0", "1", "2", "3", "4"]);
        assert_eq!(warnings.len(), 2, "1 and 2 were there: {warnings:?}");
    }

    #[test]
    fn items_are_shared_with_the_feed_before_and_not_copied() {
        let before = page(0..3);
        let mut feed = before.clone();
        let older = page(3..5);
        let _ = feed.append(older.clone());
        let sources = before.items.iter().chain(&older.items);
        assert!(feed.items.iter().zip(sources).all(|(item, source)| Arc::ptr_eq(item, source)));
    }

    #[test]
    fn pages_together_keep_the_limit_of_items_and_warn() {
        let mut feed = page(0..limits::ITEMS - 1);
        let warnings = feed.append(page(limits::ITEMS..limits::ITEMS + 10));
        assert_eq!(feed.items.len(), limits::ITEMS);
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].value, "9");
    }

    #[test]
    fn an_item_that_has_not_changed_is_one_with_the_older_page_s() {
        let older = page(0..2);
        let mut feed = page(0..2);
        Arc::make_mut(&mut feed.items[1]).headline = "Corrected".into();
        feed.append(older.clone());
        assert!(Arc::ptr_eq(&feed.items[0], &older.items[0]));
        assert_eq!(feed.items[1].headline, "Corrected");
    }
}

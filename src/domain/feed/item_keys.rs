//! The keys of a feed's items.

use std::sync::Arc;

use super::id_index::IdIndex;
use super::key::Key;
use super::model::Item;
use super::warning::{Place, Warning, WarningAction, note};

/// Gives each item its key. If two ids have the same key (less likely than one in a million for a feed of 20,000
/// items), the id that sorts later gets the key of a longer text. So keys depend on which items the feed has, not on
/// their order.
pub fn assign(items: &mut [Arc<Item>], warnings: &mut Vec<Warning>) {
    assign_by(Key::of_id, items, warnings);
}

fn assign_by(key_of: fn(&str) -> Key, items: &mut [Arc<Item>], warnings: &mut Vec<Warning>) {
    let mut taken = IdIndex::with_capacity(items.len());
    // Items that share a key with another, in the order of their ids.
    let mut sharing: Vec<usize> = Vec::new();
    for at in 0..items.len() {
        let key = key_of(&items[at].id);
        set_key(&mut items[at], key);
        match taken.get(key) {
            None => {
                taken.insert(key, at);
            }
            Some(owner) => {
                for at in [owner, at] {
                    if let Err(place) = sharing.binary_search_by(|other| items[*other].id.cmp(&items[at].id)) {
                        sharing.insert(place, at);
                    }
                }
            }
        }
    }
    let mut given: Vec<Key> = Vec::new();
    for at in sharing {
        let item = &mut items[at];
        let mut text = item.id.clone();
        let mut key = item.key;
        while given.contains(&key) || text.len() > item.id.len() && taken.get(key).is_some() {
            let action = WarningAction::KeyTaken;
            note(warnings, Warning::new(Place::item(at, &item.id), "id", key.as_str(), action));
            text.push('\u{0}');
            key = key_of(&text);
        }
        set_key(item, key);
        given.push(key);
    }
}

/// Sets an item's key. An item that already has the key is not touched, because writing to a shared item copies it.
fn set_key(item: &mut Arc<Item>, key: Key) {
    if item.key != key {
        Arc::make_mut(item).key = key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hash by which all ids of one length have one key.
    fn of_length(id: &str) -> Key {
        Key::of_id(&id.len().to_string())
    }

    fn keys(ids: &[&str]) -> (Vec<(String, Key)>, usize) {
        let mut items: Vec<Arc<Item>> = ids.iter().map(|id| Item::example(id).into()).collect();
        let mut warnings = Vec::new();
        assign_by(of_length, &mut items, &mut warnings);
        let mut keys: Vec<(String, Key)> = items.into_iter().map(|item| (item.id.clone(), item.key)).collect();
        keys.sort();
        (keys, warnings.len())
    }

    #[test]
    fn items_with_the_same_key_get_different_keys_in_any_order_of_the_feed() {
        let (forward, warnings) = keys(&["a", "b", "c", "aa", "bb", "cccccc"]);
        assert_eq!(keys(&["cccccc", "bb", "c", "aa", "b", "a"]).0, forward);
        assert_eq!(keys(&["b", "aa", "a", "cccccc", "c", "bb"]).0, forward);
        let mut different: Vec<Key> = forward.iter().map(|(_, key)| *key).collect();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), 6);
        assert!(warnings >= 3);
        assert_eq!(forward[0].1, of_length("a"), "the first in the order of text keeps its own key");
    }

    #[test]
    fn different_keys_give_no_warning() {
        let (keys, warnings) = keys(&["a", "bb", "ccc"]);
        assert_eq!(warnings, 0);
        assert!(keys.iter().all(|(id, key)| *key == of_length(id)));
    }
}

//! Finding items by key among thousands, in a table that costs few bytes of wasm.

use super::key::Key;

/// Indexes of items by their keys: open addressing, never more than half full.
pub struct IdIndex {
    slots: Vec<Option<(Key, u32)>>,
}

impl IdIndex {
    /// A table for at most `count` items.
    pub fn with_capacity(count: usize) -> IdIndex {
        IdIndex { slots: vec![None; (count * 2 + 1).next_power_of_two()] }
    }

    /// The index that is noted under `key`.
    pub fn get(&self, key: Key) -> Option<usize> {
        self.slots.get(self.slot(key)).copied().flatten().map(|(_, index)| index as usize)
    }

    /// Notes `index` under `key`, where nothing is noted under it yet.
    pub fn insert(&mut self, key: Key, index: usize) {
        let slot = self.slot(key);
        if let Some(place @ None) = self.slots.get_mut(slot) {
            *place = Some((key, index as u32));
        }
    }

    /// Where `key` is, or where it would be.
    fn slot(&self, key: Key) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = key.number() as usize & mask;
        for _ in 0..self.slots.len() {
            match self.slots.get(slot) {
                Some(Some((other, _))) if *other != key => slot = (slot + 1) & mask,
                _ => break,
            }
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_under_its_own_index() {
        let mut index = IdIndex::with_capacity(1000);
        for n in 0..1000 {
            index.insert(Key::of_id(&n.to_string()), n);
        }
        for n in 0..1000 {
            assert_eq!(index.get(Key::of_id(&n.to_string())), Some(n));
        }
        assert_eq!(index.get(Key::of_id("absent")), None);
    }

    #[test]
    fn the_first_index_of_a_key_stays_and_a_full_table_loses_nothing_that_is_in_it() {
        let mut index = IdIndex::with_capacity(0);
        index.insert(Key::of_id("a"), 1);
        index.insert(Key::of_id("a"), 2);
        index.insert(Key::of_id("b"), 3);
        assert_eq!(index.get(Key::of_id("a")), Some(1));
    }
}

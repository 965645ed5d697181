//! A hash table from keys to indexes. It costs a tenth of the wasm that the standard library's maps would.

use super::key::Key;

/// Indexes by key, with open addressing. The table is never more than half full.
#[derive(Clone, Debug, Default)]
pub struct IdIndex {
    slots: Vec<Option<(Key, u32)>>,
    count: usize,
}

impl IdIndex {
    /// A table that has room for `count` keys before it has to grow.
    pub fn with_capacity(count: usize) -> IdIndex {
        IdIndex { slots: vec![None; (count * 2).next_power_of_two()], count: 0 }
    }

    /// Whether it has no keys.
    #[cfg(feature = "ssr")]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many keys it has.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The index of `key`.
    pub fn get(&self, key: Key) -> Option<usize> {
        let (found, index) = self.slots.get(self.slot(key)).copied().flatten()?;
        (found == key).then_some(index as usize)
    }

    /// Inserts `index` under `key` unless the key is taken. Returns whether it was inserted.
    pub fn insert(&mut self, key: Key, index: usize) -> bool {
        if (self.count + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let slot = self.slot(key);
        match self.slots.get_mut(slot) {
            Some(place @ None) => {
                *place = Some((key, index as u32));
                self.count += 1;
                true
            }
            _ => false,
        }
    }

    fn grow(&mut self) {
        let mut larger = IdIndex::with_capacity(self.slots.len() + 1);
        for (key, index) in self.slots.iter().flatten() {
            larger.insert(*key, *index as usize);
        }
        *self = larger;
    }

    /// The slot of `key`, or the free slot where it belongs.
    fn slot(&self, key: Key) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
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
    fn every_key_is_found_under_its_own_index_also_when_the_table_has_grown() {
        for mut index in [IdIndex::with_capacity(1000), IdIndex::default()] {
            assert_eq!(index.get(Key::of_id("0")), None);
            for n in 0..1000 {
                assert_eq!(index.get(Key::of_id(&n.to_string())), None, "{n} is not there yet");
                assert!(index.insert(Key::of_id(&n.to_string()), n));
            }
            for n in 0..1000 {
                assert_eq!(index.get(Key::of_id(&n.to_string())), Some(n));
            }
            assert_eq!(index.get(Key::of_id("absent")), None);
        }
    }

    #[test]
    fn the_first_index_of_a_key_stays() {
        let mut index = IdIndex::with_capacity(0);
        assert!(index.insert(Key::of_id("a"), 1));
        assert!(!index.insert(Key::of_id("a"), 2));
        assert!(index.insert(Key::of_id("b"), 3));
        assert_eq!(index.get(Key::of_id("a")), Some(1));
    }
}

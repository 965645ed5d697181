//! What a link to an article is made of: a key that never changes and a slug for people.

/// Ten characters of base 32 (50 bits) made from an item's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key([u8; 10]);

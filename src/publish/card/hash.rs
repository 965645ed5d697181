//! The hash of all that a card is made from.

use super::Card;
use super::fonts::FontFiles;

/// Goes up when cards are drawn in another way, so that all are drawn again.
const VERSION: u32 = 1;

/// The hash of all that the publisher gives for a card, as 32 hexadecimal digits. A card with the same hash need not be
/// drawn again. The system's fonts don't count, since they differ between machines: a site that is built on two of them
/// keeps the cards of the first.
pub fn inputs_hash(card: &Card<'_>, fonts: &FontFiles) -> String {
    // Taken apart, so that no field is forgotten.
    let Card { headline, section, site_name, accent, language, direction } = *card;
    let mut hasher = blake3::Hasher::new();
    let mut add = |field: Option<&str>| {
        // The length keeps fields apart, and an absent one from an empty one.
        hasher.update(&field.map_or(u64::MAX, |field| field.len() as u64).to_le_bytes());
        hasher.update(field.unwrap_or("").as_bytes());
    };
    add(Some(headline));
    add(section);
    add(Some(site_name));
    add(accent.map(|accent| accent.light.as_str()));
    add(language);
    add(Some(direction.as_str()));
    hasher.update(&VERSION.to_le_bytes());
    hasher.update(fonts.hash().as_bytes());
    hasher.finalize().to_hex()[..32].to_owned()
}

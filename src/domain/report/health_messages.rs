//! The words of the publisher's view, `feed-health.html` and `newsleaf check`. They stand in `locales/` with all others and
//! apart from [`crate::domain::site::messages::Messages`], so that no reader loads them.

include!(concat!(env!("OUT_DIR"), "/health_messages.rs"));

use crate::domain::site::messages::Plural;

/// The words of one language; the methods are those keys of `locales/en.json` that begin with `health_`.
#[derive(Debug)]
pub struct HealthMessages {
    /// The language of these words, an RFC 5646 tag.
    pub tag: &'static str,
    /// In the order of their keys.
    texts: [&'static str; COUNT],
}

impl HealthMessages {
    /// The words of a language from the texts of its file, in their order.
    pub fn from_texts(tag: &'static str, next: impl FnMut() -> &'static str) -> HealthMessages {
        let mut texts = [""; COUNT];
        texts.fill_with(next);
        HealthMessages { tag, texts }
    }
}

/// English, which every key has.
pub fn english() -> &'static HealthMessages {
    COMPILED_IN.iter().find(|messages| messages.tag == "en").unwrap_or(&COMPILED_IN[0])
}

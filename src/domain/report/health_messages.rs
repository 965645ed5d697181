//! The messages of `feed-health.html` and `newsleaf check`. They are in `locales/` with all others, but not in
//! [`crate::domain::site::messages::Messages`], so that no reader loads them.

include!(concat!(env!("OUT_DIR"), "/health_messages.rs"));

use crate::domain::site::messages::Plural;

/// The messages of one language. The methods are the keys of `locales/en.json` that begin with `health_`.
#[derive(Debug)]
pub struct HealthMessages {
    /// The language, an RFC 5646 tag.
    pub tag: &'static str,
    /// The texts in the order of their keys.
    texts: [&'static str; COUNT],
}

impl HealthMessages {
    /// The messages of a language, from its texts in the order of the keys.
    pub fn from_texts(tag: &'static str, next: impl FnMut() -> &'static str) -> HealthMessages {
        let mut texts = [""; COUNT];
        texts.fill_with(next);
        HealthMessages { tag, texts }
    }
}

/// The English messages.
pub fn english() -> &'static HealthMessages {
    COMPILED_IN.iter().find(|messages| messages.tag == "en").unwrap_or(&COMPILED_IN[0])
}

//! The words of the publisher's view, `feed-health.html` and `newsleaf check`. They stand in `locales/` with all others and
//! apart from [`crate::domain::site::words::Words`], so that no reader loads them.

include!(concat!(env!("OUT_DIR"), "/health_words.rs"));

use crate::domain::site::words::Plural;

/// The words of one language; the methods are those keys of `locales/en.json` that begin with `health_`.
#[derive(Debug)]
pub struct HealthWords {
    /// The language of these words, an RFC 5646 tag.
    pub tag: &'static str,
    /// In the order of their keys.
    texts: [&'static str; COUNT],
}

impl HealthWords {
    /// The words of a language from the texts of its file, in their order.
    pub fn from_texts(tag: &'static str, next: impl FnMut() -> &'static str) -> HealthWords {
        let mut texts = [""; COUNT];
        texts.fill_with(next);
        HealthWords { tag, texts }
    }
}

/// English, which every key has.
pub fn english() -> &'static HealthWords {
    COMPILED_IN.iter().find(|words| words.tag == "en").unwrap_or(&COMPILED_IN[0])
}

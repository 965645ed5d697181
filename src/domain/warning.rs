//! What was mended or left out while a feed was read, told so that a publisher can find and mend it.

use std::fmt;

/// One mended or discarded thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where it is.
    pub place: Place,
    /// The field's name as in the feed, for example `date_published` or `authors[1].url`; empty for the whole thing.
    pub field: String,
    /// What was found, shortened to 80 characters.
    pub found: String,
    /// What was done about it, a clause in plain words.
    pub done: &'static str,
}

/// The part of a feed that a [`Warning`] is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The text before it is JSON.
    Document,
    /// The feed's own fields.
    Feed,
    /// The settings file or the `_newsleaf` object of the feed.
    Settings,
    /// One item: its index in `items`, from 0, and its id where it has one.
    Item { index: usize, id: Option<String> },
}

/// How many characters of what was found a warning holds.
const FOUND_CHARS: usize = 80;

impl Warning {
    /// A warning; `found` is shortened.
    pub fn new(place: Place, field: impl Into<String>, found: impl Into<String>, done: &'static str) -> Warning {
        let mut found = found.into();
        if let Some((end, _)) = found.char_indices().nth(FOUND_CHARS) {
            found.truncate(end);
            found.push('…');
        }
        Warning { place, field: field.into(), found, done }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Document => f.write_str("document")?,
            Place::Feed => f.write_str("feed")?,
            Place::Settings => f.write_str("settings")?,
            Place::Item { index, id: Some(id) } => write!(f, "items[{index}] ({id})")?,
            Place::Item { index, id: None } => write!(f, "items[{index}]")?,
        }
        if !self.field.is_empty() {
            write!(f, " {}", self.field)?;
        }
        write!(f, ": found {}, {}", self.found, self.done)
    }
}

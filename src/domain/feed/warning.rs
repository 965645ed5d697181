//! Warnings: repairs and omissions while a feed was read, so that its publisher can find their cause.

use std::fmt;

use crate::domain::limits;

pub use super::warning_action::WarningAction;

/// One value that was repaired or left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where the value is.
    pub place: Place,
    /// The field's name as in the feed, for example `date_published` or `authors[1].url`; empty for the whole thing.
    pub field: String,
    /// The value in the feed, shortened to 80 characters.
    pub value: String,
    /// The action that was taken.
    pub action: WarningAction,
}

/// The part of a feed that a [`Warning`] is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The document's text, before it is parsed as JSON.
    Document,
    /// The feed's own fields.
    Feed,
    /// The settings file or the `_newsleaf` object of the feed.
    Settings,
    /// One item.
    Item {
        /// Its index in `items`, from 0.
        index: usize,
        /// Its id, shortened to 80 characters; `None` if it has none.
        id: Option<String>,
    },
}

/// The largest number of characters that a warning holds of a value and of an item's id.
const EXCERPT_CHARS: usize = 80;

impl Warning {
    /// Whether the warning is only advice.
    pub fn is_advice(&self) -> bool {
        self.action.is_advice()
    }

    /// A warning; `value` is shortened, so that a feed's warnings are never larger than the feed.
    pub fn new(place: Place, field: impl Into<String>, value: impl AsRef<str>, action: WarningAction) -> Warning {
        Warning { place, field: field.into(), value: shortened(value.as_ref()), action }
    }
}

impl Place {
    /// An item's place; the id is shortened.
    pub fn item(index: usize, id: &str) -> Place {
        Place::Item { index, id: Some(shortened(id)) }
    }
}

/// Adds a warning. After [`limits::WARNINGS`] warnings, one more says that the rest is left out.
pub fn note(warnings: &mut Vec<Warning>, warning: Warning) {
    if warnings.len() < limits::WARNINGS {
        warnings.push(warning);
    } else if warnings.len() == limits::WARNINGS {
        warnings.push(Warning::new(Place::Feed, "", "more than that", WarningAction::TooManyWarnings));
    }
}

/// The first characters of a text, in one line.
fn shortened(text: &str) -> String {
    let mut short = String::new();
    for (at, c) in text.chars().enumerate() {
        if at == EXCERPT_CHARS {
            short.push('…');
            break;
        }
        short.push(if c.is_control() { ' ' } else { c });
    }
    short
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
        write!(f, ": found {}, {}", self.value, self.action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_one_line_of_at_most_80_characters() {
        let warning =
            Warning::new(Place::item(3, &"i".repeat(500)), "title", "新\n".repeat(500), WarningAction::TextCut);
        assert_eq!(warning.value.chars().count(), 81);
        assert!(
            warning.value.capacity() < 1_000 && warning.value.starts_with("新 新 ") && warning.value.ends_with('…')
        );
        assert!(warning.to_string().len() < 500);
        assert_eq!(Warning::new(Place::Feed, "", "x".repeat(80), WarningAction::Incomplete).value.len(), 80);
    }

    #[test]
    fn a_warning_is_a_sentence_with_place_field_value_and_action() {
        let warning =
            Warning::new(Place::item(3, "bridge"), "date_published", "last Tuesday", WarningAction::Incomplete);
        assert_eq!(warning.to_string(), "items[3] (bridge) date_published: found last Tuesday, left it out");
        let warning = Warning::new(Place::Item { index: 0, id: None }, "", "null", WarningAction::NoId);
        assert_eq!(warning.to_string(), "items[0]: found null, left the item out: nothing could link to it");
    }

    #[test]
    fn one_warning_replaces_those_beyond_the_limit() {
        let mut warnings = Vec::new();
        for _ in 0..limits::WARNINGS + 50 {
            note(&mut warnings, Warning::new(Place::Feed, "x", "y", WarningAction::NotADate));
        }
        assert_eq!(warnings.len(), limits::WARNINGS + 1);
        assert_eq!(warnings[limits::WARNINGS].action.to_string(), "left out all further warnings");
    }
}

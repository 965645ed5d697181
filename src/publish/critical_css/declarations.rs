//! Declarations, and which custom properties they use.

use super::scan::split;

/// A declaration.
#[derive(Clone, Debug)]
pub(super) struct Declaration {
    /// The name of the property.
    pub property: String,
    /// The value as the stylesheet has it.
    pub value: String,
    /// Whether it has the last word anyhow.
    pub is_important: bool,
}

/// Properties that change nothing that a reader sees before the first act: the pointer's shape, and how scrolling goes.
const UNSEEN: [&str; 6] =
    ["cursor", "scroll-padding", "scroll-margin", "scroll-behavior", "overscroll-behavior", "touch-action"];

impl Declaration {
    /// The declarations of a block, without its brackets.
    pub(super) fn all(block: &str) -> Vec<Declaration> {
        split(block, b';').into_iter().filter_map(Declaration::parse).collect()
    }

    fn parse(text: &str) -> Option<Declaration> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let (property, value) = text.split_once(':').unwrap_or((text, ""));
        let is_important = value.ends_with("important");
        Some(Declaration { property: property.trim().to_owned(), value: value.trim().to_owned(), is_important })
    }

    /// Whether it sets a custom property.
    pub(super) fn is_custom(&self) -> bool {
        self.property.starts_with("--")
    }

    /// Whether the first paint is the same without it.
    pub(super) fn is_unseen(&self) -> bool {
        UNSEEN.iter().any(|unseen| self.property.starts_with(unseen))
    }
}

/// The custom properties that a value names.
pub(super) fn names_in(value: &str) -> impl Iterator<Item = &str> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    // Not within a name such as `a--b`.
    let starts = value.match_indices("--").filter(move |(at, _)| !value[..*at].ends_with(is_name));
    starts.map(move |(at, _)| {
        let rest = &value[at..];
        &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
    })
}

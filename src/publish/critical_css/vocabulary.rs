//! What selectors name, and which of it a tag has.

use std::borrow::Cow;
use std::collections::HashMap;

/// The names in the selectors of a stylesheet, each with its number: elements, classes, ids, attributes with their values,
/// and languages, as `p`, `.class`, `#id`, `[href`, `[dir=rtl`, `:lang zh`.
#[derive(Debug, Default)]
pub(super) struct Vocabulary(HashMap<String, usize>);

impl Vocabulary {
    /// The number of a name.
    pub(super) fn number(&mut self, name: String) -> usize {
        let next = self.0.len();
        *self.0.entry(name).or_insert(next)
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// A finder of names in tags.
    pub(super) fn finder(&self) -> Finder<'_> {
        Finder { vocabulary: self, key: String::new() }
    }
}

/// Finds names. The key is put together in the same text again and again.
pub(super) struct Finder<'a> {
    vocabulary: &'a Vocabulary,
    key: String,
}

impl Finder<'_> {
    /// Adds the number of the name that consists of these parts, if there is one.
    pub(super) fn add(&mut self, parts: &[&str], numbers: &mut Vec<usize>) {
        self.key.clear();
        parts.iter().for_each(|part| self.key.push_str(part));
        if let Some(number) = self.vocabulary.0.get(self.key.as_str())
            && !numbers.contains(number)
        {
            numbers.push(*number);
        }
    }

    /// Adds what an attribute gives an element but its language. Names of attributes, and values but those of classes and
    /// ids, are compared in lower case.
    pub(super) fn add_attribute(&mut self, name: &str, value: &str, numbers: &mut Vec<usize>) {
        match name {
            "class" => value.split_ascii_whitespace().for_each(|class| self.add(&[".", class], numbers)),
            "id" => self.add(&["#", value], numbers),
            _ => {}
        }
        self.add(&["[", name], numbers);
        // Values that no rule names are many and long.
        if value.len() <= 32 {
            self.add(&["[", name, "=", &lowercase(value)], numbers);
        }
    }

    /// The languages that a tag belongs to: a range fits each tag that begins with its parts.
    pub(super) fn languages(&mut self, tag: &str) -> Vec<usize> {
        let tag = lowercase(tag);
        let mut numbers = Vec::new();
        let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
        ends.for_each(|end| self.add(&[":lang ", &tag[..end]], &mut numbers));
        numbers
    }
}

/// The text in lower case.
pub(super) fn lowercase(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) { text.to_ascii_lowercase().into() } else { text.into() }
}

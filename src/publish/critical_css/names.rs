//! What selectors name, and which of it is in a page.

use std::collections::HashMap;

use crate::domain::html::tag_attributes::places;

/// The names in the selectors of a stylesheet, each with its number: elements, classes, ids, attributes with their values, languages
/// and directions, as `p`, `.class`, `#id`, `[href`, `[dir=rtl`, `:lang zh`, `:dir rtl`.
#[derive(Debug, Default)]
pub(super) struct Vocabulary(HashMap<String, usize>);

impl Vocabulary {
    /// The number of a name.
    pub(super) fn number(&mut self, name: String) -> usize {
        let next = self.0.len();
        *self.0.entry(name).or_insert(next)
    }

    /// The names that are in a page in this language and direction with these start tags: the name of each, and the tag.
    pub(super) fn names_in<'a>(
        &self,
        tags: impl Iterator<Item = (&'a str, &'a str)>,
        language: &str,
        direction: &str,
    ) -> Names {
        let mut found = Finder { vocabulary: self, names: Names(vec![0; self.0.len() / BITS + 1]), key: String::new() };
        ["html", "body", "#app", "[id"].iter().for_each(|name| found.add(&[name]));
        found.add_attribute("lang", language);
        found.add_attribute("dir", direction);
        for (name, tag) in tags {
            found.add(&[name]);
            for (name, value) in places(tag) {
                found.add_attribute(&tag[name], &tag[value]);
            }
        }
        found.names
    }
}

const BITS: usize = u64::BITS as usize;

/// The numbers of names that are in a page, a bit each.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Names(Vec<u64>);

impl Names {
    pub(super) fn has(&self, number: usize) -> bool {
        self.0[number / BITS] >> (number % BITS) & 1 == 1
    }
}

/// Notes names. The key is put together in the same text again and again.
struct Finder<'a> {
    vocabulary: &'a Vocabulary,
    names: Names,
    key: String,
}

impl Finder<'_> {
    /// Notes the name that consists of these parts.
    fn add(&mut self, parts: &[&str]) {
        self.key.clear();
        parts.iter().for_each(|part| self.key.push_str(part));
        if let Some(number) = self.vocabulary.0.get(self.key.as_str()) {
            self.names.0[number / BITS] |= 1 << (number % BITS);
        }
    }

    /// Names of elements and attributes, and values but those of classes and ids, are compared in lower case.
    fn add_attribute(&mut self, name: &str, value: &str) {
        let name = &*lowercase(name);
        match name {
            "class" => value.split_ascii_whitespace().for_each(|class| self.add(&[".", class])),
            "id" => self.add(&["#", value]),
            "lang" => {
                let tag = lowercase(value);
                // A range fits each tag that begins with its parts.
                let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
                ends.for_each(|end| self.add(&[":lang ", &tag[..end]]));
            }
            "dir" if value.eq_ignore_ascii_case("auto") => {
                ["ltr", "rtl"].iter().for_each(|each| self.add(&[":dir ", each]));
            }
            "dir" => self.add(&[":dir ", &lowercase(value)]),
            _ => {}
        }
        self.add(&["[", name]);
        // Values that no rule names are many and long.
        if value.len() <= 32 {
            self.add(&["[", name, "=", &lowercase(value)]);
        }
    }
}

fn lowercase(text: &str) -> std::borrow::Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) { text.to_ascii_lowercase().into() } else { text.into() }
}

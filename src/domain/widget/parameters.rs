//! The parameters in the address of a widget: their names, values and defaults.

use crate::domain::percent;

/// A parameter that an embedder can set.
#[derive(Debug)]
pub struct Parameter {
    /// Its name in the address.
    pub name: &'static str,
    /// The values that it takes, understandable in any language; empty if it takes any text.
    pub takes: &'static str,
}

const fn parameter(name: &'static str, takes: &'static str) -> Parameter {
    Parameter { name, takes }
}

pub(super) const SECTION: usize = 0;
pub(super) const TAG: usize = 1;
pub(super) const ARTICLE: usize = 2;
const LIMIT: usize = 3;
pub(super) const LAYOUT: usize = 4;
pub(super) const IMAGES: usize = 5;
pub(super) const SUMMARY: usize = 6;
pub(super) const THEME: usize = 7;
pub(super) const BACKGROUND: usize = 8;
const ACCENT: usize = 9;
pub(super) const SIZE: usize = 10;
pub(super) const TITLE: usize = 11;
pub(super) const OPEN: usize = 12;
pub(super) const SCHEME: usize = 13;
pub(super) const GROUND: usize = 14;

/// All parameters in the order in which addresses have them. The boot script applies `theme`, `background`, `size`,
/// `scheme` and `ground` before the first paint; here they are only checked. The last two are what `embed.js` adds of the
/// host's page, where `theme` leaves the look to it.
pub const PARAMETERS: [Parameter; 15] = [
    parameter("section", ""),
    parameter("tag", ""),
    parameter("article", "KEY-slug"),
    parameter("limit", "1\u{2013}50"),
    parameter("layout", "headlines, list, cards, full, card"),
    parameter("images", "true, false"),
    parameter("summary", "true, false"),
    parameter("theme", "host, auto, light, dark"),
    parameter("background", "paper, transparent"),
    parameter("accent", "rrggbb"),
    parameter("size", "large, medium, small"),
    parameter("title", ""),
    parameter("open", "host, inside"),
    parameter("scheme", "light, dark"),
    parameter("ground", "paper, transparent"),
];

const DEFAULT_LIMIT: usize = 5;
const MOST: usize = 50;
/// The number of characters of a wrong value that a report shows.
const REPEATED_CHARS: usize = 60;

/// A wrong value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongValue {
    /// The parameter's name.
    pub name: &'static str,
    /// The values that it takes.
    pub takes: &'static str,
    /// The beginning of the wrong value.
    pub value: String,
}

/// The values as they were given. If a parameter is repeated, the first counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given([Option<String>; PARAMETERS.len()]);

impl Given {
    /// Sets a parameter, if it is one of [`PARAMETERS`].
    pub(super) fn take(&mut self, name: &str, value: &str) {
        if let Some(at) = PARAMETERS.iter().position(|known| known.name == name)
            && self.0[at].is_none()
        {
            self.0[at] = Some(percent::decode_query(value));
        }
    }

    /// Every parameter that was given, in the order of the list.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        PARAMETERS.iter().zip(&self.0).filter_map(|(known, value)| Some((known.name, value.as_deref()?)))
    }

    /// The value as it was given.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        self.0[at].as_deref()
    }
}

/// Reads values one by one, and collects the wrong ones.
pub(super) struct Reader<'a> {
    given: &'a Given,
    pub(super) wrong: Vec<WrongValue>,
}

impl<'a> Reader<'a> {
    pub(super) fn of(given: &'a Given) -> Reader<'a> {
        Reader { given, wrong: Vec::new() }
    }

    /// A value, unless it is empty. It is compared exactly, as in the boot script.
    pub(super) fn text(&self, at: usize) -> Option<&'a str> {
        self.given.0[at].as_deref().filter(|value| !value.is_empty())
    }

    pub(super) fn is_wrong(&mut self, at: usize, value: &str) {
        self.takes(at, PARAMETERS[at].takes, value);
    }

    /// Adds a wrong value, with the values that the parameter takes here.
    pub(super) fn takes(&mut self, at: usize, takes: &'static str, value: &str) {
        let name = PARAMETERS[at].name;
        self.wrong.push(WrongValue { name, takes, value: value.chars().take(REPEATED_CHARS).collect() });
    }

    /// The index of the value among `choices`.
    pub(super) fn choice(&mut self, at: usize, choices: &[&str]) -> Option<usize> {
        let value = self.text(at)?;
        let chosen = choices.iter().position(|choice| *choice == value);
        if chosen.is_none() {
            self.is_wrong(at, value);
        }
        chosen
    }

    /// A value that means yes or no. `images` alone means yes, like HTML's boolean attributes.
    pub(super) fn yes_or_no(&mut self, at: usize) -> Option<bool> {
        if self.given.0[at].as_deref() == Some("") {
            return Some(true);
        }
        Some(self.choice(at, &["true", "false", "1", "0", "yes", "no"])? % 2 == 0)
    }

    pub(super) fn limit(&mut self) -> usize {
        let Some(value) = self.text(LIMIT) else { return DEFAULT_LIMIT };
        match value.parse() {
            Ok(limit) if (1..=MOST).contains(&limit) => limit,
            _ => {
                self.is_wrong(LIMIT, value);
                DEFAULT_LIMIT
            }
        }
    }

    /// A colour of three or six hexadecimal digits, with or without `#`.
    pub(super) fn accent(&mut self) -> Option<String> {
        let value = self.text(ACCENT)?;
        let digits = value.strip_prefix('#').unwrap_or(value);
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let colour: String = match digits.len() {
            3 if is_hex => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 if is_hex => digits.to_owned(),
            _ => {
                self.is_wrong(ACCENT, value);
                return None;
            }
        };
        Some(["#", &colour].concat())
    }
}

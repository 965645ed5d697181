//! The parameters of a widget's address: their names, the values that they take, their defaults.

use super::{Embed, Layout, Listing, Open, Shows, article, heading, section};
use crate::domain::percent;

/// A parameter that an embedder may set.
#[derive(Debug)]
pub struct Parameter {
    /// Its name in the address.
    pub name: &'static str,
    /// What it takes, as a reader of any language understands it; nothing where it takes any text.
    pub takes: &'static str,
}

const fn parameter(name: &'static str, takes: &'static str) -> Parameter {
    Parameter { name, takes }
}

const SECTION: usize = 0;
const TAG: usize = 1;
const ARTICLE: usize = 2;
const LIMIT: usize = 3;
const LAYOUT: usize = 4;
const IMAGES: usize = 5;
const SUMMARY: usize = 6;
const THEME: usize = 7;
const BACKGROUND: usize = 8;
const ACCENT: usize = 9;
const SIZE: usize = 10;
const TITLE: usize = 11;
const OPEN: usize = 12;

/// All of them, in the order in which they are written. `theme`, `background` and `size` are put in force by the boot script,
/// before the first paint; here they are only checked.
pub const PARAMETERS: [Parameter; 13] = [
    parameter("section", ""),
    parameter("tag", ""),
    parameter("article", "KEY-slug"),
    parameter("limit", "1\u{2013}50"),
    parameter("layout", "headlines, list, cards, full, card"),
    parameter("images", "true, false"),
    parameter("summary", "true, false"),
    parameter("theme", "auto, light, dark"),
    parameter("background", "paper, transparent"),
    parameter("accent", "rrggbb"),
    parameter("size", "large, medium, small"),
    parameter("title", ""),
    parameter("open", "host, inside"),
];

const LAYOUTS_OF_LIST: &str = "headlines, list, cards";
const LAYOUTS_OF_ARTICLE: &str = "full, card";
const DEFAULT_LIMIT: usize = 5;
const MOST: usize = 50;
/// How much of a wrong value is repeated, in characters.
const REPEATED_CHARS: usize = 60;

/// A value that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongValue {
    /// The parameter's name.
    pub name: &'static str,
    /// What it takes.
    pub takes: &'static str,
    /// What was given, its beginning.
    pub value: String,
}

/// The values as they were given; of a repeated parameter the first counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given([Option<String>; PARAMETERS.len()]);

impl Given {
    /// Takes a parameter up, if it is one of these.
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

    /// What they mean; `read` is the article that is open in the frame.
    pub(super) fn read(self, read: Option<&str>) -> (Embed, Vec<WrongValue>) {
        let mut reader = Reader { given: &self, wrong: Vec::new() };
        let chosen = reader.text(ARTICLE).map(|value| (article(value), value));
        let chosen = match chosen {
            Some((None, value)) => {
                reader.is_wrong(ARTICLE, value);
                None
            }
            Some((article, _)) => article,
            None => None,
        };
        let (layout, as_card) = reader.layout(chosen.is_some());
        let limit = reader.limit();
        let (images, summary) = match layout {
            Layout::Headlines => (false, false),
            Layout::List => (true, false),
            Layout::Cards => (true, true),
        };
        let images = reader.yes_or_no(IMAGES).unwrap_or(images);
        let summary = reader.yes_or_no(SUMMARY).unwrap_or(summary);
        reader.choice(THEME, &["auto", "light", "dark"]);
        reader.choice(BACKGROUND, &["paper", "transparent"]);
        reader.choice(SIZE, &["large", "medium", "small"]);
        let accent = reader.accent();
        let open = match reader.choice(OPEN, &["host", "inside"]) {
            Some(1) => Open::Inside,
            _ => Open::Host,
        };
        let shows = match (read.and_then(article), chosen) {
            (Some((key, slug)), _) => Shows::Article { key, slug: slug.to_owned(), is_opened: true },
            (None, Some((key, _))) if as_card => Shows::Card(key),
            (None, Some((key, slug))) => Shows::Article { key, slug: slug.to_owned(), is_opened: false },
            (None, None) => Shows::Stories {
                section: reader.text(SECTION).and_then(section),
                tag: reader.text(TAG).map(Listing::of_tag),
                limit,
            },
        };
        let title = self.0[TITLE].as_deref().map(heading);
        let wrong = reader.wrong;
        (Embed { shows, layout, images, summary, accent, title, open, given: self }, wrong)
    }
}

/// Reads values one by one, and notes those that are none.
struct Reader<'a> {
    given: &'a Given,
    wrong: Vec<WrongValue>,
}

impl<'a> Reader<'a> {
    /// A value; an empty one is none. It is taken as it stands, as the boot script does.
    fn text(&self, at: usize) -> Option<&'a str> {
        self.given.0[at].as_deref().filter(|value| !value.is_empty())
    }

    fn is_wrong(&mut self, at: usize, value: &str) {
        self.takes(at, PARAMETERS[at].takes, value);
    }

    /// Notes a value that is none, with what the parameter takes here.
    fn takes(&mut self, at: usize, takes: &'static str, value: &str) {
        let name = PARAMETERS[at].name;
        self.wrong.push(WrongValue { name, takes, value: value.chars().take(REPEATED_CHARS).collect() });
    }

    /// Which of these it is.
    fn choice(&mut self, at: usize, choices: &[&str]) -> Option<usize> {
        let value = self.text(at)?;
        let chosen = choices.iter().position(|choice| *choice == value);
        if chosen.is_none() {
            self.is_wrong(at, value);
        }
        chosen
    }

    /// The layout of a list, and whether an article is a card.
    fn layout(&mut self, is_article: bool) -> (Layout, bool) {
        let layout = self.text(LAYOUT);
        let (layout, as_card, takes) = match (is_article, layout) {
            (true, Some("card")) => (Layout::Cards, true, None),
            (true, Some("full") | None) => (Layout::List, false, None),
            (true, Some(_)) => (Layout::List, false, Some(LAYOUTS_OF_ARTICLE)),
            (false, Some("headlines")) => (Layout::Headlines, false, None),
            (false, Some("list") | None) => (Layout::List, false, None),
            (false, Some("cards")) => (Layout::Cards, false, None),
            (false, Some(_)) => (Layout::List, false, Some(LAYOUTS_OF_LIST)),
        };
        if let (Some(takes), Some(value)) = (takes, self.text(LAYOUT)) {
            self.takes(LAYOUT, takes, value);
        }
        (layout, as_card)
    }

    /// `images` alone says yes, as HTML's boolean attributes do.
    fn yes_or_no(&mut self, at: usize) -> Option<bool> {
        if self.given.0[at].as_deref() == Some("") {
            return Some(true);
        }
        Some(self.choice(at, &["true", "false", "1", "0", "yes", "no"])? % 2 == 0)
    }

    fn limit(&mut self) -> usize {
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
    fn accent(&mut self) -> Option<String> {
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

//! Which attributes each element may have, and how a value is cleaned.

use super::elements;
use super::urls::{self, Kind};
use super::{BodyContext, ID_PREFIX, frames, srcset, trim};

/// What an attribute's value has to be. A value that isn't takes the attribute with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Any text.
    Text,
    /// An id; gets the prefix.
    Id,
    /// Ids separated by spaces; each gets the prefix.
    Ids,
    /// A language tag.
    Language,
    /// One of these words, in lower case.
    OneOf(&'static [&'static str]),
    /// A length or count: digits, from 1 to this, with an optional `px` behind them.
    Count(u32),
    /// A number that may be negative.
    Integer,
    /// There or not there; the value doesn't matter.
    Flag,
    /// An address.
    Url(Kind),
    /// Pictures for several sizes (`srcset`).
    Candidates,
}

/// An attribute's name and what its value has to be.
pub type Attribute = (&'static str, Value);

/// What every element may have. Never `style`, `class`, `name`, `slot`, `is` or any handler: none is in any table.
pub static GLOBAL: &[Attribute] = &[
    ("dir", Value::OneOf(&["ltr", "rtl", "auto"])),
    ("id", Value::Id),
    ("lang", Value::Language),
    ("title", Value::Text),
];

/// Alignment of table cells is kept, because Markdown writes it for columns of numbers.
const ALIGN: Attribute = ("align", Value::OneOf(&["left", "center", "right"]));
const WIDTH: Attribute = ("width", Value::Count(16_384));
const HEIGHT: Attribute = ("height", Value::Count(16_384));
const SRCSET: Attribute = ("srcset", Value::Candidates);
const SIZES: Attribute = ("sizes", Value::Text);
const LOOP: Attribute = ("loop", Value::Flag);
const MUTED: Attribute = ("muted", Value::Flag);
const MEDIA_SRC: Attribute = ("src", Value::Url(Kind::Media));

pub(super) static A: &[Attribute] = &[("href", Value::Url(Kind::Link)), ("hreflang", Value::Language)];
pub(super) static AUDIO: &[Attribute] = &[MEDIA_SRC, LOOP, MUTED];
pub(super) static COLUMN: &[Attribute] = &[("span", Value::Count(1000))];
pub(super) static DATED: &[Attribute] = &[("datetime", Value::Text)];
pub(super) static DETAILS: &[Attribute] = &[("open", Value::Flag)];
pub(super) static IMG: &[Attribute] =
    &[("alt", Value::Text), HEIGHT, SIZES, ("src", Value::Url(Kind::Picture)), SRCSET, WIDTH];
pub(super) static LI: &[Attribute] = &[("value", Value::Integer)];
pub(super) static OL: &[Attribute] = &[
    ("reversed", Value::Flag),
    ("start", Value::Integer),
    // Case matters here: `a` and `A` count differently.
    ("type", Value::OneOf(&["1", "a", "A", "i", "I"])),
];
pub(super) static SOURCE: &[Attribute] =
    &[HEIGHT, ("media", Value::Text), SIZES, MEDIA_SRC, SRCSET, ("type", Value::Text), WIDTH];
pub(super) static TD: &[Attribute] =
    &[ALIGN, ("colspan", Value::Count(1000)), ("headers", Value::Ids), ("rowspan", Value::Count(65_534))];
pub(super) static TH: &[Attribute] = &[
    ("abbr", Value::Text),
    ALIGN,
    ("colspan", Value::Count(1000)),
    ("headers", Value::Ids),
    ("rowspan", Value::Count(65_534)),
    ("scope", Value::OneOf(&["row", "col", "rowgroup", "colgroup"])),
];
pub(super) static TRACK: &[Attribute] = &[
    ("default", Value::Flag),
    ("kind", Value::OneOf(&["subtitles", "captions", "descriptions", "chapters", "metadata"])),
    ("label", Value::Text),
    MEDIA_SRC,
    ("srclang", Value::Language),
];
pub(super) static VIDEO: &[Attribute] = &[HEIGHT, LOOP, MUTED, ("poster", Value::Url(Kind::Picture)), MEDIA_SRC, WIDTH];

/// Attributes that the feed's HTML is read for although no element keeps them: pictures that scripts would have loaded
/// later, anchors by name, and the text alternatives of drawings.
pub static READ_ONLY: &[&str] = &[
    "alttext",
    "aria-hidden",
    "aria-label",
    "data-lazy-src",
    "data-lazy-srcset",
    "data-original",
    "data-sizes",
    "data-src",
    "data-srcset",
    "name",
];

/// What the value of an attribute is that we add ourselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// Always this.
    Always(&'static str),
    /// Words of ours.
    Words,
    /// A length, as authors write it.
    Length,
    /// What a frame loads when the reader wishes it.
    FrameUrl,
}

/// What we add ourselves: element, attribute, and what the value is. Feeds have no way to any of these.
pub static ADDED: &[(&str, &str, Added)] = &[
    ("a", "rel", Added::Always(super::OUTSIDE_REL)),
    ("audio", "controls", Added::Always("")),
    ("audio", "preload", Added::Always("none")),
    ("button", "class", Added::Always("button")),
    ("button", "data-frame", Added::FrameUrl),
    ("button", "data-height", Added::Length),
    ("button", "data-width", Added::Length),
    ("button", "hidden", Added::Always("")),
    ("button", "type", Added::Always("button")),
    ("div", "aria-label", Added::Words),
    ("div", "class", Added::Always(super::TABLE_BOX_CLASS)),
    ("div", "role", Added::Always("group")),
    ("div", "tabindex", Added::Always("0")),
    ("img", "decoding", Added::Always("async")),
    ("img", "loading", Added::Always("lazy")),
    ("img", "referrerpolicy", Added::Always("no-referrer")),
    ("pre", "tabindex", Added::Always("0")),
    ("span", "class", Added::Always("frame-card")),
    ("span", "class", Added::Always("kicker")),
    ("video", "controls", Added::Always("")),
    ("video", "playsinline", Added::Always("")),
    ("video", "preload", Added::Always("none")),
];

/// What the value of this attribute has to be on the element of this name, or `None` if the element may not have it.
pub fn value_of(element: &str, attribute: &str) -> Option<Value> {
    let own = elements::element(element).map_or(&[][..], |element| element.attributes);
    own.iter().chain(GLOBAL).find(|(name, _)| *name == attribute).map(|(_, value)| *value)
}

/// The value as it may be shown, or `None` if the attribute has to go.
pub fn clean(value: Value, text: &str, context: &BodyContext) -> Option<String> {
    let text = trim(text);
    match value {
        // A carriage return does not survive being written as HTML and read again.
        Value::Text => Some(text.replace('\r', "\n")),
        Value::Id => prefixed(text),
        Value::Ids => {
            let ids: Vec<String> = text.split_ascii_whitespace().filter_map(prefixed).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
        Value::Language => is_language_tag(text).then(|| text.to_owned()),
        Value::OneOf(words) => words
            .iter()
            .find(|word| **word == text || word.len() > 1 && word.eq_ignore_ascii_case(text))
            .map(|word| (*word).to_owned()),
        Value::Count(most) => count(text).filter(|count| (1..=most).contains(count)).map(|count| count.to_string()),
        Value::Integer => text.parse::<i32>().ok().map(|number| number.to_string()),
        Value::Flag => Some(String::new()),
        Value::Url(kind) => urls::resolve(kind, text, context),
        Value::Candidates => srcset::clean(text, context),
    }
}

/// Whether an attribute of a finished body is as [`clean`] leaves it. The last gate asks this, without trusting the walk.
pub fn is_clean(element: &str, attribute: &str, text: &str) -> bool {
    let is_added = |added: &Added| match added {
        Added::Always(value) => *value == text,
        Added::Words => true,
        Added::Length => count(text).is_some(),
        Added::FrameUrl => frames::may_load(text),
    };
    if ADDED.iter().any(|(e, a, added)| *e == element && *a == attribute && is_added(added)) {
        return true;
    }
    match value_of(element, attribute) {
        None => false,
        Some(Value::Id) => text.starts_with(ID_PREFIX),
        Some(Value::Ids) => text.split_ascii_whitespace().all(|id| id.starts_with(ID_PREFIX)),
        Some(Value::Language) => is_language_tag(text),
        Some(Value::OneOf(words)) => words.contains(&text),
        Some(Value::Count(most)) => text.parse::<u32>().is_ok_and(|count| (1..=most).contains(&count)),
        Some(Value::Integer) => text.parse::<i32>().is_ok(),
        Some(Value::Flag) => text.is_empty(),
        Some(Value::Url(kind)) => urls::is_allowed(kind, text),
        Some(Value::Candidates) => {
            srcset::parse(text, &mut true).iter().all(|c| urls::is_allowed(Kind::Picture, c.url))
        }
        Some(Value::Text) => true,
    }
}

/// An id with the prefix, once.
pub fn prefixed(id: &str) -> Option<String> {
    // The HTML standard: an id has at least one character and no space. Control characters would not survive in a link.
    // A bare prefix is what DOMPurify makes of an empty id.
    if id.is_empty() || id == ID_PREFIX || id.contains(|c: char| c.is_ascii_whitespace() || c.is_ascii_control()) {
        return None;
    }
    Some(if id.starts_with(ID_PREFIX) { id.to_owned() } else { format!("{ID_PREFIX}{id}") })
}

/// A length as authors write it, `640` or `640px`; what is no whole number of pixels (`100%`, `auto`) is none.
pub fn count(text: &str) -> Option<u32> {
    let text = trim(text);
    let digits = text.strip_suffix("px").unwrap_or(text);
    // A fraction of a pixel says nothing.
    let whole = digits.split_once('.').map_or(digits, |(whole, _)| whole);
    (whole.len() == digits.len() || digits[whole.len() + 1..].bytes().all(|b| b.is_ascii_digit()))
        .then(|| whole.parse().ok())
        .flatten()
}

fn is_language_tag(text: &str) -> bool {
    !text.is_empty() && text.len() <= 35 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_names_an_attribute_that_runs_styles_or_names() {
        let own = elements::ELEMENTS.iter().flat_map(|element| element.attributes);
        for (name, _) in own.chain(GLOBAL) {
            assert!(!name.starts_with("on"), "{name}");
            assert!(
                !["style", "class", "name", "slot", "is", "srcdoc", "ping", "formaction", "action"].contains(name),
                "{name}"
            );
        }
    }

    #[test]
    fn attributes_with_addresses_are_known_as_such() {
        for (element, attribute) in
            [("a", "href"), ("img", "src"), ("video", "poster"), ("source", "src"), ("track", "src")]
        {
            assert!(matches!(value_of(element, attribute), Some(Value::Url(_))), "{element} {attribute}");
        }
        assert_eq!(value_of("img", "href"), None);
        assert_eq!(value_of("x-unknown", "id"), Some(Value::Id));
    }

    #[test]
    fn lengths_are_read_as_authors_write_them() {
        let cases = [("640", Some(640)), (" 640px ", Some(640)), ("12.5", Some(12)), ("0", Some(0))];
        assert!(cases.iter().all(|(text, length)| count(text) == *length));
        assert!(["", "100%", "auto", "-1", "1e3", "1.x", "99999999999"].iter().all(|text| count(text).is_none()));
    }

    #[test]
    fn ids_get_their_prefix_once() {
        assert_eq!(prefixed("a").as_deref(), Some("user-content-a"));
        assert_eq!(prefixed("user-content-a").as_deref(), Some("user-content-a"));
        assert!(
            prefixed("").is_none()
                && prefixed(ID_PREFIX).is_none()
                && prefixed("a b").is_none()
                && prefixed("\u{1}").is_none()
        );
    }
}

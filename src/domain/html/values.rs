//! Cleans the values of attributes.

use super::attributes::{ADDED, Added, GLOBAL, ID_PREFIX, Value};
use super::context::BodyContext;
use super::urls::{self, Kind};
use super::white_space::trim;
use super::{elements, frames, srcset};

/// The kind of value of this attribute on this element, or `None` if the element may not have it.
pub fn value_of(element: &str, attribute: &str) -> Option<Value> {
    let own = elements::element(element).map_or(&[][..], |element| element.attributes);
    own.iter().chain(GLOBAL).find(|(name, _)| *name == attribute).map(|(_, value)| *value)
}

/// The cleaned value, or `None` if the attribute must be removed.
pub fn clean(value: Value, text: &str, context: &BodyContext) -> Option<String> {
    let text = trim(text);
    match value {
        // A carriage return does not survive being written as HTML and parsed again.
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

/// Whether an attribute of a finished body is as [`clean`] leaves it. The last sanitizer checks it independently of the
/// builder.
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

/// An id with the prefix, which is added only once.
pub fn prefixed(id: &str) -> Option<String> {
    // Browsers find an id with a space, though the HTML standard has none. Control characters would not survive in a
    // link. DOMPurify makes a bare prefix of an empty id.
    if id.is_empty() || id == ID_PREFIX || id.contains(|c: char| c.is_ascii_control()) {
        return None;
    }
    Some(if id.starts_with(ID_PREFIX) { id.to_owned() } else { format!("{ID_PREFIX}{id}") })
}

/// A length in pixels, `640` or `640px`; `None` for others (`100%`, `auto`).
pub fn count(text: &str) -> Option<u32> {
    let text = trim(text);
    let digits = text.strip_suffix("px").unwrap_or(text);
    // A fraction of a pixel is ignored.
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
        assert_eq!(prefixed("a b").as_deref(), Some("user-content-a b"));
        assert!(
            prefixed("").is_none()
                && prefixed(ID_PREFIX).is_none()
                && prefixed("a\tb").is_none()
                && prefixed("\u{1}").is_none()
        );
    }
}

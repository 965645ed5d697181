//! What a selector needs of a page.

use super::names::{Names, Vocabulary};
use super::scan::{end_of_brackets, split};

/// A selector with what it needs.
#[derive(Clone, Debug)]
pub(super) struct Selector {
    /// As the stylesheet has it.
    pub text: String,
    needs: Vec<Need>,
}

/// One thing that a selector needs.
#[derive(Clone, Debug)]
enum Need {
    /// A name of the vocabulary, by its number.
    Name(usize),
    /// What one of the selectors in the brackets of `:is()`, `:where()`, `:has()` or `:lang()` needs.
    OneOf(Vec<Vec<Need>>),
    /// What the reader does to the page. The whole stylesheet is there by then.
    Act,
}

/// Attributes of the root that are set before the first paint, on any page.
const SET_BY_SCRIPTS: [&str; 2] = ["[data-script", "[data-text-size"];
/// Pseudo-classes and pseudo-elements that wait for the reader.
const ACTS: [&str; 5] = [":hover", ":active", ":focus", ":focus-visible", ":focus-within"];

impl Selector {
    pub(super) fn parse(text: &str, vocabulary: &mut Vocabulary) -> Selector {
        Selector { text: text.to_owned(), needs: needs_of(text, vocabulary) }
    }

    /// Whether it can fit something in a page with these names. One that can't be decided fits, so a rule may be included
    /// without need, but never left out.
    pub(super) fn fits(&self, names: &Names) -> bool {
        all(&self.needs, names)
    }
}

fn all(needs: &[Need], names: &Names) -> bool {
    needs.iter().all(|need| match need {
        Need::Name(number) => names.has(*number),
        Need::OneOf(lists) => lists.iter().any(|needs| all(needs, names)),
        Need::Act => false,
    })
}

fn needs_of(selector: &str, vocabulary: &mut Vocabulary) -> Vec<Need> {
    let bytes = selector.as_bytes();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte >= 0x80;
    let mut needs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let name_at = if is_name(byte) { at } else { at + 1 };
        let mut end = name_at;
        while end < bytes.len() && is_name(bytes[end]) {
            end += 1;
        }
        let name = &selector[name_at..end];
        match byte {
            b'.' | b'#' => needs.push(Need::Name(vocabulary.number(format!("{}{name}", byte as char)))),
            b'[' => {
                end = selector[at..].find(']').map_or(bytes.len(), |close| at + close + 1);
                needs.extend(of_attribute(&selector[at..end], name, vocabulary));
            }
            b':' => {
                // A second colon begins the name of a pseudo-element.
                let after = if end == at + 1 && bytes.get(end) == Some(&b':') { end + 1 } else { end };
                end = after;
                while end < bytes.len() && is_name(bytes[end]) {
                    end += 1;
                }
                let pseudo = &selector[at..end];
                let mut inside = "";
                if bytes.get(end) == Some(&b'(') {
                    let close = end + end_of_brackets(&selector[end..]);
                    inside = selector[end + 1..close].strip_suffix(')').unwrap_or(&selector[end + 1..close]);
                    end = close;
                }
                needs.extend(of_pseudo(pseudo, inside, vocabulary));
            }
            _ if is_name(byte) && !byte.is_ascii_digit() => {
                needs.push(Need::Name(vocabulary.number(name.to_ascii_lowercase())));
            }
            _ => {}
        }
        at = end.max(at + 1);
    }
    needs
}

/// `attribute` is it with its brackets.
fn of_attribute(attribute: &str, name: &str, vocabulary: &mut Vocabulary) -> Option<Need> {
    let need = format!("[{}", name.to_ascii_lowercase());
    if SET_BY_SCRIPTS.contains(&need.as_str()) {
        return None;
    }
    let value = attribute
        .get(need.len()..)
        .and_then(|rest| rest.strip_prefix('='))
        .map(|value| value.trim_end_matches(']').trim_matches(['"', '\'']).to_ascii_lowercase());
    let need = match value {
        Some(value) => [&need, "=", &value].concat(),
        None => need,
    };
    Some(Need::Name(vocabulary.number(need)))
}

/// `inside` is what stands in the brackets.
fn of_pseudo(pseudo: &str, inside: &str, vocabulary: &mut Vocabulary) -> Option<Need> {
    match pseudo {
        ":is" | ":where" | ":has" => {
            let lists = split(inside, b',').into_iter().map(|selector| needs_of(selector, vocabulary));
            Some(Need::OneOf(lists.collect()))
        }
        ":lang" => {
            let name = |tag: &str| [":lang ", &tag.trim_matches(['"', '\'']).to_ascii_lowercase()].concat();
            let lists = split(inside, b',').into_iter().map(|tag| vec![Need::Name(vocabulary.number(name(tag)))]);
            Some(Need::OneOf(lists.collect()))
        }
        ":dir" => Some(Need::Name(vocabulary.number([":dir ", inside].concat()))),
        pseudo if ACTS.contains(&pseudo) || pseudo.starts_with("::view-transition") => Some(Need::Act),
        _ => None,
    }
}

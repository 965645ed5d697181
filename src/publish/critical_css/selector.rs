//! What a selector needs of a page.

use std::borrow::Cow;
use std::ops::Range;

use super::names::{Names, Vocabulary};
use super::scan::{end_of_brackets, split};

/// A selector with what it needs.
#[derive(Clone, Debug)]
pub(super) struct Selector {
    /// As the stylesheet has it.
    text: String,
    needs: Vec<Need>,
    lists: Vec<List>,
}

/// The selectors in the brackets of `:is()` or `:where()`. Each can go without a change of what the others match, or of how
/// much they count.
#[derive(Clone, Debug)]
struct List {
    /// Where it stands in the text.
    place: Range<usize>,
    selectors: Vec<(String, Vec<Need>)>,
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
        let (needs, lists) = (needs_of(text, vocabulary), lists_of(text, vocabulary));
        Selector { text: text.to_owned(), needs, lists }
    }

    /// The selector without what can't fit anything in a page with these names.
    pub(super) fn text_in(&self, names: &Names) -> Cow<'_, str> {
        if self.lists.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut text = String::new();
        let mut copied = 0;
        for List { place, selectors } in &self.lists {
            text.push_str(&self.text[copied..place.start]);
            let fitting =
                selectors.iter().filter(|(_, needs)| all(needs, names)).map(|(selector, _)| selector.as_str());
            text.push_str(&fitting.collect::<Vec<_>>().join(","));
            copied = place.end;
        }
        text.push_str(&self.text[copied..]);
        Cow::Owned(text)
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

/// The lists of a selector that stand in no other brackets.
fn lists_of(selector: &str, vocabulary: &mut Vocabulary) -> Vec<List> {
    let mut lists = Vec::new();
    let mut at = 0;
    while let Some(open) = selector[at..].find('(').map(|found| at + found) {
        let close = open + end_of_brackets(&selector[open..]);
        at = close;
        let Some(inside) = selector[open + 1..close].strip_suffix(')') else { break };
        let selectors = split(inside, b',');
        let (before, count) = (&selector[..open], selectors.len());
        // `:is()` counts as much as the one of its selectors that counts most.
        if count > 1 && (before.ends_with(":where") || before.ends_with(":is") && count_the_same(&selectors)) {
            let needs = |text: &str| (text.to_owned(), needs_of(text, vocabulary));
            let selectors = selectors.into_iter().map(needs).collect();
            lists.push(List { place: open + 1..close - 1, selectors });
        }
    }
    lists
}

/// Whether all of them are one element each, or one class each.
fn count_the_same(selectors: &[&str]) -> bool {
    let is_name =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    selectors.iter().all(|selector| is_name(selector))
        || selectors.iter().all(|selector| selector.strip_prefix('.').is_some_and(is_name))
}

fn needs_of(selector: &str, vocabulary: &mut Vocabulary) -> Vec<Need> {
    let bytes = selector.as_bytes();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || byte >= 0x80;
    let mut needs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if !is_name(byte) && !matches!(byte, b'.' | b'#' | b'[' | b':') {
            // A combinator, white space or `*`: the name behind it is one of its own.
            at += 1;
            continue;
        }
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
    let value = attribute.get(need.len()..).and_then(|rest| rest.strip_prefix('=')).map(|value| {
        // Values are compared without case anyhow, so the flag for that changes nothing.
        let value = value.trim_end_matches(']').trim_end();
        let value = value.strip_suffix(" i").unwrap_or(value);
        value.trim_matches(['"', '\'']).to_ascii_lowercase()
    });
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

//! A selector as the stylesheet has it, and as a page needs it.

use std::ops::Range;

use super::fit::Fit;
use super::pattern::Pattern;
use super::scan::{end_of_brackets, split};
use super::tree::Tree;
use super::vocabulary::Vocabulary;

/// A selector with what it asks for.
#[derive(Clone, Debug)]
pub(super) struct Selector {
    /// As the stylesheet has it.
    text: String,
    /// Its conditions without the pseudo-element.
    pub pattern: Pattern,
    /// `::before` or the like, or nothing.
    pub pseudo_element: String,
    lists: Vec<List>,
}

/// The selectors in the brackets of `:is()` or `:where()`. Each can go without a change of what the others match, or of how
/// much they count.
#[derive(Clone, Debug)]
struct List {
    /// Where it stands in the text, from the colon to the bracket that closes it.
    place: Range<usize>,
    /// `:is(` or `:where(`.
    opening: &'static str,
    /// Whether a single selector counts as much without `:is()`, and can stand there.
    can_be_bare: bool,
    /// The selector without a `:where()` that ends it: that goes if it matches everything that the rest does.
    rest: Option<Pattern>,
    selectors: Vec<(String, Pattern)>,
}

impl Selector {
    pub(super) fn parse(text: &str, vocabulary: &mut Vocabulary) -> Selector {
        let (pattern, pseudo_element) = Pattern::parse(text, vocabulary);
        Selector { text: text.to_owned(), pattern, pseudo_element, lists: lists_of(text, vocabulary) }
    }

    /// The selector without what can't match anything in the page.
    pub(super) fn text_in(&self, tree: &Tree) -> String {
        let mut text = String::new();
        let mut copied = 0;
        for List { place, opening, can_be_bare, rest, selectors } in &self.lists {
            text.push_str(&self.text[copied..place.start]);
            copied = place.end;
            let excludes_none = |rest: &Pattern| {
                let is_certain = |at| selectors.iter().any(|(_, pattern)| pattern.fit(tree, at) == Fit::Yes);
                rest.matches(tree).into_iter().all(|(at, _)| is_certain(at))
            };
            if rest.as_ref().is_some_and(excludes_none) {
                continue;
            }
            let is_there = |pattern: &Pattern| !pattern.matches(tree).is_empty();
            let fitting: Vec<&str> = selectors
                .iter()
                .filter(|(_, pattern)| is_there(pattern))
                .map(|(selector, _)| selector.as_str())
                .collect();
            match &*fitting {
                [selector] if *can_be_bare => text.push_str(selector),
                fitting => text.push_str(&[opening, &*fitting.join(","), ")"].concat()),
            }
        }
        text.push_str(&self.text[copied..]);
        text
    }
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
        let opening = [":where(", ":is("].into_iter().find(|opening| selector[..=open].ends_with(opening));
        let Some(opening) = opening else { continue };
        // `:is()` counts as much as the one of its selectors that counts most.
        if opening == ":where(" || count_the_same(&selectors) {
            let start = open + 1 - opening.len();
            let is_first = selector[..start].bytes().last().is_none_or(|byte| b" >+~".contains(&byte));
            let is_last = close == selector.len() && !is_first && opening == ":where(";
            let rest = is_last.then(|| Pattern::parse(&selector[..start], vocabulary).0);
            let can_be_bare = opening == ":is(" && (is_first || inside.starts_with(['.', ':']));
            let pattern = |text: &str| (text.to_owned(), Pattern::parse(text, vocabulary).0);
            let selectors = selectors.into_iter().map(pattern).collect();
            lists.push(List { place: start..close, opening, can_be_bare, rest, selectors });
        }
    }
    lists
}

/// Whether all of them are one element each, or one class each, or one language each.
fn count_the_same(selectors: &[&str]) -> bool {
    let is_name =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    selectors.iter().all(|selector| is_name(selector))
        || selectors.iter().all(|selector| selector.strip_prefix('.').is_some_and(is_name))
        || selectors.iter().all(|selector| {
            selector.strip_prefix(":lang(").and_then(|rest| rest.strip_suffix(')')).is_some_and(is_name)
        })
}

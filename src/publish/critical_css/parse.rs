//! A stylesheet in parts.

use super::declarations::Declaration;
use super::scan::{end_of_block, end_of_prelude, split};
use super::selector::Selector;
use super::vocabulary::Vocabulary;

/// A part of a stylesheet.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Rule(Rule),
    /// A rule with rules in it, such as `@media`.
    Group {
        prelude: String,
        nodes: Vec<Node>,
    },
    /// Any other rule, which is needed by every page.
    Other(String),
}

/// Selectors and declarations.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// The selectors.
    pub selectors: Vec<Selector>,
    /// The declarations, in their order.
    pub declarations: Vec<Declaration>,
}

/// The rules with rules in them.
const GROUPS: [&str; 5] = ["@media", "@supports", "@container", "@layer", "@scope"];
/// Rules that no first paint needs, because they apply later.
const LATE: [&str; 4] = ["@keyframes", "@view-transition", "@font-face", "@page"];

/// The rules of a stylesheet or of a group.
pub(super) fn nodes(css: &str, vocabulary: &mut Vocabulary) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = css.trim();
    while let Some(end) = end_of_prelude(rest) {
        let prelude = rest[..end].trim();
        if rest.as_bytes().get(end) == Some(&b';') {
            nodes.push(Node::Other(rest[..=end].to_owned()));
            rest = &rest[end + 1..];
            continue;
        }
        let close = end_of_block(&rest[end..]) + end;
        let block = &rest[end..close];
        rest = &rest[close..];
        if prelude.contains("forced-colors") {
            // The whole stylesheet has it, too: it adds lines and grounds to what is there, and moves nothing.
        } else if GROUPS.iter().any(|group| prelude.starts_with(group)) {
            let inner = block.strip_prefix('{').unwrap_or(block);
            let inner = inner.strip_suffix('}').unwrap_or(inner);
            nodes.push(Node::Group { prelude: prelude.to_owned(), nodes: self::nodes(inner, vocabulary) });
        } else if LATE.iter().any(|late| prelude.starts_with(late)) {
            // The whole stylesheet has it.
        } else if prelude.starts_with('@') {
            nodes.push(Node::Other([prelude, block].concat()));
        } else {
            let inner = block.strip_prefix('{').unwrap_or(block);
            let selectors = split(prelude, b',').into_iter();
            nodes.push(Node::Rule(Rule {
                selectors: selectors.map(|selector| Selector::parse(selector, vocabulary)).collect(),
                declarations: Declaration::all(inner.strip_suffix('}').unwrap_or(inner)),
            }));
        }
    }
    nodes
}

//! A stylesheet in parts.

use super::declarations::Declaration;
use super::names::Vocabulary;
use super::selector::Selector;

/// A part of a stylesheet.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// Selectors and declarations.
    Rule { selectors: Vec<Selector>, declarations: Vec<Declaration> },
    /// A rule with rules in it, such as `@media`.
    Group { prelude: String, nodes: Vec<Node> },
    /// Any other rule, which is needed by every page.
    Other(String),
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
        if GROUPS.iter().any(|group| prelude.starts_with(group)) {
            let inner = block.strip_prefix('{').unwrap_or(block);
            let inner = inner.strip_suffix('}').unwrap_or(inner);
            nodes.push(Node::Group { prelude: prelude.to_owned(), nodes: self::nodes(inner, vocabulary) });
        } else if LATE.iter().any(|late| prelude.starts_with(late)) {
            // The whole stylesheet has it.
        } else if prelude.starts_with('@') {
            nodes.push(Node::Other([prelude, block].concat()));
        } else {
            let inner = block.strip_prefix('{').unwrap_or(block);
            nodes.push(Node::Rule {
                selectors: split(prelude, b',')
                    .into_iter()
                    .map(|selector| Selector::parse(selector, vocabulary))
                    .collect(),
                declarations: split(inner.strip_suffix('}').unwrap_or(inner), b';')
                    .into_iter()
                    .filter_map(Declaration::parse)
                    .collect(),
            });
        }
    }
    nodes
}

/// Where the selector of a rule ends, at its `{`, or a statement at its `;`.
fn end_of_prelude(css: &str) -> Option<usize> {
    let mut scan = Scan::default();
    css.bytes().position(|byte| scan.is_outside(byte) && matches!(byte, b'{' | b';'))
}

/// Where a block ends that begins with `{`, after its `}`.
fn end_of_block(css: &str) -> usize {
    let mut quote = None;
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, byte) in css.bytes().enumerate() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match (quote, byte) {
            (_, b'\\') => is_escaped = true,
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    css.len()
}

/// Tracks whether a byte is outside of quotation marks and brackets.
#[derive(Default)]
struct Scan {
    quote: Option<u8>,
    depth: usize,
    is_escaped: bool,
}

impl Scan {
    fn is_outside(&mut self, byte: u8) -> bool {
        if std::mem::take(&mut self.is_escaped) {
            return false;
        }
        match (self.quote, byte) {
            (_, b'\\') => self.is_escaped = true,
            (Some(open), byte) if byte == open => self.quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => self.quote = Some(byte),
            (None, b'(' | b'[') => self.depth += 1,
            (None, b')' | b']') => self.depth = self.depth.saturating_sub(1),
            _ => return self.depth == 0,
        }
        false
    }
}

/// The parts of a list between separators that stand outside of quotation marks and brackets.
pub(super) fn split(list: &str, separator: u8) -> Vec<&str> {
    let mut scan = Scan::default();
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, byte) in list.bytes().enumerate() {
        if scan.is_outside(byte) && byte == separator {
            parts.push(list[start..at].trim());
            start = at + 1;
        }
    }
    parts.push(list[start..].trim());
    parts
}

/// Where brackets end that begin with `(`.
pub(super) fn end_of_brackets(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

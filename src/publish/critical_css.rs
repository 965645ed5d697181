//! The part of the stylesheet that a page needs for its first paint. It is inline; the whole stylesheet comes behind the
//! content and blocks nothing. Because it repeats the same rules in the same order, nothing moves when it arrives.
//!
//! A rule is needed if one of its selectors can fit the page: each class, id, element and attribute that it names is there.

use std::collections::HashSet;

use crate::domain::html::tag_attributes::places;
use crate::domain::html::tokens::{Token, Tokens};

/// A stylesheet in parts. It is read once for all pages of a site.
#[derive(Clone, Debug, Default)]
pub struct Stylesheet(Vec<Node>);

#[derive(Clone, Debug)]
enum Node {
    /// Selectors with the names that each needs, and the declarations.
    Rule { selectors: Vec<(String, Vec<String>)>, declarations: String },
    /// A rule with rules in it, such as `@media`.
    Group { prelude: String, nodes: Vec<Node> },
    /// Any other rule, which is needed by every page.
    Other(String),
}

/// The rules with rules in them.
const GROUPS: [&str; 5] = ["@media", "@supports", "@container", "@layer", "@scope"];
/// Rules that no first paint needs, because they apply later.
const LATE: [&str; 4] = ["@keyframes", "@view-transition", "@font-face", "@page"];
/// Attributes of the root that are set before the first paint, on any page.
const SET_BY_SCRIPTS: [&str; 2] = ["[data-script", "[data-text-size"];

impl Stylesheet {
    /// Reads a stylesheet without comments, as the build of the app writes it.
    pub fn parse(css: &str) -> Stylesheet {
        Stylesheet(nodes(css))
    }

    /// The rules that a page with this content of its `body` needs.
    pub fn for_page(&self, html: &str) -> String {
        let names = names_in(html);
        let mut css = String::new();
        write(&self.0, &names, &mut css);
        css
    }
}

fn write(nodes: &[Node], names: &HashSet<String>, css: &mut String) {
    for node in nodes {
        match node {
            Node::Rule { selectors, declarations } => {
                let fits = |needs: &[String]| needs.iter().all(|name| names.contains(name));
                let fitting: Vec<&str> =
                    selectors.iter().filter(|(_, needs)| fits(needs)).map(|(selector, _)| selector.as_str()).collect();
                if !fitting.is_empty() {
                    css.push_str(&fitting.join(","));
                    css.push_str(declarations);
                }
            }
            Node::Group { prelude, nodes } => {
                let mut inner = String::new();
                write(nodes, names, &mut inner);
                if !inner.is_empty() {
                    css.push_str(&[prelude, "{", &inner, "}"].concat());
                }
            }
            Node::Other(text) => css.push_str(text),
        }
    }
}

/// The rules of a stylesheet or of a group.
fn nodes(css: &str) -> Vec<Node> {
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
            nodes.push(Node::Group { prelude: prelude.to_owned(), nodes: self::nodes(inner) });
        } else if LATE.iter().any(|late| prelude.starts_with(late)) {
            // The whole stylesheet has it.
        } else if prelude.starts_with('@') {
            nodes.push(Node::Other([prelude, block].concat()));
        } else {
            let selectors = split(prelude).into_iter().map(|selector| (selector.to_owned(), needs_of(selector)));
            nodes.push(Node::Rule { selectors: selectors.collect(), declarations: block.to_owned() });
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

/// The selectors of a list.
fn split(list: &str) -> Vec<&str> {
    let mut scan = Scan::default();
    let mut selectors = Vec::new();
    let mut start = 0;
    for (at, byte) in list.bytes().enumerate() {
        if scan.is_outside(byte) && byte == b',' {
            selectors.push(list[start..at].trim());
            start = at + 1;
        }
    }
    selectors.push(list[start..].trim());
    selectors
}

/// The names that a selector needs: `.class`, `#id`, `element` and `[attribute`. The arguments of `:is()` and the like are
/// ignored, so a rule may be included without need, but never left out.
fn needs_of(selector: &str) -> Vec<String> {
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
            b'.' | b'#' => needs.push(format!("{}{name}", byte as char)),
            b'[' => {
                let need = format!("[{}", name.to_ascii_lowercase());
                if !SET_BY_SCRIPTS.contains(&need.as_str()) {
                    needs.push(need);
                }
                end = selector[at..].find(']').map_or(bytes.len(), |close| at + close + 1);
            }
            b':' => {
                // A second colon begins the name of a pseudo-element.
                let after = if bytes.get(end) == Some(&b':') { end + 1 } else { end };
                end = after;
                while end < bytes.len() && is_name(bytes[end]) {
                    end += 1;
                }
                if bytes.get(end) == Some(&b'(') {
                    end += end_of_brackets(&selector[end..]);
                }
            }
            _ if is_name(byte) && !byte.is_ascii_digit() => needs.push(name.to_ascii_lowercase()),
            _ => {}
        }
        at = end.max(at + 1);
    }
    needs
}

/// Where brackets end that begin with `(`.
fn end_of_brackets(text: &str) -> usize {
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

/// The elements, classes, ids and attributes of a page.
fn names_in(html: &str) -> HashSet<String> {
    let around = ["html", "body", "#app", "[lang", "[dir", "[id"];
    let mut names: HashSet<String> = around.map(str::to_owned).into();
    for token in Tokens::of(html) {
        let Token::Start(name, tag) = token else { continue };
        names.insert(name.to_ascii_lowercase());
        for (name, value) in places(tag) {
            let (name, value) = (tag[name].to_ascii_lowercase(), &tag[value]);
            match name.as_str() {
                "class" => names.extend(value.split_ascii_whitespace().map(|class| [".", class].concat())),
                "id" => drop(names.insert(["#", value].concat())),
                _ => {}
            }
            names.insert(["[", &name].concat());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn critical(css: &str, html: &str) -> String {
        Stylesheet::parse(css).for_page(html)
    }

    #[test]
    fn a_rule_stays_if_one_of_its_selectors_can_match() {
        let html = "<main class=\"page wide\" id=x><p>a</p><a href='#'>b</a></main>";
        for (css, expected) in [
            ("p{a:b}", "p{a:b}"),
            ("table{a:b}", ""),
            (".page,.other{a:b}", ".page{a:b}"),
            (".page.wide > p::before{content:\"} {\"}", ".page.wide > p::before{content:\"} {\"}"),
            (".page.narrow{a:b}", ""),
            ("#x a[href]:hover{a:b}", "#x a[href]:hover{a:b}"),
            ("a[download]{a:b}", ""),
            (":root:not([data-embed]) p{a:b}", ":root:not([data-embed]) p{a:b}"),
            (":root[data-text-size=large]{a:b}", ":root[data-text-size=large]{a:b}"),
            (":is(.a,.b) p{a:b}", ":is(.a,.b) p{a:b}"),
            ("*,*::before{a:b}", "*,*::before{a:b}"),
            ("@media (width>=1px){p{a:b}table{c:d}}", "@media (width>=1px){p{a:b}}"),
            ("@media print{table{a:b}}", ""),
            ("@supports (a:b){@media x{p{a:b}}}", "@supports (a:b){@media x{p{a:b}}}"),
            ("@keyframes k{from{a:b}}p{a:b}", "p{a:b}"),
            ("@charset \"utf-8\";p{a:b}", "@charset \"utf-8\";p{a:b}"),
            ("p{a:b", "p{a:b"),
        ] {
            assert_eq!(critical(css, html), expected, "{css}");
        }
    }

    #[test]
    fn no_stylesheet_makes_it_panic() {
        for css in
            ["", "@", "}", "a{", "a{\"", "(", ":", "::", ".", "#", "[", "a[b", "a:not(", "é{ü:ä}", "a\\", "@media{"]
        {
            let _ = critical(css, "<é a=b>");
        }
    }
}

//! The part of the stylesheet that a page needs for its first paint. It is inline; the whole stylesheet comes behind the
//! content and blocks nothing. Because it repeats the same rules in the same order, nothing moves when it arrives.
//!
//! A rule is needed if one of its selectors can fit the page: each class, id, element, attribute and language that it names is
//! there. Rules for what the reader does (`:hover`) come with the whole stylesheet, and custom properties that no rule uses.

mod declarations;
mod names;
mod parse;
mod scan;
mod selector;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use self::declarations::{Declaration, used};
use self::names::{Names, Vocabulary};
use self::parse::{Node, nodes};

/// A stylesheet in parts. It is read once for all pages of a site.
#[derive(Debug, Default)]
pub struct Stylesheet {
    nodes: Vec<Node>,
    vocabulary: Vocabulary,
    /// The rules of pages so far, by their names: most pages of a kind have the same.
    known: Mutex<HashMap<Names, Arc<str>>>,
}

impl Stylesheet {
    /// Reads a stylesheet without comments, as the build of the app writes it.
    pub fn parse(css: &str) -> Stylesheet {
        let mut vocabulary = Vocabulary::default();
        Stylesheet { nodes: nodes(css, &mut vocabulary), vocabulary, known: Mutex::default() }
    }

    /// The rules that a page in this language and direction needs whose `body` has these start tags: the name of each, and
    /// the tag.
    pub fn for_page<'a>(
        &self,
        tags: impl Iterator<Item = (&'a str, &'a str)>,
        language: &str,
        direction: &str,
    ) -> Arc<str> {
        let names = self.vocabulary.names_in(tags, language, direction);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(css) = known().get(&names) {
            return css.clone();
        }
        let mut declarations = Vec::new();
        collect(&self.nodes, &names, &mut declarations);
        let mut css = String::new();
        write(&self.nodes, &names, &used(&declarations), &mut css);
        known().entry(names).or_insert_with(|| css.into()).clone()
    }
}

/// The declarations of all rules that fit.
fn collect<'a>(nodes: &'a [Node], names: &Names, found: &mut Vec<&'a Declaration>) {
    for node in nodes {
        match node {
            Node::Rule { selectors, declarations } if selectors.iter().any(|selector| selector.fits(names)) => {
                found.extend(declarations);
            }
            Node::Group { nodes, .. } => collect(nodes, names, found),
            Node::Rule { .. } | Node::Other(_) => {}
        }
    }
}

fn write(nodes: &[Node], names: &Names, used: &HashSet<&str>, css: &mut String) {
    for node in nodes {
        match node {
            Node::Rule { selectors, declarations } => {
                let selectors: Vec<_> = selectors
                    .iter()
                    .filter(|selector| selector.fits(names))
                    .map(|selector| selector.text_in(names))
                    .collect();
                let declarations: Vec<&str> = declarations
                    .iter()
                    .filter(|declaration| !declaration.is_unused(used))
                    .map(|declaration| declaration.text.as_str())
                    .collect();
                if !selectors.is_empty() && !declarations.is_empty() {
                    css.push_str(&[&selectors.join(","), "{", &declarations.join(";"), "}"].concat());
                }
            }
            Node::Group { prelude, nodes } => {
                let mut inner = String::new();
                write(nodes, names, used, &mut inner);
                if !inner.is_empty() {
                    css.push_str(&[prelude, "{", &inner, "}"].concat());
                }
            }
            Node::Other(text) => css.push_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::html::tokens::{Token, Tokens};

    fn critical(css: &str, html: &str) -> String {
        let tags = Tokens::of(html).filter_map(|token| match token {
            Token::Start(name, tag) => Some((name, tag)),
            _ => None,
        });
        Stylesheet::parse(css).for_page(tags, "zh-Hant", "ltr").to_string()
    }

    #[test]
    fn a_rule_stays_if_one_of_its_selectors_can_match() {
        let html = "<main class=\"page wide\" id=x><p>a</p><a href='#'>b</a></main>";
        for (css, expected) in [
            ("p{a:b}", "p{a:b}"),
            ("table{a:b}", ""),
            (".page table{a:b}.page>td,main *+th{a:b}.page~ h2{a:b}", ""),
            (".page p{a:b}main>p+a{a:b}*>p{a:b}", ".page p{a:b}main>p+a{a:b}*>p{a:b}"),
            (".page,.other{a:b}", ".page{a:b}"),
            (".page.wide > p::before{content:\"} {\"}", ".page.wide > p::before{content:\"} {\"}"),
            (".page.narrow{a:b}", ""),
            ("#x a[href]{a:b}", "#x a[href]{a:b}"),
            ("#x a:hover,a:focus-visible{a:b}", ""),
            (".page:not(:focus){a:b}", ".page:not(:focus){a:b}"),
            (":root:has(.none){a:b}", ""),
            (":root:has(.none,.wide){a:b}", ":root:has(.none,.wide){a:b}"),
            (":lang(ja),:lang(zh){a:b}", ":lang(zh){a:b}"),
            (":is(:lang(ja),:lang(zh-hant)) p{a:b}", ":is(:lang(ja),:lang(zh-hant)) p{a:b}"),
            (":lang(zh-hans) p{a:b}", ""),
            ("[dir=rtl] p{a:b}", ""),
            ("[dir=ltr] p:dir(ltr){a:b}", "[dir=ltr] p:dir(ltr){a:b}"),
            ("p:dir(rtl){a:b}", ""),
            (
                ":root{--a:1px;--b:var(--c);--c:2px;--d:3px}p{a:var(--b);e:f}",
                ":root{--b:var(--c);--c:2px}p{a:var(--b);e:f}",
            ),
            ("p{--a:1}main{b:var(--c,var(--a))}", "p{--a:1}main{b:var(--c,var(--a))}"),
            ("p{a:\"--b\";--b:1;c:url(x;y)}", "p{a:\"--b\";--b:1;c:url(x;y)}"),
            ("a[download]{a:b}", ""),
            ("a[href=\"#\" i],a[HREF=x i]{a:b}", "a[href=\"#\" i]{a:b}"),
            (":root:not([data-embed]) p{a:b}", ":root:not([data-embed]) p{a:b}"),
            (":root[data-text-size=large]{a:b}", ":root[data-text-size=large]{a:b}"),
            (":is(.a,.b) p{a:b}", ""),
            (":is(.a,.page) :where(p,td){a:b}", ":is(.page) :where(p){a:b}"),
            (":is(.a,main) p{a:b}", ":is(.a,main) p{a:b}"),
            (":where(.a,main):not(td,p)>:is(p,a,td){a:b}", ":where(main):not(td,p)>:is(p,a){a:b}"),
            ("*,*::before{a:b}", "*,*::before{a:b}"),
            ("@media (width>=1px){p{a:b}table{c:d}}", "@media (width>=1px){p{a:b}}"),
            ("@media print{table{a:b}}", ""),
            ("@supports (a:b){@media x{p{a:b}}}", "@supports (a:b){@media x{p{a:b}}}"),
            ("@keyframes k{from{a:b}}p{a:b}", "p{a:b}"),
            ("@charset \"utf-8\";p{a:b}", "@charset \"utf-8\";p{a:b}"),
            ("p{a:b", "p{a:b}"),
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

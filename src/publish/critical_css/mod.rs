//! The part of the stylesheet that a page needs for its first paint. It is inline; the whole stylesheet comes behind the
//! content and blocks nothing. Because it repeats the same rules in the same order, nothing moves when it arrives.
//!
//! A rule is needed if one of its selectors can match an element of the first window; what a script, the browser or the rest of
//! the page decides can match. A declaration is needed if it is not overridden on each of these elements. Rules for what the
//! reader does (`:hover`) come with the whole stylesheet. A custom property that has one value in the whole page is replaced by
//! it.

mod cascade;
mod constants;
mod declarations;
mod first_window;
mod fit;
mod font_names;
mod parse;
mod pattern;
mod scan;
mod selector;
mod tree;
mod vocabulary;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use self::cascade::{Applied, applied};
use self::constants::{Constants, used};
use self::font_names::without_quotes;
use self::parse::{Node, nodes};
use self::tree::Tree;
use self::vocabulary::Vocabulary;

/// The rules are remembered for so many different first windows. Most pages of a site are alike in theirs.
const MOST_REMEMBERED: usize = 1_000;

/// A stylesheet in parts. It is read once for all pages of a site.
#[derive(Debug, Default)]
pub struct Stylesheet {
    nodes: Vec<Node>,
    vocabulary: Vocabulary,
    /// The rules at the end that each page has as they are.
    own: String,
    /// The rules of pages, by the hash of their tree.
    remembered: Mutex<HashMap<blake3::Hash, Arc<str>>>,
}

impl Stylesheet {
    /// Reads a stylesheet without comments, as the build of the app writes it. `own` are rules that are not in it and that it
    /// needs: they follow in each page as they are.
    pub fn parse(css: &str, own: &str) -> Stylesheet {
        let mut vocabulary = Vocabulary::default();
        let nodes = nodes(&[css, own].concat(), &mut vocabulary);
        Stylesheet { nodes, vocabulary, own: own.to_owned(), remembered: Mutex::default() }
    }

    /// The rules that a page in this language and direction needs whose `#app` has this content.
    pub fn for_page(&self, html: &str, language: &str, direction: &str) -> Arc<str> {
        let tree = Tree::of(&self.vocabulary, first_window::tokens(html), language, direction);
        let hash = tree.hash();
        let remembered = || self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(css) = remembered().get(&hash) {
            return css.clone();
        }
        let css: Arc<str> = self.for_tree(&tree).into();
        let mut remembered = remembered();
        if remembered.len() < MOST_REMEMBERED {
            remembered.insert(hash, css.clone());
        }
        css
    }

    fn for_tree(&self, tree: &Tree) -> String {
        let applied = applied(&self.nodes, tree);
        let constants = Constants::of(&applied);
        let rules: Vec<PageRule> = applied.iter().map(|applied| PageRule::of(applied, tree, &constants)).collect();
        let declarations = rules.iter().flat_map(|rule| &rule.declarations);
        let used = used(declarations.map(|(property, value)| (*property, &**value)));
        let mut css = String::new();
        write(&self.nodes, &mut rules.iter(), &used, &mut css);
        css + &self.own
    }
}

/// A rule as a page has it.
struct PageRule<'a> {
    selectors: Vec<String>,
    declarations: Vec<(&'a str, Cow<'a, str>)>,
}

impl<'a> PageRule<'a> {
    fn of(applied: &Applied<'a>, tree: &Tree, constants: &Constants) -> PageRule<'a> {
        let declarations = applied.rule.declarations.iter().zip(&applied.needed).filter(|(_, needed)| **needed);
        let declarations = declarations.map(|(declaration, _)| {
            let value = constants.resolve(&declaration.value);
            (declaration.property.as_str(), without_quotes(&declaration.property, value))
        });
        PageRule {
            selectors: applied.selectors.iter().map(|selector| selector.text_in(tree)).collect(),
            declarations: declarations.collect(),
        }
    }

    fn write(&self, used: &HashSet<&str>, css: &mut String) {
        let is_used = |property: &str| !property.starts_with("--") || used.contains(property);
        let mut declarations = self.declarations.iter().filter(|(property, _)| is_used(property)).peekable();
        if self.selectors.is_empty() || declarations.peek().is_none() {
            return;
        }
        css.push_str(&self.selectors.join(","));
        for (at, (property, value)) in declarations.enumerate() {
            let before = if at == 0 { "{" } else { ";" };
            [before, property, ":", value].into_iter().for_each(|part| css.push_str(part));
        }
        css.push('}');
    }
}

/// Writes the rules in the order of the stylesheet.
fn write<'a>(
    nodes: &[Node],
    rules: &mut impl Iterator<Item = &'a PageRule<'a>>,
    used: &HashSet<&str>,
    css: &mut String,
) {
    for node in nodes {
        match node {
            Node::Rule(_) => rules.next().into_iter().for_each(|rule| rule.write(used, css)),
            Node::Group { prelude, nodes } => {
                let mut inner = String::new();
                write(nodes, rules, used, &mut inner);
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

    fn critical(css: &str, html: &str) -> String {
        Stylesheet::parse(css, "").for_page(html, "zh-Hant", "ltr").to_string()
    }

    #[test]
    fn a_rule_stays_if_one_of_its_selectors_can_match() {
        let html = "<main class=\"page wide\" id=x><p>a</p><a href='#'>b</a></main>";
        for (css, expected) in [
            ("p{a:b}", "p{a:b}"),
            ("table{a:b}", ""),
            (".page table{a:b}.page>td,main *+th{a:b}.page~ h2{a:b}", ""),
            (".page p{a:b}main>p+a{a:b}*>p{c:d}", ".page p{a:b}main>p+a{a:b}*>p{c:d}"),
            (".page,.other{a:b}", ".page{a:b}"),
            (".page.wide > p::before{content:\"} {\"}", ".page.wide > p::before{content:\"} {\"}"),
            (".page.narrow{a:b}", ""),
            ("#x a[href]{a:b}", "#x a[href]{a:b}"),
            ("#x a:hover,a:focus-visible{a:b}", ""),
            (".page:not(:focus){a:b}", ".page:not(:focus){a:b}"),
            (":root:has(.none){a:b}", ""),
            (":root:has(.none,.wide){a:b}", ":root:has(.none,.wide){a:b}"),
            (":lang(ja),:lang(zh){a:b}", ":lang(zh){a:b}"),
            (":is(:lang(ja),:lang(zh-hant)) p{a:b}", ":lang(zh-hant) p{a:b}"),
            (":lang(zh-hans) p{a:b}", ""),
            ("[dir=rtl] p{a:b}", ""),
            ("[dir=ltr] p:dir(ltr){a:b}", "[dir=ltr] p:dir(ltr){a:b}"),
            ("p:dir(rtl){a:b}", ""),
            ("p{--a:1}main{b:var(--c,var(--a))}", "p{--a:1}main{b:var(--c,var(--a))}"),
            ("p{a:\"--b\";--b:1;c:url(x;y)}", "p{a:\"--b\";--b:1;c:url(x;y)}"),
            ("a[download]{a:b}", ""),
            ("a[href=\"#\" i],a[HREF=x i]{a:b}", "a[href=\"#\" i]{a:b}"),
            (":root:not([data-embed]) p{a:b}", ":root:not([data-embed]) p{a:b}"),
            (":root[data-text-size=large]{a:b}", ":root[data-text-size=large]{a:b}"),
            (":is(.a,.b) p{a:b}", ""),
            (":is(.a,.page) :where(p,td){a:b}", ".page :where(p){a:b}"),
            (":is(.a,main) p{a:b}", ":is(.a,main) p{a:b}"),
            (":where(.a,main):not(td,p)>:is(p,a,td){a:b}", ":where(main):not(td,p)>:is(p,a){a:b}"),
            ("main :is(p,td){a:b}.page:is(p,main){a:b}", "main p{a:b}.page:is(p,main){a:b}"),
            (":is(:lang(zh),:lang(ja)) p{a:b}", ":lang(zh) p{a:b}"),
            ("p:where(:not(:has(img))){a:b}p:where(:not(:has(b),.x)){c:d}", "p{a:b}p{c:d}"),
            ("main:where(:has(a)){a:b}:where(:not(td)){c:d}", "main{a:b}:where(:not(td)){c:d}"),
            // Each of them is in the page, but no element is all of it.
            (".page p+p,p .page,a p,p:first-child+main{a:b}", ""),
            ("p:first-child~a{a:b}a:first-child{a:b}", "p:first-child~a{a:b}"),
            ("@media(forced-colors:active){p{a:b}}", ""),
            ("p{cursor:pointer;a:b}a{scroll-padding-top:1px}", "p{a:b}"),
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
    fn a_declaration_stays_if_an_element_needs_it() {
        let html = "<main class=page><p>a</p><h2>b</h2><h3>c</h3></main>";
        for (css, expected) in [
            // The stronger one counts, or the later one of two that are as strong.
            ("p{a:1}p{a:2}", "p{a:2}"),
            ("main p{a:1;b:1}p{a:2;b:2;c:2}", "main p{a:1;b:1}p{c:2}"),
            (":is(h2,h3){a:1}h2{a:2}", ":is(h2,h3){a:1}h2{a:2}"),
            ("h2{a:1}:is(h2,h3){a:2}", ":is(h2,h3){a:2}"),
            (":where(main p){a:1}p{a:2}", "p{a:2}"),
            ("p::before{a:1}p{a:2}p:after{a:3}", "p::before{a:1}p{a:2}p:after{a:3}"),
            // Two in one rule: an older browser knows the first value alone.
            ("p{a:1;a:2}", "p{a:1;a:2}"),
            ("p{a:1!important}p{a:2}", "p{a:1!important}p{a:2}"),
            // What may not match overrides nothing.
            ("p{a:1}p:nth-child(2){a:2}", "p{a:1}p:nth-child(2){a:2}"),
            ("p{a:1}@media x{p{a:2}}", "p{a:1}@media x{p{a:2}}"),
            ("p{a:1}:root[data-text-size=large] p{a:2}", "p{a:1}:root[data-text-size=large] p{a:2}"),
            ("p{a:1}p:hover{a:2}", "p{a:1}"),
            ("p{a:1}p:not(:hover){a:2}", "p:not(:hover){a:2}"),
            // What is there for ears has no look.
            (
                "p{position:absolute;color:red;padding:1px}p:not(:focus){clip-path:inset(50%)}",
                "p{position:absolute}p:not(:focus){clip-path:inset(50%)}",
            ),
            ("p{color:red;clip-path:inset(50%)}main p{clip-path:none}", "p{color:red}main p{clip-path:none}"),
        ] {
            assert_eq!(critical(css, html), expected, "{css}");
        }
    }

    #[test]
    fn a_custom_property_with_one_value_is_replaced_by_it() {
        let html = "<main lang=en><p>a</p></main>";
        for (css, expected) in [
            (":root{--a:1px;--b:var(--c);--c:2px;--d:3px}p{a:var(--b);e:f}", "p{a:2px;e:f}"),
            (":root,[lang]{--a:1px}p{a:calc(2*var(--a))}", "p{a:calc(2*1px)}"),
            // The root is in Chinese, the rest is not.
            (":root{--a:1}:lang(zh){--a:2}p{a:var(--a)}", "p{a:2}"),
            (":root,[lang]{--a:1}:lang(zh){--a:2}p{a:var(--a)}", ":root,[lang]{--a:1}:lang(zh){--a:2}p{a:var(--a)}"),
            (":root{--a:1}p{--a:2;a:var(--a)}", ":root{--a:1}p{--a:2;a:var(--a)}"),
            (":root{--a:1}@media x{:root{--a:2}}p{a:var(--a)}", ":root{--a:1}@media x{:root{--a:2}}p{a:var(--a)}"),
            (":root{--a:var(--b)}p{--b:1;a:var(--a)}", ":root{--a:var(--b)}p{--b:1;a:var(--a)}"),
            (":root{--a:1}p{a:var(--b,var(--a));c:var(--a,2);d:\"var()\"}", "p{a:var(--b,1);c:1;d:\"var()\"}"),
            (":root{--a:\"My Font\",serif}p{font:1px var(--a)}", "p{font:1px My Font,serif}"),
        ] {
            assert_eq!(critical(css, html), expected, "{css}");
        }
        let sheet = Stylesheet::parse(":root{--a:light-dark(var(--b,1),2)}p{a:var(--a)}", ":root{--b:3}");
        assert_eq!(&*sheet.for_page(html, "en", "ltr"), "p{a:light-dark(3,2)}:root{--b:3}");
    }

    #[test]
    fn pages_that_differ_for_a_rule_have_rules_of_their_own() {
        let sheet = Stylesheet::parse("p+p{a:1}em{a:2}:lang(fr){l:3}p:dir(rtl){a:4}.x{a:5}", "");
        let css = |html: &str, language: &str, direction: &str| sheet.for_page(html, language, direction).to_string();
        for _ in 0..2 {
            assert_eq!(css("<p>a</p><p>b</p>", "en", "ltr"), "p+p{a:1}");
            assert_eq!(css("<p>other</p><p>text</p>", "en", "ltr"), "p+p{a:1}");
            assert_eq!(css("<div><p>a</p></div><p>b</p>", "en", "ltr"), "");
            assert_eq!(css("<p>a</p><p>b</p>", "fr", "ltr"), "p+p{a:1}:lang(fr){l:3}");
            assert_eq!(css("<p>a</p>", "ar", "rtl"), "p:dir(rtl){a:4}");
            assert_eq!(css("<p class=x><em>a</em></p>", "en", "ltr"), "em{a:2}.x{a:5}");
        }
    }

    #[test]
    fn no_stylesheet_makes_it_panic() {
        for css in [
            "",
            "@",
            "}",
            "a{",
            "a{\"",
            "a{b:var(",
            "a{font:\"ü",
            "(",
            ":",
            "::",
            ".",
            "#",
            "[",
            "a[b",
            "a:not(",
            "é{ü:ä}",
            "a\\",
            "@media{",
        ] {
            let _ = critical(css, "<é a=b>");
        }
    }
}

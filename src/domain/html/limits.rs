//! The limits of HTML that is parsed.
//!
//! Parsers search the open elements again and again, so their time grows with the square of the depth: 20,000 nested
//! elements took ammonia 1.2 seconds. `<b x=1><p><b x=2><p>...` makes a parser rebuild every open `b` in every
//! paragraph, so that 20 KB become millions of elements. So a scan that approximates the parser's rules checks the
//! depth before parsing. HTML beyond a limit becomes text, with a note.

use super::elements;
use super::nesting::is_block;
use super::tokens::{Token, Tokens};
use crate::domain::limits::{BODY_BYTES, BODY_DEPTH, BODY_REBUILT, TAG_PARTS};

/// A tag that is opened again counts once more for each of this number of bytes, because its URL may have a megabyte.
const LONG_TAG: usize = 100;

/// HTML within the limits, and the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limited<'a> {
    /// The part that is parsed as HTML.
    pub html: &'a str,
    /// The part that is shown as text; empty for almost every article.
    pub rest: &'a str,
}

/// Cuts HTML at a limit.
pub fn limit(html: &str) -> Limited<'_> {
    let cut = |at: usize| Limited { html: &html[..at], rest: &html[at..] };
    let mut stack = Stack::default();
    let mut tokens = Tokens::of(html);
    let mut before = 0;
    loop {
        let start = tokens.position();
        let Some(token) = tokens.next() else { break };
        if tokens.position() > BODY_BYTES {
            // A single text may be longer than the limit; else the cut is before the token.
            // The content of a script is removed with its tag.
            return cut(match token {
                Token::Text(_) => html.floor_char_boundary(BODY_BYTES),
                Token::Raw(_) => before,
                _ => start,
            });
        }
        before = start;
        match token {
            Token::Text(_) => stack.rebuild(),
            Token::Start(name, whole) => {
                if stack.is_foreign() {
                    tokens.read_as_markup();
                }
                stack.open(name, whole);
                // Spaces, slashes and equal signs separate attributes. DOMPurify takes 9 seconds for 50,000 of them.
                if whole.len() > TAG_PARTS
                    && whole.bytes().filter(|byte| b" \t\r\n\x0c/=".contains(byte)).count() > TAG_PARTS
                {
                    return cut(start);
                }
            }
            // The parser reads it as a line break.
            Token::End(name) if name.eq_ignore_ascii_case("br") => stack.rebuild(),
            Token::End(name) => stack.close(name),
            _ => {}
        }
        if stack.open.len() > BODY_DEPTH || stack.rebuilt > BODY_REBUILT {
            return cut(start);
        }
    }
    cut(html.len())
}

/// The elements that a parser would have open.
#[derive(Default)]
struct Stack<'a> {
    /// Names as written, outermost first.
    open: Vec<&'a str>,
    /// Formatting elements without their end tags: the standard's "list of active formatting elements".
    formatting: Vec<Formatting<'a>>,
    /// How many table cells are open. A cell can't close elements that were opened before it.
    cells: usize,
    /// How many drawings are open.
    drawings: usize,
    /// How many elements were rebuilt so far; those with long tags count for more.
    rebuilt: usize,
}

struct Formatting<'a> {
    name: &'a str,
    tag: &'a str,
    is_open: bool,
    /// The number of cells around it.
    cells: usize,
}

impl<'a> Stack<'a> {
    fn open(&mut self, name: &'a str, tag: &'a str) {
        let lower = name.to_ascii_lowercase();
        // A parser closes the link before.
        if lower == "a"
            && self.forget(name)
            && let Some(at) = self.open.iter().rposition(|each| each.eq_ignore_ascii_case(name))
        {
            self.open.remove(at);
        }
        // An HTML element closes a drawing.
        if self.is_foreign() && lower != "a" && (is_block(&lower) || is_formatting(&lower) || lower == "span") {
            self.close_before(DRAWINGS, &[]);
        }
        if is_block(&lower) {
            self.close_before(&["p"], &["table", "td", "th", "caption", "button"]);
        } else {
            self.rebuild();
        }
        match lower.as_str() {
            "li" => self.close_before(&["li"], &["ul", "ol", "menu", "dir", "td", "th", "blockquote"]),
            "dt" | "dd" => self.close_before(&["dt", "dd"], &["dl", "td", "th", "blockquote"]),
            "td" | "th" => self.close_before(&["td", "th"], &["table"]),
            "tr" => self.close_before(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => {
                self.close_before(&["tbody", "thead", "tfoot", "caption", "colgroup"], &["table"]);
            }
            "option" | "optgroup" => self.close_before(&["option"], &["select"]),
            "rt" | "rp" => self.close_before(&["rt", "rp"], &["ruby"]),
            _ => {}
        }
        // In SVG and MathML every tag may close itself; a map has thousands of such tags.
        if elements::is_void(&lower) || tag.ends_with("/>") && self.is_foreign() && !is_formatting(&lower) {
            return;
        }
        self.open.push(name);
        self.cells += usize::from(is_any(name, CELLS));
        self.drawings += usize::from(is_any(name, DRAWINGS));
        if is_formatting(&lower) {
            // The standard keeps at most three equal ones.
            if self.formatting.iter().filter(|each| each.tag == tag).count() >= 3
                && let Some(at) = self.formatting.iter().position(|each| each.tag == tag)
            {
                self.formatting.remove(at);
            }
            self.formatting.push(Formatting { name, tag, is_open: true, cells: self.cells });
        }
    }

    /// Whether the next element is SVG or MathML. Some of their elements contain HTML again.
    fn is_foreign(&self) -> bool {
        const HTML: &[&str] = &["foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"];
        // Most bodies have no drawing, and this runs at each tag.
        self.drawings > 0
            && self
                .open
                .iter()
                .rev()
                .find(|each| is_any(each, DRAWINGS) || is_any(each, HTML))
                .is_some_and(|each| is_any(each, DRAWINGS))
    }

    fn close(&mut self, name: &str) {
        // In a cell only the parts of its table can be closed.
        let is_part = is_any(name, &["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"]);
        self.close_before(&[name], if is_part { &[] } else { CELLS });
        // This comes last, or it would close an outer element of the same name.
        self.forget(name);
    }

    /// Removes the last reachable formatting element of a name from the list. Returns whether it is open.
    fn forget(&mut self, name: &str) -> bool {
        let is_it = |each: &Formatting| each.cells == self.cells && each.name.eq_ignore_ascii_case(name);
        let found = self.formatting.iter().rposition(is_it);
        found.is_some_and(|at| self.formatting.remove(at).is_open)
    }

    /// Closes the innermost of these elements with its content, unless an element that ends the search comes first.
    fn close_before(&mut self, names: &[&str], ends: &[&str]) {
        for at in (0..self.open.len()).rev() {
            if is_any(self.open[at], names) {
                return self.truncate(at);
            }
            if is_any(self.open[at], ends) {
                return;
            }
        }
    }

    fn truncate(&mut self, length: usize) {
        for closed in self.open.drain(length..) {
            if let Some(each) = self.formatting.iter_mut().rev().find(|each| each.is_open && each.name == closed) {
                each.is_open = false;
            }
            self.cells -= usize::from(is_any(closed, CELLS));
            self.drawings -= usize::from(is_any(closed, DRAWINGS));
        }
        self.formatting.retain(|each| each.cells <= self.cells);
    }

    /// Opens formatting elements again that were closed without their end tags, as a parser does before text.
    fn rebuild(&mut self) {
        for each in self.formatting.iter_mut().filter(|each| !each.is_open && each.cells == self.cells) {
            each.is_open = true;
            self.open.push(each.name);
            self.rebuilt += 1 + each.tag.len() / LONG_TAG;
        }
    }
}

const CELLS: &[&str] = &["td", "th", "caption"];
const DRAWINGS: &[&str] = &["svg", "math"];

/// Whether an element, as written, is one of these.
fn is_any(name: &str, names: &[&str]) -> bool {
    names.iter().any(|each| each.eq_ignore_ascii_case(name))
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_html_is_read_whole_however_long_its_lists_of_unclosed_items_are() {
        let html = format!("<ul>{}</ul>{}", "<li>item".repeat(5_000), "<p>A <b>bold</b> <br> word".repeat(5_000));
        assert_eq!(limit(&html), Limited { html: &html, rest: "" });
        let table = format!("<table>{}</table>", "<tr><td>a<td>b".repeat(5_000));
        assert_eq!(limit(&table).rest, "");
    }

    #[test]
    fn html_that_is_nested_too_deeply_is_cut_at_the_limit() {
        let html = format!("{}x{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
        assert_eq!(limit(&html).html.len(), "<div>".len() * BODY_DEPTH);
    }

    #[test]
    fn end_tags_that_close_nothing_hide_no_depth() {
        for noise in
            ["</b>", "<!--</div>-->", "<script></div></script>", "<p title='</div>'>", "</ div>", "<svg><title></svg>"]
        {
            let html = format!("<div>{noise}").repeat(2_000);
            assert!(!limit(&html).rest.is_empty(), "{noise}");
        }
    }

    #[test]
    fn a_drawing_of_a_thousand_shapes_and_a_thousand_links_without_an_end_are_not_deep() {
        let map = format!("<svg>{}<text>a</text></svg><p>b", "<path d='M0 0'/><g/>".repeat(1_000));
        let anchors = "<p><a name=\"n\"/>word</p>".repeat(1_000);
        let links = format!("<ul>{}</ul>", format!("<li><a href={}>word", "x".repeat(250)).repeat(7_000));
        for html in [map, anchors, links] {
            assert_eq!(limit(&html).rest, "", "{}", &html[..40]);
        }
        for deep in [format!("<svg>{}", "<g>".repeat(1_000)), format!("<svg><div>{}", "<span/>".repeat(1_000))] {
            assert!(!limit(&deep).rest.is_empty(), "{}", &deep[..20]);
        }
    }

    #[test]
    fn formatting_from_before_a_cell_is_opened_again_after_its_table() {
        let long = "x".repeat(10_000);
        for before in [
            format!("<p><a title={long}><table><tr><td><a></a></table>"),
            format!("<p><b title={long}><table><tr><td></b></table>"),
        ] {
            let html = format!("{before}{}", "<p>x".repeat(1_000));
            assert!(!limit(&html).rest.is_empty(), "{}", &before[..10]);
        }
        let in_cells = format!("<table>{}</table>", "<tr><td><b>word<td>word".repeat(5_000));
        assert_eq!(limit(&in_cells).rest, "", "what is opened in a cell ends with it");
    }

    #[test]
    fn a_script_that_goes_beyond_the_limit_is_cut_with_its_tag_and_is_no_text() {
        let html = format!("<p>word</p><script>{}</script><p>more</p>", "x;".repeat(BODY_BYTES));
        assert_eq!(limit(&html).html, "<p>word</p>");
    }

    #[test]
    fn white_space_and_line_breaks_open_formatting_again_as_words_do() {
        let formatting: String = (0..200).map(|n| format!("<b x={n}>")).collect();
        for paragraph in ["<p>x", "<p> ", "<p></br>"] {
            let html = format!("<p>{formatting}{}", paragraph.repeat(1_000));
            assert!(!limit(&html).rest.is_empty(), "{paragraph}");
        }
    }

    #[test]
    fn formatting_that_is_never_closed_is_cut_before_it_multiplies() {
        let html: String = (0..20_000).map(|n| format!("<b x={n}><p>y")).collect();
        assert!(limit(&html).html.len() < 20_000);
        let alike = "<b><p>y".repeat(1_000);
        assert!(limit(&alike).html.len() >= "<b><p>y".len() * 200);
    }

    #[test]
    fn the_end_of_an_element_ends_none_of_the_same_name_around_it() {
        let within = |inner: &str| format!("<b>{}{inner}", "<div>".repeat(BODY_DEPTH - 2));
        for html in [within("<b>word</b> word <b>word</b> word"), within("word <b></b><i>word</i>")] {
            assert_eq!(limit(&html).rest, "", "{}", &html[html.len() - 40..]);
        }
        assert!(!limit(&within("<b><i>word")).rest.is_empty());
    }

    #[test]
    fn a_tag_of_too_many_attributes_is_cut_however_they_are_set_apart() {
        let many = |part: &str| format!("<p>Before<p {}>after", part.repeat(TAG_PARTS + 1));
        for part in ["a=\"\"", "a ", "a/", "a\t", "a='1'"] {
            assert_eq!(limit(&many(part)).html, "<p>Before", "{part}");
        }
        let picture = format!("<img alt='a long text' src='data:image/png;base64,{}=='>", "QUJD".repeat(100_000));
        assert_eq!(limit(&picture).rest, "");
    }

    #[test]
    fn two_megabytes_are_read_and_the_rest_begins_between_characters() {
        let html = "é".repeat(BODY_BYTES);
        let Limited { html: read, rest } = limit(&html);
        assert_eq!((read.len(), rest.len()), (BODY_BYTES, BODY_BYTES));
        let html = "<p>word</p>".repeat(300_000);
        let Limited { html: read, .. } = limit(&html);
        assert!(
            read.len() > BODY_BYTES - 20 && read.len() <= BODY_BYTES && (read.ends_with('>') || read.ends_with('d'))
        );
    }
}

//! Plain text from fields that should be text but often have markup: titles, names, captions, tags, summaries.

mod first_words;
mod opening;
mod tag;

pub use self::first_words::first_words;
pub use self::opening::{standfirst, summary_or_opening};

use self::tag::Tags;
use crate::domain::html::entities;
use crate::domain::unicode::is_mark;

/// The text of a field that should be text. Tags of HTML, SVG and MathML are removed (script and style with their
/// content), character references are decoded once, control and bidi-override characters are removed, white space is
/// folded. Text that only looks like a tag stays: `a < b`, `Map<String, Integer>`, `<news@paper.example>`, and a tag without
/// attributes that is never closed, as in a headline about HTML (`Why <b> matters`).
pub fn from_markup(markup: &str) -> String {
    read(markup, false)
}

/// The text of HTML: like [`from_markup`], but everything in the form of a tag is a tag.
pub fn from_html(html: &str) -> String {
    read(html, true)
}

/// The text of plain text: control characters are removed and white space is folded.
pub fn from_text(text: &str) -> String {
    let mut clean = Text::default();
    for c in text.chars() {
        clean.push(c);
    }
    clean.text
}

/// Whether any character is visible.
pub fn is_visible(text: &str) -> bool {
    text.chars().any(|c| {
        !c.is_whitespace()
            && !c.is_control()
            && !is_mark(c)
            && !matches!(c,
                '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
    })
}

const CDATA: &str = "<![CDATA[";

fn read(markup: &str, is_body: bool) -> String {
    let mut text = Text::default();
    let mut tags = Tags::of(markup);
    let mut at = 0;
    let mut in_cdata = false;
    while let Some(c) = markup[at..].chars().next() {
        let rest = &markup[at..];
        if c == '<' && rest.starts_with(CDATA) {
            // It is left over from RSS; its content is text.
            in_cdata = true;
            at += CDATA.len();
            continue;
        }
        if in_cdata && rest.starts_with("]]>") {
            in_cdata = false;
            at += 3;
            continue;
        }
        if c == '<'
            && let Some(tag) = tags.read(at)
            && (is_body || !tags.is_text(&tag, at + tag.length))
        {
            if tag.separates() {
                text.push(' ');
            }
            at += tag.length;
            if tag.hides_content(is_body) {
                at = tags.end_of_hidden(at, tag.name);
            }
        } else if c == '&'
            && let Some((decoded, length)) = entities::read(rest)
        {
            text.push(decoded);
            at += length;
        } else {
            text.push(c);
            at += c.len_utf8();
        }
    }
    text.text
}

/// A text whose white space is being folded.
#[derive(Debug, Default)]
struct Text {
    text: String,
    space: bool,
}

impl Text {
    fn push(&mut self, c: char) {
        match c {
            c if c.is_whitespace() => self.space = true,
            // Control characters, marks that change the direction of other text, a byte-order mark, annotations.
            c if c.is_control() => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => {}
            '\u{ad}' => {}
            c => {
                if self.space && !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.space = false;
                self.text.push(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_titles_becomes_text() {
        for (markup, text) in [
            ("Tom &amp; Jerry", "Tom & Jerry"),
            ("&amp;amp;", "&amp;"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("<b>Bold</b>ly", "Boldly"),
            ("One<br>two<p>three</p>", "One two three"),
            ("<script>alert('<b>')</script>News", "News"),
            ("<STYLE>p{}</STYLE >a", "a"),
            ("a < b and c > d", "a < b and c > d"),
            ("x <3 y", "x <3 y"),
            ("<a title='a>b' href=x>link</a>", "link"),
            ("<a title='open>link", "link"),
            ("<!-- no --><!doctype html>yes", "yes"),
            ("5 <", "5 <"),
            ("AT&T", "AT&T"),
            ("  many \n\t spaces\u{a0}here ", "many spaces here"),
            ("<script src=x>never closed", ""),
            ("<a title=it's>link</a> that's", "link that's"),
        ] {
            assert_eq!(from_markup(markup), text, "{markup}");
        }
    }

    #[test]
    fn characters_that_change_the_text_around_them_are_removed() {
        assert_eq!(from_markup("a\u{202e}b\u{2066}c\u{0}d\u{7}e&#8238;f"), "abcdef");
        assert_eq!(from_markup("\u{1f469}\u{200d}\u{1f680} ok"), "\u{1f469}\u{200d}\u{1f680} ok");
    }

    #[test]
    fn text_in_angle_brackets_is_text() {
        for text in [
            "Die Rückkehr von <i> und <b>",
            "Vec<String> and Option<T>",
            "The <script> element",
            "How <img> loads",
            "Map<String, Integer> or HashMap?",
            "Map<K, List<V>> and </K>",
            "What #include <stdio.h> really does",
            "If x<y and y>z, what follows?",
            "a<b and c>d",
            "a<b c==d>e",
            "Write to <news@paper.example> by Friday",
            "<Breaking News> The bridge opens",
            "<?php and <!important>",
            "std::vector<i32>::push",
        ] {
            assert_eq!(from_markup(text), text);
            assert_ne!(from_html(text), text);
        }
    }

    #[test]
    fn tags_of_elements_go_and_their_text_stays() {
        for (markup, text) in [
            ("The <i>end</i> of <i>", "The end of <i>"),
            ("<B>x</b> <svg onload=x>y", "x y"),
            ("A picture<img src=x> here", "A picture here"),
            ("<button>Buy</button> <title>now</title>", "Buy now"),
            ("<math><mi>x</mi></math>", "x"),
            ("a</b> b</p>c", "a b c"),
            ("<b and c>d</b>", "d"),
            ("&lt;b&gt; in <em>&lt;i&gt;</em>", "<b> in <i>"),
            ("<?xml version='1.0'?>x", "x"),
        ] {
            assert_eq!(from_markup(markup), text, "{markup}");
        }
    }

    #[test]
    fn html_of_a_body_is_read_as_html() {
        assert_eq!(from_html("<div><p>One</p><p>Two <b>three"), "One Two three");
        assert_eq!(from_html("<script>let a = 1 </b>"), "");
        assert_eq!(from_html("<script>'</x>'</SCRIPT\n>a<style>b</style >c"), "ac");
        assert_eq!(from_html("<!-- never closed <b>x</b>"), "x");
    }

    #[test]
    fn a_cdata_section_gives_what_it_holds() {
        assert_eq!(from_markup("<![CDATA[Tom &amp; <b>Jerry</b>]]>"), "Tom & Jerry");
        assert_eq!(from_markup("<![CDATA[open"), "open");
        assert_eq!(from_markup("a]]>b"), "a]]>b");
    }

    #[test]
    fn invisible_characters_are_not_visible() {
        for text in
            ["", " \n", "\u{200b}", "\u{200d}\u{fe0f}", "\u{202e}", "\u{2800}", "\u{3164}", "\u{301}", "\u{e0061}"]
        {
            assert!(!is_visible(text), "{text:?}");
        }
        for text in ["a", "。", "\u{1f680}", "\u{200b}1", "ـ", "e\u{301}"] {
            assert!(is_visible(text), "{text:?}");
        }
    }

    #[test]
    fn tags_without_an_end_are_read_in_linear_time() {
        for beginning in
            ["<a ", "<!--", "</a ", "<i>", "<a='", "<script>", "<![CDATA[", "&#", "<a1></b>", "<!--x>", "&amp"]
        {
            for head in ["", "<script>", "<a x=\"", "<i>"] {
                let text = format!("{head}{}>", beginning.repeat(200_000 / beginning.len()));
                let start = std::time::Instant::now();
                from_markup(&text);
                from_html(&text);
                assert!(start.elapsed().as_secs() < 5, "{head}{beginning}: {:?}", start.elapsed());
            }
        }
    }
}

//! The part of a page that is seen first.

use crate::domain::html::tokens::{Token, Tokens};

/// How many lines stand in the first window at most: more than in one as high as two screens.
const LINES: usize = 58;
/// How many columns a line of a story has at most, of which a letter takes one. `style/body.css` gives it 65, fewer in a narrow
/// window.
const COLUMNS: usize = 70;
/// The elements of a story that begin a line of their own, and the half lines of room above them at least. In a table or a figure
/// they may stand side by side.
const BLOCKS: [(&str, usize); 12] = [
    ("p", 1),
    ("blockquote", 1),
    ("pre", 1),
    ("h2", 2),
    ("h3", 2),
    ("h4", 2),
    ("h5", 2),
    ("h6", 2),
    ("li", 0),
    ("dt", 0),
    ("dd", 0),
    ("br", 0),
];

/// The tokens of a page's content before what waits for the whole stylesheet, and before text that is below the first window.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token<'_>> {
    let mut measure = Measure::default();
    Tokens::of(html).take_while(move |token| {
        measure.add(token);
        !matches!(token, Token::Start("div" | "footer", tag) if is_waiting(tag)) && measure.half_lines() <= 2 * LINES
    })
}

fn is_waiting(tag: &str) -> bool {
    ["class=\"after-article\"", "class=\"footer\""].iter().any(|class| tag.contains(class))
}

/// How much room a page's content takes at least. Pictures, and most of the space between parts, are not counted.
#[derive(Default)]
struct Measure {
    /// What is above the block.
    half_lines_above: usize,
    /// The text of the block.
    columns: usize,
    is_in_story: bool,
    /// In how many tables and figures the content stands.
    tables: usize,
    figures: usize,
    is_preformatted: bool,
}

impl Measure {
    fn add(&mut self, token: &Token) {
        match token {
            Token::Start(name, tag) => {
                self.is_in_story |= tag.contains("class=\"body\"");
                match *name {
                    "table" => self.tables += 1,
                    "figure" => self.figures += 1,
                    "pre" => self.is_preformatted = true,
                    _ => {}
                }
                let block = BLOCKS.iter().find(|(block, _)| block == name);
                if let Some((_, room)) = block
                    && self.is_in_story
                    && self.tables + self.figures == 0
                {
                    self.begin_line();
                    self.half_lines_above += room;
                }
                if *name == "tr" && self.tables == 1 && self.figures == 0 {
                    self.half_lines_above += 2;
                }
            }
            Token::End("table") => self.tables = self.tables.saturating_sub(1),
            Token::End("figure") => self.figures = self.figures.saturating_sub(1),
            Token::End("pre") => self.is_preformatted = false,
            // Each row is counted, and the cells stand side by side.
            Token::Text(_) if self.tables > 0 => {}
            Token::Text(text) => {
                for character in text.chars() {
                    self.columns += if is_wide(character) { 2 } else { 1 };
                    if character == '\n' && self.is_preformatted {
                        self.begin_line();
                    }
                }
            }
            Token::End(_) | Token::Raw(_) | Token::Other => {}
        }
    }

    fn half_lines(&self) -> usize {
        self.half_lines_above + 2 * self.columns.div_ceil(COLUMNS)
    }

    fn begin_line(&mut self) {
        self.half_lines_above = self.half_lines();
        self.columns = 0;
    }
}

/// Whether it is as wide as two Latin letters, as those of Chinese, Japanese and Korean.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether an `hr` behind this content is seen.
    fn shows_what_follows(html: &str) -> bool {
        let html = [html, "<hr>"].concat();
        tokens(&html).any(|token| matches!(token, Token::Start("hr", _)))
    }

    #[test]
    fn what_stands_below_two_screens_is_not_seen() {
        let story = |html: String| ["<div class=\"body\">", &html].concat();
        for (html, is_seen) in [
            ("a".repeat(4_000), true),
            ("a".repeat(4_100), false),
            ("字".repeat(2_000), true),
            ("字".repeat(2_100), false),
            // Blocks of a story have lines of their own, links in the navigation do not.
            (story("<p>a</p>".repeat(38)), true),
            (story("<p>a</p>".repeat(40)), false),
            (story("<li>a</li>".repeat(57)), true),
            (story("<li>a</li>".repeat(60)), false),
            ("<li>a</li>".repeat(60), true),
            (story(["<table>", &"<td><p>a</p></td>".repeat(60), "</table>"].concat()), true),
            (story(["<table>", &"<tr><td>a</td></tr>".repeat(60), "</table>"].concat()), false),
            (story(["<pre>", &"a\n".repeat(57), "</pre>"].concat()), true),
            (story(["<pre>", &"a\n".repeat(60), "</pre>"].concat()), false),
            ("<div class=\"after-article\">".to_owned(), false),
            ("<footer class=\"footer\">".to_owned(), false),
        ] {
            assert_eq!(shows_what_follows(&html), is_seen, "{html}");
        }
    }
}

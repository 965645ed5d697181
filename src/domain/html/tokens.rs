//! A tokenizer of HTML without a tree. It is used to measure the depth before parsing, and to make text of the rest. No
//! HTML that a reader sees comes from it.

use super::entities;
use super::{elements, nesting};

/// A token of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text, with character references.
    Text(&'a str),
    /// A start tag: the name as written, and the whole tag.
    Start(&'a str, &'a str),
    /// An end tag, by its name as written.
    End(&'a str),
    /// The content of an element that has no markup in it, such as a script.
    Raw(&'a str),
    /// Comments, doctypes and the like.
    Other,
}

/// The tokens of HTML, as an iterator.
pub struct Tokens<'a> {
    html: &'a str,
    at: usize,
    raw: Option<&'a str>,
}

impl<'a> Tokens<'a> {
    /// The tokens of `html`.
    pub fn of(html: &'a str) -> Tokens<'a> {
        Tokens { html, at: 0, raw: None }
    }

    /// The place of the next token, in bytes.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Reads the content of the current `style`, `title` or the like as markup: in `svg` and `math` these are ordinary
    /// elements.
    pub fn read_as_markup(&mut self) {
        self.raw = None;
    }

    fn take(&mut self, length: usize) -> &'a str {
        let start = self.at;
        self.at = (start + length).min(self.html.len());
        &self.html[start..self.at]
    }

    fn tag(&mut self, rest: &'a str, name_at: usize) -> (&'a str, &'a str) {
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let name_end = rest.as_bytes()[name_at..].iter().position(is_end);
        let name_end = name_end.map_or(rest.len(), |at| at + name_at);
        let whole = self.take(end_of_tag(rest, name_end));
        (&rest[name_at..name_end], whole)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = &self.html[self.at..];
        if let Some(name) = self.raw.take() {
            return Some(Token::Raw(self.take(end_of_raw(rest, name))));
        }
        let bytes = rest.as_bytes();
        Some(match (bytes.first()?, bytes.get(1), bytes.get(2)) {
            (b'<', Some(letter), _) if letter.is_ascii_alphabetic() => {
                let (name, whole) = self.tag(rest, 1);
                self.raw = has_raw_content(name).then_some(name);
                Token::Start(name, whole)
            }
            (b'<', Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => Token::End(self.tag(rest, 2).0),
            (b'<', Some(b'!'), _) if rest.starts_with("<!--") => {
                self.take(end_of_comment(rest));
                Token::Other
            }
            (b'<', Some(b'!' | b'?' | b'/'), _) => {
                self.take(rest.find('>').map_or(rest.len(), |at| at + 1));
                Token::Other
            }
            _ => {
                let first = rest.chars().next().map_or(0, char::len_utf8);
                Token::Text(self.take(rest[first..].find('<').map_or(rest.len(), |at| first + at)))
            }
        })
    }
}

/// The part of a tag that a byte belongs to.
#[derive(Clone, Copy)]
enum Inside {
    BeforeName,
    Name,
    BeforeValue,
    Value,
}

/// The end of a tag whose name ends at `at`. A `>` in a quoted value does not end it. A value is quoted only if the
/// quotation mark is right after the equal sign.
fn end_of_tag(rest: &str, at: usize) -> usize {
    let bytes = rest.as_bytes();
    let (mut at, mut inside) = (at, Inside::BeforeName);
    while let Some(&byte) = bytes.get(at) {
        let is_space = byte.is_ascii_whitespace();
        at += 1;
        inside = match (inside, byte) {
            (_, b'>') => return at,
            (Inside::BeforeValue, b'"' | b'\'') => match rest[at..].find(char::from(byte)) {
                Some(length) => {
                    at += length + 1;
                    Inside::BeforeName
                }
                None => return rest.len(),
            },
            (Inside::BeforeValue, _) if is_space => continue,
            (Inside::BeforeValue, _) => Inside::Value,
            (Inside::Value, _) if !is_space => continue,
            (Inside::Value, _) | (_, b'/') => Inside::BeforeName,
            (Inside::BeforeName, _) if is_space => continue,
            (Inside::Name, b'=') => Inside::BeforeValue,
            _ => Inside::Name,
        };
    }
    rest.len()
}

fn end_of_comment(rest: &str) -> usize {
    if rest.starts_with("<!-->") {
        return 5;
    }
    if rest.starts_with("<!--->") {
        return 6;
    }
    // One pass looks for both ends: a search for each would run to the end of the body for every comment.
    let mut at = 4;
    while let Some(dashes) = rest[at..].find("--") {
        at += dashes + 1;
        match rest.as_bytes()[at + 1..] {
            [b'>', ..] => return at + 2,
            [b'!', b'>', ..] => return at + 3,
            _ => {}
        }
    }
    rest.len()
}

fn has_raw_content(name: &str) -> bool {
    ["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"]
        .iter()
        .any(|raw| raw.eq_ignore_ascii_case(name))
}

fn end_of_raw(rest: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        let start = from + at;
        let name_end = start + 2 + name.len();
        let is_name = rest.get(start + 2..name_end).is_some_and(|found| found.eq_ignore_ascii_case(name));
        let ends = rest.as_bytes().get(name_end).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
        if is_name && ends {
            return start;
        }
        from = start + 2;
    }
    rest.len()
}

/// The plain text of HTML: blocks become paragraphs with an empty line between them, the content of elements that the
/// policy removes is left out, character references are decoded.
pub fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut raw_is_read = false;
    for token in Tokens::of(html) {
        match token {
            Token::Text(piece) => entities::decode_into(&mut text, piece),
            Token::Raw(piece) if raw_is_read => text.push_str(piece),
            Token::Start(name, _) | Token::End(name) => {
                let name = name.to_ascii_lowercase();
                let treatment = elements::treatment(&name);
                let becomes = if let elements::Treatment::Become(name) = treatment { name } else { name.as_str() };
                raw_is_read = becomes == "pre";
                if becomes == "br" {
                    text.push('\n');
                } else if nesting::is_block(becomes) || matches!(becomes, "tr" | "td" | "th" | "caption") {
                    text.push_str("\n\n");
                }
            }
            Token::Raw(_) | Token::Other => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_of_comments_is_read_in_linear_time() {
        for comment in ["<!---->", "<!--x--!>", "<!-- - -- > -->"] {
            let html = comment.repeat(200_000);
            assert!(plain_text(&(html + "end")).contains("end"), "{comment}");
        }
        assert_eq!(plain_text("a<!-- -- --!>b<!--->c<!-->d<!----->e<!-- never closed --").trim(), "abcde");
    }

    #[test]
    fn tags_texts_comments_and_raw_content_are_different_tokens() {
        use Token::{End, Other, Raw, Start, Text};
        let html = "a<p title='>' x=\">\">b</P ><!-- <b> -->< 1<script>if (a </b>) </scripty></SCRIPT>c";
        let tokens: Vec<_> = Tokens::of(html).collect();
        assert_eq!(
            tokens,
            [
                Text("a"),
                Start("p", "<p title='>' x=\">\">"),
                Text("b"),
                End("P"),
                Other,
                Text("< 1"),
                Start("script", "<script>"),
                Raw("if (a </b>) </scripty>"),
                End("SCRIPT"),
                Text("c"),
            ]
        );
    }

    #[test]
    fn only_a_quotation_mark_right_after_an_equal_sign_hides_the_end_of_a_tag() {
        let ended =
            ["<p =\">", "<p a=b=\">", "<p a/=\">", "<p a\"=x\">", "<p a=\"b\"\">", "<p a=b\">", "<p a=>", "<p/a=b/\">"];
        let hidden = ["<p a=\">\">", "<p a = '>'>", "<p a b=\n\">\">", "<p a/b='>'>"];
        for tag in ended.into_iter().chain(hidden) {
            let html = format!("{tag}b");
            assert_eq!(Tokens::of(&html).collect::<Vec<_>>(), [Token::Start("p", tag), Token::Text("b")]);
        }
    }

    #[test]
    fn unfinished_html_ends_without_losing_its_place() {
        for html in
            ["<", "</", "<!", "<!--", "<!-->", "<p", "<p a='", "<script>", "é<é", "<é", "&", "&#x;", "&#0;", "</script"]
        {
            let read: usize = Tokens::of(html).count();
            assert!(read >= 1, "{html}");
            plain_text(html);
        }
    }

    #[test]
    fn text_keeps_words_and_paragraphs_and_leaves_scripts_out() {
        let html = "<p>A &amp; B<br>C</p><script>x()</script><ul><li>D<li>E</ul>&lt;b&gt; &#233; &unknown;";
        let words: Vec<String> =
            plain_text(html).split("\n\n").map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect();
        assert_eq!(words, ["A & B\nC", "D", "E", "<b> é &unknown;"]);
    }
}

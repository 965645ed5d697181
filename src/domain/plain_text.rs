//! Text from fields that should hold text and often hold markup: titles, names, captions, tags, summaries.

use super::entities;

/// Tags go (script and style with what they hold), entities are decoded once, control and bidi-override characters go,
/// white space is folded. What looks like a tag and is none stays: `a < b`.
pub fn from_markup(markup: &str) -> String {
    let mut text = Text::default();
    let mut rest = markup;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some(tag) = Tag::at_start_of(rest)
        {
            if tag.separates() {
                text.push(' ');
            }
            rest = &rest[tag.length..];
            if tag.hides_content() {
                rest = &rest[end_of_hidden(rest, tag.name)..];
            }
        } else if c == '&'
            && let Some((decoded, length)) = entities::read(rest)
        {
            text.push(decoded);
            rest = &rest[length..];
        } else {
            text.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    text.end()
}

/// Text that is text already: only folded and cleaned.
pub fn from_text(text: &str) -> String {
    let mut clean = Text::default();
    for c in text.chars() {
        clean.push(c);
    }
    clean.end()
}

/// Whether [`from_markup`] would find a tag or an entity.
pub fn has_markup(text: &str) -> bool {
    text.char_indices().any(|(at, c)| match c {
        '<' => Tag::at_start_of(&text[at..]).is_some(),
        '&' => entities::read(&text[at..]).is_some(),
        _ => false,
    })
}

/// The first words of a text, at most `most` characters and an ellipsis; cut between words where there are any.
pub fn first_words(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..end];
    // A script without spaces is cut anywhere, but never within what is seen as one character.
    let cut = head.rfind(' ').filter(|at| *at * 2 > end).unwrap_or_else(|| {
        let joined = |c: char| matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{300}'..='\u{36f}' | '\u{1f3fb}'..='\u{1f3ff}');
        if !text[end..].starts_with(joined) && !head.ends_with(joined) {
            return end;
        }
        head.char_indices()
            .rev()
            .find(|(at, c)| !joined(*c) && !head[..*at].ends_with(joined))
            .map_or(end, |(at, _)| at)
    });
    let mut words = head[..cut].trim_end_matches([' ', ',', ';', ':', '.', '–', '—', '，', '、', '。']).to_owned();
    words.push('…');
    words
}

/// Text that is being folded.
#[derive(Default)]
struct Text {
    text: String,
    space: bool,
}

impl Text {
    fn push(&mut self, c: char) {
        match c {
            c if c.is_whitespace() => self.space = true,
            // Controls; marks that turn the direction of the text around them; a byte-order mark; no characters.
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

    fn end(self) -> String {
        self.text
    }
}

/// A tag, comment or the like.
struct Tag<'a> {
    name: &'a str,
    closing: bool,
    /// In bytes, angle brackets included.
    length: usize,
}

impl<'a> Tag<'a> {
    /// The tag that `text`, which begins with `<`, begins with. A letter, `/`, `!` or `?` must follow the bracket, and
    /// somewhere its end.
    fn at_start_of(text: &'a str) -> Option<Tag<'a>> {
        let body = &text[1..];
        if let Some(comment) = body.strip_prefix("!--") {
            let length = comment.find("-->").map(|at| at + 7)?;
            return Some(Tag { name: "", closing: false, length });
        }
        let closing = body.starts_with('/');
        let named = &body[usize::from(closing)..];
        let starts = if closing { b"".as_slice() } else { b"!?".as_slice() };
        let first = *named.as_bytes().first()?;
        if !first.is_ascii_alphabetic() && !starts.contains(&first) {
            return None;
        }
        let name = &named[..named.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let mut quote = None;
        for (at, byte) in text.bytes().enumerate() {
            match (byte, quote) {
                (b'>', None) => return Some(Tag { name, closing, length: at + 1 }),
                (b'"' | b'\'', None) => quote = Some(byte),
                (byte, Some(open)) if byte == open => quote = None,
                _ => {}
            }
        }
        // An attribute's quote is never closed: the first bracket ends the tag.
        text.find('>').map(|at| Tag { name, closing, length: at + 1 })
    }

    fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    fn hides_content(&self) -> bool {
        !self.closing && self.is(&["script", "style", "template", "title", "svg", "math"])
    }

    /// Whether what stands before and after it are different words.
    fn separates(&self) -> bool {
        const APART: [&str; 24] = [
            "p",
            "br",
            "div",
            "li",
            "ul",
            "ol",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "tr",
            "td",
            "th",
            "table",
            "hr",
            "blockquote",
            "pre",
            "figure",
            "figcaption",
            "section",
            "article",
            "img",
        ];
        self.is(&APART) || self.is(&["dt", "dd", "header", "footer", "summary", "iframe", "video", "audio"])
    }
}

/// Where the content of a hidden element ends: after its closing tag, or at the end of the text.
fn end_of_hidden(text: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let close = from + at;
        if let Some(tag) = Tag::at_start_of(&text[close..])
            && tag.is(&[name])
        {
            return close + tag.length;
        }
        from = close + 2;
    }
    text.len()
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
            ("<script>never closed", ""),
        ] {
            assert_eq!(from_markup(markup), text, "{markup}");
        }
    }

    #[test]
    fn characters_that_turn_or_break_the_text_around_go() {
        assert_eq!(from_markup("a\u{202e}b\u{2066}c\u{0}d\u{7}e&#8238;f"), "abcdef");
        assert_eq!(from_markup("\u{1f469}\u{200d}\u{1f680} ok"), "\u{1f469}\u{200d}\u{1f680} ok");
    }

    #[test]
    fn markup_is_told_from_text_with_brackets() {
        assert!(has_markup("a &lt; b") && has_markup("<i>x</i>"));
        assert!(!has_markup("a < b & c > d"));
    }

    #[test]
    fn first_words_end_between_words_and_never_within_a_character() {
        assert_eq!(first_words("short", 10), "short");
        assert_eq!(first_words("one two three four", 14), "one two three…");
        assert_eq!(first_words("one, two, three", 9), "one, two…");
        assert_eq!(first_words("这是一条没有标题的消息内容", 6), "这是一条没有…");
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
        for most in 1..8 {
            let cut = first_words(&format!("{family}{family}"), most);
            assert!(!cut.trim_end_matches('…').ends_with('\u{200d}'), "{cut:?}");
        }
    }
}

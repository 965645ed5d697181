//! Finds tags in text, in time linear in its length.

use crate::domain::html::element_names::is_element;

/// A tag, a comment or the like.
pub struct Tag<'a> {
    /// The name; empty for comments and the like.
    pub name: &'a str,
    /// Whether it begins with `</`.
    pub closing: bool,
    /// The text between its angle brackets.
    inner: &'a str,
    /// The length in bytes, with the angle brackets.
    pub length: usize,
}

/// Reads the tags of a text from its beginning to its end. It remembers unsuccessful searches, because each goes to the
/// end of the text, and a text may have thousands of tags without an end.
pub struct Tags<'a> {
    text: &'a str,
    /// No `>` follows any more.
    no_bracket: bool,
    /// No `-->` follows any more.
    no_comment_end: bool,
    /// The number of bytes that may still be searched for closing tags.
    looks_ahead: usize,
    /// The number of bytes that may still be read as tags and turn out to be text.
    reads_ahead: usize,
    /// The number of bytes that may still be searched for the ends of elements.
    reads_elements: usize,
}

/// The number of bytes that all searches for closing tags in a text read together: half of the longest title. All tags
/// that turn out to be text share the same limit; behind it every `<` is text. With ten times the limit, a feed of
/// nothing but `<i>` in its tags took ten seconds.
const LOOK_AHEAD: usize = 10_000;

/// The number of bytes in which the end of an element is searched for.
const ELEMENT_BYTES: usize = 50_000;

impl<'a> Tags<'a> {
    pub fn of(text: &'a str) -> Tags<'a> {
        Tags {
            text,
            no_bracket: false,
            no_comment_end: false,
            looks_ahead: LOOK_AHEAD,
            reads_ahead: LOOK_AHEAD,
            reads_elements: 4 * ELEMENT_BYTES,
        }
    }

    /// The tag at `at`, where the text has a `<`. A letter, `/`, `!` or `?` must follow it, and later a `>`. Calls must
    /// go from the beginning of the text to its end.
    pub fn read(&mut self, at: usize) -> Option<Tag<'a>> {
        let rest = self.text.get(at..)?;
        let body = rest.strip_prefix('<')?;
        if let (Some(comment), false) = (body.strip_prefix("!--"), self.no_comment_end) {
            match comment.find("-->") {
                Some(end) => {
                    return Some(Tag { name: "", closing: false, inner: &body[..end + 5], length: end + 7 });
                }
                None => self.no_comment_end = true,
            }
        }
        let closing = body.starts_with('/');
        let named = &body[usize::from(closing)..];
        let first = *named.as_bytes().first()?;
        let begins = first.is_ascii_alphabetic() || !closing && matches!(first, b'!' | b'?');
        if !begins || self.no_bracket || self.reads_ahead == 0 {
            return None;
        }
        let Some(length) = length(rest) else {
            self.no_bracket = true;
            return None;
        };
        let inner = &body[..length - 2];
        let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let name = &named[..named.bytes().take_while(|byte| !ends_name(byte)).count()];
        let name = if first.is_ascii_alphabetic() { name } else { "" };
        Some(Tag { name, closing, inner, length })
    }

    /// Whether a tag that ends at `end` is text in angle brackets, as in `Vec<String>`, `x<y and y>z` or `why <b>
    /// matters`. Comments, the doctype and the tags of elements are no text. A start tag counts only if it is closed
    /// later, has an attribute with a value, or has an effect without content.
    pub fn is_text(&mut self, tag: &Tag, end: usize) -> bool {
        let is_text = self.is_word(tag, end);
        if is_text {
            self.reads_ahead = self.reads_ahead.saturating_sub(tag.length);
        }
        is_text
    }

    fn is_word(&mut self, tag: &Tag, end: usize) -> bool {
        if tag.name.is_empty() {
            let begins = |with: &str| tag.inner.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
            return !["!--", "!doctype", "?xml"].into_iter().any(begins);
        }
        if !is_element(&tag.name.to_ascii_lowercase()) {
            return true;
        }
        if tag.closing || tag.is(&["br", "hr", "wbr", "p", "li"]) || has_attribute(&tag.inner[tag.name.len()..]) {
            return false;
        }
        let rest = &self.text[end..];
        let ahead = &rest[..rest.floor_char_boundary(self.looks_ahead)];
        match closing(ahead, tag.name) {
            Some(at) => {
                self.looks_ahead -= at;
                false
            }
            None => {
                self.looks_ahead -= ahead.len();
                ahead.len() == rest.len()
            }
        }
    }

    /// The end of the element whose content begins at `from`, after its closing tag; `None` if it is not closed. All
    /// searches together read a limited number of bytes.
    pub fn end_of_element(&mut self, from: usize, name: &str) -> Option<usize> {
        let rest = &self.text[from..];
        let ahead = &rest[..rest.floor_char_boundary(ELEMENT_BYTES.min(self.reads_elements))];
        let end = closing_of_nested(ahead, name).and_then(|at| Some(at + rest[at..].find('>')? + 1));
        self.reads_elements -= end.unwrap_or(ahead.len()).min(self.reads_elements);
        end.map(|end| from + end)
    }

    /// The end of the hidden element whose content begins at `from`: after its closing tag, or at the end of the text.
    pub fn end_of_hidden(&self, from: usize, name: &str) -> usize {
        let rest = &self.text[from..];
        let end = closing(rest, name).and_then(|at| Some(at + rest[at..].find('>')? + 1));
        end.map_or(self.text.len(), |end| from + end)
    }
}

/// The length in bytes up to the first `>` that is not in a quoted value, or to the first `>` if a quote is never
/// closed.
fn length(tag: &str) -> Option<usize> {
    let first = tag.find('>')?;
    let mut quote = None;
    let mut before = 0;
    for (at, byte) in tag.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some(at + 1),
            (b'"' | b'\'', None) if before == b'=' => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    Some(first + 1)
}

/// Whether there is an attribute with a value: `src=x`, `title = "a"`; not in `a<b c==d>`.
fn has_attribute(attributes: &str) -> bool {
    let mut rest = attributes;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.trim_ascii_end();
        let is_named = name.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == ':');
        if is_named && !after.trim_ascii_start().is_empty() && !after.starts_with('=') {
            return true;
        }
        rest = after.trim_start_matches('=');
    }
    false
}

/// The place of the next closing tag of this name.
fn closing(text: &str, name: &str) -> Option<usize> {
    (0..text.len()).find(|at| is_tag(&text.as_bytes()[*at..], b"</", name))
}

/// The place of the closing tag of an element whose content begins with the text. It may hold elements of its own name.
fn closing_of_nested(text: &str, name: &str) -> Option<usize> {
    let mut open = 1_usize;
    (0..text.len()).find(|at| {
        let rest = &text.as_bytes()[*at..];
        if is_tag(rest, b"</", name) {
            open -= 1;
        } else if is_tag(rest, b"<", name) {
            open += 1;
        }
        open == 0
    })
}

/// Whether bytes begin with a tag of this name, after this beginning.
fn is_tag(bytes: &[u8], beginning: &[u8], name: &str) -> bool {
    let Some(rest) = bytes.strip_prefix(beginning) else { return false };
    let found = rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
    found && !rest.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
}

impl Tag<'_> {
    /// Whether the tag has one of these names.
    pub fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// Whether a class of the element has this word in its name, or its plural: `caption` in `wp-caption-text` and `captions`.
    pub fn has_class_like(&self, word: &str) -> bool {
        let Some((_, value)) = self.inner.split_once("class=") else { return false };
        let value = value.trim_start_matches(['"', '\'']);
        let classes = value.split(['"', '\'', '>']).next().unwrap_or_default();
        let mut words = classes.split(|c: char| !c.is_alphanumeric());
        words.any(|found| found.strip_suffix('s').unwrap_or(found).eq_ignore_ascii_case(word))
    }

    /// Whether the content of the element is not for reading. In a field of text only content that no element shows is hidden.
    pub fn hides_content(&self, is_body: bool) -> bool {
        const OF_A_BODY: [&str; 7] = ["title", "svg", "math", "object", "select", "textarea", "button"];
        !self.closing && (self.is(&["script", "style", "template"]) || is_body && self.is(&OF_A_BODY))
    }

    /// Whether the tag separates words.
    pub fn separates(&self) -> bool {
        self.is(&[
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
            "dt",
            "dd",
            "header",
            "footer",
            "summary",
            "iframe",
            "video",
            "audio",
        ])
    }
}

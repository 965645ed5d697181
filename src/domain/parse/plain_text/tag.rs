//! Finding tags in text that may hold markup, in time that grows only with the text's length.

/// A tag, a comment or the like.
pub struct Tag<'a> {
    /// Empty for comments and the like.
    pub name: &'a str,
    /// It begins with `</`.
    pub closing: bool,
    /// There is a name and nothing else between the brackets.
    bare: bool,
    /// In bytes, angle brackets included.
    pub length: usize,
}

/// Reads the tags of one text from its beginning to its end, and remembers what it has looked for in vain: each such
/// search goes to the text's end, and a text may hold thousands of beginnings without an end.
pub struct Tags<'a> {
    text: &'a str,
    /// No `>` follows any more.
    no_bracket: bool,
    /// No `-->` follows any more.
    no_comment_end: bool,
    /// How many bytes may still be searched for closing tags.
    looks_ahead: usize,
}

/// In so many bytes a text's closing tags are searched, all searches together. Of a title no more is read than twice as much;
/// with ten times as many, a feed of nothing but `<i>` in its tags took ten seconds.
const LOOK_AHEAD: usize = 10_000;

impl<'a> Tags<'a> {
    pub fn of(text: &'a str) -> Tags<'a> {
        Tags { text, no_bracket: false, no_comment_end: false, looks_ahead: LOOK_AHEAD }
    }

    /// The tag at `at`, where a `<` stands. A letter, `/`, `!` or `?` must follow the bracket, and somewhere its end.
    /// Must be asked from the beginning to the end.
    pub fn read(&mut self, at: usize) -> Option<Tag<'a>> {
        let rest = self.text.get(at..)?;
        let body = rest.strip_prefix('<')?;
        if let (Some(comment), false) = (body.strip_prefix("!--"), self.no_comment_end) {
            match comment.find("-->") {
                Some(end) => return Some(Tag { name: "", closing: false, bare: false, length: end + 7 }),
                None => self.no_comment_end = true,
            }
        }
        let closing = body.starts_with('/');
        let named = &body[usize::from(closing)..];
        let first = *named.as_bytes().first()?;
        let begins = first.is_ascii_alphabetic() || !closing && matches!(first, b'!' | b'?');
        if !begins || self.no_bracket {
            return None;
        }
        let Some(length) = length(rest) else {
            self.no_bracket = true;
            return None;
        };
        let name = &named[..named.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let bare = !closing && !name.is_empty() && name.len() + 2 == length;
        Some(Tag { name, closing, bare, length })
    }

    /// Whether a tag that ends at `end` is a word that only looks like one, as in `Vec<String>` or `why <b> matters`: it
    /// has no attributes, does nothing on its own, and nothing closes it.
    pub fn is_word(&mut self, tag: &Tag, end: usize) -> bool {
        if !tag.bare || tag.is(&["br", "hr", "wbr", "p", "li"]) {
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

    /// Where the content of a hidden element that begins at `from` ends: behind its closing tag, or at the text's end.
    pub fn end_of_hidden(&self, from: usize, name: &str) -> usize {
        let rest = &self.text[from..];
        let end = closing(rest, name).and_then(|at| Some(at + rest[at..].find('>')? + 1));
        end.map_or(self.text.len(), |end| from + end)
    }
}

/// In bytes, up to the `>` that is in no quoted value; to the first of all where a quote is never closed.
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

/// Where the next closing tag of this name begins.
fn closing(text: &str, name: &str) -> Option<usize> {
    let (bytes, name) = (text.as_bytes(), name.as_bytes());
    let is_here = |at: &usize| {
        let rest = &bytes[*at..];
        let found = rest.get(2..2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        found && rest.starts_with(b"</") && !rest.get(2 + name.len()).is_some_and(u8::is_ascii_alphanumeric)
    };
    (0..bytes.len()).find(is_here)
}

impl Tag<'_> {
    fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// Whether what the element holds is not for reading.
    pub fn hides_content(&self) -> bool {
        !self.closing
            && self
                .is(&["script", "style", "template", "title", "svg", "math", "object", "select", "textarea", "button"])
    }

    /// Whether what stands before and after it are different words.
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

//! Finds the items of a feed's document without holding it: the first of two passes over it.
//!
//! Only the places of strings and brackets are looked at. Whether the parts are JSON is seen when they are read; if all are, so is
//! the document.

use std::io;

use super::random_access::{ReadAt, Span};

/// How many bytes are read at once.
const CHUNK: u64 = 1 << 18;
/// The most bytes of a document without its items. A larger one is read as a whole.
const MOST_HEAD: usize = 16 << 20;
/// The deepest nesting of an item. A document of deeper ones is read as a whole, where the exact limit counts.
const MOST_DEPTH: usize = 500;

/// A document, divided.
#[derive(Debug, PartialEq, Eq)]
pub struct Split {
    /// The document with an empty list in the place of its items.
    pub head: Vec<u8>,
    /// The items.
    pub items: Vec<Span>,
}

/// Divides a document that is an object with one list `items`. `None` for every other document, and for one that is not plain.
pub fn split(document: &(impl ReadAt + ?Sized)) -> io::Result<Option<Split>> {
    let size = document.size()?;
    let mut scanner = Scanner { document, size, chunk: Vec::new(), at: 0, chunk_start: 0, head: Vec::new() };
    match scanner.document() {
        Ok(items) => Ok(Some(Split { head: scanner.head, items })),
        Err(Stop::NotPlain) => Ok(None),
        Err(Stop::Io(error)) => Err(error),
    }
}

enum Stop {
    NotPlain,
    Io(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Io(error)
    }
}

struct Scanner<'a, D: ReadAt + ?Sized> {
    document: &'a D,
    size: u64,
    chunk: Vec<u8>,
    /// The place in the chunk.
    at: usize,
    chunk_start: u64,
    head: Vec<u8>,
}

impl<D: ReadAt + ?Sized> Scanner<'_, D> {
    fn document(&mut self) -> Result<Vec<Span>, Stop> {
        let mut items = None;
        self.space()?;
        self.expect(b'{')?;
        self.space()?;
        if self.peek()? == Some(b'}') {
            return Err(Stop::NotPlain);
        }
        loop {
            self.space()?;
            let start = self.head.len();
            self.string(true)?;
            let name = &self.head[start..];
            if name.contains(&b'\\') {
                return Err(Stop::NotPlain);
            }
            let is_items = name.eq_ignore_ascii_case(b"\"items\"");
            let is_exact = name == b"\"items\"";
            self.space()?;
            self.expect(b':')?;
            self.space()?;
            if is_items {
                // A warning shows the list of a name in another case.
                if !is_exact || items.is_some() || self.peek()? != Some(b'[') {
                    return Err(Stop::NotPlain);
                }
                items = Some(self.items()?);
                self.head.extend_from_slice(b"[]");
            } else {
                self.value(true)?;
            }
            self.space()?;
            match self.next()? {
                Some(b',') => self.head.push(b','),
                Some(b'}') => break,
                _ => return Err(Stop::NotPlain),
            }
            if self.head.len() > MOST_HEAD {
                return Err(Stop::NotPlain);
            }
        }
        self.head.push(b'}');
        self.space()?;
        match self.peek()? {
            None => items.ok_or(Stop::NotPlain),
            Some(_) => Err(Stop::NotPlain),
        }
    }

    /// The entries of the list that begins here.
    fn items(&mut self) -> Result<Vec<Span>, Stop> {
        let mut items = Vec::new();
        self.next()?;
        self.blank()?;
        if self.peek()? == Some(b']') {
            self.next()?;
            return Ok(items);
        }
        loop {
            self.blank()?;
            let start = self.place();
            self.value(false)?;
            let length = self.place() - start;
            if length == 0 {
                return Err(Stop::NotPlain);
            }
            items.push(Span { start, length });
            self.blank()?;
            match self.next()? {
                Some(b',') => {}
                Some(b']') => return Ok(items),
                _ => return Err(Stop::NotPlain),
            }
        }
    }

    /// Passes a value.
    fn value(&mut self, is_head: bool) -> Result<(), Stop> {
        match self.peek()? {
            Some(b'"') => self.string(is_head),
            Some(b'{' | b'[') => self.brackets(is_head),
            _ => {
                while let Some(byte) = self.peek()?
                    && !matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'{' | b'[')
                {
                    self.take(byte, is_head);
                }
                Ok(())
            }
        }
    }

    fn brackets(&mut self, is_head: bool) -> Result<(), Stop> {
        let mut depth = 0;
        loop {
            let Some(byte) = self.peek()? else { return Err(Stop::NotPlain) };
            match byte {
                b'"' => {
                    self.string(is_head)?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth > MOST_DEPTH {
                return Err(Stop::NotPlain);
            }
            self.take(byte, is_head);
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Passes a string: most of a feed is strings.
    fn string(&mut self, is_head: bool) -> Result<(), Stop> {
        if self.peek()? != Some(b'"') {
            return Err(Stop::NotPlain);
        }
        self.take(b'"', is_head);
        loop {
            let Some(_) = self.peek()? else { return Err(Stop::NotPlain) };
            let rest = &self.chunk[self.at..];
            let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\')).unwrap_or(rest.len());
            if is_head {
                self.head.extend_from_slice(&rest[..length]);
            }
            self.at += length;
            match self.peek()? {
                Some(b'"') => {
                    self.take(b'"', is_head);
                    return Ok(());
                }
                Some(b'\\') => {
                    self.take(b'\\', is_head);
                    let Some(escaped) = self.peek()? else { return Err(Stop::NotPlain) };
                    self.take(escaped, is_head);
                }
                _ => {}
            }
        }
    }

    /// White space of the head.
    fn space(&mut self) -> Result<(), Stop> {
        while let Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) = self.peek()? {
            self.take(byte, true);
        }
        Ok(())
    }

    /// White space between items.
    fn blank(&mut self) -> Result<(), Stop> {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek()? {
            self.at += 1;
        }
        Ok(())
    }

    fn expect(&mut self, byte: u8) -> Result<(), Stop> {
        if self.peek()? != Some(byte) {
            return Err(Stop::NotPlain);
        }
        self.take(byte, true);
        Ok(())
    }

    fn take(&mut self, byte: u8, is_head: bool) {
        if is_head {
            self.head.push(byte);
        }
        self.at += 1;
    }

    fn next(&mut self) -> Result<Option<u8>, Stop> {
        let byte = self.peek()?;
        self.at += usize::from(byte.is_some());
        Ok(byte)
    }

    fn peek(&mut self) -> Result<Option<u8>, Stop> {
        if self.at == self.chunk.len() {
            let start = self.place();
            let length = CHUNK.min(self.size - start);
            if length == 0 {
                return Ok(None);
            }
            self.document.read_span_into(&mut self.chunk, Span { start, length })?;
            (self.chunk_start, self.at) = (start, 0);
        }
        Ok(Some(self.chunk[self.at]))
    }

    fn place(&self) -> u64 {
        self.chunk_start + self.at as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head, and the text of each item.
    fn divided(document: &str) -> Option<(String, Vec<&str>)> {
        let Split { head, items } = split(document.as_bytes()).unwrap()?;
        let text = |span: &Span| &document[span.start as usize..span.end() as usize];
        Some((String::from_utf8(head).unwrap(), items.iter().map(text).collect()))
    }

    #[test]
    fn items_are_found_wherever_they_stand() {
        let (head, items) =
            divided("{\"a\": [1, {\"items\": 2}], \"items\" : [ {\"b\": \"]\\\"}\"} , [],7, \"x\" ] , \"c\": null }\n")
                .unwrap();
        assert_eq!(head, "{\"a\": [1, {\"items\": 2}], \"items\" : [] , \"c\": null }\n");
        assert_eq!(items, ["{\"b\": \"]\\\"}\"}", "[]", "7", "\"x\""]);
        assert_eq!(divided("{\"items\":[ ]}"), Some(("{\"items\":[]}".to_owned(), Vec::new())));
    }

    #[test]
    fn what_is_not_plain_is_not_divided() {
        for document in [
            "",
            "{}",
            "[]",
            "{\"a\":1}",
            "{\"items\":{}}",
            "{\"items\":[],\"ITEMS\":[]}",
            "{\"Items\":[]}",
            "{\"it\\u0065ms\":[]}",
            "{\"items\":[1,]}",
            "{\"items\":[1 2]}",
            "{\"items\":[,1]}",
            "{\"items\":[1]",
            "{\"items\":[1]}x",
            "\u{feff}{\"items\":[]}",
            "{\"items\":[\"a]}",
        ] {
            assert_eq!(divided(document), None, "{document}");
        }
    }

    #[test]
    fn strings_and_escapes_may_end_at_the_end_of_a_chunk() {
        for length in CHUNK as usize - 16..CHUNK as usize {
            let text = ["\"", &"a".repeat(length), "\\\"\""].concat();
            let document = ["{\"items\":[", &text, ",1]}"].concat();
            assert_eq!(divided(&document).unwrap().1, [text.as_str(), "1"], "{length}");
        }
    }
}

//! Where the parts of a stylesheet end.

/// Where the selector of a rule ends, at its `{`, or a statement at its `;`.
pub(super) fn end_of_prelude(css: &str) -> Option<usize> {
    let mut scan = Scan::default();
    css.bytes().position(|byte| scan.is_outside(byte) && matches!(byte, b'{' | b';'))
}

/// Where a block ends that begins with `{`, after its `}`.
pub(super) fn end_of_block(css: &str) -> usize {
    let mut quote = None;
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, byte) in css.bytes().enumerate() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match (quote, byte) {
            (_, b'\\') => is_escaped = true,
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    css.len()
}

/// Tracks whether a byte is outside of quotation marks and brackets.
#[derive(Default)]
struct Scan {
    quote: Option<u8>,
    depth: usize,
    is_escaped: bool,
}

impl Scan {
    fn is_outside(&mut self, byte: u8) -> bool {
        if std::mem::take(&mut self.is_escaped) {
            return false;
        }
        match (self.quote, byte) {
            (_, b'\\') => self.is_escaped = true,
            (Some(open), byte) if byte == open => self.quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => self.quote = Some(byte),
            (None, b'(' | b'[') => self.depth += 1,
            (None, b')' | b']') => self.depth = self.depth.saturating_sub(1),
            _ => return self.depth == 0,
        }
        false
    }
}

/// The parts of a list between separators that stand outside of quotation marks and brackets.
pub(super) fn split(list: &str, separator: u8) -> Vec<&str> {
    let mut scan = Scan::default();
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, byte) in list.bytes().enumerate() {
        if scan.is_outside(byte) && byte == separator {
            parts.push(list[start..at].trim());
            start = at + 1;
        }
    }
    parts.push(list[start..].trim());
    parts
}

/// Where brackets end that begin with `(`.
pub(super) fn end_of_brackets(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Where a text ends that begins with its quotation mark.
pub(super) fn end_of_quote(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != bytes[0] {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    // An escaped character may have several bytes.
    (at + 1..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len())
}

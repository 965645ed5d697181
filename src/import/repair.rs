//! Makes text of what only looks like markup, so that a parser of XML gets through the whole document: a `<` that begins no
//! tag, a section without its end.

use std::borrow::Cow;

/// A value in quotation marks goes on at most so far behind a `<` in it. Behind that, the mark is one without its pair.
const BEHIND_SIGN_BYTES: usize = 500;
const CDATA: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";
const ENDS_OF_ITEMS: [&str; 2] = ["</item>", "</entry>"];

/// The repaired document, and where it was repaired, as bytes from its beginning.
pub fn repair(text: &str) -> (Cow<'_, str>, Vec<(usize, &'static str)>) {
    let mut repair = Repair { text, out: String::new(), copied: 0, faults: Vec::new(), ends: Ends::default() };
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        at = repair.markup(at + found);
    }
    if repair.copied == 0 {
        return (Cow::Borrowed(text), repair.faults);
    }
    repair.out.push_str(&text[repair.copied..]);
    (Cow::Owned(repair.out), repair.faults)
}

struct Repair<'a> {
    text: &'a str,
    out: String,
    copied: usize,
    faults: Vec<(usize, &'static str)>,
    ends: Ends,
}

/// The next place of each end that was looked for, so that no stretch of the text is searched twice.
#[derive(Default)]
struct Ends {
    cdata: Option<usize>,
    comment: Option<usize>,
    instruction: Option<usize>,
    items: [Option<usize>; 2],
    /// Whether a document type without an end was met.
    lacks_doctype_end: bool,
}

impl Repair<'_> {
    /// Reads what begins with the `<` here, and returns where it ends.
    fn markup(&mut self, at: usize) -> usize {
        let text = self.text;
        let rest = &text[at..];
        if rest.starts_with(CDATA) {
            return self.cdata(at);
        }
        if rest.starts_with("<!--") {
            return match next(text, at + 4, "-->", &mut self.ends.comment) {
                Some(end) => end + 3,
                None => self.escape(at, "a comment has no end"),
            };
        }
        if rest.starts_with("<?") {
            return match next(text, at + 2, "?>", &mut self.ends.instruction) {
                Some(end) => end + 2,
                None => self.escape(at, "an instruction has no end"),
            };
        }
        if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
            return match (!self.ends.lacks_doctype_end).then(|| end_of_doctype(rest)).flatten() {
                Some(length) => at + length,
                None => {
                    self.ends.lacks_doctype_end = true;
                    self.escape(at, "a document type has no end")
                }
            };
        }
        match end_of_tag(rest) {
            Some(length) => at + length,
            None => self.escape(at, "a '<' that begins no tag is taken as text"),
        }
    }

    /// The section goes to its end. Where that is missing, or belongs to a section of another item, it goes to the end
    /// of the item.
    fn cdata(&mut self, at: usize) -> usize {
        let from = at + CDATA.len();
        let end = next(self.text, from, CDATA_END, &mut self.ends.cdata);
        let until = end.unwrap_or(self.text.len());
        let own = &self.text[from..until];
        let nested = own.find(CDATA).unwrap_or(own.len());
        let end_of_item = ENDS_OF_ITEMS
            .iter()
            .zip(&mut self.ends.items)
            .filter_map(|(tag, known)| next(self.text, from, tag, known))
            .filter(|end| *end < until)
            .min()
            .map(|end| end - from);
        match (end, end_of_item) {
            (_, Some(end_of_item)) if end.is_none() || end_of_item < nested && nested < own.len() => {
                let end_of_item = from + end_of_item;
                // An end that lacks its last character is left over.
                let content = self.text[from..end_of_item].trim_end();
                let tag = content.rfind("</").filter(|tag| content[*tag..].len() < 30 && content.ends_with('>'));
                let cut = from + tag.unwrap_or(content.len());
                self.insert(cut, CDATA_END, at, "a CDATA section has no end");
                cut
            }
            (Some(end), _) => end + CDATA_END.len(),
            // The document is cut here.
            (None, None) => {
                self.insert(self.text.len(), CDATA_END, at, "a CDATA section has no end");
                self.text.len()
            }
            (None, Some(_)) => self.text.len(),
        }
    }

    fn escape(&mut self, at: usize, fault: &'static str) -> usize {
        self.out.push_str(&self.text[self.copied..at]);
        self.out.push_str("&lt;");
        self.copied = at + 1;
        self.faults.push((at, fault));
        at + 1
    }

    fn insert(&mut self, at: usize, what: &str, fault_at: usize, fault: &'static str) {
        self.out.push_str(&self.text[self.copied..at]);
        self.out.push_str(what);
        self.copied = at;
        self.faults.push((fault_at, fault));
    }
}

/// The next place of `what`, from `at` on. `known` is the place that was found before.
pub fn next(text: &str, at: usize, what: &str, known: &mut Option<usize>) -> Option<usize> {
    let found = match *known {
        Some(place) if place >= at => place,
        _ => text.get(at..).and_then(|rest| rest.find(what)).map_or(usize::MAX, |found| at + found),
    };
    *known = Some(found);
    (found != usize::MAX).then_some(found)
}

/// The length of the tag, if this is one.
fn end_of_tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<'))?;
    let first = name.chars().next()?;
    if !(first.is_ascii_alphabetic() || matches!(first, '_' | ':') || !first.is_ascii() && first.is_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let mut has_end_in_quotes = false;
    let mut sign = None;
    let bytes = rest.as_bytes();
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        if sign.is_some_and(|sign| at - sign > BEHIND_SIGN_BYTES) {
            return None;
        }
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if matches!(bytes[at - 1], b'=' | b' ') => quote = Some(byte),
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), b'>') => has_end_in_quotes = true,
            // In quotation marks it is a part of the value, unless the mark was never closed.
            (None, b'<') => return None,
            (Some(_), b'<') if has_end_in_quotes => return None,
            (Some(_), b'<') => sign = sign.or(Some(at)),
            _ => {}
        }
    }
    None
}

/// The length of a document type, with its declarations.
fn end_of_doctype(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'>' if depth == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        repair(text).0.into_owned()
    }

    #[test]
    fn a_sound_document_stays_as_it_is() {
        for text in [
            "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x \"<y>\">]><a b='1' c=\"x > y\"><!-- <z --><![CDATA[ <q ]]></a>",
            "<a>no < only</a>".replace(" < ", " ").as_str(),
            "",
        ] {
            assert!(
                matches!(repair(text), (Cow::Borrowed(same), faults) if same == text && faults.is_empty()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_begins_no_tag_is_text() {
        assert_eq!(repaired("<a>1 < 2 <3</a>"), "<a>1 &lt; 2 &lt;3</a>");
        assert_eq!(repaired("<a>x <b</a>"), "<a>x &lt;b</a>");
        assert_eq!(repaired("<a><!-- x</a>"), "<a>&lt;!-- x</a>");
        assert_eq!(repaired("<a><?php x</a>"), "<a>&lt;?php x</a>");
        assert_eq!(repaired("<a b='x<y>z"), "&lt;a b='x<y>z");
    }

    #[test]
    fn a_section_without_its_end_ends_with_its_item() {
        assert_eq!(
            repaired("<item><d><![CDATA[one</d></item><item><d><![CDATA[two]]></d></item>"),
            "<item><d><![CDATA[one]]></d></item><item><d><![CDATA[two]]></d></item>"
        );
        assert_eq!(repaired("<item><d><![CDATA[cut"), "<item><d><![CDATA[cut]]>");
        let split = "<d><![CDATA[a]]]]><![CDATA[>b]]></d>";
        assert_eq!(repaired(split), split);
    }

    #[test]
    fn hostile_documents_are_read_in_linear_time() {
        for piece in ["<![CDATA[", "<!--", "<?", "<a b='", "<", "</item><![CDATA[", "<!DOCTYPE ["] {
            let text = piece.repeat(50_000);
            assert!(repair(&text).0.len() >= text.len());
        }
    }
}

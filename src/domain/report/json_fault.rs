//! The kinds of faults in JSON, as far as they need different repairs.
//!
//! The parser names a place and a character. The most frequent faults are recognised by the text before that place, so
//! the document itself is needed: the excerpt is too short, and changed. The readers' pages have the excerpt alone, from
//! which `js/failure_help.js` tells the same kinds where it can; `tests/support/json-faults.json` holds both to it.

use std::borrow::Cow;

use super::health_messages::HealthMessages;
use crate::domain::parse::json::{self, InvalidJson};
use crate::domain::site::messages::interpolate;

/// A fault, by the repair that it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonFault {
    /// The document ends too early.
    CutOff,
    /// It is nested more deeply than Newsleaf reads.
    TooDeep,
    /// It is UTF-32.
    Utf32,
    /// There is a comma before a closing bracket.
    Comma,
    /// There is no comma between two members or items.
    MissingComma,
    /// A text or name has other quotation marks around it than straight ones.
    Straight,
    /// A string has a raw line break or tab.
    Break,
    /// A string has a quotation mark that is not escaped.
    Quote,
    /// An invisible character is where JSON does not allow it.
    Invisible(char),
    /// Anything else.
    Other,
}

impl JsonFault {
    /// The fault of a document, by the place where the parser stopped.
    pub fn of(bytes: &[u8], at: &InvalidJson) -> JsonFault {
        if is_utf32(bytes) {
            return JsonFault::Utf32;
        }
        if at.is_cut_off() {
            return JsonFault::CutOff;
        }
        if at.is_missing_comma() {
            return JsonFault::MissingComma;
        }
        let (text, _) = json::decode(bytes);
        let (before, after) = text.split_at(offset(&text, at));
        let Some(found) = after.chars().next() else { return JsonFault::Other };
        let last = before.trim_end_matches([' ', '\t', '\r', '\n']).chars().next_back();
        let within = is_within_a_text(before);
        match found {
            '\t' | '\r' | '\n' if within => JsonFault::Break,
            // White space is not the fault: the `tru` before it is.
            ' ' | '\t' | '\r' | '\n' => JsonFault::Other,
            _ if is_invisible(found) => JsonFault::Invisible(found),
            _ if within => JsonFault::Other,
            '[' | '{' if at.is_too_deep() => JsonFault::TooDeep,
            ']' | '}' if last == Some(',') => JsonFault::Comma,
            '\'' | '„' | '“' | '”' | '‚' | '‘' | '’' | '«' | '»' | '「' | '」' => JsonFault::Straight,
            // A letter right after a string cannot begin a value after a forgotten comma.
            _ if last == Some('"') && found.is_alphabetic() => JsonFault::Quote,
            _ if before.ends_with('"') && (found.is_ascii_digit() || found == '\\') => JsonFault::Quote,
            _ => JsonFault::Other,
        }
    }

    /// Its name, by which `js/failure_help.js` has the sentence, too.
    #[cfg(any(test, feature = "native-sanitizer"))]
    pub fn name(self) -> &'static str {
        match self {
            JsonFault::CutOff => "cut_off",
            JsonFault::TooDeep => "too_deep",
            JsonFault::Utf32 => "utf_32",
            JsonFault::Comma => "comma",
            JsonFault::MissingComma => "missing_comma",
            JsonFault::Straight => "straight",
            JsonFault::Break => "break",
            JsonFault::Quote => "quote",
            JsonFault::Invisible(_) => "invisible",
            JsonFault::Other => "other",
        }
    }

    /// The advice for the publisher.
    pub fn sentence(self, messages: &HealthMessages) -> Cow<'static, str> {
        let sentence = match self {
            JsonFault::CutOff => messages.health_mend_end(),
            JsonFault::TooDeep => messages.health_mend_depth(),
            JsonFault::Utf32 => messages.health_mend_utf32(),
            JsonFault::Comma => messages.health_mend_comma(),
            JsonFault::MissingComma => messages.health_mend_missing_comma(),
            JsonFault::Straight => messages.health_mend_straight(),
            JsonFault::Break => messages.health_mend_break(),
            JsonFault::Quote => messages.health_mend_quote(),
            JsonFault::Invisible(found) => {
                return interpolate(messages.health_mend_invisible(), &[("character", &name_of(found))]).into();
            }
            JsonFault::Other => messages.health_mend_json(),
        };
        sentence.into()
    }
}

/// The byte index of a place.
fn offset(text: &str, at: &InvalidJson) -> usize {
    let lines = text.split_inclusive('\n').take(at.line.saturating_sub(1));
    let start = lines.map(str::len).sum::<usize>();
    let rest = text.get(start..).unwrap_or_default();
    rest.char_indices().nth(at.column.saturating_sub(1)).map_or(text.len(), |(within, _)| start + within)
}

/// Whether a string is open at the end of these characters.
fn is_within_a_text(before: &str) -> bool {
    let (mut within, mut escaped) = (false, false);
    for byte in before.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = within,
            b'"' => within = !within,
            _ => {}
        }
    }
    within
}

/// Whether it is UTF-32: JSON begins with an ASCII character, which has three zero bytes beside it in UTF-32.
fn is_utf32(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => true,
        [0, 0, 0, c, ..] | [c, 0, 0, 0, ..] => *c != 0,
        _ => false,
    }
}

/// Whether a character is invisible, or only a gap.
fn is_invisible(c: char) -> bool {
    let has_no_width = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    has_no_width || c.is_control() || c.is_whitespace()
}

/// The code point, with the Unicode name of frequent ones: `U+00A0 NO-BREAK SPACE`.
fn name_of(c: char) -> String {
    let name = match c {
        '\0' => " NULL",
        '\u{b}' => " LINE TABULATION",
        '\u{c}' => " FORM FEED",
        '\u{1a}' => " SUBSTITUTE (Ctrl-Z)",
        '\u{1b}' => " ESCAPE",
        '\u{7f}' => " DELETE",
        '\u{85}' => " NEXT LINE",
        '\u{a0}' => " NO-BREAK SPACE",
        '\u{ad}' => " SOFT HYPHEN",
        '\u{200b}' => " ZERO WIDTH SPACE",
        '\u{200c}' => " ZERO WIDTH NON-JOINER",
        '\u{200d}' => " ZERO WIDTH JOINER",
        '\u{200e}' => " LEFT-TO-RIGHT MARK",
        '\u{200f}' => " RIGHT-TO-LEFT MARK",
        '\u{2028}' => " LINE SEPARATOR",
        '\u{2029}' => " PARAGRAPH SEPARATOR",
        '\u{202f}' => " NARROW NO-BREAK SPACE",
        '\u{2060}' => " WORD JOINER",
        '\u{3000}' => " IDEOGRAPHIC SPACE",
        '\u{feff}' => " ZERO WIDTH NO-BREAK SPACE (BYTE ORDER MARK)",
        _ => "",
    };
    format!("U+{:04X}{name}", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limits::Limits;
    use crate::domain::parse::document::{FeedError, read_json};

    fn fault(bytes: &[u8]) -> JsonFault {
        match read_json(bytes, Limits::PUBLISHED) {
            Err(FeedError::InvalidJson(at)) => JsonFault::of(bytes, &at),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_fault_is_recognised_by_the_text_before_it_and_not_by_its_excerpt() {
        for (json, expected) in [
            ("{\"items\": [1,], x}", JsonFault::Comma),
            ("[{\"items\": [],\r\n\t}, x]", JsonFault::Comma),
            ("[{\"a\":\"\u{25b8}\",}, x]", JsonFault::Comma),
            ("{\"a\":\"\u{25b8}\",\n\"b\":[\"\u{25b8}\",], x}", JsonFault::Comma),
            ("{\"a\": \"x\ny\", x}", JsonFault::Break),
            ("{\"a\": \"x\ty\", x}", JsonFault::Break),
            ("{\"a\": \"x\\\"\ty\", x}", JsonFault::Break),
            ("{\"a\": \"A \"quoted\" word\"}", JsonFault::Quote),
            ("{\"a\": \"\"quoted\" word\"}", JsonFault::Quote),
            ("{\"a\": \"A 5\" screen\"}", JsonFault::Quote),
            ("{\"a\":1,\"b\":\"y\" 1}", JsonFault::Other),
            ("{\"a\": \"x\" \"b\": 1}", JsonFault::MissingComma),
            ("{\"a\": \"x\" \"b\"", JsonFault::MissingComma),
            ("[{\"a\": 1}\n {\"a\": 2}]", JsonFault::MissingComma),
            ("{\"a\": [1, [2] [3]]}", JsonFault::MissingComma),
            ("{\"a\" \"b\"}", JsonFault::Other),
            ("{\"a\": 1} {\"a\": 1}", JsonFault::Other),
            ("{\"a\": \"x\"\"b\": 1}", JsonFault::Other),
            ("{\"a\": \"\\x,}\"}", JsonFault::Other),
            ("{\"a\": \"\\ b\"}", JsonFault::Other),
            ("{\"a\": tru\n}", JsonFault::Other),
            ("{'a': 1}", JsonFault::Straight),
            ("{\"a\": „x“}", JsonFault::Straight),
            ("{\"a\": 1", JsonFault::CutOff),
        ] {
            assert_eq!(fault(json.as_bytes()), expected, "{json}");
        }
        assert_eq!(fault("[".repeat(600).as_bytes()), JsonFault::TooDeep);
    }

    #[test]
    fn the_place_of_a_missing_comma_is_the_end_of_the_line_before() {
        let json = "{\n  \"title\": \"City\"\n\n  \"items\": []\n}";
        let Err(FeedError::InvalidJson(at)) = read_json(json.as_bytes(), Limits::PUBLISHED) else { panic!() };
        assert_eq!((at.line, at.column, at.reason.as_str()), (2, 18, "a comma is missing here"));
        assert!(at.excerpt.ends_with("\u{25b8}\"items\": [] }"), "{}", at.excerpt);
    }

    #[test]
    fn an_invisible_character_is_named() {
        for (json, c, name) in [
            ("{\n\u{a0}\"a\": 1}", '\u{a0}', "U+00A0 NO-BREAK SPACE"),
            ("\u{feff}\u{feff}{\"a\":1}", '\u{feff}', "U+FEFF ZERO WIDTH NO-BREAK SPACE (BYTE ORDER MARK)"),
            ("{\"a\":1,\u{2028}}", '\u{2028}', "U+2028 LINE SEPARATOR"),
            ("{\"a\":1}\u{1a}", '\u{1a}', "U+001A SUBSTITUTE (Ctrl-Z)"),
            ("{\"a\":1}\n\0\0", '\0', "U+0000 NULL"),
            ("{\"a\":\"\u{8}\", x}", '\u{8}', "U+0008"),
            ("[\u{200b}]", '\u{200b}', "U+200B ZERO WIDTH SPACE"),
        ] {
            let fault = fault(json.as_bytes());
            assert_eq!(fault, JsonFault::Invisible(c), "{json:?}");
            let sentence = fault.sentence(crate::domain::report::health_messages::english());
            assert!(sentence.contains(name), "{sentence}");
        }
    }

    #[test]
    fn utf_32_is_recognised_with_and_without_a_mark_in_both_orders() {
        let little = |text: &str| text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<u8>>();
        let big = |text: &str| text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect::<Vec<u8>>();
        for text in ["{\"a\": 1}", "\u{feff}{\"a\": 1}"] {
            assert_eq!([fault(&little(text)), fault(&big(text))], [JsonFault::Utf32; 2], "{text}");
        }
    }

    /// `js/failure_help.js` is held to the same file.
    #[test]
    fn documents_have_the_faults_and_excerpts_that_the_readers_pages_are_tested_with() {
        let cases: Vec<serde_json::Value> =
            serde_json::from_str(include_str!("../../../tests/support/json-faults.json")).unwrap();
        let mut wrong = Vec::new();
        let mut names = std::collections::BTreeSet::new();
        for case in &cases {
            let bytes: Vec<u8> = match case["json"].as_str() {
                Some(json) => json.as_bytes().to_vec(),
                None => serde_json::from_value(case["bytes"].clone()).unwrap(),
            };
            let Err(FeedError::InvalidJson(at)) = read_json(&bytes, Limits::PUBLISHED) else {
                panic!("{case} is read")
            };
            let name = JsonFault::of(&bytes, &at).name();
            names.insert(name);
            if (case["fault"].as_str(), case["excerpt"].as_str()) != (Some(name), Some(&at.excerpt)) {
                wrong.push(serde_json::json!([case, name, at.excerpt]));
            }
        }
        assert!(wrong.is_empty(), "{}", serde_json::Value::from(wrong));
        assert_eq!(names.len(), 10, "a case of each kind: {names:?}");
    }

    #[test]
    fn a_place_outside_the_document_does_not_panic() {
        for (line, column) in [(0, 0), (1, 99), (7, 1), (usize::MAX, usize::MAX)] {
            let at = InvalidJson { line, column, reason: String::new(), excerpt: String::new() };
            for bytes in [&b""[..], "{\"咸\n".as_bytes(), b"\xff\xfe\0\xd8"] {
                let _ = JsonFault::of(bytes, &at);
            }
        }
    }
}

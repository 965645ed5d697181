//! From bytes to a JSON value: lenient with bytes, and with the grammar where only one reading is possible.
//!
//! Feeds come in odd encodings, with halves of surrogate pairs and with numbers that are too large; these are repaired.
//! So are raw control characters within strings and commas after the last entry (`lenient`). Every other fault is an
//! error, and the place of the first one is reported.

mod lenient;
pub mod value;

use std::borrow::Cow;

use crate::domain::feed::warning::{Place, Warning, WarningAction};
use crate::domain::limits;
use crate::domain::parse::json::value::Value;

/// The reason if the text ends too early.
const ENDS_EARLY: &str = "the text ends too early";
/// The reason if a comma is missing between two values.
const MISSING_COMMA: &str = "a comma is missing here";
/// The reason if the text is nested more deeply than [`limits::JSON_DEPTH`].
const TOO_DEEP: &str = "nested more than 512 levels deep";

/// The place where a text is not valid JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidJson {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The parser's reason.
    pub reason: String,
    /// The text around the place.
    pub excerpt: String,
}

/// The text of a JSON document in UTF-8 or UTF-16, without a byte-order mark. UTF-16 without a mark is recognised by
/// the zero byte of the first character, which is ASCII in JSON. Invalid bytes become U+FFFD, with a warning.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<Warning>) {
    let mut warnings = Vec::new();
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            warnings.push(document("a byte-order mark", WarningAction::ByteOrderMark));
            from_utf8(rest, &mut warnings)
        }
        [0xff, 0xfe, rest @ ..] => from_utf16(rest, u16::from_le_bytes, &mut warnings),
        [0xfe, 0xff, rest @ ..] => from_utf16(rest, u16::from_be_bytes, &mut warnings),
        [_, 0, ..] => from_utf16(bytes, u16::from_le_bytes, &mut warnings),
        [0, _, ..] => from_utf16(bytes, u16::from_be_bytes, &mut warnings),
        _ => from_utf8(bytes, &mut warnings),
    };
    (text, warnings)
}

/// Text that is not UTF-8 is copied, other text is borrowed.
fn from_utf8<'a>(bytes: &'a [u8], warnings: &mut Vec<Warning>) -> Cow<'a, str> {
    let text = String::from_utf8_lossy(bytes);
    if let Cow::Owned(_) = text {
        warnings.push(replaced());
    }
    text
}

fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, warnings: &mut Vec<Warning>) -> Cow<'static, str> {
    warnings.push(document("text in UTF-16", WarningAction::Utf16));
    let (pairs, half) = bytes.as_chunks::<2>();
    let mut whole = half.is_empty();
    let mut text = String::with_capacity(bytes.len());
    for c in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        whole &= c.is_ok();
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !whole {
        warnings.push(replaced());
    }
    text.into()
}

fn replaced() -> Warning {
    document("bytes that are no text in the file's encoding", WarningAction::InvalidCharacters)
}

/// The JSON value of a document's text. Raw control characters in strings and commas after the last entry are read, with
/// a warning: other readers refuse them. A text that is not JSON even so is reported by its first fault of the grammar.
pub fn parse(text: Cow<'_, str>, warnings: &mut Vec<Warning>) -> Result<Value, InvalidJson> {
    let (text, broken_escape) = repair(text, warnings)?;
    let error = match read(&text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if let Some(repaired) = lenient::repair(&text)
        && let Ok(value) = read(&repaired.text)
    {
        for (at, what, action) in [
            (
                repaired.control_at,
                "a raw line break or control character within a text",
                WarningAction::ControlCharacters,
            ),
            (repaired.comma_at, "a comma after the last entry", WarningAction::TrailingCommas),
        ] {
            if let Some(at) = at {
                let (line, column) = place_of(&text, at);
                warnings.push(document(&format!("{what}, the first in line {line}, column {column}"), action));
            }
        }
        return Ok(value);
    }
    Err(InvalidJson::of(&text, &error, broken_escape))
}

/// Line and column, in characters, of a byte; both from 1.
fn place_of(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

/// Repairs, without moving anything, what the grammar allows but the parser refuses: halves of surrogate pairs become
/// U+FFFD, too large numbers become the largest double. Refuses JSON that is nested too deeply. The text is copied only
/// if there is something to repair, because a second copy of a large feed counts on a telephone. It also returns the
/// place of the first invalid `\uXXXX`, which the parser does not report exactly.
fn repair<'a>(text: Cow<'a, str>, warnings: &mut Vec<Warning>) -> Result<(Cow<'a, str>, usize), InvalidJson> {
    let (original, mut bytes) = match text {
        Cow::Borrowed(text) => (text, Cow::Borrowed(text.as_bytes())),
        Cow::Owned(text) => ("", Cow::Owned(text.into_bytes())),
    };
    let (mut surrogates, mut numbers, mut broken) = (0_usize, 0_usize, usize::MAX);
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            // Skips to the end of the string: most of a feed is strings.
            b'"' => loop {
                let text = bytes.get(at..).unwrap_or_default();
                at += text.iter().position(|byte| matches!(byte, b'"' | b'\\')).unwrap_or(text.len());
                if bytes.get(at) != Some(&b'\\') {
                    at += 1;
                    break;
                }
                at += repair_escape(&mut bytes, at, &mut surrogates, &mut broken);
            },
            b'[' | b'{' => {
                depth += 1;
                if depth > limits::JSON_DEPTH {
                    let text = String::from_utf8_lossy(&bytes);
                    // A fault before this place may be the cause of the depth: a quotation mark, a missing bracket.
                    if let Err(error) = read(&text[..at - 1])
                        && !error.is_eof()
                    {
                        return Err(InvalidJson::of(&text, &error, broken));
                    }
                    return Err(InvalidJson::at_byte(&text, at - 1, TOO_DEEP.to_owned()));
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'-' | b'0'..=b'9' => {
                let length =
                    bytes[at..].iter().take_while(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
                let end = at + length.count();
                if let Some(largest) = too_large(&bytes[at - 1..end]) {
                    let token = &mut bytes.to_mut()[at - 1..end];
                    let start = usize::from(token.starts_with(b"-"));
                    token[start..].fill(b' ');
                    token[start..start + largest.len()].copy_from_slice(largest);
                    numbers += 1;
                }
                at = end;
            }
            _ => {}
        }
    }
    if surrogates > 0 {
        warnings.push(document("halves of surrogate pairs (\\ud800 and the like)", WarningAction::InvalidCharacters));
    }
    if numbers > 0 {
        warnings.push(document("numbers too large to hold", WarningAction::LargeNumbers));
    }
    let text = match bytes {
        Cow::Borrowed(_) => Cow::Borrowed(original),
        // ASCII was replaced by ASCII, so this is still UTF-8.
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).unwrap_or_default()),
    };
    Ok((text, broken))
}

/// Checks the escape whose backslash is at `at`, and repairs half of a surrogate pair. Returns the length of the
/// escape.
fn repair_escape(bytes: &mut Cow<[u8]>, at: usize, repaired: &mut usize, broken: &mut usize) -> usize {
    let Some(unit) = escaped_unit(bytes, at) else {
        if bytes.get(at + 1) == Some(&b'u') {
            let digits = bytes[at + 2..].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
            *broken = (*broken).min(at + 2 + digits);
        }
        return 2;
    };
    let pair = (0xd800..0xdc00).contains(&unit)
        && escaped_unit(bytes, at + 6).is_some_and(|low| (0xdc00..0xe000).contains(&low));
    if pair {
        return 12;
    }
    if (0xd800..0xe000).contains(&unit) {
        bytes.to_mut()[at + 2..at + 6].copy_from_slice(b"FFFD");
        *repaired += 1;
    }
    6
}

/// The number in `\uXXXX` at `at`.
fn escaped_unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + (*digit as char).to_digit(16)?))
}

/// The digits to write over a number that is beyond the range of a double; `None` for other numbers and for invalid
/// ones.
fn too_large(token: &[u8]) -> Option<&'static [u8]> {
    const LARGEST: &[u8] = b"1e308";
    let digits = token.strip_prefix(b"-").unwrap_or(token);
    let integer = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let exponent_at = digits.iter().position(|byte| matches!(byte, b'e' | b'E'));
    let exponent = match exponent_at {
        None => 0,
        Some(at) => {
            let exponent = &digits[at + 1..];
            let number = exponent.strip_prefix(b"+").unwrap_or(exponent);
            if number.is_empty() || !number.iter().all(u8::is_ascii_digit) {
                return None;
            }
            number.iter().fold(0_usize, |sum, digit| sum.saturating_mul(10).saturating_add(usize::from(digit - b'0')))
        }
    };
    let mantissa = &digits[..exponent_at.unwrap_or(digits.len())];
    let is_integer = integer > 0 && (integer == 1 || digits[0] != b'0');
    let fraction = mantissa.get(integer + 1..);
    let is_decimal = mantissa.len() == integer
        || mantissa[integer] == b'.' && fraction.is_some_and(|f| !f.is_empty() && f.iter().all(u8::is_ascii_digit));
    let may_be = integer.saturating_add(exponent) > 308 && digits.len() >= LARGEST.len();
    // The parser decides whether the number is too large.
    let is_too_large = || std::str::from_utf8(digits).is_ok_and(|digits| read(digits).is_err());
    (is_integer && is_decimal && may_be && is_too_large()).then_some(LARGEST)
}

/// Parses a text with serde_json.
fn read(text: &str) -> serde_json::Result<Value> {
    let mut reader = serde_json::Deserializer::from_str(text);
    // The depth was checked before.
    reader.disable_recursion_limit();
    let value = serde::Deserialize::deserialize(&mut reader)?;
    reader.end().map(|()| value)
}

fn document(value: &str, action: WarningAction) -> Warning {
    Warning { place: Place::Document, field: String::new(), value: value.to_owned(), action }
}

impl InvalidJson {
    /// Whether the text ends too early: its end may be missing.
    pub fn is_cut_off(&self) -> bool {
        self.reason == ENDS_EARLY
    }

    /// Whether the text is nested too deeply.
    #[cfg(any(test, feature = "health"))]
    pub fn is_too_deep(&self) -> bool {
        self.reason == TOO_DEEP
    }

    /// Whether a comma is missing at the place; the excerpt is cut before the value after it.
    #[cfg(any(test, feature = "health"))]
    pub fn is_missing_comma(&self) -> bool {
        self.reason == MISSING_COMMA
    }

    /// The place of an error of the JSON parser.
    fn of(text: &str, error: &serde_json::Error, broken_escape: usize) -> InvalidJson {
        let (mut line, mut line_start) = (1, 0);
        for (at, byte) in text.bytes().enumerate() {
            if line == error.line() {
                break;
            }
            if byte == b'\n' {
                line += 1;
                line_start = at + 1;
            }
        }
        // The parser counts bytes, and its place is after the character, except at the end.
        let behind = if error.is_eof() { text.len() } else { (line_start + error.column()).saturating_sub(1) };
        let at = text.floor_char_boundary(behind.min(broken_escape).min(text.len()));
        if let Some(end) = missing_comma(text, at) {
            // The place is that of the comma, which may be lines before that of the error.
            let (line, column) = place_of(text, end);
            return InvalidJson { line, column, ..InvalidJson::at_byte(text, at, MISSING_COMMA.to_owned()) };
        }
        // `Display` of the error would add the messages of all errors of the operating system to the wasm.
        let reason = match text[at..].chars().next() {
            None => ENDS_EARLY.to_owned(),
            Some(c) if c.is_control() => "a line break or another control character stands where none may".to_owned(),
            Some(c) => {
                let mut reason = String::from("this can't stand here: ");
                reason.push(c);
                reason
            }
        };
        InvalidJson::at_byte(text, at, reason)
    }

    fn at_byte(text: &str, at: usize, reason: String) -> InvalidJson {
        let at = text.floor_char_boundary(at);
        let before = &text[..at];
        let (line, column) = place_of(text, at);
        let from = before.char_indices().rev().nth(39).map_or(0, |(start, _)| start);
        let to = text[at..].char_indices().nth(40).map_or(text.len(), |(end, _)| at + end);
        // The sign of a control character tells it from a space, for people and for js/failure_help.js.
        let visible = |c: char| match c {
            '\t' | '\n' | '\r' => ' ',
            '\0'..' ' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(' '),
            '\u{7f}' => '\u{2421}',
            c if c.is_control() => ' ',
            c => c,
        };
        let mut excerpt: String = before[from..].chars().map(visible).collect();
        excerpt.push('\u{25b8}');
        excerpt.extend(text[at..to].chars().map(visible));
        InvalidJson { line, column, reason, excerpt: excerpt.trim().to_owned() }
    }
}

/// The end of the value before this place, if the text goes on as JSON once a comma stands there.
fn missing_comma(text: &str, at: usize) -> Option<usize> {
    let found = text[at..].chars().next().filter(|c| matches!(c, '"' | '{' | '['))?;
    let before = text[..at].trim_end_matches([' ', '\t', '\r', '\n']);
    // A mark right behind a text is one that is not escaped.
    if found == '"' && text[..at].ends_with('"') {
        return None;
    }
    // The parser has read all before this place, so it knows whether a value may stand here.
    let goes_on = [before, ",", found.encode_utf8(&mut [0; 4])].concat();
    read(&goes_on).is_err_and(|error| error.is_eof()).then_some(before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Value, InvalidJson> {
        let (text, mut warnings) = decode(bytes);
        parse(text, &mut warnings)
    }

    #[test]
    fn every_encoding_that_says_what_it_is_is_read() {
        let json = "{\"title\":\"咸宁 \u{1f680}\"}";
        let expected: Value = serde_json::from_str(json).unwrap();
        let mut marked = vec![0xef, 0xbb, 0xbf];
        marked.extend(json.bytes());
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(json.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(json.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for bytes in [json.as_bytes().to_vec(), marked, little, big] {
            assert_eq!(read(&bytes).unwrap(), expected);
        }
        assert_eq!(decode(json.as_bytes()).1, []);
    }

    #[test]
    fn invalid_bytes_are_replaced_with_a_warning() {
        let (text, warnings) = decode(b"\"a\xff\xfeb\"");
        assert_eq!(text, "\"a\u{fffd}\u{fffd}b\"");
        assert_eq!(warnings.len(), 1);
        let (text, warnings) = decode(b"\xff\xfe[\0\x00\xd8]\0");
        assert_eq!((text.as_ref(), warnings.len()), ("[\u{fffd}]", 2), "half a pair in UTF-16");
        let (text, warnings) = decode(b"\xff\xfe[\0]\0\n");
        assert_eq!((text.as_ref(), warnings.len()), ("[]", 2), "half a unit at the end");
    }

    #[test]
    fn a_replacement_character_of_the_feed_gives_no_warning() {
        let text = "\"\u{fffd}\"";
        assert_eq!(decode(text.as_bytes()).1, []);
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&utf16).1.len(), 1, "the only warning is UTF-16");
    }

    #[test]
    fn text_is_copied_only_where_it_is_repaired() {
        for (json, copied) in
            [(r#"{"a":[1,-2.5e3,"\ud83d\ude80","\\ud800"]}"#, false), (r#"["\ud800"]"#, true), ("[1e999]", true)]
        {
            let (repaired, _) = repair(Cow::Borrowed(json), &mut Vec::new()).unwrap();
            assert_eq!(matches!(repaired, Cow::Owned(_)), copied, "{json}");
        }
    }

    #[test]
    fn halves_of_surrogate_pairs_are_replaced_and_whole_pairs_stay() {
        assert_eq!(read(br#""\ud800""#).unwrap().as_str(), Some("\u{fffd}"));
        assert_eq!(read(br#""\udc00x\ud83d""#).unwrap().as_str(), Some("\u{fffd}x\u{fffd}"));
        assert_eq!(read(br#""\ud83d\ude80""#).unwrap().as_str(), Some("\u{1f680}"));
        assert_eq!(read(br#""\\ud800""#).unwrap().as_str(), Some("\\ud800"));
        assert_eq!(read(br#""\ud83d\ud83d\ude80""#).unwrap().as_str(), Some("\u{fffd}\u{1f680}"));
    }

    #[test]
    fn too_large_numbers_are_valid_json() {
        let long = "9".repeat(400);
        for number in ["1e999", "-1e309", "123456789e400", "1E+999999999999999999999", long.as_str()] {
            assert!(matches!(read(number.as_bytes()), Ok(Value::Number(_))), "{number}");
        }
        for number in ["1e5", "0e999", "1e-999", "-0.0", "12"] {
            assert!(matches!(read(number.as_bytes()), Ok(Value::Number(_))), "{number}");
        }
        for no_number in ["1e", "1e+", "01e999", "1e99e99", "-", "1.2.3e999", "1.e999", "1-e999", ".1e999"] {
            assert!(read(no_number.as_bytes()).is_err(), "{no_number}");
        }
    }

    #[test]
    fn nesting_is_read_to_512_levels_and_refused_beyond_with_its_place() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(nested(512).as_bytes()).is_ok());
        let error = read(nested(513).as_bytes()).unwrap_err();
        assert_eq!((error.line, error.column), (1, 513));
        assert!(read(nested(200_000).as_bytes()).is_err());
    }

    #[test]
    fn the_deepest_nesting_fits_the_stack_of_a_browser() {
        // A wasm module has 1 MB; unoptimised native code needs several times as much as that.
        let deepest = || {
            let json = format!("{}1{}", r#"[{"a":"#.repeat(256), "}]".repeat(256));
            drop(read(json.as_bytes()).unwrap());
        };
        std::thread::Builder::new().stack_size(1 << 20).spawn(deepest).unwrap().join().unwrap();
    }

    #[test]
    fn a_fault_that_makes_the_text_deep_is_reported_before_its_depth() {
        let never_closed = format!("{{\"items\": [\n{}", "{\"id\": \"1\",\n".repeat(600));
        let error = read(never_closed.as_bytes()).unwrap_err();
        assert_eq!((error.line, error.column, error.is_too_deep()), (3, 1, false), "{error:?}");
        let stray = format!("{{\"title\": \"the 5\" feed\", \"content_html\": \"{}\"}}", "[".repeat(600));
        assert_eq!(read(stray.as_bytes()).unwrap_err().column, 19);
        assert!(read("[".repeat(600).as_bytes()).unwrap_err().is_too_deep());
    }

    #[test]
    fn what_programs_write_against_the_grammar_is_read_with_its_place() {
        let (text, mut warnings) = decode("{\"a\": [\"咸\ty\n\", 1,\n],}".as_bytes());
        let value = parse(text, &mut warnings).unwrap();
        assert_eq!(value, serde_json::from_str("{\"a\":[\"咸\\ty\\n\",1]}").unwrap());
        let texts: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        assert!(texts[0].contains("control character within a text, the first in line 1, column 10"), "{texts:?}");
        assert!(texts[1].contains("a comma after the last entry, the first in line 2, column 5"), "{texts:?}");
        assert_eq!(texts.len(), 2);
    }

    #[test]
    fn ambiguous_json_is_refused_with_its_first_fault() {
        for (text, line, column) in [
            ("[1,,2]", 1, 4),
            ("[,1]", 1, 2),
            ("[1,,]", 1, 4),
            ("{,}", 1, 2),
            ("['a']", 1, 2),
            ("[1, // one\n 2]", 1, 5),
            ("{\"a\": 1, b: 2}", 1, 10),
            // The line break is the first fault, though the hole is what keeps it from being read.
            ("[\"a\nb\", ,]", 1, 4),
            ("{\"a\": \"x\n\"y\": 1}", 1, 9),
        ] {
            let error = read(text.as_bytes()).unwrap_err();
            assert_eq!((error.line, error.column), (line, column), "{text}");
        }
    }

    #[test]
    fn a_fault_has_its_line_its_column_in_characters_and_the_text_around() {
        let error = read("{\n \"标题\": \"一\",\n \"items\": [1,,]\n}".as_bytes()).unwrap_err();
        assert_eq!((error.line, error.column), (3, 14));
        assert!(error.excerpt.contains("\"items\": [1,\u{25b8},]"), "{}", error.excerpt);
        let error = read("{\"a\": \"x\ny\"".as_bytes()).unwrap_err();
        assert!(error.reason.contains("control character"), "{error:?}");
        assert_eq!((error.line, error.column), (1, 9), "the line break itself, not the line after it");
        let error = read(b"{\"a\": 1").unwrap_err();
        assert!(error.reason.contains("too early"), "{error:?}");
    }
}

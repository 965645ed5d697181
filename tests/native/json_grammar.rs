//! JSON's grammar (RFC 8259), class by class, as test suites for parsers sort it: texts that must be read, texts that must be refused
//! with their place, and texts that the grammar leaves to the reader. The cases are the project's own.

use std::borrow::Cow;

use newsleaf::domain::limits;
use newsleaf::domain::parse::json::value::{Number, Value};
use newsleaf::domain::parse::json::{InvalidJson, decode, parse};

/// The value, and the warnings.
fn read(bytes: &[u8]) -> Result<(Value, Vec<String>), InvalidJson> {
    let (text, mut warnings) = decode(bytes);
    let value = parse(text, &mut warnings)?;
    Ok((value, warnings.iter().map(|warning| warning.value.clone()).collect()))
}

fn accepted(bytes: &[u8]) -> Value {
    match read(bytes) {
        Ok((value, warnings)) => {
            assert!(warnings.is_empty(), "{}: {warnings:?}", String::from_utf8_lossy(bytes));
            value
        }
        Err(error) => panic!("{}: {error:?}", String::from_utf8_lossy(bytes)),
    }
}

fn text_of(json: &str) -> String {
    accepted(json.as_bytes()).as_str().unwrap_or_else(|| panic!("{json} is no text")).to_owned()
}

/// Refuses each text at the mark `¦`, which is removed before.
fn refused_at(marked: &[&str]) {
    let mut wrong = vec![];
    for marked in marked {
        let at = marked.find('¦').unwrap_or_else(|| panic!("{marked} has no mark"));
        let json = marked.replacen('¦', "", 1);
        let before = &marked[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        match read(json.as_bytes()) {
            Ok((value, _)) => wrong.push(format!("{json:?} is read as {value:?}")),
            Err(error) => {
                let around = format!("{}▸", before.rsplit('\n').next().unwrap().trim_start());
                // Of a missing comma the excerpt marks what follows.
                let is_comma = error.reason.contains("comma is missing");
                let excerpt = if is_comma { error.excerpt.replace(" ▸", "▸") } else { error.excerpt.clone() };
                let is_there = excerpt.contains(around.trim_end_matches(char::is_control));
                if (error.line, error.column) != (line, column) || !is_there || error.reason.is_empty() {
                    wrong.push(format!(
                        "{json:?} is refused at {}:{} and not {line}:{column}: {error:?}",
                        error.line, error.column
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

mod what_must_be_read {
    use super::*;

    #[test]
    fn any_value_may_stand_alone() {
        assert_eq!(accepted(b"null"), Value::Null);
        assert_eq!(accepted(b"true"), Value::Bool(true));
        assert_eq!(accepted(b"false"), Value::Bool(false));
        assert_eq!(accepted(b"42"), Value::Number(Number::Natural(42)));
        assert_eq!(accepted(b"-0.1"), Value::Number(Number::Decimal(-0.1)));
        assert_eq!(accepted(br#""""#), Value::String(String::new()));
        assert_eq!(accepted(b"[]"), Value::Array(vec![]));
        assert!(accepted(b"{}").is_object());
    }

    #[test]
    fn arrays_hold_values_of_all_kinds() {
        for json in [
            "[]",
            "[[]]",
            "[null]",
            "[1]",
            "[null, 1, \"1\", {}]",
            "[1,null,null,null,2]",
            "[[[],[]],{}]",
            "[\n]",
            "[ 1 ]",
            "[\"\"]",
            "[false,true]",
        ] {
            assert!(accepted(json.as_bytes()).is_array(), "{json}");
        }
    }

    #[test]
    fn objects_may_have_any_names_even_the_same_twice() {
        for json in [
            "{}",
            r#"{"a":1}"#,
            r#"{"":0}"#,
            r#"{"a":"b","c":{"d":[]}}"#,
            r#"{"a\u0000b":1}"#,
            r#"{"\u20ac":1,"€":2}"#,
            r#"{ "a" : 1 , "b" : 2 }"#,
            "{\n\"a\"\n:\n1\n}",
            r#"{"__proto__":1,"constructor":2}"#,
        ] {
            assert!(accepted(json.as_bytes()).is_object(), "{json}");
        }
        let twice = accepted(br#"{"a":1,"a":2}"#);
        assert_eq!(twice.get("a"), Some(&Value::Number(Number::Natural(2))), "the last counts");
        assert_eq!(accepted(br#"{"a":1,"a":1}"#).get("a"), Some(&Value::Number(Number::Natural(1))));
    }

    #[test]
    fn numbers_come_in_all_forms_of_the_grammar() {
        for (json, number) in [
            ("0", 0.0),
            ("-0", -0.0),
            ("-1", -1.0),
            ("123", 123.0),
            ("0.5", 0.5),
            ("-0.0", -0.0),
            ("1e5", 1e5),
            ("1E5", 1e5),
            ("1e+2", 100.0),
            ("1E-2", 0.01),
            ("0e1", 0.0),
            ("0e+1", 0.0),
            ("1.5e3", 1500.0),
            ("123.456e-3", 0.123456),
            ("1e00005", 1e5),
            ("20e1", 200.0),
            ("-1.5E+2", -150.0),
            ("0.1000000000000000055511151231257827", 0.1),
            ("1e308", 1e308),
            ("1.7e308", 1.7e308),
            ("0.0001e311", 1e307),
            ("0.00000000000000000000000000000000000000000001", 1e-44),
        ] {
            let Value::Number(found) = accepted(json.as_bytes()) else { panic!("{json} is no number") };
            let found = found.as_f64();
            assert!((found - number).abs() <= number.abs() * 1e-15, "{json}: {found}");
        }
    }

    #[test]
    fn every_escape_means_its_character() {
        assert_eq!(text_of(r#""\"\\\/\b\f\n\r\t""#), "\"\\/\u{8}\u{c}\n\r\t");
        assert_eq!(text_of(r#""\u0041\u00e9\u54B8\uABCD\uabcd""#), "Aé咸\u{abcd}\u{abcd}");
        assert_eq!(text_of(r#""\ud83d\ude80\uD83D\uDE80""#), "\u{1f680}\u{1f680}");
        assert_eq!(text_of(r#""\u0000\u001f\u007f""#), "\0\u{1f}\u{7f}");
        assert_eq!(
            text_of(r#""\uFFFE\uffff\uFDD0\ud83f\udffe""#),
            "\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}",
            "noncharacters are characters"
        );
        assert_eq!(text_of(r#""\\u0041\\\\n""#), "\\u0041\\\\n");
        assert_eq!(text_of(r#""\u005C\u0022""#), "\\\"");
    }

    #[test]
    fn every_character_but_quotes_backslashes_and_controls_may_stand_as_it_is() {
        for text in [
            "",
            " ",
            "/",
            "a/*b*/c",
            "#",
            "€𝄞",
            "\u{7f}",
            "\u{80}",
            "\u{2028}\u{2029}",
            "\u{feff}",
            "\u{fffe}\u{10ffff}",
            "'",
            "\u{200b}",
        ] {
            assert_eq!(text_of(&format!("\"{text}\"")), text);
        }
    }

    #[test]
    fn the_four_white_spaces_may_stand_between_all_things() {
        let spaced = " \t\r\n[ \t\r\n1 \t\r\n, \t\r\n{ \t\r\n\"a\" \t\r\n: \t\r\nnull \t\r\n} \t\r\n] \t\r\n";
        assert_eq!(accepted(spaced.as_bytes()), accepted(br#"[1,{"a":null}]"#));
    }

    #[test]
    fn a_feed_of_the_largest_size_is_read() {
        let text = format!("[\"{}\"]", "x".repeat(limits::FEED_BYTES - 4));
        assert!(accepted(text.as_bytes()).is_array());
    }
}

mod what_must_be_refused {
    use super::*;

    #[test]
    fn nothing_at_all() {
        refused_at(&["¦", " ¦", "\n\n¦"]);
    }

    #[test]
    fn arrays_that_are_none() {
        refused_at(&[
            "[1 ¦true]",
            "[1,¦,2]",
            "[1,¦,]",
            "[¦,1]",
            "[¦,]",
            "[1¦:2]",
            "[\"a\"¦ \"b\"]",
            "[1¦;2]",
            "[¦*]",
            "[\"\"¦",
            "[1¦",
            "[1,¦",
            "[¦",
            "[[]¦",
            "[1¦}",
            "[¦}",
            "[3¦[4]]",
            "[\n1,\n1\n,1¦",
            "[{}¦",
        ]);
    }

    #[test]
    fn objects_that_are_none() {
        refused_at(&[
            r#"{"a":1,¦,}"#,
            r#"{¦,}"#,
            r#"{"a"¦}"#,
            r#"{"a":¦}"#,
            r#"{"a"¦,"b"}"#,
            r#"{¦a:1}"#,
            r#"{¦'a':1}"#,
            r#"{¦1:1}"#,
            r#"{¦null:1}"#,
            r#"{¦[]:1}"#,
            r#"{"a":1,¦,"b":2}"#,
            r#"{"a":1¦ "b":2}"#,
            r#"{"a":1¦;"b":2}"#,
            r#"{"a" ¦1}"#,
            r#"{"a":¦:1}"#,
            r#"{"a"¦=1}"#,
            r#"{"a":1¦]"#,
            r#"{¦"#,
            r#"{"a"¦"#,
            r#"{"a":¦"#,
            r#"{"a":1¦"#,
            r#"{"a":1,¦"#,
            r#"{"a":1}¦}"#,
            r#"{¦:1}"#,
        ]);
    }

    #[test]
    fn numbers_that_are_none() {
        refused_at(&[
            "[¦+1]",
            "[¦.5]",
            "[1.¦]",
            "[-¦]",
            "[-¦a]",
            "[-¦ 1]",
            "[0¦1]",
            "[-0¦1]",
            "[0¦x1F]",
            "[1e¦]",
            "[1e+¦]",
            "[1E-¦]",
            "[1e+¦-2]",
            "[1.¦e2]",
            "[1.5¦.6]",
            "[1 ¦000]",
            "[1¦_000]",
            "[-¦.5]",
            "[-¦-1]",
            "[1¦-1]",
            "[1e2¦.5]",
            "[1e2¦e3]",
            "[¦Infinity]",
            "[-¦Infinity]",
            "[¦NaN]",
            "[-¦NaN]",
            "[1¦f]",
            "[0¦b1]",
            "[0¦o7]",
            "[¦１]",
            "[¦٣]",
            "[1,5¦x]",
            "-¦",
            "1.¦",
            "1e¦",
            "0¦0",
            "[¦−1]",
        ]);
    }

    #[test]
    fn escapes_that_there_are_none_of() {
        refused_at(&[
            r#"["\¦a"]"#,
            r#"["\¦x41"]"#,
            r#"["\¦'"]"#,
            r#"["\¦U0041"]"#,
            r#"["\¦0"]"#,
            r#"["\¦é"]"#,
            r#"["\¦🚀"]"#,
            r#"["\u00¦g0"]"#,
            r#"["\u00¦"]"#,
            r#"["\u¦{41}"]"#,
            r#"["\u00A¦"]"#,
            "[\"\\¦\u{0}\"]",
            r#"["\ud83d\ude80\u00¦x"]"#,
            r#"["\\\u¦"]"#,
            r#"["\\u\¦x"]"#,
            r#"["a\¦"#,
            r#"["\u¦"#,
            r#"["\u004¦"#,
            r#"["\"]¦"#,
            r#"¦\u0022a""#,
        ]);
    }

    #[test]
    fn text_with_two_faults_is_reported_by_the_first_one() {
        let all: Vec<String> = (0..0x20_u8).map(|code| format!("[\"a¦{}b\", x]", char::from(code))).collect();
        refused_at(&all.iter().map(String::as_str).collect::<Vec<_>>());
        refused_at(&[
            "[\n \"x\",\n \"first¦\n second\"",
            "[[1,¦], x]",
            "{\"a\": {\"b\": 1,¦}, 'c': 1}",
            "[\"a¦\n\",,]",
        ]);
        // An escape of a line break is not JSON, and is ambiguous.
        refused_at(&["[\"a\\¦\n\"]"]);
    }

    #[test]
    fn texts_without_their_quotes() {
        refused_at(&["[\"a¦", "[¦'a']", "[¦a]", "[¦\u{201c}a\u{201d}]", "[\"a\"¦b\"]", "¦abc", "\"abc¦", "[\"¦"]);
    }

    #[test]
    fn words_that_are_nearly_true_false_or_null() {
        refused_at(&[
            "[¦True]",
            "[¦FALSE]",
            "[¦Null]",
            "[t¦]",
            "[tru¦]",
            "[tru¦x]",
            "[null¦",
            "[nul¦]",
            "[fals¦]",
            "[true¦1]",
            "[¦undefined]",
            "[n¦one]",
            "nul¦",
            "[¦yes]",
        ]);
    }

    #[test]
    fn white_space_of_other_kinds() {
        refused_at(&[
            "[¦\u{c}]",
            "[¦\u{b}1]",
            "[1¦\u{a0}]",
            "[¦\u{2003}1]",
            "[¦\u{3000}]",
            "[¦\u{2060}]",
            "[¦\u{200b}1]",
            "[1,¦\u{feff}2]",
            "[]¦\u{c}",
            "¦\u{a0}[]",
            "¦\0\0[]",
            "[]¦\0",
            "[¦\u{85}]",
            "[¦\u{2028}]",
            "[¦\u{1680}]",
        ]);
    }

    #[test]
    fn anything_after_the_document() {
        refused_at(&[
            "{}¦{}",
            "[]¦,",
            "[]¦]",
            "[1]¦x",
            "1 ¦2",
            "\"a\"¦\"b\"",
            "[] ¦// end",
            "{} ¦/* end */",
            "[]\n¦<!-- served by -->",
            "null¦;",
            "{}¦#",
        ]);
    }

    #[test]
    fn comments() {
        refused_at(&[
            "¦// a feed\n{}",
            "¦/* a feed */ {}",
            "[1, ¦/* two */ 2]",
            "{¦# no\n}",
            "{\"a\": 1, ¦// no\n \"b\": 2}",
            "-¦- x",
        ]);
    }

    #[test]
    fn other_languages_than_json() {
        refused_at(&[
            "¦<feed/>",
            "-¦--\ntitle: x",
            "t¦itle: x",
            "¦callback({})",
            "¦({})",
            "¦&lt;",
            "¦)]}',\n{}",
            "¦var feed = {}",
            "[¦...x]",
            "[¦`a`]",
            "[1¦n]",
            "¦%PDF",
        ]);
    }

    #[test]
    fn text_nested_deeper_than_the_limit_is_refused_however_it_goes_on() {
        for (piece, length) in [("[", 1), (r#"{"a":"#, 5), ("[{\"a\":", 6)] {
            let json = piece.repeat(100_000);
            let error = read(json.as_bytes()).unwrap_err();
            let brackets: Vec<usize> =
                json.match_indices(['[', '{']).take(limits::JSON_DEPTH + 1).map(|(at, _)| at).collect();
            assert_eq!((error.line, error.column), (1, brackets[limits::JSON_DEPTH] + 1), "{piece} of {length}");
            assert!(error.reason.contains("512"), "{error:?}");
        }
    }

    #[test]
    fn the_depth_counts_to_512_and_not_further_and_brackets_in_texts_do_not() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        accepted(nested(512).as_bytes());
        assert_eq!(read(nested(513).as_bytes()).unwrap_err().column, 513);
        let in_lines = format!("{}\n  [", "[\n".repeat(512));
        let error = read(in_lines.as_bytes()).unwrap_err();
        assert_eq!((error.line, error.column), (514, 3));
        accepted(format!("[\"{}\"]", "[".repeat(10_000)).as_bytes());
        accepted(format!("[{}1]", "[],".repeat(10_000)).as_bytes());
    }

    #[test]
    fn columns_are_characters_and_the_excerpt_is_short() {
        refused_at(&["[\"咸宁\u{1f680}é\",¦,]", "{\"标题\":\"一\",\r\n\t\"é\":¦}"]);
        let long = format!("[\"{}\",,]", "é".repeat(100_000));
        let error = read(long.as_bytes()).unwrap_err();
        assert_eq!(error.column, 100_005);
        assert!(error.excerpt.chars().count() < 100, "{}", error.excerpt);
    }
}

mod what_is_read_against_the_grammar {
    use super::*;

    /// Reads each text that has something before the mark `¦`, with one warning that names the place.
    fn read_at(marked: &str, valid: &str) {
        let (before, after) = marked.split_once('¦').unwrap_or_else(|| panic!("{marked} has no mark"));
        let json = [before, after].concat();
        let (value, warnings) = read(json.as_bytes()).unwrap_or_else(|error| panic!("{json:?}: {error:?}"));
        assert_eq!(value, accepted(valid.as_bytes()), "{json:?}");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let place = format!("in line {line}, column {column}");
        assert!(matches!(&warnings[..], [warning] if warning.ends_with(&place)), "{json:?}: {warnings:?}, not {place}");
    }

    #[test]
    fn a_comma_after_the_last_entry() {
        read_at("[1¦,]", "[1]");
        read_at("[1,\n2\n¦,]", "[1,2]");
        read_at("[\"\"¦,]", "[\"\"]");
        read_at("{\"a\":1¦, \t\r\n}", "{\"a\":1}");
        read_at("[[1¦,],{\"a\":[],},]", "[[1],{\"a\":[]}]");
        read_at("[\"咸宁🚀é\"¦,]", "[\"咸宁🚀é\"]");
        read_at("[\",]\"¦,]", "[\",]\"]");
    }

    #[test]
    fn control_characters_within_a_text() {
        for code in 0..0x20_u8 {
            let escaped = format!("[\"a\\u{code:04x}b\"]");
            read_at(&format!("[\"a¦{}b\"]", char::from(code)), &escaped);
        }
        read_at("{\"a¦\tb\": 1}", "{\"a\\tb\":1}");
        read_at("[\n \"x\",\n \"first¦\n second\"\n]", "[\"x\",\"first\\n second\"]");
        read_at("[\"¦\r\n\"]", "[\"\\r\\n\"]");
    }

    #[test]
    fn both_at_once_with_other_repairs() {
        let (value, warnings) = read(b"[\"\xff\n\\ud800\", 1e999,]").expect("a value");
        assert!(value.is_array() && warnings.len() == 5, "{warnings:?}");
    }
}

mod what_the_grammar_leaves_open {
    use super::*;

    /// The value, if the warnings begin with these texts.
    fn read_with(bytes: &[u8], warnings: &[&str]) -> Value {
        let (value, found) =
            read(bytes).unwrap_or_else(|error| panic!("{}: {error:?}", String::from_utf8_lossy(bytes)));
        assert_eq!(found.len(), warnings.len(), "{found:?}");
        for (found, warning) in found.iter().zip(warnings) {
            assert!(found.starts_with(warning), "{found}");
        }
        value
    }

    fn string(text: &str) -> Value {
        Value::Array(vec![Value::String(text.to_owned())])
    }

    const BYTES: &str = "bytes that are no text";
    const HALVES: &str = "halves of surrogate pairs";
    const NUMBERS: &str = "numbers too large to hold";

    #[test]
    fn a_byte_order_mark_is_taken_off_once() {
        assert_eq!(read_with(b"\xef\xbb\xbf[\"a\"]", &["a byte-order mark"]), string("a"));
        assert_eq!(read_with("[\"\u{feff}a\"]".as_bytes(), &[]), string("\u{feff}a"));
        refused_at(&["[¦\u{feff}]", "[]¦\u{feff}"]);
        assert!(read("\u{feff}\u{feff}[]".as_bytes()).is_err());
    }

    #[test]
    fn utf_16_is_read_with_a_mark_and_without() {
        let json = "[\"咸宁 \u{1f680}\"]";
        let little: Vec<u8> = json.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = json.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let expected = string("咸宁 \u{1f680}");
        for (mark, bytes) in [(&b"\xff\xfe"[..], &little), (b"\xfe\xff", &big), (b"", &little), (b"", &big)] {
            assert_eq!(read_with(&[mark, bytes].concat(), &["text in UTF-16"]), expected);
        }
        let half: Vec<u8> = [0xfeff, 0x5b, 0x22, 0xd83d, 0x22, 0x5d].into_iter().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_with(&half, &["text in UTF-16", BYTES]), string("\u{fffd}"));
        assert_eq!(read_with(&[&half[..], b"\n"].concat(), &["text in UTF-16", BYTES]), string("\u{fffd}"));
    }

    #[test]
    fn utf_32_is_refused() {
        let json: Vec<u8> = "\u{feff}[]".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert!(read(&json).is_err());
    }

    #[test]
    fn bytes_that_are_no_utf_8_become_replacement_characters() {
        for (bytes, text) in [
            (&b"\xff"[..], "\u{fffd}"),
            (b"\xe9", "\u{fffd}"),
            (b"a\x81b", "a\u{fffd}b"),
            // Cut off in the middle of a character.
            (b"\xe5\x92", "\u{fffd}"),
            (b"\xf0\x9f\x9a", "\u{fffd}"),
            // Longer than it need be: a slash, an A, and NUL.
            (b"\xc0\xaf", "\u{fffd}\u{fffd}"),
            (b"\xe0\x80\xaf", "\u{fffd}\u{fffd}\u{fffd}"),
            (b"\xf0\x80\x81\x81", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            (b"\xc0\x80", "\u{fffd}\u{fffd}"),
            // Halves of a pair, in UTF-8.
            (b"\xed\xa0\x80", "\u{fffd}\u{fffd}\u{fffd}"),
            (b"\xed\xa0\xbd\xed\xba\x80", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            // Beyond the last character.
            (b"\xf4\x90\x80\x80", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            (b"\xfc\x83\xbf\xbf\xbf\xbf", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(read_with(&[b"[\"", bytes, b"\"]"].concat(), &[BYTES]), string(text), "{bytes:?}");
        }
        // Outside of texts they are not JSON, and the error names the place.
        let error = read(b"[1,\n \xff]").unwrap_err();
        assert_eq!((error.line, error.column), (2, 2));
        // An overlong quote closes nothing.
        assert!(read(b"[\"\xc0\xa2]").is_err());
    }

    #[test]
    fn halves_of_surrogate_pairs_become_replacement_characters() {
        for (json, text) in [
            (r#"["\ud800"]"#, "\u{fffd}"),
            (r#"["\udc00"]"#, "\u{fffd}"),
            (r#"["\uDFAA"]"#, "\u{fffd}"),
            (r#"["\ud83d\ud83d\ude80"]"#, "\u{fffd}\u{1f680}"),
            (r#"["\ude80\ud83d"]"#, "\u{fffd}\u{fffd}"),
            (r#"["\ud83dabc"]"#, "\u{fffd}abc"),
            (r#"["\ud83d\n"]"#, "\u{fffd}\n"),
            (r#"["\ud83d\u0041"]"#, "\u{fffd}A"),
            (r#"["\ud83d\\ude80"]"#, "\u{fffd}\\ude80"),
        ] {
            assert_eq!(read_with(json.as_bytes(), &[HALVES]), string(text), "{json}");
        }
        assert!(read_with(br#"{"\ud800":1}"#, &[HALVES]).get("\u{fffd}").is_some());
    }

    #[test]
    fn numbers_beyond_what_fits_become_the_largest_and_those_near_nothing_nothing() {
        let number = |json: &str, warnings: &[&str]| match read_with(json.as_bytes(), warnings) {
            Value::Number(number) => number.as_f64(),
            other => panic!("{other:?}"),
        };
        let digits = "9".repeat(400);
        for (json, negative) in [
            ("1e309", false),
            ("-1e999", true),
            ("0.4e00669999999999999999999999999999999999999", false),
            (&digits, false),
            ("123123e100000", false),
            ("-123123e100000", true),
        ] {
            let number = number(json, &[NUMBERS]);
            assert!(number.is_finite() && number.abs() >= 1e308 && (number < 0.0) == negative, "{json}: {number}");
        }
        assert_eq!(number("1e-999", &[]), 0.0);
        assert_eq!(number("123e-10000000", &[]), 0.0);
        assert_eq!(number("0e999999999999", &[]), 0.0);
        // Integers are exact as far as 64 bits go, and as near as a double comes beyond.
        assert_eq!(accepted(b"18446744073709551615"), Value::Number(Number::Natural(u64::MAX)));
        assert_eq!(accepted(b"-9223372036854775808"), Value::Number(Number::Negative(i64::MIN)));
        assert_eq!(number("100000000000000000000", &[]), 1e20);
        assert_eq!(number("-9223372036854775809", &[]), -9_223_372_036_854_775_809.0);
    }

    #[test]
    fn hundreds_of_levels_are_read() {
        let json = format!("{}1{}", r#"[{"a":"#.repeat(250), "}]".repeat(250));
        assert!(read_with(json.as_bytes(), &[]).is_array());
    }

    #[test]
    fn valid_text_is_not_copied() {
        let (text, _) = decode(br#"{"a":[1,2.5e3,"\ud83d\ude80"]}"#);
        assert!(matches!(text, Cow::Borrowed(_)));
    }
}

mod where_the_fault_is {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    /// Something of everything, on three lines.
    const JSON: &str = "{\"a\": [1, -0.5e+3, true, false, null, {}],\n \"标题 🚀\": \"x\\n\\u00e9\\ud83d\\ude80 y\",\r\n\t\"b\": {\"c\": [[\"\"]]}}";

    fn pieces() -> impl Strategy<Value = String> {
        prop_oneof![
            "[\\[\\]{},:\"\\\\ 0-9.eE+\\-a-u]",
            "\\PC",
            Just("\\u12".to_owned()),
            Just("\\ud83d".to_owned()),
            Just("\n".to_owned()),
            Just("nul".to_owned()),
        ]
    }

    /// Where a line's column is, in bytes.
    fn at(text: &str, error: &InvalidJson) -> usize {
        let line_start: usize = text.split_inclusive('\n').take(error.line - 1).map(str::len).sum();
        text[line_start..].char_indices().nth(error.column - 1).map_or(text.len(), |(at, _)| line_start + at)
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None, rng_seed: RngSeed::Fixed(0x6a73_6f6e), cases: ProptestConfig::default().cases.max(2_000),
            ..ProptestConfig::default()
        })]

        /// The place is the first at which no JSON can go on as this text does: what stands before it may be the beginning
        /// of a document, and with the character that stands there it may not.
        #[test]
        fn the_place_is_the_first_where_the_text_stops_being_json(
            changes in vec((any::<prop::sample::Index>(), 0..3_usize, pieces()), 1..3),
        ) {
            let mut text = JSON.to_owned();
            for (place, taken, piece) in changes {
                let characters: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
                let from = place.index(characters.len());
                let to = characters.get(from + taken).copied().unwrap_or(text.len());
                text.replace_range(characters[from]..to, &piece);
            }
            if let Err(error) = read(text.as_bytes()) {
                let mut at = at(&text, &error);
                if error.reason.contains("comma is missing") {
                    // Its place is behind the value before it.
                    let white = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
                    at = text.len() - text[at..].trim_start_matches(white).len();
                }
                match read(&text.as_bytes()[..at]) {
                    // The document was complete, with more text behind it.
                    Ok(_) => prop_assert!(at < text.len(), "{:?}: {:?}", text, error),
                    Err(before) => {
                        prop_assert!(before.reason.contains("too early"), "{:?}: {:?}, before that {:?}", text, error, before);
                        // Commas before a bracket and control characters would be read, were they the only fault.
                        let is_read = |here: char| here.is_control()
                            || matches!(here, ']' | '}') && text[..at].trim_end().ends_with(',');
                        if let Some(here) = text[at..].chars().next().filter(|here| !is_read(*here)) {
                            let with = read(&text.as_bytes()[..at + here.len_utf8()]);
                            prop_assert!(with.is_err_and(|with| !with.reason.contains("too early")), "{:?}: {:?}", text, error);
                        }
                    }
                }
            }
        }
    }
}

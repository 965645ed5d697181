//! Faults that the grammar of JSON forbids and programs write nevertheless, if only one reading is possible.

/// A text that was repaired, and where that began.
pub struct Repaired {
    /// The repaired text.
    pub text: String,
    /// The byte of the first raw control character within a string, in the text as it came.
    pub control_at: Option<usize>,
    /// The byte of the first comma after the last entry of an array or object, in the text as it came.
    pub comma_at: Option<usize>,
}

/// Escapes raw control characters within strings, and removes the comma after the last entry of an array or object.
/// Everything else stays as it is: holes, leading commas, comments and single quotes are refused by the parser. `None`
/// where there is nothing to repair. It takes time linear in the length.
pub fn repair(text: &str) -> Option<Repaired> {
    let mut repaired = Repaired { text: String::new(), control_at: None, comma_at: None };
    let bytes = text.as_bytes();
    // The end of the text that is copied already.
    let mut copied = 0;
    // The place of a comma that may be superfluous: a value is before it, and only space behind it.
    let mut comma = None;
    let mut is_after_value = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            b'"' => {
                at = escape_controls(text, at + 1, &mut copied, &mut repaired);
                (comma, is_after_value) = (None, true);
            }
            b',' => {
                comma = is_after_value.then_some(at);
                is_after_value = false;
                at += 1;
            }
            b']' | b'}' => {
                if let Some(comma) = comma.take() {
                    repaired.text.push_str(&text[copied..comma]);
                    copied = comma + 1;
                    repaired.comma_at.get_or_insert(comma);
                }
                is_after_value = true;
                at += 1;
            }
            byte => {
                comma = None;
                is_after_value = !matches!(byte, b'[' | b'{' | b':');
                at += 1;
            }
        }
    }
    if repaired.control_at.is_none() && repaired.comma_at.is_none() {
        return None;
    }
    repaired.text.push_str(&text[copied..]);
    Some(repaired)
}

/// Escapes the control characters of the string whose content begins at `start`. Returns the place behind its end.
fn escape_controls(text: &str, start: usize, copied: &mut usize, repaired: &mut Repaired) -> usize {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            // An escape, valid or not, is the parser's.
            b'\\' => at += 2,
            0..0x20 => {
                repaired.text.push_str(&text[*copied..at]);
                repaired.text.push_str("\\u00");
                repaired.text.push(HEX[usize::from(byte >> 4)].into());
                repaired.text.push(HEX[usize::from(byte & 15)].into());
                *copied = at + 1;
                repaired.control_at.get_or_insert(at);
                at += 1;
            }
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> Option<String> {
        repair(text).map(|repaired| repaired.text)
    }

    #[test]
    fn control_characters_within_strings_are_escaped_and_others_stay() {
        assert_eq!(repaired("{\"a\":\n\"x\ny\t\u{1f}咸\"}").unwrap(), "{\"a\":\n\"x\\u000ay\\u0009\\u001f咸\"}");
        assert_eq!(repaired("\"\u{0}\"").unwrap(), "\"\\u0000\"");
        assert_eq!(repaired("[\u{b}]"), None, "between values it has no reading");
        assert_eq!(repaired(r#"["a\"\n"]"#), None);
    }

    #[test]
    fn a_comma_after_the_last_entry_goes_and_others_stay() {
        assert_eq!(repaired("[1, 2 ,\n]").unwrap(), "[1, 2 \n]");
        assert_eq!(repaired(r#"{"a":[{"b":1,},],}"#).unwrap(), r#"{"a":[{"b":1}]}"#);
        for text in ["[,]", "[1,,]", "{,}", "[1,,2]", "[,1]", r#"{"a":,}"#, r#"["x,]"]"#, "[1,2]"] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }

    #[test]
    fn a_string_without_an_end_ends_with_the_text() {
        for text in ["\"", "\"\\", "[\"a\n", "\"a\\"] {
            let _ = repair(text);
        }
        assert_eq!(repaired("[\"a\n").unwrap(), "[\"a\\u000a");
    }
}

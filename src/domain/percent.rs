//! Percent-encoding, as RFC 3986 and the URL Standard define it.

/// Which ASCII characters stay as they are, besides letters, digits and `-._~`.
pub type Keep = &'static [u8];

/// For a query's value: a slash is readable there and needs no encoding.
pub const QUERY_VALUE: Keep = b"/";
/// For a path of several segments.
pub const PATH: Keep = b"/";
/// Nothing but the unreserved characters: right for any part of any URL.
pub const COMPONENT: Keep = b"";

/// Appends `text` as UTF-8, percent-encoded.
pub fn encode_into(out: &mut String, text: &str, keep: Keep) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || keep.contains(&byte) {
            out.push(byte as char);
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
    }
}

/// `text` percent-encoded for any part of a URL.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    encode_into(&mut out, text, COMPONENT);
    out
}

/// Escapes percent signs that begin no escape themselves: servers refuse addresses with such.
pub fn escape_stray(text: &str) -> String {
    let is_escape = |rest: &str| rest.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    let mut parts = text.split('%');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(if is_escape(part) { "%" } else { "%25" });
        out.push_str(part);
    }
    out
}

/// Decodes `%XX`. Any other text stays; bytes that are not UTF-8 become U+FFFD.
pub fn decode(text: &str) -> String {
    let digit = |at: Option<&u8>| at.and_then(|byte| (*byte as char).to_digit(16));
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Decodes the value of a query as forms write it: a `+` is a space.
pub fn decode_query(text: &str) -> String {
    decode(&text.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_percent_signs_that_begin_no_escape_are_escaped() {
        assert_eq!(escape_stray("100%.png?a=%20%"), "100%25.png?a=%20%25");
        assert_eq!(escape_stray("a%é%2"), "a%25é%252");
    }

    #[test]
    fn encoded_text_is_decoded_to_the_same_text() {
        for text in ["", "a b&c=d+e%f", "咸宁", "\u{1f9d1}\u{200d}\u{1f680}", "\n\"'"] {
            assert_eq!(decode(&encode(text)), text);
        }
    }

    #[test]
    fn half_an_escape_stays_and_invalid_bytes_are_replaced() {
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%4"), "%4");
        assert_eq!(decode("%zz"), "%zz");
        assert_eq!(decode("%ff"), "\u{fffd}");
        assert_eq!(decode("%é1"), "%é1");
    }

    #[test]
    fn a_plus_is_a_space_in_a_query_only() {
        assert_eq!(decode_query("a+b%2B"), "a b+");
        assert_eq!(decode("a+b"), "a+b");
    }
}

//! The character references of HTML that feeds use in text: all numeric ones, and frequent names.

/// Appends `text` with its references decoded.
pub fn decode_into(decoded: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = read(rest).unwrap_or(('&', 1));
        decoded.push(c);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
}

/// Reads the reference at the start of `text`, which begins with `&`. Returns the character and the length of the
/// reference in bytes; `None` if it is only an ampersand.
pub fn read(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, mark) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.bytes().take_while(|byte| (*byte as char).is_digit(radix)).count();
        if length == 0 {
            return None;
        }
        let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
        let semicolon = usize::from(digits[length..].starts_with(';'));
        return Some((numeric(code), mark + length + semicolon));
    }
    let length = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &body[..length];
    let semicolon = body[length..].starts_with(';');
    // Only the oldest names are valid without a semicolon.
    if !semicolon && !matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp" | "copy" | "reg") {
        return None;
    }
    Some((named(name)?, 1 + length + usize::from(semicolon)))
}

/// The character of a number, as in the tokenizer of the HTML Standard: Windows-1252 in the range of C1, U+FFFD for
/// invalid numbers.
fn numeric(code: u32) -> char {
    const WINDOWS_1252: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match code {
        0x80..=0x9f => WINDOWS_1252[code as usize - 0x80],
        0 => '\u{fffd}',
        _ => char::from_u32(code).unwrap_or('\u{fffd}'),
    }
}

/// Each name with its character and a space. As one text it needs half the bytes of a table.
const NAMES: &str = "\
    amp& lt< gt> quot\" apos' nbsp\u{a0} shy\u{ad} ensp\u{2002} emsp\u{2003} thinsp\u{2009} zwnj\u{200c} \
    zwj\u{200d} ndash– mdash— hellip… bull• middot· lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ laquo« raquo» \
    lsaquo‹ rsaquo› iexcl¡ iquest¿ sect§ para¶ dagger† Dagger‡ copy© reg® trade™ deg° plusmn± times× \
    divide÷ frac12½ frac14¼ frac34¾ sup1¹ sup2² sup3³ permil‰ prime′ Prime″ minus− ne≠ le≤ ge≥ asymp≈ \
    infin∞ cent¢ pound£ yen¥ euro€ curren¤ larr← uarr↑ rarr→ darr↓ ordfª ordmº microµ not¬ AgraveÀ AacuteÁ \
    AcircÂ AtildeÃ AumlÄ AringÅ AEligÆ CcedilÇ EgraveÈ EacuteÉ IacuteÍ NtildeÑ OacuteÓ OumlÖ OslashØ \
    UacuteÚ UumlÜ szligß agraveà aacuteá acircâ atildeã aumlä aringå aeligæ ccedilç egraveè eacuteé ecircê \
    eumlë iacuteí icircî ntildeñ oacuteó ocircô oumlö oslashø ugraveù uacuteú uumlü EcircÊ EumlË IgraveÌ \
    IcircÎ IumlÏ igraveì iumlï OgraveÒ OcircÔ OtildeÕ otildeõ UgraveÙ UcircÛ YacuteÝ yacuteý yumlÿ ETHÐ \
    ethð THORNÞ thornþ OEligŒ oeligœ ScaronŠ scaronš lrm\u{200e} rlm\u{200f} hearts♥ check✓";

/// The character of this name.
fn named(name: &str) -> Option<char> {
    NAMES.split(' ').find_map(|entry| {
        let mut rest = entry.strip_prefix(name)?.chars();
        // No character of the table can be part of a name.
        rest.next().filter(|c| !c.is_ascii_alphanumeric() && rest.next().is_none())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_the_html_standard_has_them() {
        assert_eq!(read("&amp;x"), Some(('&', 5)));
        assert_eq!(read("&amp"), Some(('&', 4)));
        assert_eq!(read("&#8217;"), Some(('’', 7)));
        assert_eq!(read("&#x1F680;"), Some(('\u{1f680}', 9)));
        assert_eq!(read("&#146;"), Some(('’', 6)));
        assert_eq!(read("&#0;"), Some(('\u{fffd}', 4)));
        assert_eq!(read("&#xD800;"), Some(('\u{fffd}', 8)));
        assert_eq!(read("&#99999999999;"), Some(('\u{fffd}', 14)));
    }

    #[test]
    fn every_name_of_the_table_is_read() {
        for entry in NAMES.split(' ') {
            let name = entry.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            let reference = format!("&{name};");
            let expected = entry.chars().next_back().zip(Some(reference.len()));
            assert_eq!(read(&reference), expected, "{entry}");
            assert_eq!(entry.chars().count(), name.len() + 1, "{entry}");
        }
        assert_eq!(read("&nbsp;"), Some(('\u{a0}', 6)));
        assert_eq!(read("&sup2;"), Some(('²', 6)));
        assert_eq!(read("&otilde;"), Some(('õ', 8)));
        assert_eq!(read("&sup;"), None);
        assert_eq!(read("&;"), None);
    }

    #[test]
    fn an_ampersand_that_begins_no_reference_is_one() {
        for text in ["& ", "&", "&#;", "&#x;", "&unknown;", "&times", "&é;"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

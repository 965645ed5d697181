//! HTML's character references, as far as feeds use them in text: all numeric ones, and the names of everyday.

/// Reads the reference at the start of `text`, which begins with `&`: the character and the reference's length in bytes.
/// `None` where it is no reference: an ampersand is one, then.
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
    // Only the oldest names count without a semicolon.
    if !semicolon && !matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp" | "copy" | "reg") {
        return None;
    }
    let (_, character) = NAMES.iter().find(|(known, _)| *known == name)?;
    Some((*character, 1 + length + usize::from(semicolon)))
}

/// As the HTML Standard's tokeniser has it: Windows-1252 for the range that many took for it, U+FFFD for what is no
/// character.
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

#[rustfmt::skip]
const NAMES: [(&str, char); 108] = [
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{a0}'), ("shy", '\u{ad}'),
    ("ensp", '\u{2002}'), ("emsp", '\u{2003}'), ("thinsp", '\u{2009}'), ("zwnj", '\u{200c}'), ("zwj", '\u{200d}'),
    ("ndash", '–'), ("mdash", '—'), ("hellip", '…'), ("bull", '•'), ("middot", '·'), ("lsquo", '‘'), ("rsquo", '’'),
    ("sbquo", '‚'), ("ldquo", '“'), ("rdquo", '”'), ("bdquo", '„'), ("laquo", '«'), ("raquo", '»'), ("lsaquo", '‹'),
    ("rsaquo", '›'), ("iexcl", '¡'), ("iquest", '¿'), ("sect", '§'), ("para", '¶'), ("dagger", '†'), ("Dagger", '‡'),
    ("copy", '©'), ("reg", '®'), ("trade", '™'), ("deg", '°'), ("plusmn", '±'), ("times", '×'), ("divide", '÷'),
    ("frac12", '½'), ("frac14", '¼'), ("frac34", '¾'), ("sup1", '¹'), ("sup2", '²'), ("sup3", '³'), ("permil", '‰'),
    ("prime", '′'), ("Prime", '″'), ("minus", '−'), ("ne", '≠'), ("le", '≤'), ("ge", '≥'), ("asymp", '≈'),
    ("infin", '∞'), ("cent", '¢'), ("pound", '£'), ("yen", '¥'), ("euro", '€'), ("curren", '¤'), ("larr", '←'),
    ("uarr", '↑'), ("rarr", '→'), ("darr", '↓'), ("ordf", 'ª'), ("ordm", 'º'), ("micro", 'µ'), ("not", '¬'),
    ("Agrave", 'À'), ("Aacute", 'Á'), ("Acirc", 'Â'), ("Atilde", 'Ã'), ("Auml", 'Ä'), ("Aring", 'Å'), ("AElig", 'Æ'),
    ("Ccedil", 'Ç'), ("Egrave", 'È'), ("Eacute", 'É'), ("Iacute", 'Í'), ("Ntilde", 'Ñ'), ("Oacute", 'Ó'),
    ("Ouml", 'Ö'), ("Oslash", 'Ø'), ("Uacute", 'Ú'), ("Uuml", 'Ü'), ("szlig", 'ß'), ("agrave", 'à'), ("aacute", 'á'),
    ("acirc", 'â'), ("atilde", 'ã'), ("auml", 'ä'), ("aring", 'å'), ("aelig", 'æ'), ("ccedil", 'ç'), ("egrave", 'è'),
    ("eacute", 'é'), ("ecirc", 'ê'), ("euml", 'ë'), ("iacute", 'í'), ("icirc", 'î'), ("ntilde", 'ñ'), ("oacute", 'ó'),
    ("ocirc", 'ô'), ("ouml", 'ö'), ("oslash", 'ø'), ("ugrave", 'ù'), ("uacute", 'ú'), ("uuml", 'ü'),
];

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
    fn an_ampersand_that_begins_no_reference_is_one() {
        for text in ["& ", "&", "&#;", "&#x;", "&unknown;", "&times", "&é;"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

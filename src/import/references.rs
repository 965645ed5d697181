//! The named character references of HTML that readers' pages do not know: `&alpha;`, `&rarr;` and two thousand others. Where a
//! text becomes a line without markup, they become their characters here.

use std::borrow::Cow;

use crate::domain::html::entities;

/// The text with the characters of these references. References that pages know, such as `&amp;`, stay.
pub fn with_characters(text: &str) -> Cow<'_, str> {
    let mut written = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices('&') {
        let Some((characters, length)) = named(&text[at..]) else { continue };
        written.push_str(&text[copied..at]);
        written.push_str(&characters);
        copied = at + length;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    written.push_str(&text[copied..]);
    Cow::Owned(written)
}

/// The characters of the reference at the start of a text, and its length in bytes.
fn named(text: &str) -> Option<(String, usize)> {
    let name = text[1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let reference = text.get(..name + 2).filter(|reference| reference.ends_with(';') && name > 0)?;
    if entities::read(reference).is_some() {
        return None;
    }
    let decoded = html_escape::decode_html_entities(reference);
    // A long name that is unknown may begin with one that is known.
    let is_whole = decoded != reference && !decoded.ends_with(';') && !decoded.contains(['<', '>', '&', '"', '\'']);
    is_whole.then(|| (decoded.into_owned(), reference.len()))
}

#[cfg(test)]
mod tests {
    use super::with_characters;

    #[test]
    fn names_of_html_become_characters_and_signs_of_markup_stay() {
        assert_eq!(with_characters("&alpha;&Ccaron;&rArr; &amp; &lt; &#945;"), "αČ⇒ &amp; &lt; &#945;");
        for text in ["", "a & b", "&amp;alpha;", "&unknown;", "&alpha", "&;", "&é;", "&LT;", "&semi;", "&notanyname;"]
        {
            assert_eq!(with_characters(text), text);
        }
    }
}

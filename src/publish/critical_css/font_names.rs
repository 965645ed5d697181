//! Names of fonts without the quotation marks that they do not need.

use std::borrow::Cow;

use super::scan::end_of_quote;

/// Words that are no name of a font without quotation marks, and can't be a part of one.
const KEYWORDS: [&str; 4] = ["inherit", "initial", "unset", "default"];

/// The value of a property; names of fonts that consist of words have no quotation marks.
pub(super) fn without_quotes<'v>(property: &str, value: Cow<'v, str>) -> Cow<'v, str> {
    if !matches!(property, "font" | "font-family") && !property.starts_with("--font-") {
        return value;
    }
    let mut text = String::new();
    let mut rest = &*value;
    while let Some(at) = rest.find(['"', '\'']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let quoted = &rest[..end_of_quote(rest)];
        let name = quoted.trim_matches(['"', '\'']);
        text.push_str(if is_bare(name) { name } else { quoted });
        rest = &rest[quoted.len()..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// A single word in lower case may be a keyword, such as `serif`.
fn is_bare(name: &str) -> bool {
    name.split(' ').all(is_word) && name.contains(|c: char| c.is_ascii_uppercase())
}

fn is_word(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !KEYWORDS.iter().any(|keyword| word.eq_ignore_ascii_case(keyword))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_consist_of_words_lose_their_quotation_marks() {
        for (value, expected) in [
            ("1rem/1.5 \"Noto Serif\",'Charter',serif", "1rem/1.5 Noto Serif,Charter,serif"),
            ("\"Source Serif 4\",\"serif\",\"my\",\"My Serif\"", "\"Source Serif 4\",\"serif\",\"my\",My Serif"),
            ("\"", "\""),
        ] {
            assert_eq!(without_quotes("font", value.into()), expected);
        }
        assert_eq!(without_quotes("content", "\"More\"".into()), "\"More\"");
    }
}

//! The words of a text as the search in the reader's browser has them: `js/search/words.js` does the same, and
//! `tests/support/search-words.json` holds the two equal.

use std::borrow::Cow;

use icu::normalizer::{ComposingNormalizer, DecomposingNormalizer};
use icu::properties::CodePointMapData;
use icu::properties::props::{GeneralCategory, Script};

/// No letter has so many marks. A browser sorts them in time that grows with the square of their number, and stops there too.
const TOO_MANY_MARKS: usize = 30;

/// A word of a text, folded: without capitals, accents and marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// Letters, digits and their marks between other characters. It is found by its beginning.
    Spaced(String),
    /// Characters of a script that writes no spaces between words. Any part of it is found. The folded word decides: `㊀` is a
    /// number, and folds into the Han character `一`.
    Run(String),
}

/// Calls `each` with each word of a text.
pub fn words(text: &str, each: &mut dyn FnMut(Word)) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = kind_of(first);
        let is_part: fn(char) -> bool = match kind {
            Kind::Run => |c| matches!(kind_of(c), Kind::Run | Kind::Mark) || is_within(c),
            Kind::Letter => |c| matches!(kind_of(c), Kind::Letter | Kind::Mark) || is_within(c),
            Kind::Mark | Kind::Other => {
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        let folded = fold(word);
        if !folded.is_empty() {
            let begins_run = folded.starts_with(is_run);
            each(if begins_run { Word::Run(folded.into_owned()) } else { Word::Spaced(folded.into_owned()) });
        }
    }
}

/// Whether a folded character belongs to a script without spaces between words.
pub fn is_run(c: char) -> bool {
    kind_of(c) == Kind::Run
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Run,
    Letter,
    Mark,
    Other,
}

fn kind_of(c: char) -> Kind {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Kind::Letter } else { Kind::Other };
    }
    let is_joined = matches!(c, '\u{3005}' | '\u{30fc}' | '\u{ff70}' | '\u{ff9e}' | '\u{ff9f}');
    let script = CodePointMapData::<Script>::new().get(c);
    const RUNS: [Script; 8] = [
        Script::Han,
        Script::Hiragana,
        Script::Katakana,
        Script::Hangul,
        Script::Thai,
        Script::Lao,
        Script::Khmer,
        Script::Myanmar,
    ];
    if is_joined || RUNS.contains(&script) {
        return Kind::Run;
    }
    use GeneralCategory as Category;
    match CodePointMapData::<GeneralCategory>::new().get(c) {
        Category::UppercaseLetter
        | Category::LowercaseLetter
        | Category::TitlecaseLetter
        | Category::ModifierLetter
        | Category::OtherLetter
        | Category::DecimalNumber
        | Category::LetterNumber
        | Category::OtherNumber => Kind::Letter,
        Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark => Kind::Mark,
        _ => Kind::Other,
    }
}

/// Characters within words that are not part of them: hyphens that may break, joiners, and spaces without width.
fn is_within(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}')
}

/// Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic, and characters that join words.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}'
        | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6ed}')
        || is_within(c)
        || c == ' '
}

/// Letters that differ by no mark of their own, and are typed as others.
fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'þ' => "th",
        'ς' => "σ",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        _ => return None,
    })
}

/// A word without capitals, accents and marks.
fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let is_folded = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if is_folded { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) };
    }
    let mut marks = 0;
    let limited: String = word
        .chars()
        .filter(|c| {
            marks = if kind_is_mark(*c) { marks + 1 } else { 0 };
            marks <= TOO_MANY_MARKS
        })
        .collect();
    let apart = DecomposingNormalizer::new_nfkd();
    let plain: String = apart.normalize(&limited).chars().filter(|c| !is_dropped(*c)).collect();
    let lower = plain.to_lowercase();
    let together = ComposingNormalizer::new_nfc();
    let mut folded = String::with_capacity(lower.len());
    for c in together.normalize(&lower).chars() {
        match letter(c) {
            Some(typed) => folded.push_str(typed),
            None => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

fn kind_is_mark(c: char) -> bool {
    use GeneralCategory as Category;
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    matches!(category, Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a text, runs in brackets.
    fn shown(text: &str) -> String {
        let mut all = Vec::new();
        words(text, &mut |word| {
            all.push(match word {
                Word::Spaced(word) => word,
                Word::Run(run) => format!("[{run}]"),
            });
        });
        all.join(" ")
    }

    #[test]
    fn words_are_those_of_the_script() {
        let file = include_str!("../../../tests/support/search-words.json");
        let cases: Vec<(String, String)> = serde_json::from_str(file).unwrap();
        assert!(cases.len() > 20);
        for (text, expected) in cases {
            assert_eq!(shown(&text), expected, "{text}");
        }
    }

    #[test]
    fn marks_without_number_are_cut() {
        let text = ["a", &"\u{1ab0}".repeat(10_000)].concat();
        let mut length = 0;
        words(&text, &mut |word| match word {
            Word::Spaced(word) | Word::Run(word) => length += word.chars().count(),
        });
        assert!(length <= 31, "{length}");
    }
}

//! The terms of a story: what the index is asked for.

use std::collections::HashMap;

use super::words::{Word, is_run, words};

/// The number of characters of a story's text that are read, as many as in the browser.
pub const READ: usize = 200_000;
/// The number of characters of a word that are looked at. Longer ones are addresses and codes.
pub const LONGEST: usize = 40;

/// The texts of a story that are searched.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    /// The headline.
    pub headline: &'a str,
    /// Summary, names of authors and tags.
    pub summary: &'a str,
    /// The body, as text.
    pub body: &'a str,
}

/// The terms of a story, each with whether the headline has it: words, and for scripts without spaces the characters, pairs,
/// and in the alphabets of South East Asia groups of three.
pub fn terms(texts: Texts) -> HashMap<String, bool> {
    let mut found: HashMap<String, bool> = HashMap::new();
    for (text, is_headline) in [(texts.headline, true), (texts.summary, false), (texts.body, false)] {
        let end = text.char_indices().nth(READ).map_or(text.len(), |(at, _)| at);
        let mut add = |term: String| *found.entry(term).or_default() |= is_headline;
        words(&text[..end], &mut |word| match word {
            Word::Spaced(mut word) => {
                parts_of_runs(&word, &mut add);
                if let Some((end, _)) = word.char_indices().nth(LONGEST) {
                    word.truncate(end);
                }
                add(word);
            }
            Word::Run(run) => parts_of_runs(&run, &mut add),
        });
    }
    found
}

/// Adds the parts of a word that begin with a character of a run. A word with spaces around it may have some: `x㊀`.
fn parts_of_runs(word: &str, add: &mut dyn FnMut(String)) {
    if word.is_ascii() {
        return;
    }
    let characters: Vec<char> = word.chars().collect();
    for at in (0..characters.len()).filter(|at| is_run(characters[*at])) {
        let part = |length: usize| characters.get(at..at + length);
        for length in 1..=3 {
            if let Some(part) = part(length).filter(|part| length < 3 || part.iter().all(|c| is_alphabetic(*c))) {
                add(part.iter().collect());
            }
        }
    }
}

/// Thai, Lao, Myanmar and Khmer have so few letters that most texts have most pairs of them.
fn is_alphabetic(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{19e0}'..='\u{19ff}'
        | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}')
}

/// Whether a term is a part of a run: it is found whole, and has no prefixes.
pub fn is_part_of_run(term: &str) -> bool {
    term.chars().next().is_some_and(is_run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headline: &str, body: &str) -> Vec<(String, bool)> {
        let mut found: Vec<_> = terms(Texts { headline, summary: "", body }).into_iter().collect();
        found.sort();
        found
    }

    #[test]
    fn words_know_whether_the_headline_has_them() {
        let expected = [("bridge", true), ("opens", false), ("the", true)].map(|(term, is)| (term.to_owned(), is));
        assert_eq!(of("The Bridge", "the bridge opens"), expected);
    }

    #[test]
    fn runs_have_parts() {
        let names = |text: &str| of(text, "").into_iter().map(|(term, _)| term).collect::<Vec<_>>();
        assert_eq!(names("市政府"), ["市", "市政", "府", "政", "政府"]);
        assert_eq!(names("ไทย"), ["ท", "ทย", "ย", "ไ", "ไท", "ไทย"]);
        assert!(is_part_of_run("市政") && !is_part_of_run("city"));
        // Words that are runs, or have one in them, only when they are folded.
        assert_eq!(names("㊀x"), ["一", "一x"]);
        assert_eq!(names("x㊀"), ["x一", "一"]);
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(of(&"x".repeat(1_000), "")[0].0.len(), LONGEST);
    }
}

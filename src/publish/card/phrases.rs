//! Where lines of Chinese and Japanese end: between words, as an editor would break a headline.

use std::collections::BTreeSet;

use icu::properties::props::Script;
use icu::segmenter::options::{LineBreakOptions, WordBreakInvariantOptions};
use icu::segmenter::{LineSegmenter, WordSegmenter};

use super::script;

/// Hiragana stay with the text before them, as particles and endings do, up to this length.
const LONGEST_PHRASE: usize = 8;

/// The text with a zero-width space wherever a line of a headline may end. Together with `word-break: keep-all` these are
/// the only places.
pub(super) fn mark_phrases(text: &str) -> String {
    let words = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let words: BTreeSet<usize> = words.segment_str(text).collect();
    let lines = LineSegmenter::new_auto(LineBreakOptions::default());
    let mut marked = String::new();
    let mut start = 0;
    for end in lines.segment_str(text).filter(|at| *at > 0 && words.contains(at)) {
        let phrase = &text[start..end];
        let goes_on = text[end..].chars().next().is_some_and(|c| script::of_char(c) == Script::Hiragana)
            && phrase.ends_with(char::is_alphanumeric)
            && phrase.chars().count() < LONGEST_PHRASE;
        if !goes_on {
            marked.push_str(phrase);
            marked.extend((end < text.len()).then_some('\u{200b}'));
            start = end;
        }
    }
    marked.push_str(&text[start..]);
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str) -> Vec<String> {
        mark_phrases(text).split('\u{200b}').map(str::to_owned).collect()
    }

    #[test]
    fn words_and_their_particles_stay_together() {
        assert_eq!(phrases("学校の再開を可決"), ["学校の", "再開を", "可決"]);
    }

    #[test]
    fn no_line_begins_with_a_mark_that_ends_a_sentence() {
        for phrase in phrases("「骨直」：市議會投票，老橋重新開放。") {
            assert!(!phrase.starts_with(['」', '：', '，', '。']), "{phrase}");
        }
    }

    #[test]
    fn only_the_marks_are_new() {
        for text in ["市议会投票决定重新开放老桥", "ことができるようになったのではないか", "東京 2026", ""]
        {
            assert_eq!(mark_phrases(text).replace('\u{200b}', ""), text);
        }
    }
}

//! The beginning of a text.

use crate::domain::unicode::is_mark;

/// The first words of a text, at most `most` characters and an ellipsis. It is cut between words; a script without
/// spaces is cut between any two graphemes.
pub fn first_words(text: &str, most: usize) -> String {
    let Some((end, next)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..end];
    let between_words = head.rfind(' ').filter(|space| space * 2 > end);
    let cut = if next == ' ' { end } else { between_words.unwrap_or_else(|| between_characters(text, end)) };
    let mut words = head[..cut].trim_end_matches([' ', ',', ';', ':', '.', '–', '—', '，', '、', '。']).to_owned();
    words.push('…');
    words
}

/// The last place at or before `end` that is not within a grapheme; `end` if there is none.
fn between_characters(text: &str, end: usize) -> usize {
    let mut cut = end;
    while let Some(last) = text[..cut].chars().next_back() {
        if !is_within_character(text, cut) {
            return cut;
        }
        cut -= last.len_utf8();
    }
    end
}

/// Whether `at` is within a grapheme, approximately: the tables of UAX 29 would be larger than the rest of this module.
fn is_within_character(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let joined_to_the_last = |c: char| {
        matches!(c,
            '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}' | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0020}'..='\u{e007f}')
            || is_mark(c)
    };
    let is_flag_half = |c: &char| matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    let halves_before = before.chars().rev().take_while(is_flag_half).count();
    after.starts_with(joined_to_the_last)
        || before.ends_with('\u{200d}')
        || halves_before % 2 == 1 && after.chars().next().is_some_and(|c| is_flag_half(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_end_between_words() {
        for (text, most, expected) in [
            ("short", 10, "short"),
            ("one two three four", 14, "one two three…"),
            ("one two three four", 13, "one two three…"),
            ("one two three four", 12, "one two…"),
            ("one, two, three", 9, "one, two…"),
            ("这是一条没有标题的消息内容", 6, "这是一条没有…"),
            ("Ein Donaudampfschifffahrtsgesellschaftskapitän", 20, "Ein Donaudampfschiff…"),
        ] {
            assert_eq!(first_words(text, most), expected);
        }
    }

    #[test]
    fn graphemes_are_never_cut() {
        for whole in [
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{1f1e8}\u{1f1f3}",
            "\u{1f44d}\u{1f3fd}",
            "1\u{fe0f}\u{20e3}",
            "e\u{301}",
            "\u{928}\u{93f}",
            "\u{e17}\u{e35}\u{e48}",
            "\u{5e9}\u{5c1}",
        ] {
            let length = whole.chars().count();
            let text = whole.repeat(8);
            for most in length..8 * length {
                let cut = first_words(&text, most);
                assert_eq!(cut.trim_end_matches('…'), whole.repeat(most / length), "{whole}: {most}");
            }
        }
    }

    #[test]
    fn a_text_of_one_endless_grapheme_is_cut() {
        let zalgo = "\u{301}".repeat(1_000);
        assert_eq!(first_words(&zalgo, 10).chars().count(), 11);
    }
}

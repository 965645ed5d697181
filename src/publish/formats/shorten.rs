//! Plain text that has to fit.

use icu::segmenter::GraphemeClusterSegmenter;

/// The text on one line, with at most this number of characters. A longer text is cut after a word, in a language
/// without spaces after a grapheme, and ends with an ellipsis.
pub fn shorten(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let room = most.saturating_sub(1);
    let end = line.char_indices().nth(room).map_or(line.len(), |(at, _)| at);
    let after_word = if line[end..].starts_with(' ') { Some(end) } else { line[..end].rfind(' ') };
    let cut = after_word.filter(|at| *at >= end / 2).unwrap_or_else(|| {
        let boundaries = GraphemeClusterSegmenter::new().segment_str(&line).take_while(|at| *at <= end);
        boundaries.last().unwrap_or(0)
    });
    let beginning = line[..cut].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    [beginning, "…"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_stays_on_one_line() {
        assert_eq!(shorten(" One \n two\tthree ", 13), "One two three");
        assert_eq!(shorten("", 10), "");
    }

    #[test]
    fn a_long_text_is_cut_after_a_word() {
        assert_eq!(shorten("The bridge is open, again", 20), "The bridge is open…");
        assert_eq!(shorten("The bridge is open again", 19), "The bridge is open…");
        assert_eq!(shorten("The bridge is open again", 18), "The bridge is…");
    }

    #[test]
    fn a_text_without_spaces_is_cut_between_characters_that_readers_see() {
        assert_eq!(shorten("大桥今晨恢复通车", 5), "大桥今晨…");
        assert_eq!(shorten("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 8), "👩‍👩‍👧…");
        assert_eq!(shorten("กี่กี่กี่", 5), "กี่…");
        for most in 0..30 {
            assert!(shorten("aé👩‍👩‍👧 大桥 e\u{301}\u{301}\u{301} مرحبا", most).chars().count() <= most.max(1));
        }
    }
}

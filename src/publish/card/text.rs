//! Text as a card sets it: one line, which the layout wraps.

/// Longer texts are cut before they are shaped. No card has room for as much, in any script.
const MOST_CHARACTERS: usize = 500;

/// The text without line ends, control characters and soft hyphens. The line breaker of Thai, Khmer and Lao drops line
/// ends, and soft hyphens break words without a hyphen.
pub(super) fn one_line(text: &str) -> String {
    let spaced = text.chars().filter(|c| *c != '\u{ad}').map(|c| {
        let ends_line = matches!(c, '\u{2028}' | '\u{2029}');
        if c.is_control() || ends_line { ' ' } else { c }
    });
    let spaced: String = spaced.take(MOST_CHARACTERS).collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text without its last words from `end` on, and with an ellipsis in their place.
pub(super) fn cut(text: &str, end: usize, ellipsis: &str) -> String {
    let beginning = text[..end]
        .trim_end_matches(|c: char| c.is_whitespace() || "\u{200b},;:–—-(«“„‘،؛、，：；（「『《".contains(c));
    [beginning, ellipsis].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_spaces() {
        assert_eq!(one_line(" สะพาน\nเปิด\r\n แล้ว\u{2028}วันนี้ "), "สะพาน เปิด แล้ว วันนี้");
    }

    #[test]
    fn soft_hyphens_and_control_characters_are_left_out() {
        assert_eq!(one_line("Donau\u{ad}dampf\u{7}schiff"), "Donaudampf schiff");
    }

    #[test]
    fn no_break_spaces_stay() {
        assert_eq!(one_line("10\u{a0}km"), "10\u{a0}km");
    }

    #[test]
    fn a_text_of_any_length_is_cut() {
        assert_eq!(one_line(&"é".repeat(100_000)).chars().count(), MOST_CHARACTERS);
    }

    #[test]
    fn an_ellipsis_takes_the_place_of_a_comma() {
        assert_eq!(cut("The bridge, open", 12, "…"), "The bridge…");
        assert_eq!(cut("大桥，今晨", 9, "…"), "大桥…");
    }
}

//! The small part of Unicode's tables that Newsleaf needs.

/// Whether a character is an accent, a vowel sign, a point or another mark that belongs to the letter before it. It
/// goes by whole ranges of Unicode's blocks.
pub fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6ed}'
        | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
        | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}')
        || is_indic_mark(c)
}

/// The ten blocks from Devanagari to Sinhala have their marks at the same places.
fn is_indic_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}') && matches!(c as u32 & 0x7f, 0x00..=0x03 | 0x3c | 0x3e..=0x4d | 0x62..=0x63)
}

//! The text of a headline.

use leptos::prelude::*;

/// The largest number of characters of a word with hyphens that is never broken.
const SHORT: usize = 14;

/// A headline, in which no short word is broken at its hyphen: the stylesheet's balance of lines would leave `forty-` at the
/// end of one.
pub fn headline_text(headline: &str) -> AnyView {
    if !headline.contains('-') {
        return headline.to_owned().into_any();
    }
    let words = pieces(headline).into_iter().map(|(text, is_whole)| {
        if is_whole { view! { <span class="whole-word">{text}</span> }.into_any() } else { text.into_any() }
    });
    words.collect_view().into_any()
}

/// The text in pieces, and whether each is a word that stays whole.
fn pieces(headline: &str) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for word in headline.split_inclusive(' ') {
        // A script without spaces has whole sentences between them.
        let is_alphabetic =
            |c: char| c.is_alphabetic() && !matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{2e80}'..);
        let is_inside =
            |c: char| is_alphabetic(c) || c.is_ascii_digit() || c.is_ascii_punctuation() || c == ' ' || c == '’';
        let has_hyphen = word.trim_matches(|c: char| !c.is_alphanumeric()).contains('-');
        let is_whole = has_hyphen && word.trim_end().chars().count() <= SHORT && word.chars().all(is_inside);
        match pieces.last_mut() {
            Some((text, false)) if !is_whole => text.push_str(word),
            _ => {
                let (word, space) = word.split_at(word.trim_end_matches(' ').len());
                pieces.push((word.to_owned(), is_whole));
                if !space.is_empty() {
                    pieces.push((space.to_owned(), false));
                }
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_with_hyphens_stay_whole() {
        let pieces = pieces("All of forty-one of the (well-known) data-driven-journalism-prizes");
        let whole: Vec<_> = pieces.iter().filter(|(_, is_whole)| *is_whole).map(|(text, _)| text.as_str()).collect();
        assert_eq!(whole, ["forty-one", "(well-known)"]);
        let all: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(all, "All of forty-one of the (well-known) data-driven-journalism-prizes");
        for text in ["A-股今日收盘上涨百分之三", &format!("a-b{}", "!".repeat(300)), "- -", "-"] {
            assert!(super::pieces(text).iter().all(|(_, is_whole)| !is_whole), "{text}");
        }
    }
}

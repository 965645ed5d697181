//! Where a text is cut, against Unicode's own segmentation.

use newsleaf::domain::feed::slug::slug;
use newsleaf::domain::parse::plain_text::first_words;
use unicode_segmentation::UnicodeSegmentation;

/// Pieces of which every pair and triple is put together.
const PIECES: [&str; 22] = [
    "a",
    "e\u{301}",
    "ß",
    " ",
    "新",
    "。",
    "が",
    "か\u{3099}",
    "कि",
    "क\u{94d}",
    "नी",
    "ที่",
    "น้ำ",
    "שׁ",
    "مُ",
    "ம்",
    "\u{1f469}\u{200d}\u{1f680}",
    "\u{1f44d}\u{1f3fd}",
    "\u{1f1e8}\u{1f1f3}",
    "1\u{fe0f}\u{20e3}",
    "❤\u{fe0f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
];

#[test]
fn a_cut_text_ends_where_a_character_that_is_seen_ends() {
    let mut texts = Vec::new();
    for first in PIECES {
        for second in PIECES {
            for third in PIECES {
                texts.push([first, second, third].concat().repeat(3));
            }
        }
    }
    for text in &texts {
        let ends: Vec<usize> = text.grapheme_indices(false).map(|(at, _)| at).chain([text.len()]).collect();
        for most in 8..text.chars().count() {
            let cut = first_words(text, most);
            let head = cut.trim_end_matches('…');
            assert!(text.starts_with(head) && ends.contains(&head.len()), "{text:?} is cut to {head:?}");
        }
    }
    assert_eq!(texts.len(), PIECES.len().pow(3));
}

#[test]
fn a_cut_slug_ends_where_a_letter_ends() {
    for letter in ["e\u{301}", "が", "か\u{3099}", "नी", "ที่", "שׁ", "مُ", "ம்", "ള്"] {
        for shift in 0..8 {
            let text = "x".repeat(shift) + &letter.repeat(100);
            let cut = slug(&text);
            let ends: Vec<usize> = text.grapheme_indices(false).map(|(at, _)| at).collect();
            assert!(text.starts_with(&cut) && ends.contains(&cut.len()), "{cut}");
        }
    }
}

//! A text in a box: the largest size that fits, lines of about the same length, and a cut where no size fits.

use std::collections::BTreeSet;

use icu::segmenter::options::WordBreakInvariantOptions;
use icu::segmenter::{GraphemeClusterSegmenter, WordSegmenter};

use super::shape::{Shaped, Shaper};
use super::text;
use super::typeface::Typeface;
use crate::domain::site::text_direction::Direction;

/// The box that a text has to fit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room<'a> {
    pub width: f32,
    pub height: f32,
    pub most_lines: usize,
    /// The sizes to try, from the largest to the smallest.
    pub sizes: &'a [f32],
}

/// A text in its lines.
pub(super) struct Fitted {
    pub shaped: Shaped,
    /// The width that its lines were broken at.
    pub width: f32,
}

/// Sets a text in a box.
pub(super) fn fit(
    shaper: &mut Shaper,
    text: &str,
    typeface: &Typeface,
    direction: Direction,
    room: Room<'_>,
) -> Fitted {
    let mut widest_word = 0.0;
    for size in room.sizes.iter().copied() {
        let mut shaped = shaper.shape(text, typeface, size, direction);
        widest_word = shaped.calculate_content_widths().min;
        // A word that is wider than the box needs a smaller size.
        if widest_word <= room.width
            && let Some(width) = break_lines(&mut shaped, room.width, line_limit(&room, typeface, size))
        {
            return Fitted { shaped, width };
        }
    }
    // For such a word a size below the smallest, by little: then it is broken.
    let smaller = if widest_word > room.width { (room.width / widest_word - 0.01).max(0.75) } else { 1.0 };
    let size = room.sizes.last().copied().unwrap_or(16.0) * smaller;
    let limit = line_limit(&room, typeface, size);
    let mut shaped = shaper.shape(text, typeface, size, direction);
    if let Some(width) = break_lines(&mut shaped, room.width, limit) {
        return Fitted { shaped, width };
    }
    let end = shaped.get(limit - 1).map_or(0, |line| line.text_range().end);
    // A font of one script may have no ellipsis.
    let marks = ["…", "..."].into_iter().find(|mark| shaper.drawable(mark, typeface, &mut BTreeSet::new()).is_some());
    let ellipsis = marks.unwrap_or("");
    for at in cuts(text, end) {
        shaped = shaper.shape(&text::cut(text, at, ellipsis), typeface, size, direction);
        if let Some(width) = break_lines(&mut shaped, room.width, limit) {
            return Fitted { shaped, width };
        }
    }
    Fitted { shaped, width: room.width }
}

/// How many lines of a size the box has room for.
fn line_limit(room: &Room<'_>, typeface: &Typeface, size: f32) -> usize {
    ((room.height / (size * typeface.leading)) as usize).clamp(1, room.most_lines)
}

/// Breaks a text into lines of about the same length, and returns the width that they need. `None` if there would be
/// more than `limit` lines; then the text is broken for the whole width.
fn break_lines(shaped: &mut Shaped, width: f32, limit: usize) -> Option<f32> {
    let fewest = count_lines(shaped, width);
    if fewest > limit {
        return None;
    }
    let mut wide_enough = width;
    if fewest > 1 {
        // No narrower than the longest word.
        let mut too_narrow = shaped.calculate_content_widths().min.min(width);
        if count_lines(shaped, too_narrow) == fewest {
            wide_enough = too_narrow;
        }
        while wide_enough - too_narrow > 4.0 {
            let middle = (wide_enough + too_narrow) / 2.0;
            if count_lines(shaped, middle) == fewest { wide_enough = middle } else { too_narrow = middle }
        }
        shaped.break_all_lines(Some(wide_enough));
    }
    Some(wide_enough)
}

fn count_lines(shaped: &mut Shaped, width: f32) -> usize {
    shaped.break_all_lines(Some(width));
    shaped.len()
}

/// The places before `end` at which a text can be cut, from the last: after words and, if the last word is longer than
/// half of the text, between its graphemes.
fn cuts(text: &str, end: usize) -> Vec<usize> {
    let words = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut cuts: Vec<usize> = words.segment_str(text).filter(|at| *at > 0 && *at <= end).collect();
    if cuts.last().is_none_or(|last| *last < end / 2) {
        cuts = GraphemeClusterSegmenter::new().segment_str(text).filter(|at| *at > 0 && *at <= end).collect();
    }
    cuts.reverse();
    cuts
}

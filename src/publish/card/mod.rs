//! Share cards: pictures for link previews of stories that have no usable picture of their own.
//!
//! A card is a PNG of 1200 by 630 pixels with the section, the headline and the site's name in the publisher's colour, in
//! any script. It looks as the site does by day: `style/tokens.css` has the colours and the fonts.
//!
//! | file | what it does |
//! |---|---|
//! | `fonts` | reads the publisher's font files, finds those of the system |
//! | `typeface`, `script` | the fonts of a text, and its setting, by its script |
//! | `text`, `phrases`, `shape` | text to glyphs, where it may be broken, and what of it has no glyph |
//! | `fit`, `layout` | size, lines and place |
//! | `draw`, `encode` | glyphs to pixels, pixels to PNG |
//! | `hash` | whether a card of an earlier build is still right |
//!
//! # Fonts
//!
//! The publisher's own files come first, for every letter that they have. Then come the families that the site's style
//! asks for (Source Serif 4, Noto Serif, DejaVu Serif; Noto Naskh Arabic, Noto Serif CJK, Noto Serif Thai and so on), then
//! whatever the system has for the script. On Linux and FreeBSD fontconfig is loaded when a painter is made; where there
//! is none, only the publisher's files count. On macOS and Windows the system finds them. Files can be TrueType, OpenType
//! and collections of both (`.ttf`, `.otf`, `.ttc`), also variable; web fonts (`.woff`, `.woff2`) can't be read.
//!
//! # Text
//!
//! - The headline has one to five lines of about the same length, between 76 and 44 pixels high. A longer one is cut
//!   after a word, and ends with an ellipsis. A word that is wider than the card makes it smaller, to 33 pixels; a wider
//!   one is broken.
//! - Text that no font has a glyph for is left out, never drawn as a box, and [`DrawnCard::missing_scripts`] names its script.
//!   Where less than half of the headline's letters are left there is no card; a section or a name of the site is then
//!   left out. Emoji of coloured fonts are left out too: they are pictures, and a card has two colours.
//! - The direction of the card decides where text begins. Thai, Lao, Khmer and Burmese are broken between words by a
//!   dictionary, Chinese and Japanese too, with particles; Korean at spaces.
//! - The section is in spaced capitals where its script has them.
//!
//! # Bytes and time
//!
//! A picture has 31 colours and 7 to 34 KB; services take up to 300 KB. The same card and the same fonts give the same
//! bytes; other versions of a font give others, so an existing card is reused while [`inputs_hash`] is the same. A reused
//! card names no missing scripts.
//!
//! On one core a painter takes 35 ms to make with 320 fonts, and a card about 10 ms; the first in a script up to 50 ms
//! more, for its fonts, and one with characters that few fonts have 90 ms. A clone of a painter takes microseconds and
//! shares the fonts. Drawing needs `&mut self`, so give each thread a clone:
//!
//! ```ignore
//! cards.par_iter().map_init(|| painter.clone(), |painter, card| painter.card(card))
//! ```

mod draw;
mod encode;
mod fit;
mod fonts;
mod hash;
mod layout;
mod phrases;
mod script;
mod shape;
#[cfg(test)]
mod tests;
mod text;
mod typeface;

use std::collections::BTreeSet;
use std::path::PathBuf;

pub use self::fonts::{CardError, FontFiles};
pub use self::hash::inputs_hash;

use self::encode::Rgb;
use self::fonts::Fonts;
use self::shape::Shaper;
use crate::domain::site::accent::Accent;
use crate::domain::site::text_direction::Direction;

/// A card's width in pixels.
pub const WIDTH: u32 = 1200;
/// A card's height in pixels.
pub const HEIGHT: u32 = 630;

/// The light theme of `style/tokens.css`.
const PAPER: Rgb = [0xff, 0xfd, 0xf8];
const INK: Rgb = [0x1b, 0x1a, 0x17];
const ACCENT: Rgb = [0x8a, 0x1c, 0x1c];

/// The texts and the colour of a card.
#[derive(Clone, Copy, Debug)]
pub struct Card<'a> {
    /// The story's headline.
    pub headline: &'a str,
    /// The name of the story's section.
    pub section: Option<&'a str>,
    /// The name of the site.
    pub site_name: &'a str,
    /// The publisher's colour; the site's own red if there is none.
    pub accent: Option<&'a Accent>,
    /// The story's language, as an RFC 5646 tag.
    pub language: Option<&'a str>,
    /// The story's direction.
    pub direction: Direction,
}

/// A drawn card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawnCard {
    /// The picture; `None` where less than half of the headline's letters can be drawn.
    pub png: Option<Vec<u8>>,
    /// The scripts of text that was left out because no font has its letters, in order: `Devanagari`, `Thai`. `Emoji` and
    /// `Symbols` stand for characters without a script.
    pub missing_scripts: Vec<String>,
}

/// Draws cards.
#[derive(Clone)]
pub struct CardPainter {
    shaper: Shaper,
}

impl CardPainter {
    /// A painter with the system's fonts and these font files.
    pub fn new(fonts: &[PathBuf]) -> Result<CardPainter, CardError> {
        Ok(CardPainter::with_fonts(&FontFiles::read(fonts)?))
    }

    /// A painter with the system's fonts and font files that are read already.
    pub fn with_fonts(fonts: &FontFiles) -> CardPainter {
        CardPainter { shaper: Shaper::new(Fonts::new(fonts, true)) }
    }

    /// Whether there is any font. Without one no card can be drawn.
    pub fn has_fonts(&mut self) -> bool {
        self.shaper.fonts.context.collection.family_ids().next().is_some()
    }

    /// Draws a card.
    pub fn card(&mut self, card: &Card<'_>) -> DrawnCard {
        let mut missing = BTreeSet::new();
        let composition = layout::compose(&mut self.shaper, card, &mut missing);
        let accent = card.accent.and_then(|accent| encode::parse_hex(&accent.light)).unwrap_or(ACCENT);
        let png = composition.and_then(|composition| {
            let coverage = draw::draw(&composition)?;
            encode::encode(&coverage, PAPER, INK, accent).ok()
        });
        DrawnCard { png, missing_scripts: missing.into_iter().collect() }
    }
}

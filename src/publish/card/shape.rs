//! Text to glyphs, and text without glyphs.

use std::collections::BTreeSet;

use icu::properties::CodePointSetData;
use icu::properties::props::DefaultIgnorableCodePoint;
use parley::{
    BaseDirection, Cluster, FontFamily, FontFamilyName, FontWeight, Layout, LayoutContext, LineHeight, OverflowWrap,
    Run, StyleProperty,
};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::fonts::Fonts;
use super::script;
use super::typeface::Typeface;
use crate::domain::site::text_direction::Direction;

/// A shaped text. Its glyphs have no colour yet.
pub(super) type Shaped = Layout<()>;

/// Shapes texts. Its allocations are reused for the next text.
#[derive(Clone)]
pub(super) struct Shaper {
    pub fonts: Fonts,
    context: LayoutContext<()>,
}

impl Shaper {
    pub fn new(fonts: Fonts) -> Shaper {
        Shaper { fonts, context: LayoutContext::new() }
    }

    /// Shapes a text, without breaking it into lines.
    pub fn shape(&mut self, text: &str, typeface: &Typeface, size: f32, direction: Direction) -> Shaped {
        let mut families: Vec<_> = typeface.families.iter().map(|name| FontFamilyName::named(name)).collect();
        families.push(FontFamilyName::Generic(typeface.generic));
        let mut builder = self.context.ranged_builder(&mut self.fonts.context, text, 1.0, true);
        builder.set_base_direction(match direction {
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::RightToLeft => BaseDirection::Rtl,
        });
        builder.push_default(FontFamily::List(families.into()));
        builder.push_default(StyleProperty::FontSize(size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(typeface.leading)));
        builder.push_default(StyleProperty::LetterSpacing(typeface.tracking * size));
        builder.push_default(StyleProperty::WordBreak(typeface.word_break));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        builder.push_default(StyleProperty::Locale(typeface.language));
        builder.build(text)
    }

    /// The text without the clusters that no font has a glyph for; their scripts are added to `missing`. `None` if less
    /// than half of the letters can be drawn.
    pub fn drawable(&mut self, text: &str, typeface: &Typeface, missing: &mut BTreeSet<String>) -> Option<String> {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let mut rest = text.to_owned();
        // The rest may be shaped differently, so it is shaped again.
        for _ in 0..4 {
            let without = self.without_missing(&rest, typeface, missing);
            if without == rest {
                let enough = letters(&rest) * 2 >= letters(text);
                return Some(rest).filter(|rest| enough && !rest.is_empty());
            }
            rest = without;
        }
        None
    }

    fn without_missing(&mut self, text: &str, typeface: &Typeface, missing: &mut BTreeSet<String>) -> String {
        // Any size serves.
        let mut shaped = self.shape(text, typeface, 16.0, Direction::LeftToRight);
        shaped.break_all_lines(None);
        let mut lost = vec![true; text.len()];
        for line in shaped.lines() {
            for run in line.runs() {
                for cluster in run.clusters().filter(|cluster| !is_missing(cluster, &run, text)) {
                    lost[cluster.text_range()].fill(false);
                }
            }
        }
        let mut rest = String::new();
        for (at, c) in text.char_indices() {
            if lost[at] {
                missing.extend(Some(script::name_of_char(c)).filter(|_| !c.is_whitespace() && !is_ignorable(c)));
            } else {
                rest.push(c);
            }
        }
        rest.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Whether the cluster would be a box: it has the glyph 0, or no outline where it is an emoji, whose fonts are pictures.
fn is_missing(cluster: &Cluster<'_, ()>, run: &Run<'_, ()>, text: &str) -> bool {
    let range = cluster.text_range();
    if text[range].chars().all(|c| c.is_whitespace() || is_ignorable(c)) {
        return false;
    }
    if !cluster.is_emoji() {
        return cluster.glyphs().any(|glyph| glyph.id == 0);
    }
    let Ok(font) = FontRef::from_index(run.font().data.as_ref(), run.font().index) else { return true };
    let outlines = font.outline_glyphs();
    let has_outline = |id: u32| outlines.get(GlyphId::new(id)).is_some();
    let is_coloured =
        font.color_glyphs().get(GlyphId::new(cluster.glyphs().next().map_or(0, |glyph| glyph.id))).is_some();
    is_coloured || cluster.glyphs().any(|glyph| glyph.id == 0 || !has_outline(glyph.id))
}

fn is_ignorable(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

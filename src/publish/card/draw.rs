//! Glyphs and rules as coverage: how much of a pixel each colour covers.

use parley::{GlyphRun, PositionedLayoutItem};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::types::F2Dot14;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{FillRule, Mask, PathBuilder, Rect, Transform};

use super::layout::{Colour, Composition};
use super::shape::Shaped;
use super::{HEIGHT, WIDTH};

/// The coverage of the two colours of a card, a byte a pixel.
pub(super) struct Coverage {
    pub ink: Vec<u8>,
    pub accent: Vec<u8>,
}

/// Draws all that a card has on it.
pub(super) fn draw(composition: &Composition) -> Option<Coverage> {
    let mut ink = Mask::new(WIDTH, HEIGHT)?;
    let mut accent = Mask::new(WIDTH, HEIGHT)?;
    for bar in &composition.bars {
        let mask = if bar.colour == Colour::Ink { &mut ink } else { &mut accent };
        if let Some(rect) = Rect::from_xywh(bar.x, bar.y, bar.width, bar.height) {
            mask.fill_path(&PathBuilder::from_rect(rect), FillRule::Winding, true, Transform::identity());
        }
    }
    for text in &composition.texts {
        let mask = if text.colour == Colour::Ink { &mut ink } else { &mut accent };
        draw_text(mask, &text.shaped, text.x, text.y);
    }
    Some(Coverage { ink: ink.take(), accent: accent.take() })
}

fn draw_text(mask: &mut Mask, shaped: &Shaped, x: f32, y: f32) {
    for line in shaped.lines() {
        for item in line.items() {
            if let PositionedLayoutItem::GlyphRun(run) = item {
                draw_run(mask, &run, x, y);
            }
        }
    }
}

/// Fills the glyphs of one font in one go. Fonts differ in the direction of their outlines, and a shape that is in two
/// directions has holes.
fn draw_run(mask: &mut Mask, run: &GlyphRun<'_, ()>, x: f32, y: f32) {
    let data = run.run().font();
    let Ok(font) = FontRef::from_index(data.data.as_ref(), data.index) else { return };
    let outlines = font.outline_glyphs();
    let coords = run.run().normalized_coords().iter().map(|coord| F2Dot14::from_bits(coord.to_bits()));
    let coords: Vec<F2Dot14> = coords.collect();
    let size = Size::new(run.run().font_size());
    let mut pen = PathPen { path: PathBuilder::new(), x: 0.0, y: 0.0 };
    for glyph in run.positioned_glyphs() {
        let Some(outline) = outlines.get(GlyphId::new(glyph.id)) else { continue };
        (pen.x, pen.y) = (x + glyph.x, y + glyph.y);
        // An outline that can't be read is a glyph that isn't drawn; the font is at fault.
        let _ = outline.draw(DrawSettings::unhinted(size, LocationRef::new(&coords)), &mut pen);
    }
    if let Some(path) = pen.path.finish() {
        mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
    }
}

/// Moves outlines to their place. Those of fonts grow upwards, those of pictures downwards.
struct PathPen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x + cx0, self.y - cy0, self.x + cx1, self.y - cy1, self.x + x, self.y - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

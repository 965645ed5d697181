//! The layout of a card: a strip in the accent, the section, the headline, a double rule and the site's name.

use std::collections::BTreeSet;

use icu::properties::props::Script;
use parley::{Alignment, AlignmentOptions};

use super::fit::{Fitted, Room, fit};
use super::phrases::mark_phrases;
use super::script;
use super::shape::{Shaped, Shaper};
use super::text::one_line;
use super::typeface::{Role, Typeface, capitals};
use super::{Card, HEIGHT, WIDTH};
use crate::domain::site::text_direction::{self, Direction};

/// Nothing but the strip is nearer to an edge: services cut pictures.
pub(super) const MARGIN: f32 = 60.0;
const MEASURE: f32 = WIDTH as f32 - 2.0 * MARGIN;

const STRIP: f32 = 14.0;
/// The double rule of the masthead: two lines, and a gap of the same height.
const RULE: f32 = 3.0;
const RULE_TOP: f32 = 482.0;
const SITE_NAME_BASELINE: f32 = 557.0;
/// Between the strip, the section, the headline and the rule.
const SECTION_GAP: f32 = 14.0;
const HEADLINE_TOP: f32 = 52.0;
const HEADLINE_BOTTOM: f32 = RULE_TOP - 22.0;
/// The share of the free height that is above section and headline.
const ABOVE: f32 = 0.36;

const HEADLINE_SIZES: &[f32] = &[76.0, 72.0, 68.0, 64.0, 60.0, 56.0, 52.0, 48.0, 44.0];
const HEADLINE_LINES: usize = 5;
const SECTION_SIZES: &[f32] = &[30.0];
const SITE_NAME_SIZES: &[f32] = &[40.0, 36.0, 32.0, 28.0];

/// A colour by its part on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    Ink,
    Accent,
}

/// A text in its place.
pub(super) struct PlacedText {
    pub shaped: Shaped,
    pub x: f32,
    pub y: f32,
    pub colour: Colour,
}

/// A filled rectangle.
pub(super) struct Bar {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub colour: Colour,
}

/// All that is drawn on a card, in no order: nothing lies above anything else.
pub(super) struct Composition {
    pub bars: Vec<Bar>,
    pub texts: Vec<PlacedText>,
}

/// Lays a card out. `None` if its headline can't be drawn. The scripts of text without glyphs are added to `missing`.
pub(super) fn compose(shaper: &mut Shaper, card: &Card<'_>, missing: &mut BTreeSet<String>) -> Option<Composition> {
    let mut text = |text: &str, role| {
        let typeface = Typeface::of(text, card.language, role, &shaper.fonts.own);
        let drawable = shaper.drawable(&one_line(text), &typeface, missing);
        drawable.map(|text| (text, typeface))
    };
    let headline = text(card.headline, Role::Headline);
    let section = card.section.and_then(|section| text(&capitals(section, card.language), Role::Section));
    let site_name = text(card.site_name, Role::Headline);
    let (mut headline, headline_face) = headline?;
    if script::of_text(&headline) == Script::Han {
        headline = mark_phrases(&headline);
    }

    let section = section.map(|(text, typeface)| {
        let room = Room { width: MEASURE, height: HEIGHT as f32, most_lines: 1, sizes: SECTION_SIZES };
        fit(shaper, &text, &typeface, card.direction, room)
    });
    let section_height = section.as_ref().map_or(0.0, |section| section.shaped.height() + SECTION_GAP);
    let height = HEADLINE_BOTTOM - HEADLINE_TOP - section_height;
    let room = Room { width: MEASURE, height, most_lines: HEADLINE_LINES, sizes: HEADLINE_SIZES };
    let headline = fit(shaper, &headline, &headline_face, card.direction, room);
    let site_name = site_name.map(|(text, typeface)| {
        let room = Room { width: MEASURE, height: HEIGHT as f32, most_lines: 1, sizes: SITE_NAME_SIZES };
        // A name may be in another script than the story.
        fit(shaper, &text, &typeface, text_direction::of_text(&text), room)
    });

    let top = HEADLINE_TOP + (height - headline.shaped.height()).max(0.0) * ABOVE;
    let mut texts = vec![place(headline, card.direction, top + section_height, Colour::Ink)];
    texts.extend(section.map(|section| place(section, card.direction, top, Colour::Accent)));
    texts.extend(site_name.map(|name| {
        let y = SITE_NAME_BASELINE - name.shaped.first_baseline().unwrap_or(0.0);
        place(name, card.direction, y, Colour::Ink)
    }));
    Some(Composition { bars: bars(), texts })
}

fn bars() -> Vec<Bar> {
    let rule = |y| Bar { x: MARGIN, y, width: MEASURE, height: RULE, colour: Colour::Ink };
    vec![
        Bar { x: 0.0, y: 0.0, width: WIDTH as f32, height: STRIP, colour: Colour::Accent },
        rule(RULE_TOP),
        rule(RULE_TOP + 2.0 * RULE),
    ]
}

/// Puts a text at the side at which the card's direction begins.
fn place(fitted: Fitted, direction: Direction, y: f32, colour: Colour) -> PlacedText {
    let Fitted { mut shaped, width, .. } = fitted;
    let (alignment, x) = match direction {
        Direction::LeftToRight => (Alignment::Left, MARGIN),
        Direction::RightToLeft => (Alignment::Right, WIDTH as f32 - MARGIN - width),
    };
    shaped.align(alignment, AlignmentOptions::default());
    PlacedText { shaped, x, y: y.round(), colour }
}

//! Pictures, players and the text alternatives of drawings.

use super::body_builder::{BodyBuilder, Frame};
use super::tree::{Kind, Tree};
use crate::domain::html::context::{BodyContext, RepeatedPicture};
use crate::domain::html::pictures::{
    Likeness, Source, counts_readers, emoji, is_placeholder, is_stand_in, keeps_place, likeness, use_lazy_source,
};
use crate::domain::html::srcset;
use crate::domain::html::tag_attributes::{Attributes, get};
use crate::domain::html::urls::{self, Kind as UrlKind};
use crate::domain::html::values::{count, value_of};
use crate::domain::html::white_space::trim;

impl<T: Tree> BodyBuilder<'_, T> {
    /// Adds a picture to the body, which is loaded lazily, asynchronously and without a referrer. Returns whether there was
    /// one, be it the lead picture again.
    pub(super) fn picture(&mut self, node: &T::Node, frames: &mut [Frame<T::Node>]) -> bool {
        let mut given = self.tree.attributes(node);
        use_lazy_source(&mut given, Source::Picture);
        let src = get(&given, "src").map(trim).unwrap_or("");
        let Some(frame) = frames.last() else { return false };
        let (out, pictures_only) = (frame.out.clone(), frame.pictures_only);

        // Neither stands for another picture.
        if counts_readers(&given) || keeps_place(&given) {
            left_out(frames, false);
            return true;
        }
        if let Some(emoji) = emoji(&given) {
            let is_there = pictures_only && self.picture_at == self.visible && self.last_alt == emoji;
            if !is_there {
                self.words(emoji, &out);
            }
            (self.last_alt, self.shown_picture, self.picture_at) = (emoji.to_owned(), None, self.visible);
            return true;
        }
        let alt = get(&given, "alt").map(trim).unwrap_or("");

        // A `noscript` mostly has the picture that a script would have brought to the place beside it.
        let beside =
            self.shown_picture.take().filter(|_| pictures_only != self.last_only && self.picture_at == self.visible);
        let repeats_last = (pictures_only || self.last_only) && !src.is_empty() && src == self.last_picture
            || beside.is_some() && is_stand_in(&given, (&self.last_picture, &self.last_alt));
        if let Some(shown) = beside.filter(|_| repeats_last && pictures_only) {
            self.use_sources(&shown, &given);
        }
        let repeats_lead = !repeats_last && self.repeated.is_none() && self.repeats_lead(&given, frames);
        self.last_only = pictures_only && !repeats_last;
        self.picture_at = usize::MAX;
        if repeats_lead {
            let size = |name| get(&given, name).and_then(count);
            self.repeated = Some(RepeatedPicture {
                alt: trim(get(&given, "alt").unwrap_or("")).to_owned(),
                caption: None,
                width: size("width"),
                height: size("height"),
                srcset: get(&given, "srcset").and_then(|srcset| srcset::clean(srcset, self.context)),
            });
        }
        self.last_picture = src.to_owned();
        self.last_alt = alt.to_owned();
        if repeats_lead || repeats_last {
            left_out(frames, repeats_lead);
            return true;
        }
        self.has_picture = true;

        let mut cleaned = self.cleaned("img", &given);
        let has = |name: &str| cleaned.iter().any(|(found, _)| *found == name);
        if !has("src") && !has("srcset") {
            // A picture that is not allowed is replaced by its text alternative.
            if alt.is_empty() || pictures_only {
                left_out(frames, false);
            } else {
                let words = self.words(alt, &out);
                self.stand_in = Some((words, self.visible, self.turns));
            }
            return false;
        }
        if !has("srcset") {
            cleaned.retain(|(name, _)| *name != "sizes");
        }
        if !cleaned.iter().any(|(name, _)| *name == "alt") {
            cleaned.push(("alt", String::new()));
        }
        // `loading` comes before `src`, because a browser may request `src` as soon as it is set.
        cleaned.splice(
            0..0,
            [
                ("loading", "lazy".to_owned()),
                ("decoding", "async".to_owned()),
                ("referrerpolicy", "no-referrer".to_owned()),
            ],
        );
        self.remove_stand_in(alt);
        self.shown_picture = Some(self.create("img", cleaned, &out));
        self.visible += 1;
        self.picture_at = self.visible;
        true
    }

    /// Removes the words for a picture or a formula that can't be shown, if they stand directly before a picture that says the same.
    fn remove_stand_in(&mut self, alt: &str) {
        if let Some((words, visible, turns)) = self.stand_in.take()
            && (visible, turns) == (self.visible, self.turns)
            && !alt.is_empty()
            && trim(&self.tree.text(&words)) == alt
        {
            self.tree.remove(&words);
        }
    }

    /// Gives a placeholder that is in the body the sources of the picture that it stands for, if that has any.
    fn use_sources(&mut self, shown: &T::Node, given: &Attributes) {
        let cleaned = self.cleaned("img", given);
        let value = |name: &str| cleaned.iter().find(|(found, _)| *found == name).map(|(_, value)| value.as_str());
        if value("srcset").is_none() && value("src").is_none_or(is_placeholder) {
            return;
        }
        for name in ["src", "srcset", "sizes"] {
            match value(name) {
                Some(value) => self.tree.set(shown, name, value),
                None => self.tree.unset(shown, name),
            }
        }
    }

    /// Whether a picture is the lead picture. By its size alone only the first picture of the body is, and only if no other
    /// picture shares its figure: those of a gallery differ in less.
    fn repeats_lead(&self, given: &Attributes, frames: &[Frame<T::Node>]) -> bool {
        let around = |name: &str| {
            let mut opened = frames.iter().rev().filter_map(|frame| frame.opened.as_ref());
            opened.find(|opened| opened.name == name).and_then(|opened| opened.source.as_ref())
        };
        let link = around("a").and_then(|link| {
            let attributes = self.tree.attributes(link);
            get(&attributes, "href").map(str::to_owned)
        });
        match likeness(given, link.as_deref(), self.context) {
            Likeness::Same => true,
            Likeness::OtherSize => {
                !self.has_picture && around("figure").is_none_or(|figure| !has_two_pictures(self.tree, figure))
            }
            Likeness::Other => false,
        }
    }
}

/// Whether a node of the feed has more than one picture in it.
fn has_two_pictures<T: Tree>(tree: &T, node: &T::Node) -> bool {
    let mut pictures = 0;
    let mut waiting: Vec<T::Node> = tree.first_child(node).into_iter().collect();
    while let Some(node) = waiting.pop() {
        waiting.extend(tree.next_sibling(&node));
        if tree.kind(&node) == Kind::Element {
            let name = tree.name(&node);
            // A `noscript` has the same picture again.
            if name == "noscript" {
                continue;
            }
            pictures += usize::from(matches!(name.as_str(), "img" | "amp-img"));
            if pictures > 1 {
                return true;
            }
            waiting.extend(tree.first_child(&node));
        }
    }
    false
}

/// Notes in the element around that something in it was left out.
fn left_out<N>(frames: &mut [Frame<N>], is_lead: bool) {
    if let Some(opened) = frames.iter_mut().rev().find_map(|frame| frame.opened.as_mut()) {
        opened.emptied = true;
        opened.held_lead |= is_lead;
    }
}

/// Whether a player has a source. Without one, its fallback is shown.
pub(super) fn can_play<T: Tree>(
    tree: &T,
    node: &T::Node,
    cleaned: &[(&'static str, String)],
    context: &BodyContext,
) -> bool {
    if cleaned.iter().any(|(name, _)| *name == "src") {
        return true;
    }
    let mut child = tree.first_child(node);
    while let Some(node) = child {
        if tree.kind(&node) == Kind::Element && tree.name(&node) == "source" {
            debug_assert!(value_of("source", "src").is_some());
            let mut attributes = tree.attributes(&node);
            use_lazy_source(&mut attributes, Source::Other);
            let src = get(&attributes, "src").and_then(|src| urls::resolve(UrlKind::Media, trim(src), context));
            if src.is_some() {
                return true;
            }
        }
        child = tree.next_sibling(&node);
    }
    false
}

/// The text alternative of a drawing or formula: MathML's `alttext`, an `aria-label`, the first `title` of an SVG, or
/// the source of a formula.
pub(super) fn text_of_drawing<T: Tree>(tree: &T, node: &T::Node) -> Option<String> {
    let attributes = tree.attributes(node);
    if get(&attributes, "aria-hidden").is_some_and(|hidden| hidden.eq_ignore_ascii_case("true")) {
        return None;
    }
    let given = ["alttext", "aria-label"].iter().find_map(|name| get(&attributes, name)).map(str::to_owned);
    let words = given.or_else(|| first_text(tree, node, "title")).or_else(|| {
        // The source of a formula, as the programs of formulas hand it on. Its letters alone would be another formula.
        first_text(tree, node, "annotation").filter(|source| !source.starts_with("MathType"))
    });
    let words = words?.replace('\r', "\n");
    let words = trim(&words);
    (!words.is_empty()).then(|| words.to_owned())
}

/// The text of the first element of a name in a drawing or formula.
fn first_text<T: Tree>(tree: &T, drawing: &T::Node, wanted: &str) -> Option<String> {
    let mut waiting: Vec<T::Node> = tree.first_child(drawing).into_iter().collect();
    while let Some(node) = waiting.pop() {
        waiting.extend(tree.next_sibling(&node));
        if tree.kind(&node) == Kind::Element {
            if tree.name(&node) == wanted {
                return Some(tree.text(&node));
            }
            waiting.extend(tree.first_child(&node));
        }
    }
    None
}

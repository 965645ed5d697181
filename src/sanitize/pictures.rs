//! Pictures, players and the text alternatives of drawings.

use super::body_builder::{BodyBuilder, Frame};
use super::tree::{Kind, Tree};
use crate::domain::html::context::{BodyContext, RepeatedPicture};
use crate::domain::html::pictures::{counts_readers, get, repeats_lead, use_lazy_source};
use crate::domain::html::srcset;
use crate::domain::html::urls::{self, Kind as UrlKind};
use crate::domain::html::values::{count, value_of};
use crate::domain::html::white_space::trim;

impl<T: Tree> BodyBuilder<'_, T> {
    /// Adds a picture to the body, which is loaded lazily, asynchronously and without a referrer.
    pub(super) fn picture(&mut self, node: &T::Node, frames: &mut [Frame<T::Node>]) {
        let mut given = self.tree.attributes(node);
        use_lazy_source(&mut given);
        let src = get(&given, "src").map(trim).unwrap_or("");
        let Some(frame) = frames.last() else { return };
        let (out, pictures_only) = (frame.out.clone(), frame.pictures_only);

        let repeats_lead = self.repeated.is_none() && repeats_lead(src, self.context);
        // A `noscript` mostly has the picture whose lazy source was just used.
        let repeats_last = (pictures_only || self.last_only) && !src.is_empty() && src == self.last_picture;
        self.last_only = pictures_only && !repeats_last;
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
        if repeats_lead || repeats_last || counts_readers(&given) {
            return left_out(frames, repeats_lead);
        }

        let mut cleaned = self.cleaned("img", &given);
        let has = |name: &str| cleaned.iter().any(|(found, _)| *found == name);
        if !has("src") && !has("srcset") {
            // A picture that is not allowed is replaced by its text alternative.
            match get(&given, "alt").map(trim).filter(|alt| !alt.is_empty() && !pictures_only) {
                Some(alt) => self.words(alt, &out),
                None => left_out(frames, false),
            }
            return;
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
        self.create("img", cleaned, &out);
        self.visible += 1;
    }
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
            use_lazy_source(&mut attributes);
            let src = get(&attributes, "src").and_then(|src| urls::resolve(UrlKind::Media, trim(src), context));
            if src.is_some() {
                return true;
            }
        }
        child = tree.next_sibling(&node);
    }
    false
}

/// The text alternative of a drawing or formula: MathML's `alttext`, an `aria-label`, or the first `title` of an SVG.
pub(super) fn text_of_drawing<T: Tree>(tree: &T, node: &T::Node) -> Option<String> {
    let attributes = tree.attributes(node);
    if get(&attributes, "aria-hidden").is_some_and(|hidden| hidden.eq_ignore_ascii_case("true")) {
        return None;
    }
    let given = ["alttext", "aria-label"].iter().find_map(|name| get(&attributes, name)).map(str::to_owned);
    let words = given.or_else(|| first_title(tree, node))?.replace('\r', "\n");
    let words = trim(&words);
    (!words.is_empty()).then(|| words.to_owned())
}

fn first_title<T: Tree>(tree: &T, drawing: &T::Node) -> Option<String> {
    let mut waiting: Vec<T::Node> = tree.first_child(drawing).into_iter().collect();
    while let Some(node) = waiting.pop() {
        waiting.extend(tree.next_sibling(&node));
        if tree.kind(&node) == Kind::Element {
            if tree.name(&node) == "title" {
                return Some(tree.text(&node));
            }
            waiting.extend(tree.first_child(&node));
        }
    }
    None
}

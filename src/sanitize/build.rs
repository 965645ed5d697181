//! Builds a body from the nodes of the feed's HTML.
//!
//! It creates new nodes instead of changing the feed's: an element is in the body because the policy has its name, and
//! an attribute because the policy has cleaned its value. Only texts are moved. It needs no call stack, however deep
//! the nodes are.

use super::body_builder::{BodyBuilder, Frame, Opened};
use super::frames;
use super::links::{self, InternalLink};
use super::pictures;
use super::tables;
use super::tree::{Kind, Tree};
use crate::domain::html::context::RepeatedPicture;
use crate::domain::html::elements::{self, Treatment};
use crate::domain::html::headings::level_of;
use crate::domain::html::nesting::{self, Placement};
use crate::domain::html::pictures::{Source, use_lazy_source};
use crate::domain::html::styles::named_by_style;
use crate::domain::html::tag_attributes::get;
use crate::domain::html::white_space::collapse_spaces;
use crate::domain::limits::BODY_DEPTH;

/// Attributes whose names and values the policy allows.
type CleanedAttributes = Vec<(&'static str, String)>;
/// The fragment of a link within the page, and its whole address.
type Internal = (String, Option<String>);

impl<T: Tree> BodyBuilder<'_, T> {
    /// Builds the body in `out` from the children of `source`.
    pub(super) fn build(mut self, source: &T::Node, out: &T::Node) -> Option<RepeatedPicture> {
        let mut frames = vec![Frame::new(self.tree.first_child(source), out.clone())];
        while let Some(frame) = frames.last_mut() {
            let Some(node) = frame.next.take() else {
                let Some(frame) = frames.pop() else { continue };
                if frame.breaks_after.is_some_and(|before| self.visible > before) {
                    self.line_break(&frame.out);
                }
                if let Some(opened) = frame.opened {
                    self.close(opened, &mut frames);
                }
                continue;
            };
            frame.next = self.tree.next_sibling(&node);
            match self.tree.kind(&node) {
                Kind::Text if !frame.pictures_only => {
                    let out = frame.out.clone();
                    self.text(&node, &out);
                }
                Kind::Element => {
                    if let Some(inner) = self.element(&node, &mut frames) {
                        frames.push(inner);
                    }
                }
                Kind::Text | Kind::Other => {}
            }
        }
        links::finish(self.tree, self.internal_links, &self.ids);
        self.repeated
    }

    fn element(&mut self, node: &T::Node, frames: &mut [Frame<T::Node>]) -> Option<Frame<T::Node>> {
        let mut name = self.tree.name(node);
        let frame = frames.last()?;
        let (out, pictures_only, skips_fallbacks) = (frame.out.clone(), frame.pictures_only, frame.skips_fallbacks);
        let is_last = frame.next.is_none() && frame.opened.is_some();
        let content = |builder: &Self, pictures_only, skips_fallbacks| {
            let frame = Frame::new(builder.tree.first_child(node), out.clone());
            Some(Frame { pictures_only, skips_fallbacks, ..frame })
        };
        let unwrapped = |builder: &Self, pictures_only| content(builder, pictures_only, false);
        let without_fallbacks = |builder: &Self, pictures_only| content(builder, pictures_only, true);
        if skips_fallbacks && self.is_fallback(&name, node) {
            return None;
        }
        if matches!(name.as_str(), "b" | "strong" | "i" | "em" | "span")
            && let Some(other) = named_by_style(&name, &self.tree.attributes(node))
        {
            name = other.to_owned();
        }
        if self.is_repeat(&name, node) {
            return None;
        }
        match elements::treatment(&name) {
            Treatment::Remove => None,
            Treatment::PicturesOnly => unwrapped(self, true),
            Treatment::Unwrap => unwrapped(self, pictures_only),
            Treatment::Keep if name == "img" => {
                self.picture(node, frames);
                None
            }
            // It may never be closed: then it contains the following content, which stays.
            Treatment::AmpPicture if self.picture(node, frames) => without_fallbacks(self, pictures_only),
            Treatment::AmpPicture => unwrapped(self, pictures_only),
            // Code in it is no text about missing scripts.
            _ if pictures_only && !matches!(name.as_str(), "picture" | "source" | "pre" | "iframe") => {
                unwrapped(self, true)
            }
            Treatment::Frame => {
                frames::replace_frame(self, node, &out, pictures_only);
                None
            }
            Treatment::Amp if frames::replace_amp(self, &name, node, &out) => without_fallbacks(self, pictures_only),
            Treatment::Amp => unwrapped(self, pictures_only),
            Treatment::Drawing => {
                if let Some(words) = pictures::text_of_drawing(self.tree, node) {
                    let text = self.words(&words, &out);
                    self.stand_in = Some((text, self.visible, self.turns));
                    if name == "math" {
                        self.formula_at = self.visible;
                    }
                }
                None
            }
            treatment => {
                let name = match treatment {
                    Treatment::Become(name) => name,
                    _ => elements::element(&name)?.name,
                };
                let pictures_only = pictures_only && name != "pre";
                self.build_element(node, name, &out, is_last)
                    .map(|frame| Frame { pictures_only, ..frame })
                    .or_else(|| unwrapped(self, pictures_only))
                    .filter(|_| !elements::is_void(name))
            }
        }
    }

    /// Adds an element to the body, or returns `None` if its tags are removed. `is_last` says that nothing follows it
    /// in its parent, which is in the body too.
    fn build_element(
        &mut self,
        node: &T::Node,
        mut name: &'static str,
        out: &T::Node,
        is_last: bool,
    ) -> Option<Frame<T::Node>> {
        let placement = nesting::place(&self.open, name);
        if placement == Placement::Break {
            if self.tree.first_child(out).is_some() {
                self.line_break(out);
            }
            let frame = Frame::new(self.tree.first_child(node), out.clone());
            return Some(Frame { breaks_after: Some(self.visible), ..frame });
        }
        let is_table = name == "table";
        // A `div` with nothing but this table becomes its box.
        let has_box = is_table && is_last && self.open.last() == Some(&"div") && self.tree.first_child(out).is_none();
        let limit = self.limit + usize::from(has_box);
        let levels = if is_table { tables::LEVELS } else { 1 };
        if placement != Placement::Fits || self.open.len() + levels > limit && !elements::is_void(name) {
            return None;
        }
        let before = self.headings;
        if let Some(level) = level_of(name) {
            if self.visible == 0 && level <= 2 && self.is_title(node) {
                return Some(Frame::new(None, out.clone()));
            }
            name = self.headings.shift(level);
        }
        let (cleaned, internal) = self.attributes(node, name)?;
        if is_table && !self.open.contains(&"table") {
            self.limit = limit;
            let table_box = tables::create_box(self, out);
            let element = self.create(name, cleaned, &table_box);
            return Some(self.opened(node, element, name, Some((table_box, self.visible)), before));
        }
        let element = self.create(name, cleaned, out);
        self.internal_links.extend(internal.map(|(fragment, url)| InternalLink {
            node: element.clone(),
            fragment,
            url,
        }));
        if elements::is_void(name) {
            self.visible += usize::from(!matches!(name, "source" | "track" | "col" | "wbr"));
            self.breaks += usize::from(name == "br");
            return Some(Frame::new(None, element));
        }
        let frame = self.opened(node, element, name, None, before);
        let is_player = matches!(name, "audio" | "video");
        self.visible += usize::from(is_player);
        self.has_player |= is_player;
        Some(frame)
    }

    /// The attributes of an element of the body, with the fragment and the address of a link within the page. `None` if the element
    /// would be nothing with them.
    fn attributes(&mut self, node: &T::Node, name: &'static str) -> Option<(CleanedAttributes, Option<Internal>)> {
        let mut given = self.tree.attributes(node);
        if matches!(name, "source" | "audio" | "video" | "track") {
            use_lazy_source(&mut given, Source::Other);
        }
        let mut cleaned = self.cleaned(name, &given);
        let has = |cleaned: &CleanedAttributes, wanted| cleaned.iter().any(|(name, _)| *name == wanted);
        let mut internal = None;
        match name {
            "a" => {
                internal = links::attributes(&given, &mut cleaned, self.context);
                if cleaned.is_empty() {
                    return None;
                }
            }
            // Most spans have only a style.
            "span" if cleaned.is_empty() => return None,
            "source" => {
                let needed = if self.open.last() == Some(&"picture") { "srcset" } else { "src" };
                cleaned.retain(|(name, _)| !matches!(*name, "src" | "srcset") || *name == needed);
                if !has(&cleaned, needed) {
                    return None;
                }
            }
            "track" if !has(&cleaned, "src") => return None,
            "audio" | "video" => {
                if !pictures::can_play(self.tree, node, &cleaned, self.context) {
                    return None;
                }
                // Sound and video load when the reader starts them.
                cleaned.extend([("controls", String::new()), ("preload", "none".to_owned())]);
                if name == "video" {
                    cleaned.push(("playsinline", String::new()));
                }
            }
            // An element that scrolls must be reachable by keyboard.
            "pre" => cleaned.push(("tabindex", "0".to_owned())),
            _ => {}
        }
        Some((cleaned, internal))
    }

    /// Whether an element only repeats what was shown: the letters of a formula for the eye, or the clock of a player.
    fn is_repeat(&self, name: &str, node: &T::Node) -> bool {
        let has =
            |attribute: &str, is_it: fn(&str) -> bool| get(&self.tree.attributes(node), attribute).is_some_and(is_it);
        if self.formula_at == self.visible && name != "img" && has("aria-hidden", |hidden| hidden == "true") {
            return true;
        }
        if !self.has_player || name != "div" || !has("class", |class| class.contains("player")) {
            return false;
        }
        let words = self.text_of_few(node).unwrap_or_default();
        words.trim_start().starts_with("0:00") && !words.contains(char::is_alphabetic)
    }

    /// The text in an element with few nodes. Elements within each other would be read again and again otherwise.
    fn text_of_few(&self, element: &T::Node) -> Option<String> {
        const MOST_NODES: usize = 100;
        let mut text = String::new();
        let mut waiting: Vec<T::Node> = self.tree.first_child(element).into_iter().collect();
        for _ in 0..MOST_NODES {
            let Some(node) = waiting.pop() else { return Some(text) };
            waiting.extend(self.tree.next_sibling(&node));
            match self.tree.kind(&node) {
                Kind::Text => text.push_str(&self.tree.text(&node)),
                _ => waiting.extend(self.tree.first_child(&node)),
            }
        }
        None
    }

    /// Whether a child of an element of AMP is shown only where that element can't be.
    fn is_fallback(&self, name: &str, node: &T::Node) -> bool {
        let attributes = self.tree.attributes(node);
        name == "noscript" || ["placeholder", "fallback"].iter().any(|name| get(&attributes, name).is_some())
    }

    fn close(&mut self, mut opened: Opened<T::Node>, frames: &mut [Frame<T::Node>]) {
        if matches!(opened.name, "p" | "div" | "figure" | "blockquote" | "li" | "dd") {
            frames::replace_address(self, &opened.node);
        }
        self.turns += 1;
        if opened.name == "div"
            && self.visible == opened.visible_before
            && !opened.emptied
            && !opened.held_lead
            && let Some(source) = &opened.source
        {
            frames::replace_empty(self, source, &opened.node);
        }
        self.open.pop();
        let seen = self.visible - opened.visible_before;
        let mut around = frames.iter_mut().rev().find_map(|frame| frame.opened.as_mut());
        match opened.name {
            "figcaption" => {
                if let Some(around) = &mut around {
                    around.caption += seen;
                }
                return;
            }
            "table" if opened.table_box.is_some() => {
                self.open.pop();
                self.limit = BODY_DEPTH;
                if let (Some(around), Some((table_box, _))) = (around, opened.table_box) {
                    around.table_box = Some((table_box, seen));
                }
                return;
            }
            "div" => tables::merge_box(self, &mut opened, seen),
            "figure" if opened.held_lead && seen == opened.caption => {
                let caption = collapse_spaces(&self.tree.text(&opened.node));
                if let Some(repeated) = &mut self.repeated {
                    repeated.caption = Some(caption).filter(|caption| !caption.is_empty());
                }
                self.visible = opened.visible_before;
            }
            _ => {}
        }
        let is_empty = self.visible == opened.visible_before;
        let is_part_of_table = matches!(opened.name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th");
        // Editors leave paragraphs and headings with nothing but a space or a line break.
        let is_blank = (opened.name == "p" || level_of(opened.name).is_some())
            && seen == self.breaks - opened.breaks_before
            && self.ids.count() == opened.ids_before
            && self.tree.attributes(&opened.node).is_empty();
        let goes = is_empty && (opened.name == "picture" || opened.emptied && !is_part_of_table) || is_blank;
        if goes {
            self.tree.remove(&opened.node);
            self.headings = opened.headings;
            let out = frames.last().map(|frame| frame.out.clone());
            if let Some(out) = out.filter(|out| nesting::is_block(opened.name) && self.tree.first_child(out).is_some())
            {
                self.tree.append(&out, &self.tree.create_text(" "));
            }
        }
        if let Some(around) = frames.iter_mut().rev().find_map(|frame| frame.opened.as_mut()) {
            around.emptied |= goes;
            around.held_lead |= opened.held_lead && opened.name != "figure";
        }
    }
}

//! The walk through the feed's nodes that builds the body.
//!
//! It builds instead of mending: an element is in the body because the policy has its name and the walk has created it,
//! an attribute because the policy has cleaned its value. Only texts are taken over as they are. The walk needs no call
//! stack however deep the nodes are.

use super::frames;
use super::links::{self, Here};
use super::pictures;
use super::tables;
use super::tree::{Kind, Tree};
use crate::domain::feed::id_index::IdIndex;
use crate::domain::feed::key::Key;
use crate::domain::html::attributes::{self, value_of};
use crate::domain::html::elements::{self, Treatment};
use crate::domain::html::headings::{Headings, level_of};
use crate::domain::html::nesting::{self, Placement};
use crate::domain::html::pictures::{Attributes, bring_forward};
use crate::domain::html::{BodyContext, RepeatedPicture, collapse_spaces};
use crate::domain::limits::BODY_DEPTH;

pub(super) struct Walk<'a, T: Tree> {
    pub(super) tree: &'a T,
    pub(super) context: &'a BodyContext<'a>,
    headings: Headings,
    /// The names of the body's open elements, outermost first.
    pub(super) open: Vec<&'static str>,
    /// How many may be open: one more in a table whose box and the `div` around it are both among them, and going to be one.
    limit: usize,
    /// How much there is to see so far: words, pictures, players, lines.
    pub(super) visible: usize,
    ids: IdIndex,
    pub(super) here: Vec<Here<T::Node>>,
    /// The address of the last picture.
    pub(super) last_picture: String,
    /// That one stood where only pictures are taken.
    pub(super) last_only: bool,
    pub(super) repeated: Option<RepeatedPicture>,
}

/// The children of one of the feed's elements, on their way into the body.
pub(super) struct Frame<N> {
    /// The next child.
    next: Option<N>,
    /// What children are appended to.
    pub(super) out: N,
    /// The body's element that was opened for these children, unless they go into the one around it.
    pub(super) opened: Option<Opened<N>>,
    /// Only pictures are taken (`noscript`).
    pub(super) pictures_only: bool,
    /// If there is more to see than before these children, a line break comes after them, so that their words don't run into
    /// those behind.
    breaks_after: Option<usize>,
}

/// An element of the body whose children are still coming.
pub(super) struct Opened<N> {
    pub(super) node: N,
    pub(super) name: &'static str,
    /// How much there was to see before it.
    pub(super) visible_before: usize,
    /// Something in it was left out; if that was all, it goes too.
    pub(super) emptied: bool,
    /// What was left out was the lead picture.
    pub(super) held_lead: bool,
    /// How much there is to see in its captions.
    pub(super) caption: usize,
    /// The levels before its own, which count again if it goes.
    headings: Headings,
    /// The box around the table that this is, or the last one directly in it, with what there is to see in that one.
    pub(super) table_box: Option<(N, usize)>,
}

impl<'a, T: Tree> Walk<'a, T> {
    pub(super) fn new(tree: &'a T, context: &'a BodyContext<'a>) -> Walk<'a, T> {
        Walk {
            tree,
            context,
            headings: Headings::beginning_at(context.heading_level),
            open: vec![],
            limit: BODY_DEPTH,
            visible: 0,
            ids: IdIndex::default(),
            here: vec![],
            last_picture: String::new(),
            last_only: false,
            repeated: None,
        }
    }

    /// Builds the body in `out` from the children of `source`.
    pub(super) fn build(mut self, source: &T::Node, out: &T::Node) -> Option<RepeatedPicture> {
        let first = Frame {
            next: self.tree.first_child(source),
            out: out.clone(),
            opened: None,
            pictures_only: false,
            breaks_after: None,
        };
        let mut frames = vec![first];
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
        links::finish(self.tree, self.here, &self.ids);
        self.repeated
    }

    fn text(&mut self, node: &T::Node, out: &T::Node) {
        let text = self.tree.text(node);
        if !text.trim().is_empty() {
            self.visible += 1;
        }
        // Two things that a parser would read as something else: carriage returns, and a line feed at the start of `pre`.
        let mended = text.replace('\r', "\n");
        let starts_pre = self.open.last() == Some(&"pre") && self.tree.first_child(out).is_none();
        let mended = if starts_pre { mended.trim_start_matches('\n') } else { mended.as_str() };
        if mended == text {
            self.tree.append(out, node);
        } else if !mended.is_empty() {
            self.tree.append(out, &self.tree.create_text(mended));
        }
    }

    /// Words of ours or of an attribute in the place of an element.
    pub(super) fn words(&mut self, words: &str, out: &T::Node) {
        self.tree.append(out, &self.tree.create_text(words));
        self.visible += 1;
    }

    fn line_break(&mut self, out: &T::Node) {
        self.tree.append(out, &self.tree.create("br"));
        self.visible += 1;
    }

    fn element(&mut self, node: &T::Node, frames: &mut [Frame<T::Node>]) -> Option<Frame<T::Node>> {
        let name = self.tree.name(node);
        let (out, pictures_only, is_last) = frames
            .last()
            .map(|frame| (frame.out.clone(), frame.pictures_only, frame.next.is_none() && frame.opened.is_some()))?;
        let unwrapped = |walk: &Self, pictures_only| {
            Some(Frame {
                next: walk.tree.first_child(node),
                out: out.clone(),
                opened: None,
                pictures_only,
                breaks_after: None,
            })
        };
        match elements::treatment(&name) {
            Treatment::Remove => None,
            Treatment::PicturesOnly => unwrapped(self, true),
            Treatment::Unwrap => unwrapped(self, pictures_only),
            Treatment::Keep if name == "img" => {
                self.picture(node, frames);
                None
            }
            _ if pictures_only && !matches!(name.as_str(), "picture" | "source") => unwrapped(self, true),
            Treatment::Frame => {
                frames::stand_in(self, node, &out);
                None
            }
            Treatment::Drawing => {
                if let Some(words) = pictures::text_of_drawing(self.tree, node) {
                    self.words(&words, &out);
                }
                None
            }
            treatment => {
                let name = match treatment {
                    Treatment::Become(name) => name,
                    _ => elements::element(&name)?.name,
                };
                self.keep(node, name, &out, is_last)
                    .or_else(|| unwrapped(self, pictures_only))
                    .filter(|_| !elements::is_void(name))
            }
        }
    }

    /// Puts an element into the body, or returns `None` if its tags go. `is_last` says that nothing follows it in its
    /// parent, which is in the body too.
    fn keep(&mut self, node: &T::Node, mut name: &'static str, out: &T::Node, is_last: bool) -> Option<Frame<T::Node>> {
        let is_void = elements::is_void(name);
        let placement = nesting::place(&self.open, name);
        if placement == Placement::Break {
            if self.tree.first_child(out).is_some() {
                self.line_break(out);
            }
            let next = self.tree.first_child(node);
            let breaks_after = Some(self.visible);
            return Some(Frame { next, out: out.clone(), opened: None, pictures_only: false, breaks_after });
        }
        let is_table = name == "table";
        // A `div` with nothing but this table in it is going to be its box.
        let has_box = is_table && is_last && self.open.last() == Some(&"div") && self.tree.first_child(out).is_none();
        let limit = self.limit + usize::from(has_box);
        let levels = if is_table { tables::LEVELS } else { 1 };
        if placement != Placement::Fits || self.open.len() + levels > limit && !is_void {
            return None;
        }
        let mut given = self.tree.attributes(node);
        bring_forward(&mut given);
        let before = self.headings;
        if let Some(level) = level_of(name) {
            if self.visible == 0 && level <= 2 && self.is_title(node) {
                return Some(Frame {
                    next: None,
                    out: out.clone(),
                    opened: None,
                    pictures_only: false,
                    breaks_after: None,
                });
            }
            name = self.headings.shift(level);
        }
        let mut cleaned = self.cleaned(name, &given);
        match name {
            "a" => {
                let here = links::attributes(&given, &mut cleaned, self.context);
                if cleaned.is_empty() {
                    return None;
                }
                let element = self.create(name, cleaned, out);
                self.here.extend(here.map(|(id, url)| Here { node: element.clone(), id, url }));
                return Some(self.opened(node, element, name, None, before));
            }
            // Most spans carry nothing but style.
            "span" if cleaned.is_empty() => return None,
            "source" => {
                let wanted = if self.open.last() == Some(&"picture") { "srcset" } else { "src" };
                cleaned.retain(|(name, _)| !matches!(*name, "src" | "srcset") || *name == wanted);
                if !cleaned.iter().any(|(name, _)| *name == wanted) {
                    return None;
                }
            }
            "track" if !cleaned.iter().any(|(name, _)| *name == "src") => return None,
            "audio" | "video" => {
                if !pictures::can_play(self.tree, node, &cleaned, self.context) {
                    return None;
                }
                // Sound and video start when the reader starts them, and load nothing before.
                cleaned.extend([("controls", String::new()), ("preload", "none".to_owned())]);
                if name == "video" {
                    cleaned.push(("playsinline", String::new()));
                }
            }
            // What scrolls must be reached by keyboard too.
            "pre" => cleaned.push(("tabindex", "0".to_owned())),
            _ => {}
        }
        if is_table && !self.open.contains(&"table") {
            self.limit = limit;
            let table_box = tables::create_box(self, out);
            let element = self.create(name, cleaned, &table_box);
            return Some(self.opened(node, element, name, Some((table_box, self.visible)), before));
        }
        let element = self.create(name, cleaned, out);
        if is_void {
            self.visible += usize::from(!matches!(name, "source" | "track" | "col" | "wbr"));
            return Some(Frame { next: None, out: element, opened: None, pictures_only: false, breaks_after: None });
        }
        let frame = self.opened(node, element, name, None, before);
        self.visible += usize::from(matches!(name, "audio" | "video"));
        Some(frame)
    }

    fn opened(
        &mut self,
        node: &T::Node,
        element: T::Node,
        name: &'static str,
        table_box: Option<(T::Node, usize)>,
        before: Headings,
    ) -> Frame<T::Node> {
        if table_box.is_some() {
            self.open.push("div");
        }
        self.open.push(name);
        let opened = Opened {
            node: element.clone(),
            name,
            visible_before: self.visible,
            emptied: false,
            held_lead: false,
            caption: 0,
            headings: before,
            table_box,
        };
        Frame {
            next: self.tree.first_child(node),
            out: element,
            opened: Some(opened),
            pictures_only: false,
            breaks_after: None,
        }
    }

    pub(super) fn create(&self, name: &str, attributes: Vec<(&'static str, String)>, out: &T::Node) -> T::Node {
        let element = self.tree.create(name);
        for (name, value) in attributes {
            self.tree.set(&element, name, &value);
        }
        self.tree.append(out, &element);
        element
    }

    /// The attributes that the policy leaves an element, with their values cleaned. Links are left to [`links`].
    pub(super) fn cleaned(&mut self, element: &str, given: &Attributes) -> Vec<(&'static str, String)> {
        let own = elements::element(element).map_or(&[][..], |element| element.attributes);
        let mut cleaned = vec![];
        for (name, value) in given {
            let Some((name, kind)) = own.iter().chain(attributes::GLOBAL).find(|(known, _)| known == name) else {
                continue;
            };
            debug_assert_eq!(value_of(element, name), Some(*kind));
            if *name == "href" {
                continue;
            }
            let Some(value) = attributes::clean(*kind, value, self.context) else { continue };
            // The second element of one id would never be found.
            if *name != "id" || self.ids.insert(Key::of_id(&value), 0) {
                cleaned.push((*name, value));
            }
        }
        if element == "a"
            && let Some(id) = links::anchor(given, self.context)
            && self.ids.insert(Key::of_id(&id), 0)
        {
            cleaned.push(("id", id));
        }
        cleaned
    }

    fn is_title(&self, node: &T::Node) -> bool {
        let title = collapse_spaces(self.context.title);
        !title.is_empty() && collapse_spaces(&self.tree.text(node)) == title
    }

    fn close(&mut self, mut opened: Opened<T::Node>, frames: &mut [Frame<T::Node>]) {
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
        let goes = is_empty && (opened.name == "picture" || opened.emptied && !is_part_of_table);
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

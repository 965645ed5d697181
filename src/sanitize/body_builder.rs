//! The builder of a body, with the state of the elements whose children are still to come.

use super::links::{self, InternalLink};
use super::tree::Tree;
use crate::domain::feed::id_index::IdIndex;
use crate::domain::feed::key::Key;
use crate::domain::html::attributes;
use crate::domain::html::context::{BodyContext, RepeatedPicture};
use crate::domain::html::elements;
use crate::domain::html::headings::Headings;
use crate::domain::html::tag_attributes::Attributes;
use crate::domain::html::values::{self, value_of};
use crate::domain::html::white_space::collapse_spaces;
use crate::domain::limits::BODY_DEPTH;

pub(super) struct BodyBuilder<'a, T: Tree> {
    pub(super) tree: &'a T,
    pub(super) context: &'a BodyContext<'a>,
    pub(super) headings: Headings,
    /// The names of the body's open elements, outermost first.
    pub(super) open: Vec<&'static str>,
    /// How many elements may be open. It is one more in a table whose box and the `div` around it will be merged.
    pub(super) limit: usize,
    /// The number of visible things so far: words, pictures, players, lines.
    pub(super) visible: usize,
    pub(super) ids: IdIndex,
    pub(super) internal_links: Vec<InternalLink<T::Node>>,
    /// The URL of the last picture.
    pub(super) last_picture: String,
    /// Its text alternative.
    pub(super) last_alt: String,
    /// Its element in the body, if it is there.
    pub(super) shown_picture: Option<T::Node>,
    /// The number of visible things up to it.
    pub(super) picture_at: usize,
    /// The number of visible things up to the last formula that is shown as text.
    pub(super) formula_at: usize,
    /// How many of the visible things are line breaks.
    pub(super) breaks: usize,
    /// Whether sound or video is in the body.
    pub(super) has_player: bool,
    /// The URL that the last card loads.
    pub(super) last_frame: String,
    /// How often an element of the body was opened or closed.
    pub(super) turns: usize,
    /// The last words for a picture or formula, with the number of visible things up to them and that of turns.
    pub(super) stand_in: Option<(T::Node, usize, usize)>,
    /// Whether the last picture was where only pictures are read.
    pub(super) last_only: bool,
    /// Whether a picture is in the body.
    pub(super) has_picture: bool,
    pub(super) repeated: Option<RepeatedPicture>,
}

/// The children of an element of the feed that are still to come.
pub(super) struct Frame<N> {
    /// The next child.
    pub(super) next: Option<N>,
    /// The node of the body that children are appended to.
    pub(super) out: N,
    /// The element of the body that was opened for these children, if any.
    pub(super) opened: Option<Opened<N>>,
    /// Whether only pictures are read (`noscript`).
    pub(super) pictures_only: bool,
    /// Whether fallback children are left out, because their parent is shown.
    pub(super) skips_fallbacks: bool,
    /// The number of visible things before these children. If it has grown, a line break follows them, so that their
    /// words stay apart from the next ones.
    pub(super) breaks_after: Option<usize>,
}

impl<N> Frame<N> {
    /// The children from `next` on, which are appended to `out`.
    pub(super) fn new(next: Option<N>, out: N) -> Frame<N> {
        Frame { next, out, opened: None, pictures_only: false, skips_fallbacks: false, breaks_after: None }
    }
}

/// An element of the body whose children are still to come.
pub(super) struct Opened<N> {
    pub(super) node: N,
    pub(super) name: &'static str,
    /// The element of the feed, for links, figures and `div`s.
    pub(super) source: Option<N>,
    /// The number of visible things before it.
    pub(super) visible_before: usize,
    /// The number of line breaks before it.
    pub(super) breaks_before: usize,
    /// The number of ids before it.
    pub(super) ids_before: usize,
    /// Whether something in it was left out. If nothing else is in it, it is removed too.
    pub(super) emptied: bool,
    /// Whether the lead picture in it was left out.
    pub(super) held_lead: bool,
    /// The number of visible things in its captions.
    pub(super) caption: usize,
    /// The levels of headings before it, which count again if it is removed.
    pub(super) headings: Headings,
    /// The box around this table, or around the last table directly in this element, with the number of visible things
    /// in it.
    pub(super) table_box: Option<(N, usize)>,
}

impl<'a, T: Tree> BodyBuilder<'a, T> {
    pub(super) fn new(tree: &'a T, context: &'a BodyContext<'a>) -> BodyBuilder<'a, T> {
        BodyBuilder {
            tree,
            context,
            headings: Headings::beginning_at(context.heading_level),
            open: vec![],
            limit: BODY_DEPTH,
            visible: 0,
            ids: IdIndex::default(),
            internal_links: vec![],
            last_picture: String::new(),
            last_alt: String::new(),
            shown_picture: None,
            picture_at: usize::MAX,
            formula_at: usize::MAX,
            breaks: 0,
            has_player: false,
            last_frame: String::new(),
            turns: 0,
            stand_in: None,
            last_only: false,
            has_picture: false,
            repeated: None,
        }
    }

    pub(super) fn text(&mut self, node: &T::Node, out: &T::Node) {
        let text = self.tree.text(node);
        let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
        if !text.chars().all(is_blank) {
            self.visible += 1;
        }
        // A parser would change carriage returns, and a line feed at the start of `pre`.
        let repaired = text.replace('\r', "\n");
        let starts_pre = self.open.last() == Some(&"pre") && self.tree.first_child(out).is_none();
        let repaired = if starts_pre { repaired.trim_start_matches('\n') } else { repaired.as_str() };
        if repaired == text {
            self.tree.append(out, node);
        } else if !repaired.is_empty() {
            self.tree.append(out, &self.tree.create_text(repaired));
        }
    }

    /// Adds a message, or the text of an attribute, in place of an element.
    /// Returns the text.
    pub(super) fn words(&mut self, words: &str, out: &T::Node) -> T::Node {
        let text = self.tree.create_text(words);
        self.tree.append(out, &text);
        self.visible += 1;
        text
    }

    pub(super) fn line_break(&mut self, out: &T::Node) {
        self.tree.append(out, &self.tree.create("br"));
        self.visible += 1;
        self.breaks += 1;
    }

    pub(super) fn opened(
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
        self.turns += 1;
        let opened = Opened {
            node: element.clone(),
            name,
            source: matches!(name, "a" | "figure" | "div").then(|| node.clone()),
            visible_before: self.visible,
            breaks_before: self.breaks,
            ids_before: self.ids.count(),
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
            skips_fallbacks: name == "audio" || name == "video",
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

    /// The attributes of an element that the policy allows, with cleaned values. [`links`] adds the `href`.
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
            let Some(value) = values::clean(*kind, value, self.context) else { continue };
            // If an id is repeated, only the first element has it.
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

    pub(super) fn is_title(&self, node: &T::Node) -> bool {
        let title = collapse_spaces(self.context.title);
        !title.is_empty() && collapse_spaces(&self.tree.text(node)) == title
    }
}

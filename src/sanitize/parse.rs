//! Parses HTML natively, by html5ever, into a [`NativeTree`], as a browser parses it for DOMPurify.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns, parse_document};

use super::native_tree::{Data, NativeTree, NodeId};
use super::tree::Tree;
use crate::domain::limits::{BODY_BYTES, BODY_DEPTH, BODY_REBUILT};

/// Parsed HTML.
pub(super) struct Parsed<'a> {
    pub(super) tree: NativeTree,
    /// The element that contains it.
    pub(super) body: NodeId,
    /// The HTML that was not read because it went too deep, or made many more nodes than it has bytes; empty unless the HTML was
    /// made to deceive the scan before.
    pub(super) unread: &'a str,
}

/// The number of bytes after which the depth and the number of nodes are checked.
const PIECE: usize = 2_048;

/// The attributes of all elements together have at most so many bytes: those of the longest body and of the elements
/// that are opened again. Further elements get no attributes, because a tag of a megabyte may be opened again a hundred
/// times.
const ATTRIBUTE_BYTES: usize = 2 * BODY_BYTES;

pub(super) fn parse(html: &str) -> Parsed<'_> {
    let sink = Sink::default();
    let document = sink.tree.add(Data::Other);
    // The document is the first node of the list.
    debug_assert_eq!(document, DOCUMENT);
    // Scripts don't run in DOMPurify's document, so the content of `noscript` is markup there too.
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(sink, ParseOpts { tree_builder, ..ParseOpts::default() });
    parser.process(StrTendril::from("<!DOCTYPE html><body>"));
    let mut unread = html;
    let is_sane = |sink: &Sink, bytes: usize| {
        sink.depth.get() <= 2 * BODY_DEPTH
            && sink.tree.len() <= bytes + 2 * BODY_REBUILT
            && sink.attribute_bytes.get() <= ATTRIBUTE_BYTES
    };
    while !unread.is_empty() && is_sane(&parser.tokenizer.sink.sink, html.len() - unread.len()) {
        let (piece, rest) = unread.split_at(unread.floor_char_boundary(PIECE));
        parser.process(StrTendril::from(piece));
        unread = rest;
    }
    let tree = parser.finish();
    let body = child_named(&tree, DOCUMENT, "html").and_then(|html| child_named(&tree, html, "body"));
    Parsed { body: body.unwrap_or(DOCUMENT), tree, unread }
}

const DOCUMENT: NodeId = 0;

fn child_named(tree: &NativeTree, parent: NodeId, name: &str) -> Option<NodeId> {
    let mut child = tree.child(parent);
    while let Some(node) = child {
        if tree.name(&node) == name {
            return Some(node);
        }
        child = tree.sibling(node);
    }
    None
}

/// Builds the tree for the parser.
#[derive(Default)]
struct Sink {
    tree: NativeTree,
    /// The depth of the deepest element so far.
    depth: Cell<usize>,
    /// The bytes of all attributes so far.
    attribute_bytes: Cell<usize>,
}

/// A handle of the parser: a node with its name, which the parser needs often.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    element: Option<Rc<ElementName>>,
}

struct ElementName {
    name: QualName,
    depth: Cell<usize>,
    is_integration_point: bool,
    /// The content of a `template`, which is not shown.
    template: Option<NodeId>,
}

impl Handle {
    fn plain(id: NodeId) -> Handle {
        Handle { id, element: None }
    }
}

impl Sink {
    fn append_text(&self, last: Option<NodeId>, text: &str) -> bool {
        last.is_some_and(|last| {
            self.tree.with_mut(last, |data| match data {
                Data::Text(before) => {
                    before.push_str(text);
                    true
                }
                _ => false,
            })
        })
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = NativeTree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> NativeTree {
        self.tree
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::plain(DOCUMENT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        const NOTHING: ExpandedName<'static> = ExpandedName { ns: &ns!(), local: &local_name!("") };
        target.element.as_ref().map_or(NOTHING, |element| element.name.expanded())
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let size: usize = attributes.iter().map(|each| each.value.len()).sum();
        self.attribute_bytes.set(self.attribute_bytes.get() + size);
        let attributes = attributes
            .into_iter()
            .filter(|_| self.attribute_bytes.get() <= ATTRIBUTE_BYTES)
            .map(|each| (each.name.local.to_ascii_lowercase().to_string(), each.value.to_string()));
        let id = self
            .tree
            .add(Data::Element { name: name.local.to_ascii_lowercase().to_string(), attributes: attributes.collect() });
        let template = flags.template.then(|| self.tree.create_fragment());
        let is_integration_point = flags.mathml_annotation_xml_integration_point;
        Handle { id, element: Some(Rc::new(ElementName { name, depth: Cell::new(0), is_integration_point, template })) }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        Handle::plain(self.tree.add(Data::Other))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        Handle::plain(self.tree.add(Data::Other))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => {
                if let (Some(parent), Some(child)) = (&parent.element, &child.element) {
                    child.depth.set(parent.depth.get() + 1);
                    self.depth.set(self.depth.get().max(child.depth.get()));
                }
                self.tree.push(parent.id, child.id);
            }
            NodeOrText::AppendText(text) => {
                if !self.append_text(self.tree.last_child(parent.id), &text) {
                    self.tree.push(parent.id, self.tree.create_text(&text));
                }
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.tree.parent(element.id).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Handle::plain(target.element.as_ref().and_then(|element| element.template).unwrap_or(target.id))
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => self.tree.insert_before(sibling.id, child.id),
            NodeOrText::AppendText(text) => {
                if !self.append_text(self.tree.previous(sibling.id), &text) {
                    self.tree.insert_before(sibling.id, self.tree.create_text(&text));
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, _target: &Handle, _attributes: Vec<Attribute>) {
        // It concerns `html` and `body`, which are not shown.
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        while let Some(child) = self.tree.child(node.id) {
            self.tree.push(parent.id, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        target.element.as_ref().is_some_and(|element| element.is_integration_point)
    }

    fn allow_declarative_shadow_roots(&self, _parent: &Handle) -> bool {
        // Shadow roots are not supported: the template is removed like any other.
        false
    }
}

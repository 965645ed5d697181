//! Reads HTML with html5ever's own tree, which the sanitiser does not use, so that the tests do not share its faults.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// An element's name and attributes, or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Element { name: String, attributes: Vec<Attribute>, children: Vec<Node> },
    Text(String),
}

/// The content of an element after a browser has parsed this HTML into it, in a page with a doctype. `noscript` is read
/// as markup, because that is where it could hide something.
pub fn parse(html: &str) -> Vec<Node> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let dom = parse_document(RcDom::default(), ParseOpts { tree_builder, ..ParseOpts::default() })
        .one(format!("<!DOCTYPE html><body>{html}"));
    let body = child_named(&child_named(&dom.document, "html").expect("html"), "body").expect("body");
    children(&body)
}

fn child_named(parent: &Handle, tag: &str) -> Option<Handle> {
    let children = parent.children.borrow();
    children.iter().find(|child| matches!(&child.data, NodeData::Element { name, .. } if &*name.local == tag)).cloned()
}

fn children(node: &Handle) -> Vec<Node> {
    node.children
        .borrow()
        .iter()
        .filter_map(|child| match &child.data {
            NodeData::Text { contents } => Some(Node::Text(contents.borrow().to_string())),
            NodeData::Element { name, attrs, .. } => Some(Node::Element {
                name: name.local.to_string(),
                attributes: attrs
                    .borrow()
                    .iter()
                    .map(|each| (each.name.local.to_string(), each.value.to_string()))
                    .collect(),
                children: children(child),
            }),
            _ => None,
        })
        .collect()
}

/// An attribute's name and value.
pub type Attribute = (String, String);

/// Calls with every element's name and attributes, outermost first.
pub fn each_element(nodes: &[Node], visit: &mut dyn FnMut(&str, &[Attribute])) {
    for node in nodes {
        if let Node::Element { name, attributes, children } = node {
            visit(name, attributes);
            each_element(children, visit);
        }
    }
}

/// The texts, in order, without those in elements of these names.
pub fn texts(nodes: &[Node], without: &dyn Fn(&str) -> bool, found: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Text(text) => found.push(text.clone()),
            Node::Element { name, children, .. } if !without(name) => texts(children, without, found),
            Node::Element { .. } => {}
        }
    }
}

//! The nodes of the browser. The body is built in the document that DOMPurify parsed the HTML into. It has no window,
//! so nothing loads there.

use wasm_bindgen::JsCast;
use web_sys::{Document, DocumentFragment, Element, Node};

use super::tree::{Kind, Tree};

pub(super) struct BrowserTree {
    document: Document,
}

impl BrowserTree {
    /// A tree in the document of another node.
    pub(super) fn beside(node: &Node) -> BrowserTree {
        node.owner_document().map_or_else(BrowserTree::of_page, |document| BrowserTree { document })
    }

    /// A tree in the document of the page.
    pub(super) fn of_page() -> BrowserTree {
        BrowserTree { document: leptos::prelude::document() }
    }

    pub(super) fn fragment(&self) -> DocumentFragment {
        self.document.create_document_fragment()
    }
}

impl Tree for BrowserTree {
    type Node = Node;

    fn kind(&self, node: &Node) -> Kind {
        match node.node_type() {
            Node::ELEMENT_NODE => Kind::Element,
            Node::TEXT_NODE => Kind::Text,
            _ => Kind::Other,
        }
    }

    fn first_child(&self, node: &Node) -> Option<Node> {
        node.first_child()
    }

    fn next_sibling(&self, node: &Node) -> Option<Node> {
        node.next_sibling()
    }

    fn name(&self, element: &Node) -> String {
        element.unchecked_ref::<Element>().local_name().to_ascii_lowercase()
    }

    fn attributes(&self, element: &Node) -> Vec<(String, String)> {
        let element = element.unchecked_ref::<Element>();
        if !element.has_attributes() {
            return vec![];
        }
        let attributes = element.attributes();
        let list = (0..attributes.length()).filter_map(|at| attributes.item(at));
        list.map(|attribute| (attribute.name().to_ascii_lowercase(), attribute.value())).collect()
    }

    fn text(&self, node: &Node) -> String {
        node.text_content().unwrap_or_default()
    }

    fn create(&self, name: &str) -> Node {
        // The names come from the policy's table, so this cannot fail.
        self.document.create_element(name).map_or_else(|_| self.create_text(""), Node::from)
    }

    fn create_text(&self, text: &str) -> Node {
        self.document.create_text_node(text).into()
    }

    fn set(&self, element: &Node, name: &str, value: &str) {
        // It fails for invalid names only, and these come from the policy's table.
        if let Some(element) = element.dyn_ref::<Element>() {
            let _ = element.set_attribute(name, value);
        }
    }

    fn unset(&self, element: &Node, name: &str) {
        if let Some(element) = element.dyn_ref::<Element>() {
            let _ = element.remove_attribute(name);
        }
    }

    fn unwrap(&self, element: &Node) {
        let Some(parent) = element.parent_node() else { return };
        while let Some(child) = element.first_child() {
            // It fails if a node would contain itself, and a child contains no parent of its own.
            if parent.insert_before(&child, Some(element)).is_err() {
                break;
            }
        }
        self.remove(element);
    }

    fn append(&self, parent: &Node, child: &Node) {
        // It fails if a node would contain itself, and only new nodes and texts are appended.
        let _ = parent.append_child(child);
    }

    fn remove(&self, node: &Node) {
        if let Some(parent) = node.parent_node() {
            let _ = parent.remove_child(node);
        }
    }
}

//! The interface of a tree of nodes, so that one builder works with the browser's nodes and with native ones.

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Element,
    Text,
    /// Comments and other nodes that are not shown.
    Other,
}

/// A tree of nodes.
pub(super) trait Tree {
    /// A handle of a node.
    type Node: Clone;

    fn kind(&self, node: &Self::Node) -> Kind;
    fn first_child(&self, node: &Self::Node) -> Option<Self::Node>;
    fn next_sibling(&self, node: &Self::Node) -> Option<Self::Node>;

    /// An element's local name, in lower case.
    fn name(&self, element: &Self::Node) -> String;
    /// An element's attributes, in the order they are written; names in lower case.
    fn attributes(&self, element: &Self::Node) -> Vec<(String, String)>;
    /// The text content of a node.
    fn text(&self, node: &Self::Node) -> String;

    fn create(&self, name: &str) -> Self::Node;
    fn create_text(&self, text: &str) -> Self::Node;
    fn set(&self, element: &Self::Node, name: &str, value: &str);
    /// Takes an attribute away.
    fn unset(&self, element: &Self::Node, name: &str);
    /// Puts the children of an element into its place.
    fn unwrap(&self, element: &Self::Node);
    /// Moves a node to the end of another.
    fn append(&self, parent: &Self::Node, child: &Self::Node);
    fn remove(&self, node: &Self::Node);
}

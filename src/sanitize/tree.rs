//! What the walk needs of a tree of nodes, so that one walk serves the browser's nodes and the native ones.

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Element,
    Text,
    /// Comments and whatever else is not shown.
    Other,
}

/// A tree of nodes that can be read and added to.
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
    /// All the text in a node.
    fn text(&self, node: &Self::Node) -> String;

    fn create(&self, name: &str) -> Self::Node;
    fn create_text(&self, text: &str) -> Self::Node;
    fn set(&self, element: &Self::Node, name: &str, value: &str);
    /// Takes a node from where it is and puts it at the end of another.
    fn append(&self, parent: &Self::Node, child: &Self::Node);
    fn remove(&self, node: &Self::Node);
}

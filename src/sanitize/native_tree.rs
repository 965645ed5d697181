//! Native nodes: a list of nodes that refer to each other by index. No node owns another, so dropping a deep tree needs
//! no call stack.

use std::cell::RefCell;

use super::tree::{Kind, Tree};

/// The index of a node.
pub(super) type NodeId = usize;

/// The data of a node.
#[derive(Debug)]
pub(super) enum Data {
    Element { name: String, attributes: Vec<(String, String)> },
    Text(String),
    Other,
}

#[derive(Debug)]
struct Node {
    data: Data,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
}

#[derive(Debug, Default)]
pub(super) struct NativeTree {
    nodes: RefCell<Vec<Node>>,
}

impl NativeTree {
    /// The number of nodes, whether they are in the tree or not.
    pub(super) fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    pub(super) fn add(&self, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { data, parent: None, previous: None, next: None, first: None, last: None });
        nodes.len() - 1
    }

    /// A node that collects others.
    pub(super) fn create_fragment(&self) -> NodeId {
        self.add(Data::Other)
    }

    pub(super) fn with<R>(&self, node: NodeId, read: impl FnOnce(&Data) -> R) -> R {
        read(&self.nodes.borrow()[node].data)
    }

    pub(super) fn with_mut<R>(&self, node: NodeId, change: impl FnOnce(&mut Data) -> R) -> R {
        change(&mut self.nodes.borrow_mut()[node].data)
    }

    pub(super) fn child(&self, node: NodeId) -> Option<NodeId> {
        self.nodes.borrow()[node].first
    }

    pub(super) fn last_child(&self, node: NodeId) -> Option<NodeId> {
        self.nodes.borrow()[node].last
    }

    pub(super) fn sibling(&self, node: NodeId) -> Option<NodeId> {
        self.nodes.borrow()[node].next
    }

    pub(super) fn previous(&self, node: NodeId) -> Option<NodeId> {
        self.nodes.borrow()[node].previous
    }

    pub(super) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes.borrow()[node].parent
    }

    pub(super) fn detach(&self, node: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let (parent, previous, next) =
            (nodes[node].parent.take(), nodes[node].previous.take(), nodes[node].next.take());
        match (previous, parent) {
            (Some(previous), _) => nodes[previous].next = next,
            (None, Some(parent)) => nodes[parent].first = next,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => nodes[next].previous = previous,
            (None, Some(parent)) => nodes[parent].last = previous,
            (None, None) => {}
        }
    }

    pub(super) fn push(&self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let last = nodes[parent].last.replace(child);
        nodes[child].parent = Some(parent);
        nodes[child].previous = last;
        match last {
            Some(last) => nodes[last].next = Some(child),
            None => nodes[parent].first = Some(child),
        }
    }

    pub(super) fn insert_before(&self, next: NodeId, child: NodeId) {
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let (parent, previous) = (nodes[next].parent, nodes[next].previous.replace(child));
        nodes[child].parent = parent;
        nodes[child].previous = previous;
        nodes[child].next = Some(next);
        match (previous, parent) {
            (Some(previous), _) => nodes[previous].next = Some(child),
            (None, Some(parent)) => nodes[parent].first = Some(child),
            (None, None) => {}
        }
    }
}

impl Tree for NativeTree {
    type Node = NodeId;

    fn kind(&self, node: &NodeId) -> Kind {
        self.with(*node, |data| match data {
            Data::Element { .. } => Kind::Element,
            Data::Text(_) => Kind::Text,
            Data::Other => Kind::Other,
        })
    }

    fn first_child(&self, node: &NodeId) -> Option<NodeId> {
        self.child(*node)
    }

    fn next_sibling(&self, node: &NodeId) -> Option<NodeId> {
        self.sibling(*node)
    }

    fn name(&self, element: &NodeId) -> String {
        self.with(*element, |data| match data {
            Data::Element { name, .. } => name.clone(),
            _ => String::new(),
        })
    }

    fn attributes(&self, element: &NodeId) -> Vec<(String, String)> {
        self.with(*element, |data| match data {
            Data::Element { attributes, .. } => attributes.clone(),
            _ => vec![],
        })
    }

    fn text(&self, node: &NodeId) -> String {
        let nodes = self.nodes.borrow();
        let mut text = String::new();
        let mut waiting = vec![*node];
        while let Some(at) = waiting.pop() {
            if let Data::Text(piece) = &nodes[at].data {
                text.push_str(piece);
            }
            if at != *node {
                waiting.extend(nodes[at].next);
            }
            waiting.extend(nodes[at].first);
        }
        text
    }

    fn create(&self, name: &str) -> NodeId {
        self.add(Data::Element { name: name.to_owned(), attributes: vec![] })
    }

    fn create_text(&self, text: &str) -> NodeId {
        self.add(Data::Text(text.to_owned()))
    }

    fn set(&self, element: &NodeId, name: &str, value: &str) {
        self.with_mut(*element, |data| {
            if let Data::Element { attributes, .. } = data {
                match attributes.iter_mut().find(|(found, _)| found == name) {
                    Some((_, old)) => value.clone_into(old),
                    None => attributes.push((name.to_owned(), value.to_owned())),
                }
            }
        });
    }

    fn unset(&self, element: &NodeId, name: &str) {
        self.with_mut(*element, |data| {
            if let Data::Element { attributes, .. } = data {
                attributes.retain(|(found, _)| found != name);
            }
        });
    }

    fn unwrap(&self, element: &NodeId) {
        while let Some(child) = self.child(*element) {
            self.insert_before(*element, child);
        }
        self.detach(*element);
    }

    fn append(&self, parent: &NodeId, child: &NodeId) {
        self.push(*parent, *child);
    }

    fn remove(&self, node: &NodeId) {
        self.detach(*node);
    }
}

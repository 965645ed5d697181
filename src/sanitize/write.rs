//! Writes nodes as HTML by the fragment serialisation of the HTML standard (section 13.3).

use super::native_tree::{Data, NativeTree, NodeId};
use crate::domain::html::elements::is_void;

/// The HTML of the children of a node.
pub(super) fn html(tree: &NativeTree, root: &NodeId) -> String {
    let mut html = String::new();
    let mut next = tree.child(*root);
    let mut open: Vec<NodeId> = vec![];
    loop {
        let Some(node) = next else {
            let Some(parent) = open.pop() else { return html };
            tree.with(parent, |data| {
                if let Data::Element { name, .. } = data {
                    html.push_str("</");
                    html.push_str(name);
                    html.push('>');
                }
            });
            next = tree.sibling(parent);
            continue;
        };
        let goes_in = tree.with(node, |data| match data {
            Data::Element { name, attributes } => {
                html.push('<');
                html.push_str(name);
                for (name, value) in attributes {
                    html.push(' ');
                    html.push_str(name);
                    html.push_str("=\"");
                    push_escaped(&mut html, value);
                    html.push('"');
                }
                html.push('>');
                !is_void(name)
            }
            Data::Text(text) => {
                push_escaped(&mut html, text);
                false
            }
            Data::Other => false,
        });
        if goes_in {
            open.push(node);
            next = tree.child(node);
        } else {
            next = tree.sibling(node);
        }
    }
}

fn push_escaped(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\u{a0}' => html.push_str("&nbsp;"),
            c => html.push(c),
        }
    }
}

//! Plain text as nodes.

use super::tree::Tree;
use crate::domain::html::attributes::OUTSIDE_REL;
use crate::domain::html::context::BodyContext;
use crate::domain::html::urls::{self, Target};
use crate::domain::parse::body_text::{self, Piece};

/// Adds the paragraphs of a text to `out`. A line break is also in the text of the nodes, so that the text alone has
/// its words apart.
pub(super) fn paragraphs<T: Tree>(tree: &T, out: &T::Node, text: &str, context: &BodyContext) {
    for pieces in body_text::paragraphs(text, context.parse_url) {
        let paragraph = tree.create("p");
        for piece in pieces {
            match piece {
                Piece::Text(text) => tree.append(&paragraph, &tree.create_text(text)),
                Piece::LineBreak => {
                    tree.append(&paragraph, &tree.create("br"));
                    tree.append(&paragraph, &tree.create_text("\n"));
                }
                Piece::Link { href, text } => tree.append(&paragraph, &link(tree, &href, text, context)),
            }
        }
        tree.append(out, &paragraph);
        tree.append(out, &tree.create_text("\n"));
    }
}

/// Adds a message of the interface as a paragraph.
pub(super) fn note<T: Tree>(tree: &T, out: &T::Node, words: &str) {
    let paragraph = tree.create("p");
    let emphasis = tree.create("em");
    tree.append(&emphasis, &tree.create_text(words));
    tree.append(&paragraph, &emphasis);
    tree.append(out, &paragraph);
}

fn link<T: Tree>(tree: &T, href: &str, text: &str, context: &BodyContext) -> T::Node {
    let link = tree.create("a");
    match urls::target(href, context) {
        Some(Target::Inside(url)) => tree.set(&link, "href", &url),
        _ => {
            tree.set(&link, "href", href);
            tree.set(&link, "rel", OUTSIDE_REL);
        }
    }
    tree.append(&link, &tree.create_text(text));
    link
}

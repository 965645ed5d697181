//! Each table is in a box that scrolls, by keyboard too, so that a wide table does not widen the page.

use super::body_builder::{BodyBuilder, Opened};
use super::tree::Tree;
use crate::domain::html::attributes::TABLE_BOX_CLASS;

/// The depth of a table with its cells: its box, the table, its body, a row, a cell. If a table were cut before its
/// cells, their words would be directly in it, from where parsers move them before the table.
pub(super) const LEVELS: usize = 5;

/// Adds the box for a table.
pub(super) fn create_box<T: Tree>(builder: &BodyBuilder<T>, out: &T::Node) -> T::Node {
    builder.create("div", box_attributes(builder.context.messages.table()), out)
}

fn box_attributes(label: &str) -> Vec<(&'static str, String)> {
    vec![
        ("class", TABLE_BOX_CLASS.to_owned()),
        ("role", "group".to_owned()),
        ("tabindex", "0".to_owned()),
        ("aria-label", label.to_owned()),
    ]
}

/// Makes a `div` with nothing but a table the box of the table. Many systems write such a `div`.
pub(super) fn merge_box<T: Tree>(builder: &BodyBuilder<T>, div: &mut Opened<T::Node>, seen: usize) {
    let Some((table_box, seen_in_table)) = div.table_box.take() else { return };
    let Some(table) = builder.tree.first_child(&table_box) else { return };
    if seen == seen_in_table {
        builder.tree.remove(&table_box);
        builder.tree.append(&div.node, &table);
        for (name, value) in box_attributes(builder.context.messages.table()) {
            builder.tree.set(&div.node, name, &value);
        }
    }
}

//! The items of a document as they are written, before they are read.

use std::collections::BTreeMap;

use crate::domain::parse::excerpt::excerpt;
use crate::domain::parse::json::value::Value;

/// The index in the document of each item that has an `id`.
pub(super) fn index_of_items(document: &Value) -> BTreeMap<String, usize> {
    let ids = entries(document).iter().enumerate().filter_map(|(at, entry)| {
        let id = entry.get_in_any_case("id").or_else(|| entry.get_in_any_case("url"))?;
        Some((excerpt(id).trim().to_owned(), at))
    });
    // Of equal ids the first counts.
    ids.collect::<Vec<_>>().into_iter().rev().collect()
}

/// The entries of `items`, in each form that the parser accepts.
pub(super) fn entries(document: &Value) -> &[Value] {
    match document {
        Value::Array(items) => items,
        document => match document.get_in_any_case("items") {
            Some(Value::Array(items)) => items,
            Some(item @ Value::Object(_)) => std::slice::from_ref(item),
            _ => &[],
        },
    }
}

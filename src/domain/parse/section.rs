//! Paths of sections in items and settings.

use super::fields::Fields;
use super::json::value::Value;
use crate::domain::feed::warning::WarningAction;
use crate::domain::limits;

/// The names of a path from the outermost section in: an array of texts, or one text with ` > ` between the names, as
/// in a breadcrumb.
pub fn path(fields: &mut Fields, field: &str, value: Value) -> Vec<String> {
    let mut path = Vec::new();
    let is_list = value.is_array();
    let values = match value {
        Value::Array(values) => values,
        value => vec![value],
    };
    for value in values {
        if value.is_null() {
            continue;
        }
        let Some(text) = fields.text_of(field, value) else { continue };
        let Some(line) = fields.line_of(field, text, limits::TITLE_CHARS) else { continue };
        if is_list {
            path.push(line);
        } else {
            // White space has been folded.
            path.extend(line.split(" > ").map(str::to_owned));
        }
    }
    if path.len() > limits::SECTION_DEPTH {
        fields.warn(field, &path.len().to_string(), WarningAction::TooManySectionNames);
        path.truncate(limits::SECTION_DEPTH);
    }
    path
}

//! Paths of sections, as items and settings write them.

use crate::domain::json_value::Value;

use super::super::limits;
use super::fields::Fields;

/// The names of a path, from the outermost section in: an array of texts, or one text, in which ` > ` separates names
/// as in a breadcrumb.
pub fn path(fields: &mut Fields, field: &str, value: Value) -> Vec<String> {
    let mut path = Vec::new();
    match value {
        Value::Array(names) => {
            for name in names.into_iter().filter(|name| !name.is_null()) {
                let name = fields.text_of(field, name);
                path.extend(name.and_then(|name| fields.line_of(field, name, limits::TITLE_CHARS)));
            }
        }
        value => {
            let line = fields.text_of(field, value).and_then(|text| fields.line_of(field, text, limits::TITLE_CHARS));
            let names = line.iter().flat_map(|line| line.split(" > ")).map(str::trim).filter(|name| !name.is_empty());
            path.extend(names.map(str::to_owned));
        }
    }
    if path.len() > limits::SECTION_DEPTH {
        fields.warn(field, &path.len().to_string(), "left out all names after the first 8");
        path.truncate(limits::SECTION_DEPTH);
    }
    path
}

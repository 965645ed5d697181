//! Tags: a list of texts, and what else stands in its place.

use crate::domain::json_value::Value;

use super::super::limits;
use super::fields::Fields;

/// The tags of an item as lines of text, without repeats.
pub fn read(fields: &mut Fields) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for (name, value) in fields.list("tags", Value::is_string) {
        match value {
            // No list but one text.
            Value::String(text) if name == "tags" => {
                fields.warn("tags", &text, "took it as tags separated by commas");
                for tag in text.split(',').take(limits::ENTRIES) {
                    add(&mut tags, fields, "tags", tag.to_owned());
                }
            }
            Value::Object(mut object) => {
                fields.warn(&name, "an object", "took its name");
                let tag = object.take("name").or_else(|| object.take("title"));
                if let Some(tag) = tag.and_then(|tag| fields.text_of(&name, tag)) {
                    add(&mut tags, fields, &name, tag);
                }
            }
            value => {
                if let Some(tag) = fields.text_of(&name, value) {
                    add(&mut tags, fields, &name, tag);
                }
            }
        }
    }
    tags
}

fn add(tags: &mut Vec<String>, fields: &mut Fields, name: &str, tag: String) {
    if let Some(tag) = fields.line_of(name, tag, limits::TITLE_CHARS)
        && !tags.contains(&tag)
    {
        tags.push(tag);
    }
}

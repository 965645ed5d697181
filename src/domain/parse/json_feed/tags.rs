//! Tags: a list of texts, or what feeds have instead.

use crate::domain::feed::warning::WarningAction;
use crate::domain::limits;
use crate::domain::parse::fields::Fields;
use crate::domain::parse::json::value::Value;

/// The tags of an item as lines of text, without repeats. The numbers that WordPress has there are left out.
pub fn read(fields: &mut Fields, wordpress: bool) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for (name, value) in fields.list("tags", Value::is_string) {
        match value {
            // One text instead of a list.
            Value::String(text) if name == "tags" => {
                fields.warn("tags", &text, WarningAction::TookAsTags);
                let mut texts = text.split(',');
                for tag in texts.by_ref().take(limits::ENTRIES) {
                    add(&mut tags, fields, "tags", tag.to_owned());
                }
                if texts.next().is_some() {
                    fields.warn("tags", "more than that", WarningAction::TooManyEntries);
                }
            }
            Value::Number(_) if wordpress => fields.warn_of(&name, &value, WarningAction::WordPressNumber),
            value => {
                let value = match value {
                    Value::Object(mut object) => match object.take("name").or_else(|| object.take("title")) {
                        Some(tag) => {
                            fields.warn(&name, "an object", WarningAction::TookItsName);
                            tag
                        }
                        None => {
                            fields.warn(&name, "an object without a name", WarningAction::Incomplete);
                            continue;
                        }
                    },
                    value => value,
                };
                if let Value::Bool(_) = value {
                    fields.warn_of(&name, &value, WarningAction::NotText);
                } else if let Some(tag) = fields.text_of(&name, value) {
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

//! The members of `_newsleaf` in the item of a story.

use serde_json::{Value, json};

use super::Reader;
use crate::publish::item_json::Members;
use crate::stories::source_file::SourceFile;

impl Reader<'_, '_> {
    /// Sets the tags, and returns the section. The first category is the section where none is named; the others are tags.
    pub(super) fn tags_and_section(&mut self, file: SourceFile) -> Option<Value> {
        let mut tags = self.fields.texts(&["tags", "tag"], true);
        let one = self.fields.texts(&["category"], false);
        let mut categories = self.fields.texts(&["categories"], true);
        categories.splice(0..0, one);
        let section = match self.fields.take(&["section"]) {
            Some((name, Value::Array(path))) => {
                let path: Vec<String> = path.into_iter().filter_map(|part| self.fields.text_of(name, part)).collect();
                (!path.is_empty()).then(|| json!(path))
            }
            Some((name, value)) => self.fields.text_of(name, value).map(Value::String),
            None => None,
        };
        let section = section.or_else(|| (!categories.is_empty()).then(|| json!([categories.remove(0)])));
        let section = section.or_else(|| (!file.section.is_empty()).then(|| json!(file.section)));
        for category in categories {
            if !tags.contains(&category) {
                tags.push(category);
            }
        }
        if !tags.is_empty() {
            self.item.insert("tags".to_owned(), json!(tags));
        }
        section
    }

    /// The other members of `_newsleaf`: source, byline, kicker, and the marks of the front page and of removal.
    pub(super) fn extension(&mut self) -> Members {
        let mut extension = Members::new();
        match self.fields.take(&["source"]) {
            Some((_, Value::Object(source))) => {
                let set: Members = source.into_iter().filter(|(_, value)| !is_blank(value)).collect();
                if !set.is_empty() {
                    extension.insert("source".to_owned(), Value::Object(set));
                }
            }
            Some((name, value)) => {
                let source = self.fields.text_of(name, value).map(Value::String);
                extension.extend(source.map(|source| ("source".to_owned(), source)));
            }
            None => {}
        }
        for name in ["byline", "kicker"] {
            let text = self.fields.text(&[name]);
            extension.extend(text.map(|text| (name.to_owned(), Value::String(text))));
        }
        for name in ["lead", "pin"] {
            if self.fields.flag(name) == Some(true) {
                extension.insert(name.to_owned(), Value::Bool(true));
            }
        }
        match self.fields.mark("removed") {
            Ok(Some(true)) => drop(extension.insert("removed".to_owned(), Value::Bool(true))),
            Ok(_) => {}
            Err(fault) => self.hold_back_unread("removed", format!("{fault}, so the story is held back")),
        }
        extension
    }
}

/// Whether a value says nothing.
pub(super) fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

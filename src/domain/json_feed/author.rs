//! Authors: `authors` of version 1.1, `author` of 1.0, and texts in their place.

use serde_json::Value;

use super::super::feed::Author;
use super::super::limits;
use super::super::web_url::WebUrl;
use super::fields::{Fields, excerpt};

/// The authors of a feed or an item, in their order.
pub fn read(fields: &mut Fields, base: Option<&WebUrl>) -> Vec<Author> {
    let mut authors = Vec::new();
    match fields.take("authors") {
        Some(Value::Array(values)) => {
            for (index, value) in values.into_iter().enumerate() {
                let mut name = String::from("authors[");
                name.push_str(&index.to_string());
                name.push(']');
                authors.extend(one(fields, &name, value, base, false));
            }
        }
        Some(value) => authors.extend(one(fields, "authors", value, base, true)),
        None => {}
    }
    // Version 1.0 has one author, an object; that is nothing to warn of.
    if let Some(value) = fields.take("author")
        && authors.is_empty()
    {
        match value {
            Value::Array(values) => {
                fields.warn("author", "an array".to_owned(), "took it as the authors");
                for value in values {
                    authors.extend(one(fields, "author", value, base, false));
                }
            }
            value => authors.extend(one(fields, "author", value, base, false)),
        }
    }
    authors
}

fn one(fields: &mut Fields, name: &str, value: Value, base: Option<&WebUrl>, lone: bool) -> Option<Author> {
    match value {
        Value::Object(object) => {
            if lone {
                fields.warn(name, "one object".to_owned(), "took it as a list of one");
            }
            let mut fields = fields.within(name, object);
            let url = fields.url("url", base);
            let avatar = fields.url("avatar", base);
            let name = fields.line("name", limits::TITLE_CHARS).unwrap_or_default();
            (!name.is_empty() || url.is_some() || avatar.is_some()).then_some(Author { name, url, avatar })
        }
        Value::String(text) => {
            fields.warn(name, text.clone(), "took it as the author's name");
            let name = fields.line_of(name, text, limits::TITLE_CHARS)?;
            Some(Author { name, url: None, avatar: None })
        }
        Value::Null => None,
        other => {
            fields.warn(name, excerpt(&other), "left it out: it should be an object");
            None
        }
    }
}

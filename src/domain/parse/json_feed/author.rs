//! Authors: `authors` of version 1.1, `author` of 1.0, and texts instead of objects.

use crate::domain::feed::Author;
use crate::domain::feed::warning::WarningAction;
use crate::domain::limits;
use crate::domain::parse::fields::Fields;
use crate::domain::parse::json::value::Value;
use crate::domain::web_url::WebUrl;

/// The authors of a feed or an item, each once, in their order.
pub fn read(fields: &mut Fields, base: Option<&WebUrl>) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    for author in all(fields, base) {
        match authors.iter_mut().find(|known| is_same(known, &author)) {
            Some(known) => {
                known.url = known.url.take().or(author.url);
                known.avatar = known.avatar.take().or(author.avatar);
            }
            None => authors.push(author),
        }
    }
    authors
}

/// Whether two entries are one author: the same name, and no URLs that differ. Without a name only the URL counts.
fn is_same(one: &Author, other: &Author) -> bool {
    match (&one.url, &other.url) {
        (Some(url), Some(other_url)) => one.name == other.name && url == other_url,
        _ => one.name == other.name && !one.name.is_empty(),
    }
}

fn all(fields: &mut Fields, base: Option<&WebUrl>) -> Vec<Author> {
    let mut authors = Vec::new();
    for (name, value) in fields.list("authors", |value| value.is_object() || value.is_string()) {
        authors.extend(one(fields, &name, value, base));
    }
    if !authors.is_empty() {
        // Feeds for readers of both versions have `author` too.
        return authors;
    }
    match fields.take("author") {
        Some(value @ Value::Array(_)) => {
            fields.warn("author", "an array", WarningAction::TookAsAuthors);
            for (name, value) in fields.list_of("author", value, Value::is_array) {
                authors.extend(one(fields, &name, value, base));
            }
        }
        // Version 1.0 has one author, an object: no warning.
        Some(value) => authors.extend(one(fields, "author", value, base)),
        None => {}
    }
    authors
}

fn one(fields: &mut Fields, name: &str, value: Value, base: Option<&WebUrl>) -> Option<Author> {
    match value {
        Value::Object(object) => {
            let mut fields = fields.within(name, object);
            let url = fields.url("url", base);
            let avatar = fields.url("avatar", base);
            let name = fields.line("name", limits::TITLE_CHARS).unwrap_or_default();
            if name.is_empty() && url.is_none() && avatar.is_none() {
                fields.warn("", "an object without a name", WarningAction::Incomplete);
                return None;
            }
            Some(Author { name, url, avatar })
        }
        Value::String(text) => {
            fields.warn(name, &text, WarningAction::TookAsAuthorName);
            let name = fields.line_of(name, text, limits::TITLE_CHARS)?;
            Some(Author { name, url: None, avatar: None })
        }
        other => {
            fields.warn_of(name, &other, WarningAction::NotAnObject);
            None
        }
    }
}

//! Writes an id into the text of a file, and changes nothing else of it.

use serde_json::{Map, Value, json};
use thiserror::Error;

use super::front_matter::{Format, FrontMatter};

/// Why no id is written.
#[derive(Debug, Error)]
pub enum IdError {
    /// The values can't be read.
    #[error("{line}: {message}")]
    Unreadable {
        /// The line.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// The name is there without a value.
    #[error("there is a line 'id' without a value; fill it in, or take it out")]
    EmptyId,
    /// With the id, the file would be read otherwise than before.
    #[error("the id can't be written without changing something else; write it yourself")]
    OtherChange,
}

/// The text with this id among its values.
pub fn with_id(text: &str, id: &str) -> Result<String, IdError> {
    let before = read(text)?;
    if before.values.contains_key("id") {
        return Err(IdError::EmptyId);
    }
    let quoted = json!(id).to_string();
    let line_end =
        if text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    // Blank lines may stand before the values.
    let start = text.len() - text[mark..].trim_start().len();
    let after_first_line = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
    let (at, inserted) = match before.format {
        Some(Format::Yaml) => (after_first_line, ["id: ", &quoted, line_end].concat()),
        Some(Format::Toml) => (after_first_line, ["id = ", &quoted, line_end].concat()),
        Some(Format::Json) => {
            let comma = if before.values.is_empty() { "" } else { "," };
            (mark + 1, [line_end, "  \"id\": ", &quoted, comma].concat())
        }
        None => (mark, ["---", line_end, "id: ", &quoted, line_end, "---", line_end].concat()),
    };
    let written = [&text[..at], &inserted, &text[at..]].concat();
    let after = read(&written)?;
    let mut values: Map<String, Value> = before.values;
    values.insert("id".to_owned(), json!(id));
    if after.values != values || after.body != before.body {
        return Err(IdError::OtherChange);
    }
    Ok(written)
}

fn read(text: &str) -> Result<FrontMatter<'_>, IdError> {
    FrontMatter::read(text).map_err(|error| IdError::Unreadable { line: error.line, message: error.message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_id_is_new() {
        for (text, expected) in [
            ("---\ntitle: x # why\n---\nText", "---\nid: \"a/b\"\ntitle: x # why\n---\nText"),
            ("---\r\ntitle: x\r\n---\r\nText", "---\r\nid: \"a/b\"\r\ntitle: x\r\n---\r\nText"),
            ("+++\n[extra]\nx = 1\n+++\n", "+++\nid = \"a/b\"\n[extra]\nx = 1\n+++\n"),
            ("{\n\"title\": \"x\"\n}\nText", "{\n  \"id\": \"a/b\",\n\"title\": \"x\"\n}\nText"),
            ("\n---\ntitle: x\n---\n", "\n---\nid: \"a/b\"\ntitle: x\n---\n"),
            ("# Heading\n\nText", "---\nid: \"a/b\"\n---\n# Heading\n\nText"),
            ("", "---\nid: \"a/b\"\n---\n"),
            ("\u{feff}Text", "\u{feff}---\nid: \"a/b\"\n---\nText"),
        ] {
            assert_eq!(with_id(text, "a/b").unwrap(), expected);
        }
        let quoted = with_id("---\n---\n", "a \"b\": 日本\\").unwrap();
        assert_eq!(FrontMatter::read(&quoted).unwrap().values["id"], "a \"b\": 日本\\");
    }

    #[test]
    fn a_file_where_that_would_change_something_else_stays() {
        for text in ["---\nid:\n---\n", "---\ntitle: [\n---\n", "---\n{title: x}\n---\n"] {
            assert!(with_id(text, "a").is_err(), "{text}");
        }
    }
}

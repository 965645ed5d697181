//! `--fix-sizes`: a copy of a feed with the sizes of its lead pictures.

use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use thiserror::Error;

/// Why no copy is written.
#[derive(Debug, Error)]
pub enum SizesError {
    #[error("--fix-sizes works on a feed that is a file")]
    NoFile,
    #[error("--fix-sizes would write over the feed itself: name another file")]
    SameFile,
    #[error("--fix-sizes needs a feed that is valid JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("--fix-sizes needs a feed in UTF-8")]
    Encoding(#[from] std::str::Utf8Error),
    #[error("the copy could not be written: {0}")]
    Write(#[from] std::io::Error),
}

/// The text of a feed with `_newsleaf.image.width` and `height` for these items, by their ids. All other characters stay.
pub fn with_sizes(text: &str, sizes: &[(String, u32, u32)]) -> Result<String, SizesError> {
    let mut insertions: Vec<(usize, String)> = Vec::new();
    for item in items(text)? {
        let Ok(members) = serde_json::from_str::<Members>(item) else { continue };
        let id = members.text("id").or_else(|| members.text("url"));
        let size = sizes.iter().find(|(known, ..)| id.as_deref().is_some_and(|id| id.trim() == known));
        if let Some((_, width, height)) = size {
            let size = format!("\"width\": {width}, \"height\": {height}");
            insertions.push(insertion(text, item, &members, &["_newsleaf", "image"], &size));
        }
    }
    let mut copy = String::with_capacity(text.len() + 64 * insertions.len());
    let mut from = 0;
    for (at, inserted) in insertions {
        copy.push_str(&text[from..at]);
        copy.push_str(&inserted);
        from = at;
    }
    copy.push_str(&text[from..]);
    Ok(copy)
}

/// The entries of `items`, or those of a document that is an array.
fn items(text: &str) -> Result<Vec<&str>, serde_json::Error> {
    let array = match serde_json::from_str::<Members>(text) {
        Ok(members) => members.raw("items").unwrap_or("[]"),
        Err(_) => text,
    };
    Ok(serde_json::from_str::<Vec<&RawValue>>(array)?.into_iter().map(RawValue::get).collect())
}

/// The place in `text` at the end of the object at this path in `object`, and the text to insert there.
fn insertion(text: &str, object: &str, members: &Members, path: &[&str], content: &str) -> (usize, String) {
    if let Some((name, rest)) = path.split_first()
        && let Some(inner) = members.raw(name)
        && let Ok(inner_members) = serde_json::from_str::<Members>(inner)
    {
        return insertion(text, inner, &inner_members, rest, content);
    }
    let nested = path.iter().rev().fold(content.to_owned(), |content, name| format!("\"{name}\": {{{content}}}"));
    // The object ends with its bracket; the space before the bracket stays behind the inserted text.
    let end = object.strip_suffix('}').unwrap_or(object).trim_end().len();
    let at = object.as_ptr() as usize - text.as_ptr() as usize + end;
    let comma = if members.0.is_empty() { "" } else { ", " };
    (at, [comma, &nested].concat())
}

/// The members of an object with their texts, in their order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    /// The text of a member's value. Of equal names the last counts.
    fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.iter().rev().find(|(found, _)| found == name).map(|(_, value)| value.get())
    }

    /// A member's value as text, as the id of an item is read.
    fn text(&self, name: &str) -> Option<String> {
        let raw = self.raw(name).filter(|raw| *raw != "null")?;
        Some(serde_json::from_str(raw).unwrap_or_else(|_| raw.to_owned()))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyMembers;
        impl<'de> Visitor<'de> for AnyMembers {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(AnyMembers).map(Members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str) -> String {
        with_sizes(text, &[("1".to_owned(), 900, 1400)]).expect("a feed")
    }

    #[test]
    fn only_the_size_is_inserted() {
        for (feed, copy) in [
            (
                "{\n \"items\": [\n  {\"id\": \"1\", \"image\": \"a.png\"},\n  {\"id\": \"2\"}\n ]\n}\n",
                "{\n \"items\": [\n  {\"id\": \"1\", \"image\": \"a.png\", \"_newsleaf\": {\"image\": {\"width\": 900, \"height\": 1400}}},\n  {\"id\": \"2\"}\n ]\n}\n",
            ),
            (
                r#"[{"id":1,"_newsleaf":{ "kicker":"K" }}]"#,
                r#"[{"id":1,"_newsleaf":{ "kicker":"K", "image": {"width": 900, "height": 1400} }}]"#,
            ),
            (
                r#"{"items":[{"id":"1","_newsleaf":{"image":{"alt":"}"}}}]}"#,
                r#"{"items":[{"id":"1","_newsleaf":{"image":{"alt":"}", "width": 900, "height": 1400}}}]}"#,
            ),
            (
                r#"{"items":[{"id":"1","author":{"name":"A"}}]}"#,
                r#"{"items":[{"id":"1","author":{"name":"A"}, "_newsleaf": {"image": {"width": 900, "height": 1400}}}]}"#,
            ),
            (
                r#"{"items":[{"id":"1","_newsleaf":{"source":{"name":"S"}}}]}"#,
                r#"{"items":[{"id":"1","_newsleaf":{"source":{"name":"S"}, "image": {"width": 900, "height": 1400}}}]}"#,
            ),
            (
                r#"{"items":[{"id":"1","_newsleaf":{"image":{}}}]}"#,
                r#"{"items":[{"id":"1","_newsleaf":{"image":{"width": 900, "height": 1400}}}]}"#,
            ),
        ] {
            assert_eq!(fixed(feed), copy);
        }
        for feed in [r#"{"items":[{"id":"2"},null,7]}"#, r#"{"title":"T"}"#] {
            assert_eq!(fixed(feed), feed);
        }
        assert!(with_sizes("{", &[]).is_err());
    }
}

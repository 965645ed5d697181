//! The file with the messages of a language, as `scripts/messages.mjs` writes it.

use super::json;
use super::json::value::Value;
use crate::domain::site::messages::{COUNT, Messages};

/// Reads the messages of the language `tag` (RFC 5646); `None` where the file is broken or of another version of the site.
/// The texts live as long as the program.
pub fn parse(tag: &'static str, bytes: &[u8]) -> Option<Messages> {
    let (text, mut warnings) = json::decode(bytes);
    let Value::Object(mut file) = json::parse(text, &mut warnings).ok()? else { return None };
    let Value::Array(texts) = file.take("app")? else { return None };
    if texts.len() != COUNT {
        return None;
    }
    let texts: Option<Vec<&'static str>> = texts
        .into_iter()
        .map(|text| match text {
            Value::String(text) => Some(&*text.leak()),
            _ => None,
        })
        .collect();
    let mut texts = texts?.into_iter();
    Some(Messages::from_texts(tag, || texts.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_messages_is_read_as_a_whole_or_not_at_all() {
        let file = |count| {
            let texts: Vec<String> = (0..count).map(|number| format!("\"text {number}\"")).collect();
            format!("{{\"shell\": {{\"boot_title\": \"x\"}}, \"app\": [{}]}}", texts.join(","))
        };
        let messages = parse("de", file(COUNT).as_bytes()).unwrap();
        assert_eq!((messages.tag, messages.about_site()), ("de", "text 0"));
        for broken in [&file(COUNT - 1), &file(COUNT + 1), "{\"app\": [", "[]", "{}", "<!doctype html>"] {
            assert!(parse("de", broken.as_bytes()).is_none(), "{broken}");
        }
        assert!(parse("de", file(COUNT).replace("\"text 1\"", "1").as_bytes()).is_none());
    }
}

//! The attachments of an item.

use crate::domain::feed::Attachment;
use crate::domain::feed::warning::WarningAction;
use crate::domain::limits;
use crate::domain::parse::fields::Fields;
use crate::domain::parse::json::value::Value;
use crate::domain::parse::media_type;
use crate::domain::web_url::WebUrl;

/// The attachments of an item. Those without a URL are left out.
pub fn read(fields: &mut Fields, base: Option<&WebUrl>) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for (name, value) in fields.list("attachments", Value::is_object) {
        let Value::Object(object) = value else {
            fields.warn_of(&name, &value, WarningAction::NotAnObject);
            continue;
        };
        let mut fields = fields.within(&name, object);
        let Some(url) = fields.url("url", base) else {
            fields.warn("", "no web address", WarningAction::Incomplete);
            continue;
        };
        attachments.push(Attachment {
            mime_type: mime_type(&mut fields, &url),
            title: fields.line("title", limits::TITLE_CHARS),
            size_in_bytes: fields.number("size_in_bytes", 0.0, limits::LARGEST_NUMBER).map(|number| number as u64),
            duration_in_seconds: fields.number("duration_in_seconds", 0.0, limits::LARGEST_NUMBER),
            url,
        });
    }
    attachments
}

/// The media type without parameters, in lower case; by the extension of the file if the feed has none.
fn mime_type(fields: &mut Fields, url: &WebUrl) -> Option<String> {
    let given = fields.text("mime_type").unwrap_or_default();
    let essence = given.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let shaped = essence.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype));
    if shaped {
        return Some(essence);
    }
    let found = if given.is_empty() { "nothing" } else { given.as_str() };
    fields.warn("mime_type", found, WarningAction::MediaTypeByName);
    media_type::of_url(url.as_str()).map(str::to_owned)
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".+-_".contains(&byte))
}

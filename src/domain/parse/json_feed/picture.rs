//! The main picture of an item.

use crate::domain::feed::Picture;
use crate::domain::feed::warning::WarningAction;
use crate::domain::html;
use crate::domain::limits;
use crate::domain::parse::fields::Fields;
use crate::domain::parse::json::value::{Object, Value};
use crate::domain::web_url::WebUrl;

/// The picture at `url`, with the details of `image` in the item's `_newsleaf`, whose fields are `fields`.
pub fn read(fields: &mut Fields, base: Option<&WebUrl>, url: Option<WebUrl>) -> Option<Picture> {
    let object = match (fields.take("image"), &url) {
        (Some(Value::Object(object)), Some(_)) => object,
        (Some(value), _) => {
            let no_picture = value.is_object();
            let action = if no_picture { WarningAction::NoImage } else { WarningAction::NotAnObject };
            fields.warn_of("image", &value, action);
            Object::default()
        }
        (None, _) => Object::default(),
    };
    let mut fields = fields.within("image", object);
    let picture = Picture {
        url: url?,
        alt: fields.line("alt", limits::SUMMARY_CHARS).unwrap_or_default(),
        caption: fields.line("caption", limits::SUMMARY_CHARS),
        credit: fields.line("credit", limits::TITLE_CHARS),
        width: pixels(&mut fields, "width"),
        height: pixels(&mut fields, "height"),
        srcset: srcset(&mut fields, base),
    };
    fields.warn_of_rest();
    Some(picture)
}

fn pixels(fields: &mut Fields, name: &str) -> Option<u32> {
    fields.number(name, 1.0, limits::PIXELS).map(|number| number as u32)
}

/// The candidates with allowed URLs, made absolute.
fn srcset(fields: &mut Fields, base: Option<&WebUrl>) -> Option<String> {
    let text = fields.text("srcset")?;
    let mut cleaned = String::new();
    let mut whole = true;
    for candidate in html::srcset::parse(&text, &mut whole) {
        let Some(url) = fields.url_of("srcset", candidate.url.to_owned(), base) else { continue };
        whole &= html::srcset::add(&mut cleaned, url.as_str(), candidate.descriptor);
    }
    if !whole {
        fields.warn("srcset", &text, WarningAction::SrcsetShortened);
    }
    (!cleaned.is_empty()).then_some(cleaned)
}

/// The URL of an item's picture: `image`, else `banner_image`.
pub fn url(fields: &mut Fields, base: Option<&WebUrl>) -> Option<WebUrl> {
    address(fields, "image", base).or_else(|| address(fields, "banner_image", base))
}

fn address(fields: &mut Fields, name: &str, base: Option<&WebUrl>) -> Option<WebUrl> {
    let value = match fields.take(name)? {
        Value::Object(mut object) => match object.take("url").or_else(|| object.take("src")) {
            Some(url) => {
                fields.warn(name, "an object", WarningAction::TookItsUrl);
                url
            }
            None => {
                fields.warn_of(name, &Value::Object(object), WarningAction::NoUrl);
                return None;
            }
        },
        value => value,
    };
    fields.url_in(name, value, base)
}

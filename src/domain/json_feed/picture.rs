//! An item's main picture.

use crate::domain::json_value::Value;

use super::super::feed::Picture;
use super::super::html_policy;
use super::super::limits;
use super::super::web_url::WebUrl;
use super::fields::Fields;

/// What an item says of its picture in `_newsleaf`.
#[derive(Default)]
pub struct Words {
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
    srcset: Option<String>,
}

impl Words {
    pub fn read(fields: &mut Fields, base: Option<&WebUrl>) -> Words {
        match fields.take("image") {
            Some(Value::Object(object)) => {
                let mut fields = fields.within("image", object);
                Words {
                    alt: fields.line("alt", limits::SUMMARY_CHARS),
                    caption: fields.line("caption", limits::SUMMARY_CHARS),
                    credit: fields.line("credit", limits::TITLE_CHARS),
                    width: fields.number("width").and_then(pixels),
                    height: fields.number("height").and_then(pixels),
                    srcset: srcset(&mut fields, base),
                }
            }
            Some(other) => {
                fields.warn_of("image", &other, "left it out: it should be an object");
                Words::default()
            }
            None => Words::default(),
        }
    }
}

fn pixels(number: f64) -> Option<u32> {
    (1.0..100_000.0).contains(&number).then_some(number as u32)
}

/// The candidates whose addresses may be shown, made absolute.
fn srcset(fields: &mut Fields, base: Option<&WebUrl>) -> Option<String> {
    let text = fields.text("srcset")?;
    let mut cleaned = String::new();
    for candidate in html_policy::srcset::parse(&text) {
        let Some(url) = fields.url_of("srcset", candidate.url.to_owned(), base) else { continue };
        html_policy::srcset::add(&mut cleaned, url.as_str(), candidate.descriptor);
    }
    (!cleaned.is_empty()).then_some(cleaned)
}

/// `image`, else `banner_image`.
pub fn read(fields: &mut Fields, base: Option<&WebUrl>, words: Words) -> Option<Picture> {
    let url = match url(fields, "image", base) {
        Some(url) => url,
        None => url(fields, "banner_image", base)?,
    };
    let Words { alt, caption, credit, width, height, srcset } = words;
    Some(Picture { url, alt: alt.unwrap_or_default(), caption, credit, width, height, srcset })
}

fn url(fields: &mut Fields, name: &str, base: Option<&WebUrl>) -> Option<WebUrl> {
    let value = match fields.take(name)? {
        Value::Object(mut object) => match object.take("url").or_else(|| object.take("src")) {
            Some(url) => {
                fields.warn(name, "an object", "took its url");
                url
            }
            None => {
                fields.warn_of(name, &Value::Object(object), "left it out: it has no url");
                return None;
            }
        },
        value => value,
    };
    let url = fields.text_of(name, value)?;
    fields.url_of(name, url, base)
}

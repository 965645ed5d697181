//! One item. WordPress posts (the REST API's shape) are read too, since they are often served as feeds.

use serde_json::Value;

use super::super::feed::{Attachment, Author, Body, Feed, Item, Picture, Source};
use super::super::key::Key;
use super::super::slug::slug;
use super::super::web_url::WebUrl;
use super::super::{limits, media_type, plain_text};
use super::author;
use super::fields::{Fields, excerpt};

/// A headline that is made from a text has at most so many characters.
const MADE_HEADLINE_CHARS: usize = 80;
/// Titles are found in so many bytes of a body; what stands further down is no title.
const HEAD_OF_BODY: usize = 8_192;
/// `date_modified` within a minute of `date_published` is no update.
const SAME_MOMENT_MS: i64 = 60_000;

/// Reads an item; none where it has neither an id nor a URL, so that it can't be linked.
pub fn read(mut fields: Fields, feed: &Feed) -> Option<Item> {
    let wordpress = fields.has_object_with("title", "rendered") || fields.has_object_with("content", "rendered");
    let home = feed.home_page_url.clone();
    let url = match fields.url("url", home.as_ref()) {
        Some(url) => Some(url),
        None => {
            let link = fields.take_other_name("link", "took it as the item's url");
            let link = link.and_then(|value| fields.text_of("link", value));
            link.and_then(|link| fields.url_of("link", link, home.as_ref()))
        }
    };
    let id = read_id(&mut fields, url.as_ref())?;
    let base = url.clone().or(home);
    let base = base.as_ref();

    let extension = match fields.take("_newsleaf") {
        Some(Value::Object(object)) => object,
        Some(other) => {
            fields.warn("_newsleaf", excerpt(&other), "left it out: it should be an object");
            Default::default()
        }
        None => Default::default(),
    };
    let own = Own::read(fields.within("_newsleaf", extension), base);

    let title = fields.line("title", limits::TITLE_CHARS);
    let body = read_body(&mut fields);
    let summary = match fields.line("summary", limits::SUMMARY_CHARS) {
        Some(summary) => Some(summary),
        None => {
            let excerpt = fields.take_other_name("excerpt", "took it as the summary");
            let excerpt = excerpt.and_then(|value| fields.text_of("excerpt", value));
            excerpt.and_then(|text| fields.line_of("excerpt", text, limits::SUMMARY_CHARS))
        }
    };
    let published = match fields.date("date_published") {
        Some(moment) => Some(moment),
        None => read_utc(&mut fields, "date_gmt"),
    };
    let modified = match fields.date("date_modified") {
        Some(moment) => Some(moment),
        None => read_utc(&mut fields, "modified_gmt"),
    };
    let updated = modified
        .filter(|modified| published.is_none_or(|published| modified.epoch_ms - published.epoch_ms > SAME_MOMENT_MS));
    let external_url = fields.url("external_url", base);
    // WordPress gives numbers for these, which mean nothing outside it.
    let (mut authors, tags) =
        if wordpress { (Vec::new(), Vec::new()) } else { (author::read(&mut fields, base), read_tags(&mut fields)) };
    if authors.is_empty() {
        authors = feed.authors.clone();
    }
    let image = read_image(&mut fields, base, own.picture);
    let headline = title.clone().unwrap_or_else(|| make_headline(summary.as_deref(), &body, published, &id));
    let source = own.source.or_else(|| {
        let url = external_url.clone()?;
        Some(Source { name: url.display_host().to_owned(), url: Some(url) })
    });
    Some(Item {
        key: Key::of_id(&id),
        slug: slug(&headline),
        byline: own.byline.or_else(|| byline_of(&authors)),
        section: if own.section.is_empty() { tags.first().cloned().into_iter().collect() } else { own.section },
        kicker: own.kicker,
        language: fields.language("language"),
        attachments: read_attachments(&mut fields, base),
        id,
        url,
        external_url,
        title,
        headline,
        summary,
        body,
        image,
        published,
        updated,
        authors,
        tags,
        source,
    })
}

fn read_id(fields: &mut Fields, url: Option<&WebUrl>) -> Option<String> {
    let id = fields.text("id").map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    let id = match (id, url) {
        (Some(id), _) => id,
        (None, Some(url)) => {
            fields.warn("id", "nothing".to_owned(), "took the item's url");
            url.to_string()
        }
        (None, None) => {
            fields.warn("id", "neither id nor url".to_owned(), "left the item out: nothing could link to it");
            return None;
        }
    };
    if let super::Place::Item { id: place, .. } = &mut fields.place {
        *place = Some(id.clone());
    }
    Some(id)
}

fn read_body(fields: &mut Fields) -> Body {
    let filled = |text: &String| !text.trim().is_empty();
    if let Some(html) = fields.text("content_html").filter(filled) {
        return Body::Html(html);
    }
    if let Some(text) = fields.text("content_text").filter(filled) {
        return Body::Text(text);
    }
    let content = fields.take_other_name("content", "took it as content_html");
    match content.and_then(|value| fields.text_of("content", value)).filter(filled) {
        Some(html) => Body::Html(html),
        None => Body::None,
    }
}

/// WordPress' `..._gmt` dates are UTC, whether they say so or not.
fn read_utc(fields: &mut Fields, name: &str) -> Option<super::super::date::Moment> {
    let value = fields.take_other_name(name, "took it as the item's date")?;
    let text = fields.text_of(name, value)?;
    super::super::date::Moment::read(&text).map(super::super::date::ReadDate::moment)
}

fn read_tags(fields: &mut Fields) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut add = |tag: Option<String>| {
        if let Some(tag) = tag
            && !tags.contains(&tag)
        {
            tags.push(tag);
        }
    };
    match fields.take("tags") {
        Some(Value::Array(values)) => {
            for value in values {
                let name = match value {
                    Value::Object(mut object) => {
                        let name = object.remove("name").or_else(|| object.remove("title"));
                        fields.warn("tags", "an object".to_owned(), "took its name");
                        name.and_then(|name| fields.text_of("tags", name))
                    }
                    Value::Null => None,
                    value => fields.text_of("tags", value),
                };
                add(name.and_then(|name| fields.line_of("tags", name, limits::TITLE_CHARS)));
            }
        }
        Some(Value::String(text)) => {
            fields.warn("tags", text.clone(), "took it as tags separated by commas");
            for tag in text.split(',') {
                add(fields.line_of("tags", tag.to_owned(), limits::TITLE_CHARS));
            }
        }
        Some(other) => fields.warn("tags", excerpt(&other), "left it out: it should be an array"),
        None => {}
    }
    tags
}

fn read_image(fields: &mut Fields, base: Option<&WebUrl>, own: OwnPicture) -> Option<Picture> {
    let mut read = |name: &str| match fields.take(name)? {
        Value::Object(mut object) => {
            fields.warn(name, "an object".to_owned(), "took its url");
            let url = object.remove("url")?;
            let url = fields.text_of(name, url)?;
            fields.url_of(name, url, base)
        }
        value => {
            let url = fields.text_of(name, value)?;
            fields.url_of(name, url, base)
        }
    };
    let url = read("image").or_else(|| read("banner_image"))?;
    let OwnPicture { alt, caption, credit, width, height } = own;
    Some(Picture { url, alt: alt.unwrap_or_default(), caption, credit, width, height })
}

fn read_attachments(fields: &mut Fields, base: Option<&WebUrl>) -> Vec<Attachment> {
    let values = match fields.take("attachments") {
        Some(Value::Array(values)) => values,
        Some(object @ Value::Object(_)) => {
            fields.warn("attachments", "one object".to_owned(), "took it as a list of one");
            vec![object]
        }
        Some(other) => {
            fields.warn("attachments", excerpt(&other), "left it out: it should be an array");
            return Vec::new();
        }
        None => return Vec::new(),
    };
    let mut attachments = Vec::new();
    for (index, value) in values.into_iter().enumerate() {
        let mut name = String::from("attachments[");
        name.push_str(&index.to_string());
        name.push(']');
        let Value::Object(object) = value else {
            fields.warn(&name, excerpt(&value), "left it out: it should be an object");
            continue;
        };
        let mut fields = fields.within(&name, object);
        let Some(url) = fields.url("url", base) else {
            fields.warn("url", "no web address".to_owned(), "left the attachment out");
            continue;
        };
        let mime_type = match fields.text("mime_type").filter(|mime| mime.contains('/')) {
            Some(mime_type) => Some(mime_type.trim().to_ascii_lowercase()),
            None => {
                fields.warn("mime_type", "none".to_owned(), "took the file's extension");
                media_type::of_url(url.as_str()).map(str::to_owned)
            }
        };
        attachments.push(Attachment {
            mime_type,
            title: fields.line("title", limits::TITLE_CHARS),
            size_in_bytes: fields.number("size_in_bytes").map(|number| number as u64),
            duration_in_seconds: fields.number("duration_in_seconds"),
            url,
        });
    }
    attachments
}

/// A headline for an item that has none: the first words of its summary or its body, else its date, else its id.
fn make_headline(
    summary: Option<&str>,
    body: &Body,
    published: Option<super::super::date::Moment>,
    id: &str,
) -> String {
    let text = match (summary, body) {
        (Some(summary), _) => summary.to_owned(),
        (None, Body::Html(html)) => {
            let head = &html[..html.floor_char_boundary(HEAD_OF_BODY)];
            // A body may begin with pictures or frames alone.
            Some(plain_text::from_markup(head))
                .filter(|text| !text.is_empty())
                .unwrap_or_else(|| plain_text::from_markup(html))
        }
        (None, Body::Text(text)) => plain_text::from_text(&text[..text.floor_char_boundary(HEAD_OF_BODY)]),
        (None, Body::None) => String::new(),
    };
    if text.is_empty() {
        return published.map_or_else(|| id.to_owned(), |moment| moment.to_rfc3339().chars().take(10).collect());
    }
    plain_text::first_words(&text, MADE_HEADLINE_CHARS)
}

fn byline_of(authors: &[Author]) -> Option<String> {
    let names: Vec<&str> = authors.iter().map(|author| author.name.as_str()).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// What an item says in `_newsleaf`.
#[derive(Default)]
struct Own {
    section: Vec<String>,
    source: Option<Source>,
    byline: Option<String>,
    kicker: Option<String>,
    picture: OwnPicture,
}

#[derive(Default)]
struct OwnPicture {
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
}

impl Own {
    fn read(mut fields: Fields, base: Option<&WebUrl>) -> Own {
        let section = match fields.take("section") {
            Some(Value::Array(names)) => {
                let names: Vec<Value> = names.into_iter().filter(|name| !name.is_null()).collect();
                let name = |value| {
                    let text = fields.text_of("section", value)?;
                    fields.line_of("section", text, limits::TITLE_CHARS)
                };
                names.into_iter().filter_map(name).collect()
            }
            Some(value) => {
                let name = fields.text_of("section", value);
                name.and_then(|name| fields.line_of("section", name, limits::TITLE_CHARS)).into_iter().collect()
            }
            None => Vec::new(),
        };
        let source = match fields.take("source") {
            Some(Value::Object(object)) => {
                let mut fields = fields.within("source", object);
                let url = fields.url("url", base);
                let name = fields.line("name", limits::TITLE_CHARS);
                let name = name.or_else(|| url.as_ref().map(|url| url.display_host().to_owned()));
                name.map(|name| Source { name, url })
            }
            Some(value) => {
                let name = fields.text_of("source", value);
                let name = name.and_then(|name| fields.line_of("source", name, limits::TITLE_CHARS));
                name.map(|name| Source { name, url: None })
            }
            None => None,
        };
        let picture = match fields.take("image") {
            Some(Value::Object(object)) => {
                let mut fields = fields.within("image", object);
                let pixels = |number: f64| if (1.0..100_000.0).contains(&number) { Some(number as u32) } else { None };
                OwnPicture {
                    alt: fields.line("alt", limits::SUMMARY_CHARS),
                    caption: fields.line("caption", limits::SUMMARY_CHARS),
                    credit: fields.line("credit", limits::TITLE_CHARS),
                    width: fields.number("width").and_then(pixels),
                    height: fields.number("height").and_then(pixels),
                }
            }
            Some(other) => {
                fields.warn("image", excerpt(&other), "left it out: it should be an object");
                OwnPicture::default()
            }
            None => OwnPicture::default(),
        };
        Own {
            section,
            source,
            byline: fields.line("byline", limits::TITLE_CHARS),
            kicker: fields.line("kicker", limits::TITLE_CHARS),
            picture,
        }
    }
}

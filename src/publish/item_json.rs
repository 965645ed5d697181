//! Items of the publisher's feed as items of the site's own feed: complete, and with absolute addresses, because the site's
//! feed is at another place and is read from there for years.

use serde_json::{Map, Number, Value};

use super::html_urls::replace_urls;
use crate::domain::feed::{Author, Feed, Item};
use crate::domain::html::srcset;
use crate::domain::parse::json::value::{Number as ReadNumber, Object, Value as ReadValue};
use crate::domain::report::known_names;
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// A JSON object whose members are in the order of their names.
pub type Members = Map<String, Value>;

/// The members of an item that are one URL.
const URLS: [&str; 4] = ["external_url", "image", "banner_image", "link"];

/// An item of a feed at `address` as an item of the site's own feed. `json` is the item in the feed.
pub fn item_json(item: &Item, json: &ReadValue, feed: &Feed, address: &WebUrl) -> Members {
    let ReadValue::Object(object) = json else { return Members::new() };
    let mut members = members(object);
    write_names_exactly(&mut members, &known_names::ITEM);
    let base = item.url.as_ref().or(feed.home_page_url.as_ref()).unwrap_or(address);
    members.insert("id".to_owned(), Value::from(item.id.as_str()));
    if let Some(url) = &item.url {
        members.insert("url".to_owned(), Value::from(url.as_str()));
    }
    // Values that the item inherits from its feed: a page of the store has no head.
    let has_authors = ["authors", "author"].iter().any(|name| object.get_in_any_case(name).is_some());
    if !has_authors && !item.authors.is_empty() {
        members.insert("authors".to_owned(), authors_json(&item.authors));
    }
    for name in URLS {
        make_absolute(members.get_mut(name), base);
    }
    for name in ["attachments", "authors", "author"] {
        for_each_object(members.get_mut(name), &mut |object| {
            for name in ["url", "avatar"] {
                make_absolute(object.get_mut(name), base);
            }
        });
    }
    for_each_object(members.get_mut("_newsleaf"), &mut |extension| {
        for_each_object(extension.get_mut("source"), &mut |source| make_absolute(source.get_mut("url"), base));
        for_each_object(extension.get_mut("image"), &mut |image| {
            if let Some(Value::String(set)) = image.get_mut("srcset") {
                *set = absolute_set(set, base);
            }
        });
    });
    if let Some(Value::String(html)) = members.get_mut("content_html") {
        *html = replace_urls(html, &mut |url| absolute(url, base)).into_owned();
    }
    for_each_object(members.get_mut("content"), &mut |content| {
        if let Some(Value::String(html)) = content.get_mut("rendered") {
            *html = replace_urls(html, &mut |url| absolute(url, base)).into_owned();
        }
    });
    if let Some(Value::String(html)) = members.get_mut("content") {
        *html = replace_urls(html, &mut |url| absolute(url, base)).into_owned();
    }
    members
}

/// Renames members whose names are read in any case to the names of the specification.
pub fn write_names_exactly(members: &mut Members, names: &[&str]) {
    for &name in names {
        if !members.contains_key(name)
            && let Some(found) = members.keys().find(|found| found.eq_ignore_ascii_case(name)).cloned()
            && let Some(value) = members.remove(&found)
        {
            members.insert(name.to_owned(), value);
        }
    }
}

/// Authors as JSON Feed has them.
pub fn authors_json(authors: &[Author]) -> Value {
    let author = |Author { name, url, avatar }: &Author| {
        let texts = [
            ("name", Some(name.as_str())),
            ("url", url.as_ref().map(WebUrl::as_str)),
            ("avatar", avatar.as_ref().map(WebUrl::as_str)),
        ];
        let set = texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Value::from(text?))));
        Value::Object(set.filter(|(_, text)| text != "").collect())
    };
    authors.iter().map(author).collect()
}

/// The members of an object that was read, without those that are `null`. If a name is repeated, the last counts.
pub fn members(object: &Object) -> Members {
    object.iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.clone(), to_json(value))).collect()
}

/// The settings of a feed (its `_newsleaf`) with absolute addresses.
pub fn make_settings_absolute(settings: Option<&mut Value>, base: &WebUrl) {
    for_each_object(settings, &mut |settings| {
        for name in ["site", "icon", "logo"] {
            make_absolute(settings.get_mut(name), base);
        }
        for_each_object(settings.get_mut("logo"), &mut |logo| make_absolute(logo.get_mut("dark"), base));
        for_each_object(settings.get_mut("footer"), &mut |link| make_absolute(link.get_mut("url"), base));
    });
}

/// Converts a value that was read into one that can be written.
pub fn to_json(value: &ReadValue) -> Value {
    match value {
        ReadValue::Null => Value::Null,
        ReadValue::Bool(is_true) => Value::Bool(*is_true),
        ReadValue::Number(ReadNumber::Natural(number)) => Value::from(*number),
        ReadValue::Number(ReadNumber::Negative(number)) => Value::from(*number),
        ReadValue::Number(ReadNumber::Decimal(number)) => Number::from_f64(*number).map_or(Value::Null, Value::Number),
        ReadValue::String(text) => Value::from(text.as_str()),
        ReadValue::Array(values) => values.iter().map(to_json).collect(),
        ReadValue::Object(object) => Value::Object(members(object)),
    }
}

/// Calls `change` with the object, or with each object of the list.
fn for_each_object(value: Option<&mut Value>, change: &mut dyn FnMut(&mut Members)) {
    match value {
        Some(Value::Object(object)) => change(object),
        Some(Value::Array(values)) => values.iter_mut().filter_map(Value::as_object_mut).for_each(change),
        _ => {}
    }
}

/// A text, or the `url` of an object, made absolute.
fn make_absolute(value: Option<&mut Value>, base: &WebUrl) {
    match value {
        Some(Value::String(url)) => {
            if let Some(absolute) = absolute(url, base) {
                *url = absolute;
            }
        }
        Some(Value::Object(object)) => {
            for name in ["url", "src"] {
                make_absolute(object.get_mut(name), base);
            }
        }
        _ => {}
    }
}

/// The absolute form of a URL that has no scheme; `None` for all others, and for links into the same document.
fn absolute(url: &str, base: &WebUrl) -> Option<String> {
    let url = url.trim();
    if url.is_empty() || url.starts_with('#') || parse_url_natively(url, None).is_some() {
        return None;
    }
    WebUrl::parse(url, Some(base), parse_url_natively).ok().map(|url| url.to_string())
}

fn absolute_set(set: &str, base: &WebUrl) -> String {
    let mut is_whole = true;
    let candidates = srcset::parse(set, &mut is_whole);
    if !is_whole {
        return set.to_owned();
    }
    let mut out = String::new();
    for candidate in candidates {
        let absolute = absolute(candidate.url, base);
        srcset::add(&mut out, absolute.as_deref().unwrap_or(candidate.url), candidate.descriptor);
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::limits::Limits;
    use crate::domain::parse::context::Context;
    use crate::domain::parse::json_feed;

    fn stored(feed: &Value, address: &str) -> Value {
        let address = WebUrl::parse(address, None, parse_url_natively).unwrap();
        let context = Context { address: &address, parse_url: parse_url_natively, limits: Limits::PUBLISHED };
        let parsed = json_feed::parse_with_json(feed.to_string().as_bytes(), &context).unwrap();
        Value::Object(item_json(&parsed.feed.items[0], &parsed.items[0], &parsed.feed, &address))
    }

    #[test]
    fn every_address_is_absolute_and_other_values_stay() {
        let item = json!({
            "id": 7, "title": "T", "image": "p/a.png", "_other": {"x": [1, 2.5, null]}, "tags": ["a"],
            "content_html": "<p><a href=\"b.html#c\">b</a><a href='#c'>c</a><img src=p/b.png srcset=\"p/b2.png 2x\"></p>",
            "attachments": [{"url": "s/a.mp3", "mime_type": "audio/mpeg"}],
            "authors": [{"name": "A", "url": "/a", "avatar": "https://other.example/a.png"}],
            "_newsleaf": {"source": {"name": "S", "url": "s"}, "image": {"srcset": "p/a.png 1x, p/a2.png 2x"}},
        });
        let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [item]});
        let expected = json!({
            "id": "7", "title": "T", "image": "https://n.example/d/p/a.png", "_other": {"x": [1, 2.5, null]}, "tags": ["a"],
            "content_html": "<p><a href=\"https://n.example/d/b.html#c\">b</a><a href='#c'>c</a><img src=\"https://n.example/d/p/b.png\" srcset=\"https://n.example/d/p/b2.png 2x\"></p>",
            "attachments": [{"url": "https://n.example/d/s/a.mp3", "mime_type": "audio/mpeg"}],
            "authors": [{"name": "A", "url": "https://n.example/a", "avatar": "https://other.example/a.png"}],
            "_newsleaf": {
                "source": {"name": "S", "url": "https://n.example/d/s"},
                "image": {"srcset": "https://n.example/d/p/a.png 1x, https://n.example/d/p/a2.png 2x"},
            },
        });
        assert_eq!(stored(&feed, "https://n.example/d/feed.json"), expected);
        let again = json!({"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [expected]});
        assert_eq!(
            stored(&again, "https://elsewhere.example/feed/0001.json"),
            expected,
            "it is the same from elsewhere"
        );
    }

    #[test]
    fn the_base_is_that_of_the_pages() {
        let feed = |item: Value| json!({"version": "https://jsonfeed.org/version/1.1", "title": "F", "home_page_url": "https://h.example/x/", "items": [item]});
        let image = |item: Value| stored(&feed(item), "https://n.example/feed.json")["image"].clone();
        assert_eq!(image(json!({"id": "1", "image": "a.png"})), "https://h.example/x/a.png");
        assert_eq!(image(json!({"id": "1", "url": "/y/z", "image": "a.png"})), "https://h.example/y/a.png");
    }
}

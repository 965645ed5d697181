//! From a JSON Feed document to a [`Feed`]: JSON Feed 1.0 and 1.1, with the deviations of real feeds.
//!
//! serde reads the document into JSON values, which are then converted field by field. Each conversion is in one place,
//! and each repair and each value that is left out is a [`Warning`]. A bad item does not affect other items.

mod attachment;
mod author;
mod dates;
mod extension;
mod item;
mod picture;
#[cfg(feature = "ssr")]
pub mod piecewise;
mod tags;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::fields::Fields;
use super::json::value::{Object, Value};
use super::settings_file;
use crate::domain::feed::front_page;
use crate::domain::feed::id_index::IdIndex;
use crate::domain::feed::item_keys;
use crate::domain::feed::key::Key;
use crate::domain::feed::sections;
use crate::domain::feed::settings::Settings;
use crate::domain::feed::warning::{Place, Warning, WarningAction, note};
use crate::domain::feed::{Author, Feed, Item};
use crate::domain::limits;
use crate::domain::parse::context::Context;
use crate::domain::parse::document::FeedError;
use crate::domain::parse::document::read_json;
use crate::domain::parse::{excerpt, plain_text};
use crate::domain::web_url::WebUrl;

/// Reads a feed. The warnings name repairs and omissions.
pub fn parse(bytes: &[u8], context: &Context) -> Result<(Feed, Vec<Warning>), FeedError> {
    read(bytes, context, None)
}

/// A feed with its JSON.
#[cfg(feature = "ssr")]
pub struct ParsedFeed {
    /// The feed.
    pub feed: Feed,
    /// The JSON of the document without the items.
    pub head: Object,
    /// The JSON of each of the feed's items.
    pub items: Vec<Value>,
    /// Repairs and omissions.
    pub warnings: Vec<Warning>,
}

/// Reads a feed that is written again: with the JSON of its items.
#[cfg(feature = "ssr")]
pub fn parse_with_json(bytes: &[u8], context: &Context) -> Result<ParsedFeed, FeedError> {
    let mut json = FeedJson::default();
    let (feed, warnings) = read(bytes, context, Some(&mut json))?;
    let FeedJson { head, items } = json;
    Ok(ParsedFeed { feed, head, items, warnings })
}

/// The JSON of a feed: the document without the items, and each item.
#[derive(Default)]
struct FeedJson {
    head: Object,
    items: Vec<Value>,
}

/// Reads a feed, and its JSON into `json` if that is given.
fn read(bytes: &[u8], context: &Context, mut json: Option<&mut FeedJson>) -> Result<(Feed, Vec<Warning>), FeedError> {
    let (value, mut warnings) = read_json(bytes, context.limits)?;
    let object = match value {
        Value::Object(object) => object,
        Value::Array(items) => {
            let action = WarningAction::TookAsItems;
            warnings.push(Warning::new(Place::Feed, "", "an array", action));
            Object::of("items", Value::Array(items))
        }
        Value::String(_) => return Err(FeedError::NotAFeed { found: "a text" }),
        Value::Null | Value::Bool(_) | Value::Number(_) => return Err(FeedError::NotAFeed { found: "a single value" }),
    };
    let has_items = object.iter().any(|(name, _)| name.eq_ignore_ascii_case("items"));
    if !has_items && !is_feed_without_items(&object, context) {
        return Err(FeedError::NotAFeed { found: "an object without 'items'" });
    }
    if let Some(json) = &mut json {
        json.head = object.without("items");
    }
    let (mut feed, items) = read_feed(object, context, &mut warnings);
    feed.has_items = items.is_some();
    (feed.items, feed.removed) = read_items(items, &feed, context, json, &mut warnings);
    feed.content_hash = Some(Key::of_bytes(bytes));
    look_at_whole(&mut feed, &mut warnings);
    Ok((feed, warnings))
}

/// Gives the items their keys, and warns of what only all of them together show.
fn look_at_whole(feed: &mut Feed, warnings: &mut Vec<Warning>) {
    item_keys::assign(&mut feed.items, warnings);
    front_page::warn_of_leads(&feed.items, warnings);
    if feed.next_url.is_none() {
        front_page::warn_of_settings(&feed.items, &feed.settings, warnings);
        sections::warn_of_empty(&feed.items, &feed.settings, warnings);
    }
}

/// Whether an object without `items` is a feed whose first story has not been written yet: it names the version, or has
/// a title and an absolute address of its home page or of itself. An API's error has a title too.
fn is_feed_without_items(object: &Object, context: &Context) -> bool {
    let text = |name: &str| object.get_in_any_case(name).and_then(Value::as_str);
    let is_address = |name| text(name).is_some_and(|url| WebUrl::parse(url, None, context.parse_url).is_ok());
    text("version").is_some_and(|version| version.contains("jsonfeed"))
        || text("title").is_some_and(plain_text::is_visible) && (is_address("home_page_url") || is_address("feed_url"))
}

/// Reads the fields of the feed. Returns its items as JSON.
fn read_feed(object: Object, context: &Context, warnings: &mut Vec<Warning>) -> (Feed, Option<Value>) {
    let mut fields = Fields::new(object, Place::Feed, context, warnings).in_any_case();
    let home_page_url = fields.url("home_page_url", None);
    match fields.text("version").as_deref() {
        Some(version) if version.contains("jsonfeed.org/version/1") => {}
        Some(version) => fields.warn("version", version, WarningAction::TookVersion),
        None => fields.warn("version", "nothing", WarningAction::TookVersion),
    }
    let title = fields.line("title", limits::TITLE_CHARS).unwrap_or_else(|| {
        let host = home_page_url.as_ref().unwrap_or(context.address).display_host().to_owned();
        fields.warn("title", "nothing", WarningAction::TookHostAsTitle);
        host
    });
    let mut authors = author::read(&mut fields, home_page_url.as_ref());
    let (mut room, before) = (limits::AUTHORS_BYTES, authors.len());
    authors.retain(|Author { name, url, avatar }| {
        let size = name.len() + [url, avatar].into_iter().flatten().map(|url| url.as_str().len()).sum::<usize>();
        let fits = size <= room;
        if fits {
            room -= size;
        }
        fits
    });
    if authors.len() < before {
        fields.warn("authors", &before.to_string(), WarningAction::AuthorsTooLong);
    }
    let extension = fields.take("_newsleaf");
    let items = fields.take_even_empty("items");
    let feed = Feed {
        title,
        description: fields.line("description", limits::SUMMARY_CHARS),
        feed_url: fields.url("feed_url", None),
        next_url: fields.url("next_url", None),
        icon: fields.url("icon", home_page_url.as_ref()),
        favicon: fields.url("favicon", home_page_url.as_ref()),
        authors,
        language: fields.language("language"),
        expired: fields.flag("expired"),
        has_items: false,
        items: Vec::new(),
        removed: Vec::new(),
        content_hash: None,
        home_page_url,
        settings: Settings::default(),
    };
    let settings = match extension {
        None => Settings::default(),
        Some(value) => settings_file::of_feed(value, context, warnings),
    };
    (Feed { settings, ..feed }, items)
}

/// The items, and the ids of removed items.
fn read_items(
    items: Option<Value>,
    feed: &Feed,
    context: &Context,
    mut json: Option<&mut FeedJson>,
    warnings: &mut Vec<Warning>,
) -> (Vec<Arc<Item>>, Vec<String>) {
    let mut values = match items {
        Some(Value::Array(values)) => values,
        Some(object @ Value::Object(_)) => {
            note(warnings, Warning::new(Place::Feed, "items", "one object", WarningAction::ListOfOne));
            vec![object]
        }
        other => {
            let found = other.map_or_else(|| "nothing".to_owned(), |value| excerpt::excerpt(&value));
            note(warnings, Warning::new(Place::Feed, "items", found, WarningAction::NoItems));
            Vec::new()
        }
    };
    if values.len() > context.limits.items {
        let found = values.len().to_string();
        note(warnings, Warning::new(Place::Feed, "items", found, WarningAction::TooManyItems));
        values.truncate(context.limits.items);
    }
    let mut read: Vec<Arc<Item>> = Vec::with_capacity(values.len());
    let mut removed = Vec::new();
    let mut ids = IdIndex::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        let place = Place::Item { index, id: None };
        let object = match value {
            Value::Object(object) => object,
            other => {
                note(warnings, Warning::new(place, "", excerpt::excerpt(&other), WarningAction::ItemNotAnObject));
                continue;
            }
        };
        let copy = json.as_ref().map(|_| Value::Object(object.clone()));
        let Some(item) = item::read(Fields::new(object, place, context, warnings).in_any_case(), feed) else {
            continue;
        };
        // Two ids can have the same key; then all items are compared.
        let known = ids
            .get(item.key)
            .and_then(|at| read.get(at))
            .is_some_and(|known| known.id == item.id || read.iter().any(|other| other.id == item.id));
        if item.is_removed {
            removed.push(item.id);
        } else if !known {
            ids.insert(item.key, read.len());
            read.push(Arc::new(item));
            if let (Some(json), Some(copy)) = (&mut json, copy) {
                json.items.push(copy);
            }
        } else {
            let action = WarningAction::RepeatedId;
            note(warnings, Warning::new(Place::item(index, &item.id), "id", &item.id, action));
        }
    }
    (read, removed)
}

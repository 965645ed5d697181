//! A feed that is read item by item, because it is too large to be held as a whole: first the document without its items, then
//! each item alone. Only plain JSON can be read so; the caller reads every other document as a whole. The items and the
//! warnings are those of the whole document.

use std::borrow::Cow;
use std::sync::Arc;

use super::{item, look_at_whole, read_feed};
use crate::domain::feed::warning::{Place, Warning, WarningAction, note};
use crate::domain::feed::{Feed, Item};
use crate::domain::parse::context::Context;
use crate::domain::parse::excerpt;
use crate::domain::parse::fields::Fields;
use crate::domain::parse::json;
use crate::domain::parse::json::value::{Object, Value};

/// A feed without its items.
#[derive(Debug)]
pub struct OpenFeed {
    /// The feed.
    pub feed: Feed,
    /// The JSON of the document without the items.
    pub head: Object,
    /// Repairs and omissions in the head.
    pub warnings: Vec<Warning>,
}

/// An item that was read alone.
#[derive(Debug)]
pub enum ReadItem {
    /// It is left out; a warning says why.
    LeftOut,
    /// The item and its JSON. It may ask to be removed.
    Item(Box<Item>, Value),
}

/// A value of plain JSON: one that is read without a repair of its text. `None` for any other text.
pub fn plain_json(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut warnings = Vec::new();
    json::parse(Cow::Borrowed(text), &mut warnings).ok().filter(|_| warnings.is_empty())
}

/// Reads the head: the document with an empty list in the place of its `items`. `None` if it is not plain JSON.
pub fn open(head: &[u8], context: &Context) -> Option<OpenFeed> {
    let Value::Object(object) = plain_json(head)? else { return None };
    let mut warnings = Vec::new();
    let head = object.without("items");
    let (mut feed, items) = read_feed(object, context, &mut warnings);
    feed.has_items = items.is_some();
    Some(OpenFeed { feed, head, warnings })
}

/// Reads the item with this index of a feed.
pub fn item(value: Value, index: usize, feed: &Feed, context: &Context, warnings: &mut Vec<Warning>) -> ReadItem {
    let place = Place::Item { index, id: None };
    let object = match value {
        Value::Object(object) => object,
        other => {
            note(warnings, Warning::new(place, "", excerpt::excerpt(&other), WarningAction::ItemNotAnObject));
            return ReadItem::LeftOut;
        }
    };
    let copy = Value::Object(object.clone());
    match item::read(Fields::new(object, place, context, warnings).in_any_case(), feed) {
        Some(item) => ReadItem::Item(Box::new(item), copy),
        None => ReadItem::LeftOut,
    }
}

/// Warns of an item whose id an earlier item has. It is left out.
pub fn warn_of_repeat(index: usize, id: &str, warnings: &mut Vec<Warning>) {
    note(warnings, Warning::new(Place::item(index, id), "id", id, WarningAction::RepeatedId));
}

/// Warns of items beyond the limit.
pub fn warn_of_too_many(count: usize, warnings: &mut Vec<Warning>) {
    note(warnings, Warning::new(Place::Feed, "items", count.to_string(), WarningAction::TooManyItems));
}

/// Gives the items of a feed their keys, and warns of what only all of them together show. The bodies do not matter.
pub fn finish(feed: &mut Feed, items: Vec<Arc<Item>>, warnings: &mut Vec<Warning>) {
    feed.items = items;
    look_at_whole(feed, warnings);
}

//! The site's own feed, with every published story. It is the store as well: most feeds hold their newest stories only,
//! and a story that has left the feed stays published.
//!
//! `feed.json` has the newest stories; `feed/0001.json`, `feed/0002.json` … have them from the oldest on, a full page each, so
//! that a page of the store does not change when stories come.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::item_json::{self, Members, authors_json, item_json};
use crate::domain::feed::key::Key;
use crate::domain::feed::{Feed, Item};
use crate::domain::limits::Limits;
use crate::domain::parse::context::Context;
use crate::domain::parse::document::FeedError;
use crate::domain::parse::json_feed::{self, ParsedFeed};
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// The number of stories of a page of the store. `feed.json` has between one and two times this number.
pub const STORIES_A_PAGE: usize = 50;

/// The publisher's feed, all its pages as one.
#[derive(Debug)]
pub struct SourceFeed {
    /// The feed.
    pub feed: Feed,
    /// The head of the first page, without its items.
    pub head: Members,
    /// The items of the feed as items of the site's own feed, in the feed's order.
    pub items: Vec<Arc<Members>>,
    /// The address of the first page, or the address that it will have.
    pub address: WebUrl,
    ids: HashSet<String>,
}

impl SourceFeed {
    /// The first page of a feed that came from `address`.
    pub fn new(parsed: ParsedFeed, address: &WebUrl) -> SourceFeed {
        let items = items_of(&parsed, address);
        let ids = parsed.feed.items.iter().map(|item| item.id.clone()).collect();
        SourceFeed { head: item_json::members(&parsed.head), feed: parsed.feed, items, address: address.clone(), ids }
    }

    /// Adds an older page.
    pub fn append(&mut self, older: ParsedFeed, address: &WebUrl) {
        let jsons = items_of(&older, address);
        for (item, json) in older.feed.items.iter().zip(jsons) {
            if self.ids.insert(item.id.clone()) {
                self.feed.items.push(item.clone());
                self.items.push(json);
            }
        }
        self.feed.removed.extend(older.feed.removed);
        self.feed.next_url = older.feed.next_url;
    }

    /// Leaves this number of the newest stories, in their order.
    pub fn keep_newest(&mut self, number: usize) {
        let date_of = |item: &Item| item.published.map_or(i64::MIN, |moment| moment.epoch_ms);
        let mut places: Vec<usize> = (0..self.items.len()).collect();
        places.sort_by_key(|place| self.feed.items.get(*place).map(|item| Reverse(date_of(item))));
        places.truncate(number);
        places.sort_unstable();
        let pairs: Vec<_> = places
            .iter()
            .filter_map(|place| Some((self.feed.items.get(*place)?.clone(), self.items.get(*place)?.clone())))
            .collect();
        (self.feed.items, self.items) = pairs.into_iter().unzip();
    }
}

fn items_of(parsed: &ParsedFeed, address: &WebUrl) -> Vec<Arc<Members>> {
    let pairs = parsed.feed.items.par_iter().zip(&parsed.items);
    pairs.map(|(item, json)| Arc::new(item_json(item, json, &parsed.feed, address))).collect()
}

/// The stories of the last build: the items of the site's own feed, the newest first.
#[derive(Debug, Default)]
pub struct PreviousItems(Vec<Arc<Members>>);

impl PreviousItems {
    /// Reads the documents of the site's own feed: `feed.json` first, then the full pages from the newest to the oldest.
    ///
    /// # Errors
    /// The index of the document that can't be read, and why.
    pub fn read(documents: &[Vec<u8>], site: &WebUrl) -> Result<PreviousItems, (usize, FeedError)> {
        let address = WebUrl::parse("feed.json", Some(site), parse_url_natively).unwrap_or_else(|_| site.clone());
        let context = Context { address: &address, parse_url: parse_url_natively, limits: Limits::PUBLISHED };
        let read = |(at, document): (usize, &Vec<u8>)| {
            let parsed = json_feed::parse_with_json(document, &context).map_err(|error| (at, error))?;
            // A drop-in may have been here before, with items as their publisher has written them.
            let mut items = items_of(&parsed, &address);
            items.iter_mut().for_each(forget_page);
            Ok(items)
        };
        let pages: Vec<Vec<Arc<Members>>> = documents.par_iter().enumerate().map(read).collect::<Result<_, _>>()?;
        let mut known = HashSet::new();
        let mut items: Vec<Arc<Members>> = pages.into_iter().flatten().collect();
        items.retain(|item| known.insert(id_of(item).to_owned()));
        Ok(PreviousItems(items))
    }

    /// How many stories there were.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the last build had no stories.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|item| id_of(item))
    }
}

/// Removes the `url` of an item that is its page, which was added when it was written. The site may have been elsewhere then.
fn forget_page(item: &mut Arc<Members>) {
    let key = Key::of_id(id_of(item));
    let is_page = item.get("url").and_then(Value::as_str).and_then(|url| url.rsplit_once("/article/")).is_some_and(
        |(_, name)| {
            name.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with(['-', '/']) && rest.ends_with('/'))
        },
    );
    if is_page {
        Arc::make_mut(item).remove("url");
    }
}

pub(super) fn id_of(item: &Members) -> &str {
    item.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// All published items: the items of the feed and the ones that have left it, the newest first as far as that is known.
/// Earlier items stay in their order; each new one goes before the known item that follows it in the feed. So an item
/// without a date stays with its neighbours. With `prune`, items that have left the feed are removed.
pub fn merge(source: &SourceFeed, previous: &PreviousItems, removed: &[String], prune: bool) -> Vec<Arc<Members>> {
    let removed: HashSet<&str> = removed.iter().chain(&source.feed.removed).map(String::as_str).collect();
    let mut current: HashMap<&str, &Arc<Members>> = source.items.iter().map(|item| (id_of(item), item)).collect();
    let known: HashSet<&str> = previous.ids().collect();
    let mut merged: Vec<Arc<Members>> = Vec::new();
    let mut before: HashMap<&str, Vec<&Arc<Members>>> = HashMap::new();
    let mut waiting: Vec<&Arc<Members>> = Vec::new();
    let mut last_known = None;
    for item in &source.items {
        let id = id_of(item);
        if known.contains(id) {
            before.entry(id).or_default().append(&mut waiting);
            last_known = Some(id);
        } else if !removed.contains(id) {
            waiting.push(item);
        }
    }
    // New items that no known item follows go behind the last one, or to the top if there are no known items.
    let mut behind: HashMap<&str, Vec<&Arc<Members>>> = HashMap::new();
    match last_known {
        Some(id) => drop(behind.insert(id, waiting)),
        None => merged.extend(waiting.into_iter().cloned()),
    }
    for item in &previous.0 {
        let id = id_of(item);
        merged.extend(before.remove(id).unwrap_or_default().into_iter().cloned());
        let now = current.remove(id);
        if !removed.contains(id) && (now.is_some() || !prune) {
            merged.push(now.unwrap_or(item).clone());
        }
        merged.extend(behind.remove(id).unwrap_or_default().into_iter().cloned());
    }
    merged
}

/// A document of the site's own feed, written without a copy of its items.
#[derive(Serialize)]
#[serde(untagged)]
enum Member<'a> {
    Value(&'a Value),
    Text(String),
    Items(Vec<StoredItem<'a>>),
}

/// An item as it is written. One without a `url` of its own gets that of its page: other readers lead to it.
struct StoredItem<'a> {
    members: &'a Members,
    page: Option<&'a str>,
}

impl Serialize for StoredItem<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.members {
            map.serialize_entry(name, value)?;
        }
        if let Some(page) = self.page.filter(|_| !self.members.contains_key("url")) {
            map.serialize_entry("url", page)?;
        }
        map.end()
    }
}

/// The addresses of the stories' pages, by the ids of the items.
pub type PageUrls<'a> = HashMap<&'a str, String>;

type Document<'a> = BTreeMap<&'a str, Member<'a>>;

fn document<'a>(head: &'a Members, items: &'a [Arc<Members>], pages: &'a PageUrls) -> Document<'a> {
    let mut document: Document = head.iter().map(|(name, value)| (name.as_str(), Member::Value(value))).collect();
    let item = |members: &'a Arc<Members>| StoredItem { members, page: pages.get(id_of(members)).map(String::as_str) };
    document.insert("items", Member::Items(items.iter().map(item).collect()));
    document
}

/// Names are text and numbers are finite, so it can always be written.
fn bytes_of(document: &Document) -> Vec<u8> {
    serde_json::to_vec(document).unwrap_or_default()
}

/// The site's own feed as one document with these items.
pub fn whole_document(head: &Members, items: &[Arc<Members>]) -> Vec<u8> {
    bytes_of(&document(head, items, &PageUrls::new()))
}

/// The head of the site's own feed. `feed` is the publisher's, with absolute addresses.
pub fn head_of(source: &SourceFeed, site: &WebUrl) -> Members {
    let feed = &source.feed;
    let mut head = source.head.clone();
    // Names in any case are read; they are written as the specification has them.
    head.retain(|name, _| name.starts_with('_') || name == "hubs");
    if let Some(Value::Object(settings)) = head.get_mut("_newsleaf") {
        // The site's own feed is not the one that was made of files.
        settings.remove("generated");
        if settings.is_empty() {
            head.remove("_newsleaf");
        }
    }
    item_json::make_settings_absolute(head.get_mut("_newsleaf"), &source.address);
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            head.insert(name.to_owned(), value);
        }
    };
    let url = |url: &Option<WebUrl>| url.as_ref().map(|url| Value::from(url.as_str()));
    set("version", Some(json!("https://jsonfeed.org/version/1.1")));
    set("title", Some(json!(feed.title)));
    set("description", feed.description.as_ref().map(|text| json!(text)));
    set("home_page_url", Some(json!(site.as_str())));
    set("feed_url", Some(json!([site.as_str(), "feed.json"].concat())));
    set("icon", url(&feed.icon));
    set("favicon", url(&feed.favicon));
    set("language", feed.language.as_ref().map(|tag| json!(tag)));
    set("expired", feed.expired.then_some(json!(true)));
    set("authors", (!feed.authors.is_empty()).then(|| authors_json(&feed.authors)));
    head
}

/// A document of the store: its path in the site, and its bytes.
pub type StoreDocument = (String, Vec<u8>);

/// The documents of the site's own feed for these items, the newest first. The first one is `feed.json`.
pub fn documents(head: &Members, items: &[Arc<Members>], pages: &PageUrls, site: &WebUrl) -> Vec<StoreDocument> {
    let full = items.len() / STORIES_A_PAGE;
    // `feed.json` repeats the newest full page, so that it never has only a few stories.
    let newest = items.len() - full.saturating_sub(1) * STORIES_A_PAGE;
    let mut first = document(head, &items[..newest], pages);
    let next = full.checked_sub(1).filter(|number| *number > 0);
    first.extend(next.map(|number| ("next_url", Member::Text([site.as_str(), &path_of(number)].concat()))));
    let page = |number: usize| {
        let end = items.len() - (number - 1) * STORIES_A_PAGE;
        (path_of(number), full_page(&items[end - STORIES_A_PAGE..end], pages, number, site))
    };
    let mut documents = vec![("feed.json".to_owned(), bytes_of(&first))];
    documents.par_extend((0..full).into_par_iter().map(|at| page(full - at)));
    documents
}

/// A full page says nothing of the site that may change: it is written once.
fn full_page(items: &[Arc<Members>], pages: &PageUrls, number: usize, site: &WebUrl) -> Vec<u8> {
    let head = Members::new();
    let mut document = document(&head, items, pages);
    let mut add = |name, text: String| drop(document.insert(name, Member::Text(text)));
    add("version", "https://jsonfeed.org/version/1.1".to_owned());
    add("title", [site.display_host(), " ", &number.to_string()].concat());
    add("home_page_url", site.as_str().to_owned());
    if number > 1 {
        add("next_url", [site.as_str(), &path_of(number - 1)].concat());
    }
    bytes_of(&document)
}

/// The path of a full page, numbered from the oldest, from 1.
pub fn path_of(number: usize) -> String {
    format!("feed/{number:04}.json")
}

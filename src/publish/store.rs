//! The site's own feed: what is published, story by story. It is the store as well. Most feeds hold their newest stories
//! only, and a story that has left the feed stays published.
//!
//! `feed.json` has the newest stories; `feed/0001.json`, `feed/0002.json` … have them from the oldest on, a full page each, so
//! that a page of the store does not change when stories come.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::item_json::{self, Members, authors_json, item_json};
use crate::domain::feed::Feed;
use crate::domain::limits::Limits;
use crate::domain::parse::context::Context;
use crate::domain::parse::document::FeedError;
use crate::domain::parse::json_feed::{self, ParsedFeed};
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// How many stories a page of the store has. `feed.json` has from so many to twice as many.
pub const STORIES_A_PAGE: usize = 50;

/// The publisher's feed, all its pages as one.
#[derive(Debug)]
pub struct SourceFeed {
    /// The feed.
    pub feed: Feed,
    /// What the first page says of the feed, without its items.
    pub head: Members,
    /// The items as those of the site's own feed, in the order of the feed's.
    pub items: Vec<Members>,
    /// Where the first page came from, or where it will be.
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
}

fn items_of(parsed: &ParsedFeed, address: &WebUrl) -> Vec<Members> {
    let pairs = parsed.feed.items.iter().zip(&parsed.items);
    pairs.map(|(item, json)| item_json(item, json, &parsed.feed, address)).collect()
}

/// What was published before: the items of the site's own feed, the newest first.
#[derive(Debug, Default)]
pub struct PreviousItems(Vec<Members>);

impl PreviousItems {
    /// Reads the documents of the site's own feed: `feed.json` first, then the full pages from the newest to the oldest.
    ///
    /// # Errors
    /// The index of the document that can't be read, and why.
    pub fn read(documents: &[Vec<u8>], site: &WebUrl) -> Result<PreviousItems, (usize, FeedError)> {
        let mut items = Vec::new();
        let mut known = HashSet::new();
        let address = WebUrl::parse("feed.json", Some(site), parse_url_natively).unwrap_or_else(|_| site.clone());
        let context = Context { address: &address, parse_url: parse_url_natively, limits: Limits::PUBLISHED };
        for (at, document) in documents.iter().enumerate() {
            let parsed = json_feed::parse_with_json(document, &context).map_err(|error| (at, error))?;
            for (item, json) in parsed.feed.items.iter().zip(&parsed.items) {
                if known.insert(item.id.clone()) {
                    // A drop-in may have been here before, with items as their publisher has written them.
                    items.push(item_json(item, json, &parsed.feed, &address));
                }
            }
        }
        Ok(PreviousItems(items))
    }

    /// How many stories there were.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there were none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(id_of)
    }
}

pub(super) fn id_of(item: &Members) -> &str {
    item.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// All items that are published, those of the feed and those that have left it, the newest first as far as is known: those of
/// before in their order, and each new one where the feed has it, before the known one that follows it. So an item without a
/// date stays with its neighbours. With `prune` those that have left the feed go.
pub fn merge(source: &SourceFeed, previous: &PreviousItems, removed: &[String], prune: bool) -> Vec<Members> {
    let removed: HashSet<&str> = removed.iter().chain(&source.feed.removed).map(String::as_str).collect();
    let mut current: HashMap<&str, &Members> = source.items.iter().map(|item| (id_of(item), item)).collect();
    let known: HashSet<&str> = previous.ids().collect();
    let mut merged: Vec<Members> = Vec::new();
    let mut before: HashMap<&str, Vec<&Members>> = HashMap::new();
    let mut waiting: Vec<&Members> = Vec::new();
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
    // What no known item follows stands behind the last one, or, where there is none, above all.
    let mut behind: HashMap<&str, Vec<&Members>> = HashMap::new();
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

/// The site's own feed as one document with these items.
pub fn whole_document(head: &Members, items: &[Members]) -> Vec<u8> {
    let mut document = head.clone();
    document.insert("items".to_owned(), items.iter().cloned().map(Value::Object).collect());
    Value::Object(document).to_string().into_bytes()
}

/// What the site's own feed says of itself. `feed` is the publisher's, whose addresses are absolute.
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

/// A document of the store: its path in the site, and its text.
pub type StoreDocument = (String, String);

/// The documents of the site's own feed for these items, the newest first. The first one is `feed.json`.
pub fn documents(head: &Members, items: &[&Members], site: &WebUrl) -> Vec<StoreDocument> {
    let full = items.len() / STORIES_A_PAGE;
    // `feed.json` repeats the newest full page, so that it never has only a few stories.
    let newest = items.len() - full.saturating_sub(1) * STORIES_A_PAGE;
    let page = |items: &[&Members], next: Option<usize>| {
        let mut document = head.clone();
        let next = next.filter(|number| *number > 0);
        document.extend(next.map(|number| ("next_url".to_owned(), json!([site.as_str(), &path_of(number)].concat()))));
        document.insert("items".to_owned(), items.iter().map(|item| Value::Object((*item).clone())).collect());
        Value::Object(document).to_string()
    };
    let mut documents = vec![("feed.json".to_owned(), page(&items[..newest], full.checked_sub(1)))];
    for number in (1..=full).rev() {
        let end = items.len() - (number - 1) * STORIES_A_PAGE;
        let own = &items[end - STORIES_A_PAGE..end];
        documents.push((path_of(number), full_page(own, number, site)));
    }
    documents
}

/// A full page says nothing of the site that may change: it is written once.
fn full_page(items: &[&Members], number: usize, site: &WebUrl) -> String {
    let items: Vec<Value> = items.iter().map(|item| Value::Object((*item).clone())).collect();
    let mut document = Members::new();
    document.insert("version".to_owned(), json!("https://jsonfeed.org/version/1.1"));
    document.insert("title".to_owned(), json!([site.display_host(), " ", &number.to_string()].concat()));
    document.insert("home_page_url".to_owned(), json!(site.as_str()));
    let next = (number > 1).then(|| [site.as_str(), &path_of(number - 1)].concat());
    document.extend(next.map(|next| ("next_url".to_owned(), json!(next))));
    document.insert("items".to_owned(), Value::Array(items));
    Value::Object(document).to_string()
}

/// The path of a full page, numbered from the oldest, from 1.
pub fn path_of(number: usize) -> String {
    format!("feed/{number:04}.json")
}

//! The site's own feed, with every published story. It is the store as well: most feeds hold their newest stories only,
//! and a story that has left the feed stays published.
//!
//! `feed.json` has the newest stories; `feed/0001.json`, `feed/0002.json` … have them from the oldest on, a full page each, so
//! that a page of the store does not change when stories come.

use std::collections::{HashMap, HashSet};
use std::io;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;
use thiserror::Error;

use super::item_json::{Members, item_json};
use super::source_feed::SourceFeed;
use super::story::{Story, StoryJson, context, forget_page, store_head, store_path};
use crate::domain::parse::document::FeedError;
use crate::domain::parse::json_feed::{self, ParsedFeed};
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// The number of stories of a page of the store. `feed.json` has between one and two times this number.
pub const STORIES_A_PAGE: usize = 50;

/// Why a document of the site's own feed can't be read.
#[derive(Debug, Error)]
pub enum StoreError {
    /// It is broken.
    #[error("{0}")]
    Feed(FeedError),
    /// The temporary file can't be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<FeedError> for StoreError {
    fn from(error: FeedError) -> StoreError {
        StoreError::Feed(error)
    }
}

/// The stories of the last build: the items of the site's own feed, the newest first.
#[derive(Debug, Default)]
pub struct PreviousItems(Vec<Arc<Story>>);

impl PreviousItems {
    /// The stories of the documents of the site's own feed: `feed.json` first, then the full pages from the newest to the oldest.
    pub fn new(documents: impl IntoIterator<Item = Vec<Arc<Story>>>) -> PreviousItems {
        let mut known = HashSet::new();
        PreviousItems(documents.into_iter().flatten().filter(|story| known.insert(story.id().to_owned())).collect())
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
        self.0.iter().map(|story| story.id())
    }
}

/// Reads a document of the site's own feed. `moved_from` is where the site was, if that is another address.
pub fn read_document(
    document: &[u8],
    site: &WebUrl,
    moved_from: Option<&WebUrl>,
    stories: &StoryJson,
) -> Result<Vec<Arc<Story>>, StoreError> {
    let address = WebUrl::parse("feed.json", Some(site), parse_url_natively).unwrap_or_else(|_| site.clone());
    let ParsedFeed { feed, items, .. } = json_feed::parse_with_json(document, &context(&address))?;
    let mut read = Vec::with_capacity(items.len());
    for (item, json) in feed.items.iter().zip(items) {
        // A drop-in may have been here before, with items as their publisher has written them.
        let mut members = item_json(item, &json, &feed, &address);
        forget_page(&mut members, [site].into_iter().chain(moved_from));
        read.extend(stories.add(&members, None, 0)?.map(Arc::new));
    }
    Ok(read)
}

/// All published items: the items of the feed and the ones that have left it, the newest first as far as that is known.
/// Earlier items stay in their order; each new one goes before the known item that follows it in the feed. So an item
/// without a date stays with its neighbours. With `prune`, items that have left the feed are removed.
pub fn merge(source: &SourceFeed, previous: &PreviousItems, removed: &[String], prune: bool) -> Vec<Arc<Story>> {
    let removed: HashSet<&str> = removed.iter().chain(&source.feed.removed).map(String::as_str).collect();
    let mut current: HashMap<&str, &Arc<Story>> = source.stories.iter().map(|item| (item.id(), item)).collect();
    let known: HashSet<&str> = previous.ids().collect();
    let mut merged: Vec<Arc<Story>> = Vec::new();
    let mut before: HashMap<&str, Vec<&Arc<Story>>> = HashMap::new();
    let mut waiting: Vec<&Arc<Story>> = Vec::new();
    let mut last_known = None;
    for item in &source.stories {
        let id = item.id();
        if known.contains(id) {
            if !waiting.is_empty() {
                before.entry(id).or_default().append(&mut waiting);
            }
            last_known = Some(id);
        } else if !removed.contains(id) {
            waiting.push(item);
        }
    }
    // New items that no known item follows go behind the last one, or to the top if there are no known items.
    let mut behind: HashMap<&str, Vec<&Arc<Story>>> = HashMap::new();
    match last_known {
        Some(id) => drop(behind.insert(id, waiting)),
        None => merged.extend(waiting.into_iter().cloned()),
    }
    for item in &previous.0 {
        let id = item.id();
        merged.extend(before.remove(id).unwrap_or_default().into_iter().cloned());
        let now = current.remove(id);
        if !removed.contains(id) && (now.is_some() || !prune) {
            merged.push(now.unwrap_or(item).clone());
        }
        merged.extend(behind.remove(id).unwrap_or_default().into_iter().cloned());
    }
    merged
}

/// How the stories of a site are divided: `feed.json` and its full pages. It repeats the newest full page, so that it never has
/// only a few stories.
pub struct Division {
    count: usize,
    /// The number of full pages.
    pub full: usize,
}

impl Division {
    /// The division of this number of stories.
    pub fn of(count: usize) -> Division {
        Division { count, full: count / STORIES_A_PAGE }
    }

    /// The places of the stories of `feed.json`, the newest first.
    pub fn newest(&self) -> Range<usize> {
        0..self.count - self.full.saturating_sub(1) * STORIES_A_PAGE
    }

    /// The places of the stories of a full page.
    pub fn page(&self, number: usize) -> Range<usize> {
        let end = self.count - (number - 1) * STORIES_A_PAGE;
        end - STORIES_A_PAGE..end
    }

    /// `feed.json` with these stories as JSON.
    pub fn first_document(&self, head: &Members, items: &[Vec<u8>], site: &WebUrl) -> Vec<u8> {
        let mut head = head.clone();
        if let Some(next) = self.full.checked_sub(1).filter(|number| *number > 0) {
            head.insert("next_url".to_owned(), Value::from([site.as_str(), &store_path(next)].concat()));
        }
        document(head, items)
    }
}

/// A full page says nothing of the site that may change: it is written once.
pub fn full_page(items: &[Vec<u8>], number: usize, site: &WebUrl) -> Vec<u8> {
    let mut head = store_head(site);
    head.insert("title".to_owned(), Value::from([site.display_host(), " ", &number.to_string()].concat()));
    if number > 1 {
        head.insert("next_url".to_owned(), Value::from([site.as_str(), &store_path(number - 1)].concat()));
    }
    document(head, items)
}

/// A document with these items, which are JSON. Its members are in the order of their names.
fn document(mut head: Members, items: &[Vec<u8>]) -> Vec<u8> {
    head.insert("items".to_owned(), Value::Array(Vec::new()));
    let mut out = Vec::with_capacity(items.iter().map(|item| item.len() + 1).sum::<usize>() + 1_024);
    for (at, (name, value)) in head.iter().enumerate() {
        out.push(if at == 0 { b'{' } else { b',' });
        // Names are text and numbers are finite, so it can always be written.
        let _ = serde_json::to_writer(&mut out, name);
        out.push(b':');
        if name == "items" {
            out.push(b'[');
            out.extend_from_slice(&items.join(&b','));
            out.push(b']');
        } else {
            let _ = serde_json::to_writer(&mut out, value);
        }
    }
    out.push(b'}');
    out
}

/// The JSON of an item as it is written: one without a `url` of its own gets that of its page, because other readers lead to it.
pub fn with_page(mut json: Vec<u8>, page: &str) -> Vec<u8> {
    if json.pop() == Some(b'}') {
        json.extend_from_slice(b",\"url\":");
        let _ = serde_json::to_writer(&mut json, page);
    }
    json.push(b'}');
    json
}

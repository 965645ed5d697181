//! The last build of the site: its stories, their earlier addresses, its navigation, its assets. It is read from the
//! folder of the site or, on a machine without the folder, from the live site.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::memory::Memory;
use super::random_access::Span;
use super::store::{self, PreviousItems, StoreError};
use super::story::{Story, StoryJson, store_path};
use crate::domain::feed::key::Key;
use crate::domain::parse::document::FeedError;
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// So many documents of the store are read at once.
const DOCUMENTS_AT_ONCE: usize = 32;

/// Where the files of the last build are.
pub trait PreviousSite: Sync {
    /// The bytes of a file; `None` if there is none.
    ///
    /// # Errors
    /// A sentence that says why it can't be read.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, String>;

    /// Whether there has to be a site: then one without a feed can't be continued.
    fn is_expected(&self) -> bool;

    /// The folder that the files are read from, if they are in one.
    fn folder(&self) -> Option<&Path> {
        None
    }
}

/// Nothing was published before.
pub struct NoPreviousSite;

impl PreviousSite for NoPreviousSite {
    fn read(&self, _: &str) -> Result<Option<Vec<u8>>, String> {
        Ok(None)
    }

    fn is_expected(&self) -> bool {
        false
    }
}

/// Why the last site can't be continued.
#[derive(Debug, Error)]
pub enum PreviousError {
    /// A file can't be read.
    #[error("{path} of the site that is published can't be read: {why}")]
    File {
        /// The path in the site.
        path: String,
        /// Why.
        why: String,
    },
    /// The feed of the site is missing.
    #[error(
        "the site that is published has no feed.json, so its stories would be lost; name its right address, put the file back, or, if \
         there is none yet, build without --previous into an empty folder"
    )]
    NoFeed,
    /// A page of the store is missing.
    #[error(
        "{0} of the site that is published is missing: its stories would be lost; put it back, or build into an empty folder"
    )]
    Missing(String),
    /// A document of the store is broken.
    #[error(
        "{path} of the site that is published is broken ({error}): put {path} back, look whether its address is right, or build into an empty folder without --previous"
    )]
    Broken {
        /// The path in the site.
        path: String,
        /// The fault.
        error: FeedError,
    },
}

/// `assets/index.json`: data for a later build, besides the stories.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct SiteIndex {
    /// The program and its version.
    pub generator: String,
    /// The sections of the navigation, each a path of names.
    #[serde(default)]
    pub navigation: Vec<Vec<String>>,
    /// All files in `assets/`: since when nothing names them (a day, `2026-11-29`), and `null` while something does.
    #[serde(default)]
    pub assets: BTreeMap<String, Option<String>>,
}

/// The last site.
#[derive(Debug, Default)]
pub struct Previous {
    /// Its stories.
    pub items: PreviousItems,
    /// The slugs that stories had and have no more, by their keys.
    pub slugs: BTreeMap<String, Vec<String>>,
    /// Its index.
    pub index: SiteIndex,
    /// Where it was, if that is another address.
    pub moved_from: Option<WebUrl>,
    /// Its title.
    pub title: Option<String>,
    /// The full pages of its feed that need not be read, by their numbers: where their stories are.
    pub remembered: BTreeMap<usize, Vec<Span>>,
}

impl Previous {
    /// Reads the last build. The JSON of its stories is written beside that of the feed, or is in `memory`.
    pub fn read(
        files: &dyn PreviousSite,
        site: &WebUrl,
        stories: &StoryJson,
        memory: &Memory,
    ) -> Result<Previous, PreviousError> {
        let read = |path: &str| files.read(path).map_err(|why| PreviousError::File { path: path.to_owned(), why });
        let Some(newest) = read("feed.json")? else {
            return if files.is_expected() { Err(PreviousError::NoFeed) } else { Ok(Previous::default()) };
        };
        let index =
            read(super::output::MARKER)?.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        let head = Head::of(&newest);
        let moved_from = head.as_ref().and_then(|head| moved_from(head, site));
        let read_document = |path: &str, document: Vec<u8>| {
            let document = match &moved_from {
                Some(old) => at_new_address(document, old, site),
                None => document,
            };
            store::read_document(&document, site, moved_from.as_ref(), stories).map_err(|error| match error {
                StoreError::Feed(error) => PreviousError::Broken { path: path.to_owned(), error },
                StoreError::Io(error) => PreviousError::File { path: path.to_owned(), why: error.to_string() },
            })
        };
        let full = next_page(&newest);
        let mut documents = vec![read_document("feed.json", newest)?];
        let mut remembered = BTreeMap::new();
        let folder = files.folder().filter(|_| moved_from.is_none());
        let recalled = |number: usize| match folder {
            Some(folder) => FullPage::recalled(number, folder, memory),
            None => FullPage { number, ..FullPage::default() },
        };
        for page in read_full_pages(full, &recalled, &read, &read_document)? {
            if !page.spans.is_empty() {
                remembered.insert(page.number, page.spans);
            }
            documents.push(page.stories);
        }
        let items = PreviousItems::new(documents);
        let slugs = read_slugs(&items, &read)?;
        let title = head.and_then(|head| Some(head.title?.as_str()?.to_owned()));
        Ok(Previous { items, slugs, index, moved_from, title, remembered })
    }
}

/// Reads a file of the last site, if it is there.
type ReadFile<'a> = &'a dyn Fn(&str) -> Result<Option<Vec<u8>>, PreviousError>;
/// Reads the stories of a document of a path.
type ReadDocument<'a> = &'a (dyn Fn(&str, Vec<u8>) -> Result<Vec<Arc<Story>>, PreviousError> + Sync);

/// Reads the full pages of the site's own feed, of which there are `count`, from the last one on. `recalled` gives what is remembered
/// of a page.
fn read_full_pages(
    count: usize,
    recalled: &(dyn Fn(usize) -> FullPage + Sync),
    read: ReadFile,
    read_document: ReadDocument,
) -> Result<Vec<FullPage>, PreviousError> {
    let numbers: Vec<usize> = (1..=count).rev().collect();
    let mut all = Vec::with_capacity(count);
    // A host gets one request after the other, and only some documents are in memory.
    for numbers in numbers.chunks(DOCUMENTS_AT_ONCE) {
        let mut pages: Vec<FullPage> = numbers.par_iter().map(|number| recalled(*number)).collect();
        for page in pages.iter_mut().filter(|page| page.spans.is_empty()) {
            let path = store_path(page.number);
            page.bytes = Some(read(&path)?.ok_or(PreviousError::Missing(path))?);
        }
        pages.par_iter_mut().try_for_each(|page| -> Result<(), PreviousError> {
            if let Some(bytes) = page.bytes.take() {
                page.stories = read_document(&store_path(page.number), bytes)?;
            }
            Ok(())
        })?;
        all.extend(pages);
    }
    Ok(all)
}

/// Reads the slugs that stories had and have no more, by their keys.
fn read_slugs(items: &PreviousItems, read: ReadFile) -> Result<BTreeMap<String, Vec<String>>, PreviousError> {
    let shards: BTreeSet<String> = items.ids().map(|id| shard_of(&Key::of_id(id))).collect();
    let mut slugs = BTreeMap::new();
    for shard in shards {
        let bytes = read(&shard)?.unwrap_or_default();
        let names: BTreeMap<String, Value> = serde_json::from_slice(&bytes).unwrap_or_default();
        slugs.extend(names.into_iter().map(|(key, names)| (key, slugs_of(&names))));
    }
    Ok(slugs)
}

/// A full page of the site's own feed.
#[derive(Default)]
struct FullPage {
    number: usize,
    stories: Vec<Arc<Story>>,
    /// The places of the stories, if they are remembered.
    spans: Vec<Span>,
    bytes: Option<Vec<u8>>,
}

impl FullPage {
    /// The page in the folder of the site, with its stories if they are remembered.
    fn recalled(number: usize, folder: &Path, memory: &Memory) -> FullPage {
        let file: Arc<Path> = folder.join(store_path(number)).into();
        let Some((page, stories)) = memory.page(number, &file) else {
            return FullPage { number, ..FullPage::default() };
        };
        let places = stories.iter().zip(&page.spans);
        let stories = places.map(|(story, span)| Arc::new(Story::in_page(story, &file, *span))).collect();
        FullPage { number, stories, spans: page.spans.clone(), bytes: None }
    }
}

/// Some members of the head of a feed. The rest of it is not held.
#[derive(Deserialize)]
struct Head {
    title: Option<Value>,
    feed_url: Option<Value>,
    home_page_url: Option<Value>,
    next_url: Option<Value>,
}

impl Head {
    fn of(feed: &[u8]) -> Option<Head> {
        // Where a name is repeated, the last counts.
        let by_value = || serde_json::from_value(serde_json::from_slice(feed).ok()?).ok();
        serde_json::from_slice(feed).ok().or_else(by_value)
    }
}

/// Where the site was, if that is another address than today's: a published site's feed calls it its home page.
fn moved_from(head: &Head, site: &WebUrl) -> Option<WebUrl> {
    let (own, home) = (head.feed_url.as_ref()?, head.home_page_url.as_ref()?);
    let is_own_feed = own.as_str()?.strip_prefix(home.as_str()?) == Some("feed.json");
    let home = WebUrl::parse(home.as_str()?, None, parse_url_natively).ok()?;
    (is_own_feed && home != *site && home.as_str().ends_with('/')).then_some(home)
}

/// A document of the store with the addresses of the site replaced by its current ones. The ids of items stay, even if
/// they look like addresses: links are made from them.
fn at_new_address(document: Vec<u8>, old: &WebUrl, new: &WebUrl) -> Vec<u8> {
    const NAMES: [&str; 3] = ["id", "url", "external_url"];
    // Invalid JSON is an error when the store is read.
    let Ok(mut value) = serde_json::from_slice::<Value>(&document) else { return document };
    let items = value.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten();
    for item in items.filter_map(Value::as_object_mut) {
        let others = item.iter_mut().filter(|(name, _)| !NAMES.contains(&name.as_str()));
        others.for_each(|(_, value)| move_addresses(value, old.as_str(), new.as_str()));
    }
    value.to_string().into_bytes()
}

fn move_addresses(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if text.contains(old) => *text = text.replace(old, new),
        Value::Array(values) => values.iter_mut().for_each(|value| move_addresses(value, old, new)),
        Value::Object(object) => object.values_mut().for_each(|value| move_addresses(value, old, new)),
        _ => {}
    }
}

/// The number of the full page that follows `feed.json`; 0 for none.
fn next_page(feed: &[u8]) -> usize {
    let next = || {
        let url = Head::of(feed)?.next_url?;
        url.as_str()?.rsplit_once("feed/")?.1.strip_suffix(".json")?.parse().ok()
    };
    next().unwrap_or(0)
}

/// The file in which a key is found.
pub fn shard_of(key: &Key) -> String {
    format!("keys/{}.json", &key.as_str()[..2])
}

/// A slug, or a list of which the first is the one of today.
fn slugs_of(names: &Value) -> Vec<String> {
    match names {
        Value::String(slug) => vec![slug.clone()],
        Value::Array(slugs) => slugs.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

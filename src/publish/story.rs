//! A story in memory and its body on disk: of a hundred thousand stories all that lists, feeds and indexes need of each is held,
//! and their bodies are read when a page is made of them.

use std::fs::File;
use std::io;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use blake3::Hash;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::html_urls::replace_urls;
use super::item_json::{Members, item_json};
use super::named_files::{self, Need};
use super::random_access::{ReadAt, Span};
use super::spool::Spool;
use crate::domain::feed::key::Key;
use crate::domain::feed::{Body, Feed, Item};
use crate::domain::limits::Limits;
use crate::domain::parse::context::Context;
use crate::domain::parse::document::FeedError;
use crate::domain::parse::json_feed::piecewise::{self, ReadItem};
use crate::domain::parse::plain_text::summary_or_opening;
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// The version that the site's own feed names.
pub const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// Lists show at least so many characters of a summary. No opening of a body has more.
const SUMMARY_CHARS: usize = 200;

/// What is known of a story without its body.
#[derive(Debug, PartialEq)]
pub struct Known {
    /// The story as lists show it. Without a summary of its own it has the opening of its body as one.
    pub item: Arc<Item>,
    /// The hash of its JSON.
    pub hash: Hash,
    /// The hash of the bytes in the feed that it was made from, where they are known.
    pub raw: Option<Hash>,
    /// The pages of this site that its body may lead to.
    pub links: Box<[Link]>,
    /// The files of this site that its body names.
    pub files: Box<[(String, Need)]>,
    /// Whether its JSON has the member `url`.
    pub has_url: bool,
    /// How many repairs and omissions it had in the feed.
    pub warnings: u32,
}

/// A story and the place of its body.
#[derive(Clone, Debug)]
pub struct Story {
    known: Arc<Known>,
    place: Place,
}

/// Where the JSON of a story is.
#[derive(Clone, Debug)]
enum Place {
    /// In the temporary file.
    Spool(Span),
    /// In the publisher's feed, as it was written there.
    Feed(Span),
    /// In a full page of the site's own feed, which is this file.
    Page(Arc<Path>, Span),
}

impl Place {
    /// The name of the file, for a message.
    fn name(&self) -> String {
        match self {
            Place::Spool(_) => "the temporary file of the stories".to_owned(),
            Place::Feed(_) => "the feed".to_owned(),
            Place::Page(file, _) => file.display().to_string(),
        }
    }
}

/// The target of a link in a body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Link {
    /// An address within the site.
    Inside(String),
    /// The hash of another one: it may be a story's own page.
    Outside(Key),
}

/// The JSON of the stories of a build, which lies on disk.
#[derive(Debug)]
pub struct StoryJson {
    /// The site's own feed without stories.
    pub feed: Feed,
    /// The head of its JSON.
    pub head: Members,
    /// The address of the site's own feed.
    pub address: WebUrl,
    site: WebUrl,
    spool: Spool,
    /// The publisher's feed, where it is a file.
    source: Option<SourceFile>,
    /// A full page of the site's own feed without stories.
    page: Feed,
}

/// The publisher's feed as a file.
#[derive(Debug)]
pub struct SourceFile {
    /// The file.
    pub file: File,
    /// The feed without items.
    pub feed: Feed,
    /// Its address.
    pub address: WebUrl,
}

impl StoryJson {
    /// The stories of a feed with this head, on disk in `spool`.
    pub fn new(head: Members, site: &WebUrl, spool: Spool) -> Result<StoryJson, FeedError> {
        let address = WebUrl::parse("feed.json", Some(site), parse_url_natively).unwrap_or_else(|_| site.clone());
        let feed = of_head(&head, &address)?;
        let page = of_head(&store_head(site), &address)?;
        Ok(StoryJson { feed, head, address, site: site.clone(), spool, source: None, page })
    }

    /// Lets stories be read from the publisher's feed where it lies.
    pub fn set_source(&mut self, source: SourceFile) {
        self.source = Some(source);
    }

    /// Takes a story. `None` if it is none: it would have no page. `raw` is the hash of the bytes that it was made from.
    pub fn add(&self, json: &Members, raw: Option<Hash>, warnings: usize) -> io::Result<Option<Story>> {
        // Names are text and numbers are finite, so it can always be written.
        let bytes = serde_json::to_vec(json).unwrap_or_default();
        let Some(item) = self.item_of(&bytes).filter(|item| !item.is_removed) else { return Ok(None) };
        let (links, files) = self.of_body(&item);
        let known = Known {
            item: Arc::new(for_lists(item)),
            hash: blake3::hash(&bytes),
            raw,
            links: links.into(),
            files: files.into(),
            has_url: json.contains_key("url"),
            warnings: u32::try_from(warnings).unwrap_or(u32::MAX),
        };
        Ok(Some(Story { known: Arc::new(known), place: Place::Spool(self.spool.add(&bytes)?) }))
    }

    /// The JSON of a story. An error names the file.
    pub fn json(&self, story: &Story) -> io::Result<Vec<u8>> {
        let bytes = self.json_at(&story.place).and_then(|bytes| {
            let bytes = bytes.filter(|bytes| blake3::hash(bytes) == story.hash);
            bytes.ok_or_else(|| io::Error::other("a story has changed while the site was built; build again"))
        });
        bytes.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", story.place.name())))
    }

    /// The JSON at a place. `None` if there is no story any more.
    fn json_at(&self, place: &Place) -> io::Result<Option<Vec<u8>>> {
        match (place, &self.source) {
            (Place::Spool(span), _) => self.spool.read(*span).map(Some),
            (Place::Feed(span), Some(SourceFile { file, feed, address })) => {
                Ok(json_of(&file.read_span(*span)?, feed, address))
            }
            (Place::Feed(_), None) => Ok(None),
            (Place::Page(file, span), _) => Ok(self.json_of_page(&File::open(file)?.read_span(*span)?)),
        }
    }

    /// The JSON of a story from its place in a full page of the site's own feed.
    pub fn json_of_page(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut members = members_of(bytes, &self.page, &self.address)?;
        forget_page(&mut members, [&self.site]);
        serde_json::to_vec(&members).ok()
    }

    /// The members of a story's JSON.
    pub fn members(&self, story: &Story) -> io::Result<Members> {
        Ok(serde_json::from_slice(&self.json(story)?)?)
    }

    /// A story with its body and its own summary. `light` is the same story without.
    pub fn whole(&self, story: &Story, light: &Item) -> io::Result<Arc<Item>> {
        self.whole_of(&self.json(story)?, light)
    }

    /// A story with its body and its own summary, and its JSON.
    pub fn whole_with_members(&self, story: &Story, light: &Item) -> io::Result<(Arc<Item>, Members)> {
        let json = self.json(story)?;
        Ok((self.whole_of(&json, light)?, serde_json::from_slice(&json)?))
    }

    fn whole_of(&self, json: &[u8], light: &Item) -> io::Result<Arc<Item>> {
        let mut item = self.item_of(json).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
        item.key = light.key;
        Ok(Arc::new(item))
    }

    fn item_of(&self, bytes: &[u8]) -> Option<Item> {
        let value = piecewise::plain_json(bytes)?;
        match piecewise::item(value, 0, &self.feed, &context(&self.address), &mut Vec::new()) {
            ReadItem::Item(item, _) => Some(*item),
            ReadItem::LeftOut => None,
        }
    }

    /// What the body of a story leads to and names.
    fn of_body(&self, item: &Item) -> (Vec<Link>, Vec<(String, Need)>) {
        let (mut links, mut files) = (Vec::new(), Vec::new());
        let Body::Html(html) = &item.body else { return (links, files) };
        let base = item.url.as_ref().or(self.feed.home_page_url.as_ref()).unwrap_or(&self.address);
        replace_urls(html, &mut |written| {
            let Ok(url) = WebUrl::parse(written, Some(base), parse_url_natively) else { return None };
            files.extend(named_files::of_body_url(&url, &self.site));
            let link = if url.as_str().starts_with(self.site.as_str()) {
                Link::Inside(url.as_str().to_owned())
            } else {
                Link::Outside(Key::of_id(url.without_fragment()))
            };
            links.push(link);
            None
        });
        links.sort();
        links.dedup();
        files.sort();
        files.dedup();
        (links, files)
    }
}

impl Story {
    /// A story whose JSON is made from its bytes in the publisher's feed.
    pub fn in_feed(known: &Arc<Known>, span: Span) -> Story {
        Story { known: known.clone(), place: Place::Feed(span) }
    }

    /// A story whose JSON is made from its bytes in a full page of the site's own feed.
    pub fn in_page(known: &Arc<Known>, file: &Arc<Path>, span: Span) -> Story {
        Story { known: known.clone(), place: Place::Page(file.clone(), span) }
    }

    /// What is known of it.
    pub fn known(&self) -> &Arc<Known> {
        &self.known
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.item.id
    }

    /// Whether its body leads to an address within the site.
    pub fn leads_inside(&self) -> bool {
        self.links.iter().any(|link| matches!(link, Link::Inside(_)))
    }
}

impl Deref for Story {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.known
    }
}

/// The feed of a head.
fn of_head(head: &Members, address: &WebUrl) -> Result<Feed, FeedError> {
    let mut document = head.clone();
    document.insert("items".to_owned(), Value::Array(Vec::new()));
    let bytes = serde_json::to_vec(&document).unwrap_or_default();
    let open = piecewise::open(&bytes, &context(address));
    open.map(|open| open.feed).ok_or(FeedError::NotAFeed { found: "a head that is no JSON" })
}

/// The JSON of an item of a feed as it is in the site's own feed.
fn json_of(bytes: &[u8], feed: &Feed, address: &WebUrl) -> Option<Vec<u8>> {
    serde_json::to_vec(&members_of(bytes, feed, address)?).ok()
}

fn members_of(bytes: &[u8], feed: &Feed, address: &WebUrl) -> Option<Members> {
    match piecewise::item(piecewise::plain_json(bytes)?, 0, feed, &context(address), &mut Vec::new()) {
        ReadItem::Item(item, json) => Some(item_json(&item, &json, feed, address)),
        ReadItem::LeftOut => None,
    }
}

/// The path of a full page of the site's own feed, numbered from the oldest, from 1.
pub fn store_path(number: usize) -> String {
    format!("feed/{number:04}.json")
}

/// The part of the head that all full pages have.
pub fn store_head(site: &WebUrl) -> Members {
    let set = [("version", VERSION), ("title", site.display_host()), ("home_page_url", site.as_str())];
    set.into_iter().map(|(name, text)| (name.to_owned(), Value::from(text))).collect()
}

/// Removes the `url` of an item that is its page on one of the sites, which was added when it was written. On another site it is the
/// page of the same story there, which may be a site of Newsleaf too.
pub fn forget_page<'a>(item: &mut Members, sites: impl IntoIterator<Item = &'a WebUrl>) {
    let key = Key::of_id(item.get("id").and_then(Value::as_str).unwrap_or_default());
    let Some(url) = item.get("url").and_then(Value::as_str) else { return };
    let is_page_of = |site: &WebUrl| {
        let name = url.strip_prefix(site.as_str()).and_then(|path| path.strip_prefix("article/"));
        name.and_then(|name| name.strip_prefix(key.as_str()))
            .is_some_and(|rest| rest.starts_with(['-', '/']) && rest.ends_with('/'))
    };
    if sites.into_iter().any(is_page_of) {
        item.remove("url");
    }
}

/// How documents of a published site, and of its feed, are read.
pub fn context(address: &WebUrl) -> Context<'_> {
    Context { address, parse_url: parse_url_natively, limits: Limits::PUBLISHED }
}

/// An item without its body, which gives the same texts in lists.
fn for_lists(mut item: Item) -> Item {
    let text = summary_or_opening(&item, SUMMARY_CHARS);
    let body = std::mem::replace(&mut item.body, Body::None);
    if summary_or_opening(&item, SUMMARY_CHARS) == text {
        return item;
    }
    let own = std::mem::replace(&mut item.summary, text.clone());
    // An opening that equals the headline would not be shown as a summary.
    if summary_or_opening(&item, SUMMARY_CHARS) != text {
        (item.summary, item.body) = (own, body);
    }
    item
}

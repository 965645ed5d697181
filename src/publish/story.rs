//! A story in memory and its body on disk: of a hundred thousand stories all that lists, feeds and indexes need of each is held,
//! and their bodies are read when a page is made of them.

use std::io;
use std::sync::Arc;

use serde_json::Value;

use super::html_urls::replace_urls;
use super::item_json::Members;
use super::named_files::{self, Need};
use super::random_access::Span;
use super::spool::Spool;
use crate::domain::feed::key::Key;
use crate::domain::feed::{Body, Feed, Item};
use crate::domain::limits::Limits;
use crate::domain::parse::context::Context;
use crate::domain::parse::document::FeedError;
use crate::domain::parse::json_feed::piecewise::{self, OpenFeed, ReadItem};
use crate::domain::parse::plain_text::summary_or_opening;
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// Lists show at least so many characters of a summary. No opening of a body has more.
const SUMMARY_CHARS: usize = 200;

/// A story without its body.
#[derive(Debug)]
pub struct Story {
    /// The story as lists show it. Without a summary of its own it has the opening of its body as one.
    pub item: Arc<Item>,
    /// The hash of its JSON.
    pub hash: blake3::Hash,
    /// The pages of this site that its body may lead to.
    pub links: Box<[Link]>,
    /// The files of this site that its body names.
    pub files: Box<[(String, Need)]>,
    /// Whether its JSON has the member `url`.
    pub has_url: bool,
    place: Span,
}

/// The target of a link in a body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// An address within the site.
    Inside(String),
    /// The hash of another one: it may be a story's own page.
    Outside(Key),
}

/// Keeps the stories of a site: takes them as JSON, and gives them back.
#[derive(Debug)]
pub struct Stories {
    /// The site's own feed without stories.
    pub feed: Feed,
    /// The head of its JSON.
    pub head: Members,
    /// The address of the site's own feed.
    pub address: WebUrl,
    site: WebUrl,
    spool: Spool,
}

impl Stories {
    /// The stories of a feed with this head, on disk in `spool`.
    pub fn new(head: Members, site: &WebUrl, spool: Spool) -> Result<Stories, FeedError> {
        let address = WebUrl::parse("feed.json", Some(site), parse_url_natively).unwrap_or_else(|_| site.clone());
        let mut document = head.clone();
        document.insert("items".to_owned(), Value::Array(Vec::new()));
        // Names are text and numbers are finite, so it can always be written.
        let bytes = serde_json::to_vec(&document).unwrap_or_default();
        let OpenFeed { feed, .. } =
            piecewise::open(&bytes, &context(&address)).ok_or(FeedError::NotAFeed { found: "a head that is no JSON" })?;
        Ok(Stories { feed, head, address, site: site.clone(), spool })
    }

    /// Takes a story. `None` if it is none: it would have no page.
    pub fn add(&self, json: &Members) -> io::Result<Option<Story>> {
        let bytes = serde_json::to_vec(json).unwrap_or_default();
        let Some(item) = self.item_of(&bytes).filter(|item| !item.is_removed) else { return Ok(None) };
        let (links, files) = self.of_body(&item);
        Ok(Some(Story {
            item: Arc::new(for_lists(item)),
            hash: blake3::hash(&bytes),
            links: links.into(),
            files: files.into(),
            has_url: json.contains_key("url"),
            place: self.spool.add(&bytes)?,
        }))
    }

    /// The JSON of a story.
    pub fn json(&self, story: &Story) -> io::Result<Vec<u8>> {
        self.spool.read(story.place)
    }

    /// The members of a story's JSON.
    pub fn members(&self, story: &Story) -> io::Result<Members> {
        Ok(serde_json::from_slice(&self.json(story)?)?)
    }

    /// A story with its body and its own summary. `light` is the same story without.
    pub fn whole(&self, story: &Story, light: &Item) -> io::Result<Arc<Item>> {
        let item = self.item_of(&self.json(story)?);
        let mut item = item.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
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
    /// The id.
    pub fn id(&self) -> &str {
        &self.item.id
    }

    /// Whether its body leads to an address within the site.
    pub fn leads_inside(&self) -> bool {
        self.links.iter().any(|link| matches!(link, Link::Inside(_)))
    }
}

fn context(address: &WebUrl) -> Context<'_> {
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

//! The publisher's feed, all its pages as one. Its stories are read one by one where the document is plain JSON, and as a whole
//! document where that needs repairs.

use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value, json};
use thiserror::Error;

use super::hubs::make_hubs_absolute;
use super::item_json::{self, Members, authors_json, item_json};
use super::memory::Memory;
use super::picture_sizes::PictureSizes;
use super::random_access::{ReadAt, Span};
use super::split::split;
use super::spool::Spool;
use super::story::{SourceFile, Story, StoryJson, VERSION, context};
use crate::domain::feed::id_index::IdIndex;
use crate::domain::feed::warning::{Warning, note};
use crate::domain::feed::{Feed, Item};
use crate::domain::limits::{self, Limits};
use crate::domain::parse::document::FeedError;
use crate::domain::parse::json_feed::piecewise::{self, OpenFeed, ReadItem};
use crate::domain::parse::json_feed::{self, ParsedFeed};
use crate::domain::web_url::WebUrl;

#[cfg(test)]
mod tests;

/// About so many bytes are read at once by each thread.
const BLOCK_BYTES: u64 = 1 << 18;
/// The most items that are read at once by each thread.
const BLOCK_ITEMS: usize = 64;

/// Why a document of the feed can't be read.
#[derive(Debug, Error)]
pub enum SourceFeedError {
    /// It is no feed.
    #[error("{0}")]
    Feed(FeedError),
    /// Its bytes, or the temporary file, can't be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<FeedError> for SourceFeedError {
    fn from(error: FeedError) -> SourceFeedError {
        SourceFeedError::Feed(error)
    }
}

/// A document of the feed.
pub enum Document {
    /// A file, which is read where it lies.
    File(File),
    /// All of its bytes.
    Bytes(Vec<u8>),
}

impl ReadAt for Document {
    fn size(&self) -> io::Result<u64> {
        match self {
            Document::File(file) => file.size(),
            Document::Bytes(bytes) => bytes[..].size(),
        }
    }

    fn read_at(&self, bytes: &mut [u8], start: u64) -> io::Result<()> {
        match self {
            Document::File(file) => file.read_at(bytes, start),
            Document::Bytes(all) => all[..].read_at(bytes, start),
        }
    }
}

/// The publisher's feed, all its pages as one.
#[derive(Debug)]
pub struct SourceFeed {
    /// The feed. Its items have no bodies.
    pub feed: Feed,
    /// Its stories, in the feed's order.
    pub stories: Vec<Arc<Story>>,
    /// Their JSON.
    pub story_json: StoryJson,
    /// What the last build remembers of them.
    pub memory: Memory,
    /// The hash of what all stories are made from besides their own bytes.
    pub context: blake3::Hash,
    /// Repairs and omissions, but those of remembered stories.
    pub warnings: Vec<Warning>,
    /// How many repairs and omissions there are.
    pub found: usize,
    ids: HashSet<String>,
}

/// A page of the feed without its stories.
struct Page {
    feed: Feed,
    stories: Vec<Arc<Story>>,
    warnings: Vec<Warning>,
    /// How many warnings remembered stories have.
    remembered: usize,
}

impl Page {
    /// How many warnings a whole document would give: there is a limit, and one more says so.
    fn found(&self) -> usize {
        (self.warnings.len() + self.remembered).min(limits::WARNINGS + 1)
    }
}

impl SourceFeed {
    /// Reads the first page of a feed that came from `address`, for the site at `site`. The JSON of its stories is
    /// written to `spool`, or is in `memory`.
    pub fn read(
        document: Document,
        address: &WebUrl,
        site: &WebUrl,
        spool: Spool,
        mut memory: Memory,
        sizes: &PictureSizes,
    ) -> Result<SourceFeed, SourceFeedError> {
        let opened = open(&document, address)?;
        let (feed, head) = match &opened {
            Opened::Pieces(open, _) => (&open.feed, &open.head),
            Opened::Whole(parsed) => (&parsed.feed, &parsed.head),
        };
        let own_head = head_of(feed, item_json::members(head), address, site);
        let mut story_json = StoryJson::new(own_head, site, spool)?;
        let context = context_of(&memory.program, [feed, &story_json.feed], [address, site]);
        memory.recall(context);
        let open_feed = feed.without_items();
        let is_file = matches!(document, Document::File(_));
        let page = read_page(opened, &document, address, &story_json, is_file.then_some(&memory), sizes)?;
        if let Document::File(file) = document {
            story_json.set_source(SourceFile { file, feed: open_feed, address: address.clone() });
        }
        let found = page.found();
        let Page { feed, stories, warnings, .. } = page;
        let ids = feed.items.iter().map(|item| item.id.clone()).collect();
        Ok(SourceFeed { feed, stories, story_json, memory, context, warnings, found, ids })
    }

    /// Reads an older page, and adds its stories.
    pub fn append(
        &mut self,
        document: &Document,
        address: &WebUrl,
        sizes: &PictureSizes,
    ) -> Result<(), SourceFeedError> {
        let opened = open(document, address)?;
        let older = read_page(opened, document, address, &self.story_json, None, sizes)?;
        self.found += older.found();
        for (item, story) in older.feed.items.iter().zip(older.stories) {
            if self.ids.insert(item.id.clone()) {
                self.feed.items.push(item.clone());
                self.stories.push(story);
            }
        }
        self.feed.removed.extend(older.feed.removed);
        self.feed.next_url = older.feed.next_url;
        self.warnings.extend(older.warnings);
        Ok(())
    }

    /// Leaves this number of the newest stories, in their order.
    pub fn keep_newest(&mut self, number: usize) {
        let date_of = |item: &Item| item.published.map_or(i64::MIN, |moment| moment.epoch_ms);
        let mut places: Vec<usize> = (0..self.stories.len()).collect();
        places.sort_by_key(|place| self.feed.items.get(*place).map(|item| std::cmp::Reverse(date_of(item))));
        places.truncate(number);
        places.sort_unstable();
        let pairs: Vec<_> = places
            .iter()
            .filter_map(|place| Some((self.feed.items.get(*place)?.clone(), self.stories.get(*place)?.clone())))
            .collect();
        (self.feed.items, self.stories) = pairs.into_iter().unzip();
    }
}

/// The head of the site's own feed. `feed` is the publisher's, with absolute addresses, `head` its JSON, and `address` the one
/// that it came from.
fn head_of(feed: &Feed, mut head: Members, address: &WebUrl, site: &WebUrl) -> Members {
    // Names in any case are read; they are written as the specification has them.
    item_json::write_names_exactly(&mut head, &["hubs"]);
    head.retain(|name, _| name.starts_with('_') || name == "hubs");
    make_hubs_absolute(&mut head, address);
    if let Some(Value::Object(settings)) = head.get_mut("_newsleaf") {
        // The site's own feed is not the one that was made of files.
        settings.remove("generated");
        if settings.is_empty() {
            head.remove("_newsleaf");
        }
    }
    item_json::make_settings_absolute(head.get_mut("_newsleaf"), address);
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            head.insert(name.to_owned(), value);
        }
    };
    let url = |url: &Option<WebUrl>| url.as_ref().map(|url| Value::from(url.as_str()));
    set("version", Some(json!(VERSION)));
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

/// A document whose head is read.
enum Opened {
    /// The items are read later, one by one.
    Pieces(Box<OpenFeed>, Vec<Span>),
    Whole(Box<ParsedFeed>),
}

/// The hash of what all stories are made from besides their own bytes: the program, the heads of the feeds, and their addresses.
fn context_of(program: &str, feeds: [&Feed; 2], addresses: [&WebUrl; 2]) -> blake3::Hash {
    let heads = feeds.map(|feed| (&feed.home_page_url, &feed.authors));
    blake3::hash(format!("{program}\n{heads:?}\n{addresses:?}").as_bytes())
}

fn open(document: &Document, address: &WebUrl) -> Result<Opened, SourceFeedError> {
    let size = document.size()?;
    if size > Limits::PUBLISHED.feed_bytes as u64 {
        return Err(FeedError::TooLarge.into());
    }
    if let Some(split) = split(document)?
        && let Some(open) = piecewise::open(&split.head, &context(address))
    {
        return Ok(Opened::Pieces(Box::new(open), split.items));
    }
    whole(document, address)
}

fn whole(document: &Document, address: &WebUrl) -> Result<Opened, SourceFeedError> {
    let bytes = document.read_span(Span { start: 0, length: document.size()? })?;
    Ok(Opened::Whole(Box::new(json_feed::parse_with_json(&bytes, &context(address))?)))
}

fn read_page(
    opened: Opened,
    document: &Document,
    address: &WebUrl,
    story_json: &StoryJson,
    memory: Option<&Memory>,
    sizes: &PictureSizes,
) -> Result<Page, SourceFeedError> {
    let parsed = match opened {
        Opened::Whole(parsed) => parsed,
        Opened::Pieces(open, spans) => {
            if let Some(page) = read_pieces(*open, spans, document, address, story_json, memory, sizes)? {
                return Ok(page);
            }
            match whole(document, address)? {
                Opened::Whole(parsed) => parsed,
                Opened::Pieces(..) => return Err(io::Error::from(io::ErrorKind::InvalidData).into()),
            }
        }
    };
    let ParsedFeed { mut feed, items, warnings, .. } = *parsed;
    let json_of = |(item, json): (&Arc<Item>, _)| {
        let mut json = item_json(item, &json, &feed, address);
        sizes.add(item, &mut json);
        json
    };
    let jsons = feed.items.par_iter().zip(items).map(json_of);
    let read: Vec<Option<Story>> = jsons.map(|json| story_json.add(&json, None, 0)).collect::<io::Result<_>>()?;
    let read: Vec<Arc<Story>> = read.into_iter().flatten().map(Arc::new).collect();
    feed.items = read.iter().map(|story| story.item.clone()).collect();
    Ok(Page { feed, stories: read, warnings, remembered: 0 })
}

/// What was read of an item.
enum Piece {
    /// Nothing: a warning says why.
    LeftOut,
    /// It is no plain JSON.
    NotPlain,
    /// The item asks to be removed.
    Removed(String),
    Story(Story),
    /// A story as it was in the last build.
    Remembered(Story),
}

/// Reads the items one by one, on all threads. `None` if one of them is not plain JSON.
fn read_pieces(
    open: OpenFeed,
    mut spans: Vec<Span>,
    document: &Document,
    address: &WebUrl,
    story_json: &StoryJson,
    memory: Option<&Memory>,
    sizes: &PictureSizes,
) -> Result<Option<Page>, SourceFeedError> {
    let OpenFeed { mut feed, mut warnings, .. } = open;
    let most = Limits::PUBLISHED.items;
    if spans.len() > most {
        piecewise::warn_of_too_many(spans.len(), &mut warnings);
        // The others have to be JSON too.
        if spans[most..]
            .iter()
            .any(|span| document.read_span(*span).is_ok_and(|json| piecewise::plain_json(&json).is_none()))
        {
            return Ok(None);
        }
        spans.truncate(most);
    }
    let reader = PieceReader { feed: &feed, document, address, story_json, memory, sizes };
    let of_block = |bytes: &mut Vec<u8>, (first, block)| reader.block(bytes, first, block);
    let pieces: Vec<Vec<(Piece, Vec<Warning>)>> =
        blocks(&spans).into_par_iter().map_init(Vec::new, of_block).collect::<io::Result<_>>()?;
    let mut read: Vec<Arc<Story>> = Vec::new();
    let mut ids = IdIndex::with_capacity(spans.len());
    let mut removed = Vec::new();
    let mut remembered = 0;
    for (index, (piece, own_warnings)) in pieces.into_iter().flatten().enumerate() {
        if let Piece::Remembered(story) = &piece {
            remembered += story.warnings as usize;
        }
        own_warnings.into_iter().for_each(|warning| note(&mut warnings, warning));
        match piece {
            Piece::LeftOut => {}
            Piece::NotPlain => return Ok(None),
            Piece::Removed(id) => removed.push(id),
            Piece::Story(story) | Piece::Remembered(story) => {
                // Two ids can have the same key; then all items are compared.
                let known = ids.get(story.item.key).and_then(|at| read.get(at));
                if known
                    .is_some_and(|known| known.id() == story.id() || read.iter().any(|other| other.id() == story.id()))
                {
                    piecewise::warn_of_repeat(index, story.id(), &mut warnings);
                } else {
                    ids.insert(story.item.key, read.len());
                    read.push(Arc::new(story));
                }
            }
        }
    }
    feed.removed = removed;
    let items = read.iter().map(|story| story.item.clone()).collect();
    piecewise::finish(&mut feed, items, &mut warnings);
    Ok(Some(Page { feed, stories: read, warnings, remembered }))
}

/// The items as each thread reads them at once, with the index of the first.
fn blocks(spans: &[Span]) -> Vec<(usize, &[Span])> {
    let mut blocks = Vec::new();
    let mut first = 0;
    for (at, span) in spans.iter().enumerate() {
        if at > first && (at - first >= BLOCK_ITEMS || span.end() - spans[first].start > BLOCK_BYTES) {
            blocks.push((first, &spans[first..at]));
            first = at;
        }
    }
    blocks.push((first, &spans[first..]));
    blocks
}

/// What items are read with.
struct PieceReader<'a> {
    feed: &'a Feed,
    document: &'a Document,
    address: &'a WebUrl,
    story_json: &'a StoryJson,
    memory: Option<&'a Memory>,
    sizes: &'a PictureSizes<'a>,
}

impl PieceReader<'_> {
    /// Reads items that follow each other, from the one of this index on. `bytes` is memory that is used again.
    fn block(&self, bytes: &mut Vec<u8>, first: usize, block: &[Span]) -> io::Result<Vec<(Piece, Vec<Warning>)>> {
        let (Some(start), Some(end)) = (block.first().map(|span| span.start), block.last().map(|span| span.end()))
        else {
            return Ok(Vec::new());
        };
        self.document.read_span_into(bytes, Span { start, length: end - start })?;
        let piece = |(at, span): (usize, &Span)| {
            let from = (span.start - start) as usize;
            self.piece(&bytes[from..from + span.length as usize], *span, first + at)
        };
        block.iter().enumerate().map(piece).collect()
    }

    /// Reads the item of this JSON, with its warnings.
    fn piece(&self, json: &[u8], span: Span, index: usize) -> io::Result<(Piece, Vec<Warning>)> {
        let mut warnings = Vec::new();
        // Items of older pages are made with heads and addresses of their own: their bytes alone do not say what they are.
        let raw = self.memory.map(|_| blake3::hash(json));
        if let Some(known) = self.memory.zip(raw).and_then(|(memory, raw)| memory.of_raw(raw)) {
            return Ok((Piece::Remembered(Story::in_feed(known, span)), warnings));
        }
        let Some(value) = piecewise::plain_json(json) else { return Ok((Piece::NotPlain, warnings)) };
        let ReadItem::Item(item, json) =
            piecewise::item(value, index, self.feed, &context(self.address), &mut warnings)
        else {
            return Ok((Piece::LeftOut, warnings));
        };
        if item.is_removed {
            return Ok((Piece::Removed(item.id), warnings));
        }
        let mut json: Members = item_json(&item, &json, self.feed, self.address);
        // Where the size of a picture may change, a story can't be known by its bytes.
        let has_sizes = self.sizes.add(&item, &mut json);
        let raw = raw.filter(|_| !has_sizes);
        let story = self.story_json.add(&json, raw, warnings.len())?;
        Ok((story.map_or(Piece::LeftOut, Piece::Story), warnings))
    }
}

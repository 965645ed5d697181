//! Several feeds as one JSON Feed (native only). Nothing here reads or writes a file; the command does
//! (`src/bin/newsleaf/merge/`).
//!
//! The parts in the order of their work:
//!
//! - [`local`]: addresses in files whose place in the web is not known.
//! - [`ids`]: ids that stay the same, whatever other feeds there are.
//! - [`story`]: an item with what it had from its feed.
//! - [`same_story`]: stories that are in two feeds.
//! - [`order`]: all stories by date.
//! - [`head`]: the title and the other members of the merged feed.

pub mod head;
pub mod ids;
pub mod local;
pub mod order;
pub mod same_story;
pub mod story;

use serde_json::{Value, json};

use self::ids::Ids;
use self::same_story::KnownStories;
use self::story::Story;
use crate::domain::feed::Feed;
use crate::domain::parse::json_feed::ParsedFeed;
use crate::domain::report::code::Level;
use crate::domain::report::file_note::FileNote;
use crate::domain::web_url::WebUrl;
use crate::import::notes::Notes;
use crate::publish::item_json::Members;

/// What a feed is to the merged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The publisher's own: its stories keep their ids, and no source is named.
    Own,
    /// One of the feeds that are joined.
    Joined,
    /// The stories that the last merged feed has of a feed that was not fetched, or of which older pages are missing.
    LastMerged,
}

/// A feed to be joined.
pub struct Source {
    /// Its name for people.
    pub name: String,
    /// Its name where it gives itself no address.
    pub file_name: String,
    /// The text by which its stories are found in a merged feed.
    pub mark: String,
    /// What it is to the merged feed.
    pub role: Role,
    /// Its document, or the first one.
    pub parsed: ParsedFeed,
    /// The base of its relative addresses: where it was fetched from, or a place of [`local`].
    pub address: WebUrl,
    /// The address that the publisher named. `None` if the feed is a file.
    pub requested: Option<WebUrl>,
    /// Its older pages.
    pub older: Vec<OlderPage>,
}

/// An older page of a feed: a document of its own, with a base of its own for relative addresses.
pub struct OlderPage {
    /// The part of the feed that stands on this page.
    pub parsed: ParsedFeed,
    /// Where it was fetched from.
    pub address: WebUrl,
}

/// How the feeds are joined.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Addresses of the publisher's own feed that are known without it: it may not have been fetched. No joined file is believed
    /// that it is of their hosts.
    pub publisher: Vec<WebUrl>,
    /// Members of the feed that count more than those of the first feed.
    pub head: Members,
    /// The number of stories; those that are held back come on top of it.
    pub limit: Option<usize>,
    /// The present, in milliseconds since 1970.
    pub now_ms: i64,
}

/// The feeds as one.
#[derive(Debug)]
pub struct Merged {
    /// The members of the feed besides its items.
    pub head: Members,
    /// The items, the newest story first.
    pub items: Vec<Members>,
    /// The number of items that are stories. The others say that a story is removed.
    pub stories: usize,
    /// What is to be said of the feeds.
    pub notes: Vec<FileNote>,
}

/// Joins feeds. Of a story that is in two of them, the first counts.
pub fn merge(sources: &[Source], options: &Options) -> Merged {
    let head = head::head(sources, &options.head);
    let language = head.get("language").and_then(Value::as_str);
    let mut known = KnownStories::default();
    let mut stories: Vec<Story> = Vec::new();
    let mut removed: Vec<Members> = Vec::new();
    let mut all_notes = Vec::new();
    let publisher = ids::publisher_hosts(sources, options);
    for (at, source) in sources.iter().enumerate() {
        let mut notes = Notes::new(&source.name);
        let ids = Ids::new(source, &publisher);
        if source.pages().all(|(parsed, _)| parsed.feed.items.is_empty()) && source.role != Role::LastMerged {
            notes.add("items", Level::Lost, "there are no stories in it");
        }
        let mut found = story::stories(source, language, &ids, &mut notes);
        if source.role == Role::LastMerged {
            // The pages of the feed that were fetched may say that they are removed.
            found.retain(|story| !removed.iter().any(|item| item["id"] == story.members["id"]));
        }
        known.retain_new(&mut found, sources, at, &ids, &mut notes);
        stories.extend(found);
        let gone = source.pages().flat_map(|(parsed, _)| &parsed.feed.removed);
        removed.extend(gone.map(|id| story::removed(source, &ids.id(id))));
        all_notes.extend(notes.finish());
    }
    order::sort(&mut stories);
    if let Some(limit) = options.limit {
        order::keep_newest(&mut stories, limit, options.now_ms);
    }
    let mut items: Vec<Members> = stories.into_iter().map(|story| story.members).collect();
    let stories = items.len();
    // A story that another feed has stays.
    removed.retain(|item| !known.has_id(item["id"].as_str().unwrap_or_default()));
    items.extend(removed);
    Merged { head, items, stories, notes: all_notes }
}

impl Source {
    /// Whether it is made of files, whose addresses are relative in the merged feed.
    pub fn is_local(&self) -> bool {
        self.requested.is_none()
    }

    /// The documents of the feed, each with the base of its relative addresses.
    pub fn pages(&self) -> impl Iterator<Item = (&ParsedFeed, &WebUrl)> {
        let older = self.older.iter().map(|page| (&page.parsed, &page.address));
        std::iter::once((&self.parsed, &self.address)).chain(older)
    }

    /// The name that readers know the feed by.
    pub fn title(&self) -> &str {
        let Feed { title, .. } = &self.parsed.feed;
        if title == local::host() { &self.file_name } else { title }
    }
}

impl Merged {
    /// The document that is written.
    pub fn into_json(self) -> Vec<u8> {
        let Merged { mut head, items, .. } = self;
        head.insert("version".to_owned(), json!("https://jsonfeed.org/version/1.1"));
        head.insert("items".to_owned(), Value::Array(items.into_iter().map(Value::Object).collect()));
        let mut json = serde_json::to_vec_pretty(&Value::Object(head)).unwrap_or_default();
        json.push(b'\n');
        json
    }
}

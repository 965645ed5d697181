//! RSS, Atom and exports of WordPress as a JSON Feed (native only). Nothing here reads or writes a file; the command does
//! (`src/bin/newsleaf/import/`).
//!
//! The parts in the order of their work:
//!
//! - [`encoding`]: bytes to text.
//! - [`repair`]: what only looks like markup, as text.
//! - [`names`]: elements by their namespaces.
//! - [`xml`]: the text as a tree, an item at a time.
//! - [`markup`], [`text`], [`references`], [`date`], [`month`]: values of elements.
//! - [`item`], [`feed`]: the parts of a JSON Feed.
//! - [`wxr`], [`shortcodes`], [`galleries`], [`links`], [`footnotes`], [`paragraphs`]: what exports of WordPress
//!   have besides.
//! - [`finish`]: ids and links, of all items together.
//! - [`notes`]: what is to be said of it.

pub mod date;
pub mod encoding;
pub mod feed;
pub mod finish;
pub mod footnotes;
pub mod galleries;
pub mod item;
pub mod links;
pub mod markup;
pub mod month;
pub mod names;
pub mod notes;
pub mod paragraphs;
pub mod references;
pub mod refusal;
pub mod repair;
pub mod shortcodes;
pub mod text;
pub mod wxr;
pub mod xml;

use std::collections::HashSet;
use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use self::item::Story;
use self::notes::Notes;
use self::refusal::Refusal;
use self::xml::Element;
use crate::domain::report::code::Level;
use crate::domain::report::file_note::FileNote;
use crate::domain::web_url::WebUrl;
use crate::publish::item_json::Members;

/// A document to be imported.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Its name for people.
    pub name: &'a str,
    /// Its bytes, in any encoding.
    pub bytes: &'a [u8],
    /// Where it is published, if that is known.
    pub address: Option<&'a WebUrl>,
    /// The encoding that its host names.
    pub charset: Option<&'a str>,
}

/// A document as a JSON Feed.
#[derive(Debug)]
pub struct Imported {
    /// The members of the feed besides its items.
    pub head: Members,
    /// The stories. As items of a JSON Feed, each of them takes some kilobytes more.
    pub stories: Vec<Story>,
    /// The address of the page with older items, where the document names one.
    pub older_page: Option<String>,
    /// What is to be said of the document.
    pub notes: Vec<FileNote>,
    /// The ids of the stories, once a page was appended.
    ids: HashSet<String>,
}

/// Reads a document of RSS or Atom. One bad item takes no other with it.
pub fn read(document: &Document) -> Result<Imported, Refusal> {
    let mut notes = Notes::new(document.name);
    let (text, encoding_note) = encoding::decode(document.bytes, document.charset);
    refusal::look(document.bytes, &text)?;
    if let Some(note) = encoding_note {
        notes.add("", Level::Repaired, &note);
    }
    let address = document.address.map(WebUrl::as_str);
    let mut stories = Vec::new();
    let mut export = wxr::Export::default();
    let mut number = 0;
    let mut site = Site::default();
    let mut on_item = |parent: &Element, element: Element| {
        number += 1;
        if !export.is_story(&element) {
            return;
        }
        notes.enter_item(number, element.line);
        let address = address.or_else(|| site.address(parent));
        let mut story = item::read(&element, address, &mut notes);
        export.complete(number, &element, &mut story, &mut notes);
        // A body that grew piece by piece has room for as much again.
        story.content_html.iter_mut().chain(&mut story.content_text).for_each(String::shrink_to_fit);
        stories.push((number, story));
        notes.leave_item();
    };
    let outline = xml::read(&text, document.address, &mut on_item);
    let Some(mut root) = outline.root else { return Err(Refusal::NoXml) };
    if names::is_entry(&root.name) && root.name != "item" {
        // An entry of Atom may be a document of its own.
        let source = root.first("atom:source").cloned().unwrap_or_default();
        let feed = Element { name: "atom:feed".to_owned(), ..source };
        on_item(&feed, std::mem::replace(&mut root, feed.clone()));
    }
    if !refusal::is_feed(&root) {
        return Err(Refusal::OtherRoot(root.tag));
    }
    for (line, fault) in outline.faults {
        notes.add_at(Some(line), "", Level::Repaired, &fault);
    }
    let mut head = feed::head(&root, address, &mut notes);
    head.insert("version".to_owned(), json!("https://jsonfeed.org/version/1.1"));
    if !head.contains_key("title") {
        let home = head.get("home_page_url").and_then(Value::as_str);
        let host = home.and_then(|url| WebUrl::parse(url, None, crate::domain::web_url::parse_url_natively).ok());
        let host = host.as_ref().or(document.address).map(|url| url.display_host().to_owned());
        let title = host.unwrap_or_else(|| "News".to_owned());
        notes.add("title", Level::Repaired, &format!("the feed has none; '{title}' stands for it"));
        head.insert("title".to_owned(), Value::String(title));
    }
    export.finish(&root, &mut stories, &mut notes);
    let stories = finish::stories(stories, &head, &mut notes);
    let older_page = feed::older_page(&root, address);
    Ok(Imported { head, stories, older_page, notes: notes.finish(), ids: HashSet::new() })
}

/// The site is looked for before so many items at most: a feed may have much else before each of them.
const LOOKS: usize = 20;

/// The site of a feed whose own address is not known. Relative addresses are relative to the site.
#[derive(Default)]
struct Site {
    address: Option<String>,
    looks: usize,
}

impl Site {
    /// The address of the site, if the feed has named it before this item.
    fn address(&mut self, parent: &Element) -> Option<&str> {
        if self.address.is_none() && self.looks < LOOKS {
            self.looks += 1;
            self.address = home_of(parent).as_deref().and_then(text::as_base);
        }
        self.address.as_deref()
    }
}

/// The site of a feed, as far as the feed has named it before its items.
fn home_of(parent: &Element) -> Option<String> {
    let channel = parent.first("channel").unwrap_or(parent);
    let alternate = || {
        let is_page = |link: &&Element| link.attribute("rel").is_none_or(|relation| relation == "alternate");
        channel.all("atom:link").find(is_page)?.attribute("href").map(str::to_owned)
    };
    let link = channel.text_of("link").or_else(alternate)?;
    text::web_url(&link, None)
}

impl Imported {
    /// The items of the feed.
    pub fn items(&self) -> Vec<Members> {
        self.stories.iter().map(Story::to_members).collect()
    }

    /// Adds the items of an older page, without those that are here, and its notes. Returns how many are new.
    pub fn append(&mut self, older: Imported) -> usize {
        if self.ids.is_empty() {
            self.ids = self.stories.iter().filter_map(|story| story.id.clone()).collect();
        }
        let before = self.stories.len();
        let ids = &mut self.ids;
        let is_new = |story: &Story| story.id.clone().is_none_or(|id| ids.insert(id));
        self.stories.extend(older.stories.into_iter().filter(is_new));
        // What could be better is said of the first page.
        self.notes.extend(older.notes.into_iter().filter(|note| note.level != Level::Advice));
        self.older_page = older.older_page;
        self.stories.len() - before
    }

    /// Writes the document.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &JsonFeed { head: &self.head, stories: Stories(&self.stories) })?;
        out.write_all(b"\n")
    }

    /// The document that is written.
    pub fn into_json(self) -> Vec<u8> {
        let mut json = Vec::new();
        // A vector takes all bytes.
        let _ = self.write(&mut json);
        json
    }
}

/// The members of a feed, which are written without a copy.
struct JsonFeed<'a> {
    head: &'a Members,
    stories: Stories<'a>,
}

/// Stories that are made items one at a time.
struct Stories<'a>(&'a [Story]);

impl Serialize for Stories<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Story::to_members))
    }
}

impl Serialize for JsonFeed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        // In the order of their names, as the members of items.
        let (before, behind): (Vec<_>, Vec<_>) = self.head.iter().partition(|(name, _)| name.as_str() < "items");
        for (name, value) in before {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("items", &self.stories)?;
        for (name, value) in behind {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

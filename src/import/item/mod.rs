//! An item of RSS or Atom as an item of a JSON Feed. Feeds mix both vocabularies, so each field is looked for under all its
//! names, whatever the feed is.

mod content;
mod dates;
mod elsewhere;
mod links;
mod media;
pub mod people;
mod rest;
mod tags;

use serde_json::{Value, json};

use super::notes::Notes;
use super::text::{as_base, language, line};
use super::xml::Element;
use crate::publish::item_json::Members;

/// An item in the making.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// What names the item; an address or any text.
    pub id: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// A page on another site that it is about.
    pub external_url: Option<String>,
    /// The address in a `guid` that is one.
    pub permalink: Option<String>,
    /// Its title, one line without markup.
    pub title: Option<String>,
    /// Its summary, one line without markup.
    pub summary: Option<String>,
    /// Its body as HTML.
    pub content_html: Option<String>,
    /// Its body as text.
    pub content_text: Option<String>,
    /// The language that the body names.
    pub content_language: Option<String>,
    /// Its language, an RFC 5646 tag.
    pub language: Option<String>,
    /// When it was published, by RFC 3339.
    pub published: Option<String>,
    /// When it was changed, by RFC 3339.
    pub modified: Option<String>,
    /// Its authors, as JSON Feed has them.
    pub authors: Vec<Value>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its main picture.
    pub image: Option<Picture>,
    /// Its files, as JSON Feed has them.
    pub attachments: Vec<Value>,
    /// Who published it first.
    pub source: Option<Value>,
    /// The members of `_rss`: values that have no place in a JSON Feed.
    pub rss: Members,
    /// What relative addresses are relative to.
    pub base: Option<String>,
    /// Its line in the document.
    pub line: usize,
}

/// A picture with what is said of it.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// Its address.
    pub url: String,
    /// Its caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// The alternative text.
    pub alt: Option<String>,
    /// Its width in pixels.
    pub width: Option<u32>,
    /// Its height in pixels.
    pub height: Option<u32>,
    /// Whether it is a picture of its own, and not the small form of another.
    pub is_named: bool,
}

impl Picture {
    fn is_said_more(&self) -> bool {
        self.is_named
    }

    /// What the extension of a JSON Feed says of the picture.
    pub fn details(&self) -> Members {
        let mut details = Members::new();
        let texts = [("caption", &self.caption), ("credit", &self.credit), ("alt", &self.alt)];
        for (name, text) in texts {
            if let Some(text) = text {
                details.insert(name.to_owned(), json!(text));
            }
        }
        if let (Some(width), Some(height)) = (self.width, self.height) {
            details.insert("width".to_owned(), json!(width));
            details.insert("height".to_owned(), json!(height));
        }
        details
    }

    fn to_json(&self) -> Value {
        let mut picture = self.details();
        picture.insert("url".to_owned(), json!(self.url));
        Value::Object(picture)
    }
}

/// Reads an item. `address` is that of the feed.
pub fn read(item: &Element, address: Option<&str>, notes: &mut Notes) -> Story {
    let mut story = Story { line: item.line, ..Story::default() };
    links::read(item, address, &mut story, notes);
    story.base = [item.base.as_deref(), story.url.as_deref(), address].into_iter().flatten().find_map(as_base);
    story.title = line(item, &["title", "atom:title", "dc:title", "media:title"]);
    content::read(item, &mut story, notes);
    elsewhere::read(item, &mut story, notes);
    (story.published, story.modified) = dates::dates(item, notes);
    story.authors = people::authors(item, notes);
    story.tags = tags::tags(item, notes);
    media::read(item, &mut story, notes);
    let own = item.text_of("dc:language").or_else(|| item.text_of("language"));
    let said = own.or_else(|| story.content_language.clone()).or_else(|| item.language.as_deref().map(str::to_owned));
    story.language = said.and_then(|said| language(&said));
    rest::read(item, &mut story, notes);
    story
}

impl Story {
    /// Keeps a value that has no place in a JSON Feed.
    pub fn keep(&mut self, name: &str, value: &str) {
        if !value.trim().is_empty() {
            self.rss.entry(name).or_insert_with(|| json!(value.trim()));
        }
    }

    /// Whether readers would see nothing of it.
    pub fn is_empty(&self) -> bool {
        self.title.is_none()
            && self.summary.is_none()
            && self.content_html.is_none()
            && self.content_text.is_none()
            && self.url.is_none()
            && self.external_url.is_none()
            && self.attachments.is_empty()
            && self.image.is_none()
    }

    /// The item of a JSON Feed.
    pub fn to_members(&self) -> Members {
        self.clone().into_members()
    }

    fn into_members(self) -> Members {
        let mut item = Members::new();
        let texts = [
            ("id", self.id),
            ("url", self.url),
            ("external_url", self.external_url),
            ("title", self.title),
            ("summary", self.summary),
            ("content_html", self.content_html),
            ("content_text", self.content_text),
            ("language", self.language),
            ("date_published", self.published),
            ("date_modified", self.modified),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                item.insert(name.to_owned(), Value::String(text));
            }
        }
        let mut extension = Members::new();
        if let Some(picture) = self.image {
            let details = picture.details();
            if !details.is_empty() {
                extension.insert("image".to_owned(), Value::Object(details));
            }
            item.insert("image".to_owned(), Value::String(picture.url));
        }
        if let Some(source) = self.source {
            extension.insert("source".to_owned(), source);
        }
        for (name, members) in [("_newsleaf", extension), ("_rss", self.rss)] {
            if !members.is_empty() {
                item.insert(name.to_owned(), Value::Object(members));
            }
        }
        for (name, list) in [
            ("authors", self.authors),
            ("tags", self.tags.into_iter().map(Value::String).collect()),
            ("attachments", self.attachments),
        ] {
            if !list.is_empty() {
                item.insert(name.to_owned(), Value::Array(list));
            }
        }
        item
    }
}

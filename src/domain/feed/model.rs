//! A feed and its items in the form that every other part of Newsleaf uses: repaired, and with absolute addresses.

use std::sync::Arc;

use super::date::Moment;
use super::key::Key;
use super::settings::Settings;
use crate::domain::web_url::WebUrl;

/// A feed, as far as it has been loaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// The feed's title, else the host of its home page, else the host it came from. Never empty.
    pub title: String,
    /// The feed's description, as text.
    pub description: Option<String>,
    /// The home page of the site that the feed describes.
    pub home_page_url: Option<WebUrl>,
    /// The address that the feed gives itself.
    pub feed_url: Option<WebUrl>,
    /// The next, older page of the feed.
    pub next_url: Option<WebUrl>,
    /// A square picture, 512 px or more.
    pub icon: Option<WebUrl>,
    /// A square picture, 64 px or more.
    pub favicon: Option<WebUrl>,
    /// The authors of every item that names none.
    pub authors: Vec<Author>,
    /// The main language, an RFC 5646 tag such as `zh-Hans`.
    pub language: Option<String>,
    /// Whether the feed says that it will not be updated any more.
    pub expired: bool,
    /// Whether the document has `items`, even an empty list. A document without them never replaces the cached stories.
    pub has_items: bool,
    /// The items in the feed's own order; [`super::reading_order`] gives the reader's. Views share the items, because a
    /// body may be large.
    pub items: Vec<Arc<Item>>,
    /// The ids of the items that ask to be taken away, and that older pages may still have.
    pub removed: Vec<String>,
    /// The hash of the document's bytes.
    pub content_hash: Option<Key>,
    /// The feed's `_newsleaf` extension.
    pub settings: Settings,
}

/// One article.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "ssr", derive(serde::Deserialize, serde::Serialize))]
pub struct Item {
    /// The id as the feed gives it, else the URL.
    pub id: String,
    /// The key by which a link finds the article.
    pub key: Key,
    /// The readable part of a link. It is empty if the headline has no letters.
    pub slug: String,
    /// The article's permanent address.
    pub url: Option<WebUrl>,
    /// The page elsewhere that a link blog's item is about.
    pub external_url: Option<WebUrl>,
    /// The item's own title, as text. Many items have none.
    pub title: Option<String>,
    /// The title, else the first words of summary or body, else a date or the id. Never empty.
    pub headline: String,
    /// A sentence or two, as text.
    pub summary: Option<String>,
    /// The article.
    pub body: Body,
    /// The main picture with its caption and credit.
    pub image: Option<Picture>,
    /// When it was published, if the feed has a readable date.
    pub published: Option<Moment>,
    /// When it was changed. If `published` is known, it is more than a minute later, or on a later day if only days are
    /// known.
    pub updated: Option<Moment>,
    /// The item's authors, else the feed's.
    pub authors: Vec<Author>,
    /// The line at the end of the article, without parentheses: the item's own, else the names of its authors.
    pub byline: Option<String>,
    /// The tags as text, without repeats.
    pub tags: Vec<String>,
    /// The path of its section from the outermost name in, for example `["News", "Xianning News"]`. Empty if it has
    /// none.
    pub section: Vec<String>,
    /// The source of the report.
    pub source: Option<Source>,
    /// A word or two above the headline. Without it, views show the section.
    pub kicker: Option<String>,
    /// Whether the item asks to be the front page's lead.
    pub is_lead: bool,
    /// Whether the publisher has removed the item: no page shows it.
    pub is_removed: bool,
    /// Whether the item asks to be the first of its section's block on the front page.
    pub is_pinned: bool,
    /// The item's own language, an RFC 5646 tag.
    pub language: Option<String>,
    /// Files that belong to the item.
    pub attachments: Vec<Attachment>,
}

/// The body of an article.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "ssr", derive(serde::Deserialize, serde::Serialize))]
pub enum Body {
    /// `content_html`, not sanitized: only [`crate::sanitize`] may use it.
    Html(String),
    /// `content_text`, which holds no HTML.
    Text(String),
    /// The feed has no body for this item.
    None,
}

/// A person or an organisation.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "ssr", derive(serde::Deserialize, serde::Serialize))]
pub struct Author {
    /// The name as text. Empty if the feed has only a URL.
    pub name: String,
    /// The author's page.
    pub url: Option<WebUrl>,
    /// The author's picture.
    pub avatar: Option<WebUrl>,
}

/// The source of a report.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "ssr", derive(serde::Deserialize, serde::Serialize))]
pub struct Source {
    /// The name as text. Never empty.
    pub name: String,
    /// The page the name links to.
    pub url: Option<WebUrl>,
}

/// A picture with its texts.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "ssr", derive(serde::Deserialize, serde::Serialize))]
pub struct Picture {
    /// The URL of the picture.
    pub url: WebUrl,
    /// The text alternative. Empty if the feed has none.
    pub alt: String,
    /// The caption below it.
    pub caption: Option<String>,
    /// The author of the picture.
    pub credit: Option<String>,
    /// Width in CSS pixels, if the feed has it.
    pub width: Option<u32>,
    /// Height in CSS pixels, if the feed has it.
    pub height: Option<u32>,
    /// The same picture in several widths, as HTML's `srcset`. Its URLs are absolute.
    pub srcset: Option<String>,
}

/// A file that belongs to an item.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "ssr", derive(serde::Deserialize, serde::Serialize))]
pub struct Attachment {
    /// The URL of the file.
    pub url: WebUrl,
    /// A media type such as `audio/mpeg`: the feed's, else by the extension of the file.
    pub mime_type: Option<String>,
    /// Attachments with the same title are alternates of one thing.
    pub title: Option<String>,
    /// In bytes.
    pub size_in_bytes: Option<u64>,
    /// In seconds.
    pub duration_in_seconds: Option<f64>,
}

/// The authors' names, joined by commas; `None` if no author has a name.
pub fn names_of(authors: &[Author]) -> Option<String> {
    let mut names = String::new();
    for name in authors.iter().map(|author| author.name.as_str()).filter(|name| !name.is_empty()) {
        if !names.is_empty() {
            names.push_str(", ");
        }
        names.push_str(name);
    }
    (!names.is_empty()).then_some(names)
}

impl Item {
    /// The innermost name of the section path.
    pub fn section_name(&self) -> Option<&str> {
        self.section.last().map(String::as_str)
    }

    /// Whether the headline is too long for the usual size of headlines.
    pub fn has_long_headline(&self) -> bool {
        const LONG: usize = 110;
        // `chars().count()` needs a tenth of the code of `chars().nth()`.
        self.headline.chars().count() > LONG
    }

    /// Whether the item has a body that is not blank.
    pub fn has_body(&self) -> bool {
        match &self.body {
            Body::Html(html) => !html.trim().is_empty(),
            Body::Text(text) => !text.trim().is_empty(),
            Body::None => false,
        }
    }
}

impl Feed {
    /// The same without its items.
    #[must_use]
    pub fn without_items(&self) -> Feed {
        Feed {
            title: self.title.clone(),
            description: self.description.clone(),
            home_page_url: self.home_page_url.clone(),
            feed_url: self.feed_url.clone(),
            next_url: None,
            icon: self.icon.clone(),
            favicon: self.favicon.clone(),
            authors: self.authors.clone(),
            language: self.language.clone(),
            expired: self.expired,
            has_items: self.has_items,
            items: Vec::new(),
            removed: Vec::new(),
            content_hash: self.content_hash,
            settings: self.settings.clone(),
        }
    }

    /// A feed without stories.
    pub fn empty(title: String) -> Feed {
        Feed {
            title,
            description: None,
            home_page_url: None,
            feed_url: None,
            next_url: None,
            icon: None,
            favicon: None,
            authors: Vec::new(),
            language: None,
            expired: false,
            has_items: false,
            items: Vec::new(),
            removed: Vec::new(),
            content_hash: None,
            settings: Settings::default(),
        }
    }
}

#[cfg(test)]
impl Item {
    /// An item with an id and nothing else, for tests.
    pub fn example(id: &str) -> Item {
        Item {
            id: id.to_owned(),
            key: Key::of_id(id),
            slug: String::new(),
            url: None,
            external_url: None,
            title: None,
            headline: id.to_owned(),
            summary: None,
            body: Body::None,
            image: None,
            published: None,
            updated: None,
            authors: Vec::new(),
            byline: None,
            tags: Vec::new(),
            section: Vec::new(),
            source: None,
            kicker: None,
            is_lead: false,
            is_pinned: false,
            is_removed: false,
            language: None,
            attachments: Vec::new(),
        }
    }
}

//! A feed and its items, as every other part of Newsleaf knows them: repaired, and with absolute addresses.

use std::sync::Arc;

use super::date::Moment;
use super::key::Key;
use super::settings::Settings;
use crate::domain::web_url::WebUrl;

/// One feed, or all that has been loaded of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// Never empty: the feed's title, else its home page's host, else the host it came from.
    pub title: String,
    /// What the feed says about itself, as text.
    pub description: Option<String>,
    /// The site that the feed describes.
    pub home_page_url: Option<WebUrl>,
    /// The address that the feed gives itself.
    pub feed_url: Option<WebUrl>,
    /// The next, older page of the feed.
    pub next_url: Option<WebUrl>,
    /// A square picture, 512 px or more.
    pub icon: Option<WebUrl>,
    /// A square picture, 64 px or more.
    pub favicon: Option<WebUrl>,
    /// Authors of all items that name none themselves.
    pub authors: Vec<Author>,
    /// The main language, an RFC 5646 tag such as `zh-Hans`.
    pub language: Option<String>,
    /// The feed says that it will not be updated any more.
    pub expired: bool,
    /// In the feed's own order; [`super::reading_order`] makes the reader's. An item is shared, never copied: views hold it
    /// too, and its body may be large.
    pub items: Vec<Arc<Item>>,
    /// What the document's bytes are known again by.
    pub content_hash: Option<Key>,
    /// The feed's `_newsleaf` extension.
    pub settings: Settings,
}

/// One article.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// As the feed gives it, or what took its place.
    pub id: String,
    /// What a link to the article is resolved by.
    pub key: Key,
    /// The readable part of a link; may be empty (no letters in the headline).
    pub slug: String,
    /// The article's permanent address.
    pub url: Option<WebUrl>,
    /// The page elsewhere that a link blog's item is about.
    pub external_url: Option<WebUrl>,
    /// The item's own title, as text; many items have none.
    pub title: Option<String>,
    /// Never empty: the title, else the first words of summary or body, else a date or the id.
    pub headline: String,
    /// A sentence or two, as text.
    pub summary: Option<String>,
    /// The article.
    pub body: Body,
    /// The main picture with its caption and credit.
    pub image: Option<Picture>,
    /// When it was published, if the feed says so in a way that can be read.
    pub published: Option<Moment>,
    /// When it was changed; where `published` is known, only if it is more than a minute after that (or on a later day,
    /// where only days are known).
    pub updated: Option<Moment>,
    /// The item's authors, else the feed's.
    pub authors: Vec<Author>,
    /// The line at the article's end, without parentheses: the item's own, else made from the authors' names.
    pub byline: Option<String>,
    /// As text, without repeats.
    pub tags: Vec<String>,
    /// Names from the outermost section in, for example `["News", "Xianning News"]`; empty where there is none.
    pub section: Vec<String>,
    /// Where the report comes from.
    pub source: Option<Source>,
    /// A word or two above the headline; where there is none, views show the section.
    pub kicker: Option<String>,
    /// An RFC 5646 tag, where the item's language is its own.
    pub language: Option<String>,
    /// Files that belong to the item.
    pub attachments: Vec<Attachment>,
}

/// What stands between headline and byline.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// `content_html`, raw: only [`crate::sanitize`] may touch it.
    Html(String),
    /// `content_text`, where nothing is HTML.
    Text(String),
    /// The feed has no body for this item.
    None,
}

/// A person or an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Author {
    /// As text; empty where the feed has only an address.
    pub name: String,
    /// The author's page.
    pub url: Option<WebUrl>,
    /// The author's picture.
    pub avatar: Option<WebUrl>,
}

/// Where a report was taken from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// As text, never empty.
    pub name: String,
    /// The page the name links to.
    pub url: Option<WebUrl>,
}

/// A picture with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Where the picture is.
    pub url: WebUrl,
    /// What the picture shows, for those who don't see it; empty where the feed doesn't say.
    pub alt: String,
    /// The words below it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Width in CSS pixels, where the feed says it.
    pub width: Option<u32>,
    /// Height in CSS pixels, where the feed says it.
    pub height: Option<u32>,
    /// The same picture in several widths, as HTML's `srcset` has it; its addresses are absolute.
    pub srcset: Option<String>,
}

/// A file that belongs to an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// Where the file is.
    pub url: WebUrl,
    /// A media type such as `audio/mpeg`; guessed from the extension where the feed has none, `None` where that fails.
    pub mime_type: Option<String>,
    /// Attachments with the same title are alternates of one thing.
    pub title: Option<String>,
    /// In bytes.
    pub size_in_bytes: Option<u64>,
    /// In seconds.
    pub duration_in_seconds: Option<f64>,
}

/// The authors' names, joined by commas; none where there are none.
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
    /// The last, most exact name of the section path.
    pub fn section_name(&self) -> Option<&str> {
        self.section.last().map(String::as_str)
    }

    /// Whether the headline is too long to be set as large as headlines are.
    pub fn has_long_headline(&self) -> bool {
        const LONG: usize = 110;
        // Counting is a tenth of the code that looking for one character is.
        self.headline.chars().count() > LONG
    }

    /// Whether there is anything to read here beyond headline and summary.
    pub fn has_body(&self) -> bool {
        match &self.body {
            Body::Html(html) => !html.trim().is_empty(),
            Body::Text(text) => !text.trim().is_empty(),
            Body::None => false,
        }
    }
}

impl Feed {
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
            items: Vec::new(),
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
            language: None,
            attachments: Vec::new(),
        }
    }
}

//! The feed as the rest of the house knows it: mended, resolved, in reading order. The wire's shapes stay in
//! [`crate::domain::parse::json_feed`].

use super::date::Moment;
use super::id_index::IdIndex;
use super::item_keys;
use super::key::Key;
use super::warning::{Place, Warning, note};
use crate::domain::limits;
use crate::domain::parse::settings_file::Settings;
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
    /// In the feed's own order; [`super::reading_order`] makes the reader's.
    pub items: Vec<Item>,
    /// What the document's bytes are known again by.
    pub print: Option<Key>,
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
            print: None,
            settings: Settings::default(),
        }
    }

    /// Adds an older page's items. Those that are here already are left out, and those beyond the limit, with a warning.
    pub fn append(&mut self, older: Feed) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let known = self.ids();
        let count = older.items.len();
        for (index, item) in older.items.into_iter().enumerate() {
            let same = known.get(Key::of_id(&item.id)).and_then(|at| self.items.get(at));
            if same.is_some_and(|same| same.id == item.id) {
                let done = "left the item out: a newer page of the feed has it";
                note(&mut warnings, Warning::new(Place::item(index, &item.id), "id", &item.id, done));
            } else if self.items.len() < limits::ITEMS {
                self.items.push(item);
            } else {
                let done = "left out the older page's last items: there are 20,000 already";
                note(&mut warnings, Warning::new(Place::Feed, "items", (count - index).to_string(), done));
                break;
            }
        }
        item_keys::assign(&mut self.items, &mut warnings);
        warnings
    }

    /// How many items of another feed are not in this one.
    pub fn count_new_in(&self, other: &Feed) -> usize {
        let known = self.ids();
        other.items.iter().filter(|item| known.get(Key::of_id(&item.id)).is_none()).count()
    }

    /// The places of all items by their ids.
    fn ids(&self) -> IdIndex {
        let mut ids = IdIndex::with_capacity(self.items.len());
        for (at, item) in self.items.iter().enumerate() {
            ids.insert(Key::of_id(&item.id), at);
        }
        ids
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

#[cfg(test)]
mod tests {
    use super::*;

    fn page(ids: std::ops::Range<usize>) -> Feed {
        let mut feed = Feed::empty("T".into());
        feed.items = ids.map(|id| Item::example(&id.to_string())).collect();
        feed
    }

    #[test]
    fn an_older_page_adds_what_is_not_there_yet() {
        let mut feed = page(0..3);
        let warnings = feed.append(page(1..5));
        let ids: Vec<&str> = feed.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids, ["0", "1", "2", "3", "4"]);
        assert_eq!(warnings.len(), 2, "1 and 2 were there: {warnings:?}");
    }

    #[test]
    fn pages_together_never_hold_more_items_than_one_feed_may_and_say_so() {
        let mut feed = page(0..limits::ITEMS - 1);
        let warnings = feed.append(page(limits::ITEMS..limits::ITEMS + 10));
        assert_eq!(feed.items.len(), limits::ITEMS);
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].found, "9");
    }
}

//! The address of a widget: `?embed` with the parameters of its embedder.
//!
//! A widget shows the newest headlines, or one article, in a frame of another site's page. Host pages and their
//! libraries may add other parameters and fragments, which are ignored. A wrong value is reported, and the default is
//! used.

use super::parameters::{
    ARTICLE, BACKGROUND, GROUND, Given, IMAGES, LAYOUT, OPEN, Reader, SCHEME, SECTION, SIZE, SUMMARY, TAG, THEME,
    TITLE, WrongValue,
};
use crate::domain::feed::Item;
use crate::domain::feed::key::Key;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::section_path;
use crate::domain::percent;
use crate::domain::site::route::pairs;
use crate::domain::web_url::WebUrl;

/// The parameter that makes a page a widget.
const EMBED: &str = "embed";
/// The article that a reader has opened in the frame. The other parameters stay for the link back.
const READ: &str = "read";

/// The longest heading, in characters.
pub(super) const TITLE_CHARS: usize = 100;
const LAYOUTS_OF_LIST: &str = "headlines, list, cards";
const LAYOUTS_OF_ARTICLE: &str = "full, card";

/// The content and the look of a widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// Headlines or an article.
    pub shows: Shows,
    /// The layout of stories.
    pub layout: Layout,
    /// Whether stories have their pictures.
    pub images: bool,
    /// Whether stories have their summaries.
    pub summary: bool,
    /// A CSS hex colour such as `#8a1c1c`, in place of the publisher's.
    pub accent: Option<String>,
    /// The heading. An empty one is not shown. The default is the name of the section, the tag or the site.
    pub title: Option<String>,
    /// Where articles open.
    pub open: Open,
    pub(super) given: Given,
}

/// The content of a widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The newest stories: of a section, with a tag, or of all.
    Stories {
        /// Only stories of this section.
        section: Option<Listing>,
        /// Only stories with this tag.
        tag: Option<Listing>,
        /// The largest number of stories.
        limit: usize,
    },
    /// One story as a card.
    Card(Key),
    /// One story in full.
    Article {
        /// The key of the story.
        key: Key,
        /// The slug of the address, which may be out of date.
        slug: String,
        /// Whether the reader has opened it in the widget and can go back.
        is_opened: bool,
    },
}

/// How much room a headline gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Headlines with their dates, close together.
    Headlines,
    /// One story below another.
    List,
    /// Stories beside each other where there is room.
    Cards,
}

/// Where an article opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Its page on the news site, in a new tab.
    Host,
    /// In the frame, with a way back.
    Inside,
}

impl Default for Embed {
    /// The widget of `?embed` alone.
    fn default() -> Embed {
        widget_of(Given::default(), None).0
    }
}

impl Embed {
    /// Reads a query such as `?embed&section=news`, with or without its question mark. Returns the widget and the wrong
    /// values; `None` if the query has no `embed`.
    pub fn from_query(query: &str) -> Option<(Embed, Vec<WrongValue>)> {
        let mut is_embed = false;
        let mut read = None;
        let mut given = Given::default();
        for (name, value) in pairs(query) {
            match name {
                EMBED => is_embed = true,
                READ => read = read.or_else(|| Some(percent::decode_query(value))),
                name => given.take(name, value),
            }
        }
        is_embed.then(|| widget_of(given, read.as_deref()))
    }

    /// The address of the story in this frame, relative to the site's folder.
    pub fn inside(&self, item: &Item) -> String {
        let mut query = self.outside();
        query.push('&');
        query.push_str(READ);
        query.push('=');
        query.push_str(item.key.as_str());
        if !item.slug.is_empty() {
            query.push('-');
            percent::encode_into(&mut query, &item.slug, percent::QUERY_VALUE);
        }
        query
    }

    /// The address of the widget: the link back from a story that was opened in the frame.
    pub fn outside(&self) -> String {
        let mut query = String::from("./?embed");
        for (name, value) in self.given.all() {
            query.push('&');
            query.push_str(name);
            query.push('=');
            percent::encode_into(&mut query, value, percent::QUERY_VALUE);
        }
        query
    }

    /// Whether the widget shows a story.
    pub fn holds(&self, item: &Item) -> bool {
        match &self.shows {
            Shows::Stories { section, tag, .. } => {
                let is_in = |listing: &Option<Listing>| listing.as_ref().is_none_or(|listing| listing.holds(item));
                is_in(section) && is_in(tag)
            }
            Shows::Card(key) | Shows::Article { key, .. } => *key == item.key,
        }
    }
}

/// The widget of the given values. `read` is the article that is open in the frame.
fn widget_of(given: Given, read: Option<&str>) -> (Embed, Vec<WrongValue>) {
    let mut reader = Reader::of(&given);
    let chosen = reader.text(ARTICLE).map(|value| (article(value), value));
    let chosen = match chosen {
        Some((None, value)) => {
            reader.is_wrong(ARTICLE, value);
            None
        }
        Some((article, _)) => article,
        None => None,
    };
    let (layout, as_card) = layout(&mut reader, chosen.is_some());
    let limit = reader.limit();
    let (images, summary) = match layout {
        Layout::Headlines => (false, false),
        Layout::List => (true, false),
        Layout::Cards => (true, true),
    };
    let images = reader.yes_or_no(IMAGES).unwrap_or(images);
    let summary = reader.yes_or_no(SUMMARY).unwrap_or(summary);
    reader.choice(THEME, &["host", "auto", "light", "dark"]);
    reader.choice(BACKGROUND, &["paper", "transparent"]);
    reader.choice(SCHEME, &["light", "dark"]);
    reader.choice(GROUND, &["paper", "transparent"]);
    reader.choice(SIZE, &["large", "medium", "small"]);
    let accent = reader.accent();
    let open = match reader.choice(OPEN, &["host", "inside"]) {
        Some(1) => Open::Inside,
        _ => Open::Host,
    };
    let shows = match (read.and_then(article), chosen) {
        (Some((key, slug)), _) => Shows::Article { key, slug: slug.to_owned(), is_opened: true },
        (None, Some((key, _))) if as_card => Shows::Card(key),
        (None, Some((key, slug))) => Shows::Article { key, slug: slug.to_owned(), is_opened: false },
        (None, None) => Shows::Stories {
            section: reader.text(SECTION).and_then(section),
            tag: reader.text(TAG).map(Listing::of_tag),
            limit,
        },
    };
    let title = given.get(TITLE).map(heading);
    let wrong = reader.wrong;
    (Embed { shows, layout, images, summary, accent, title, open, given }, wrong)
}

/// The layout of a list, and whether an article is shown as a card.
fn layout(reader: &mut Reader, is_article: bool) -> (Layout, bool) {
    let layout = reader.text(LAYOUT);
    let (layout, as_card, takes) = match (is_article, layout) {
        (true, Some("card")) => (Layout::Cards, true, None),
        (true, Some("full") | None) => (Layout::List, false, None),
        (true, Some(_)) => (Layout::List, false, Some(LAYOUTS_OF_ARTICLE)),
        (false, Some("headlines")) => (Layout::Headlines, false, None),
        (false, Some("list") | None) => (Layout::List, false, None),
        (false, Some("cards")) => (Layout::Cards, false, None),
        (false, Some(_)) => (Layout::List, false, Some(LAYOUTS_OF_LIST)),
    };
    if let (Some(takes), Some(value)) = (takes, reader.text(LAYOUT)) {
        reader.takes(LAYOUT, takes, value);
    }
    (layout, as_card)
}

/// The query of a page's address, with its question mark.
pub fn query_of(url: &WebUrl) -> &str {
    let url = url.without_fragment();
    url.find('?').map_or("", |at| &url[at..])
}

/// A section by its names or its slugs: `News/Xianning News` and `news/xianning-news` are equal.
fn section(value: &str) -> Option<Listing> {
    let path: Vec<String> = value.split('/').filter(|name| !name.trim().is_empty()).map(str::to_owned).collect();
    (!path.is_empty()).then(|| Listing::Section(section_path::slug_of(&path)))
}

/// `KEY-slug`, or the key alone.
fn article(value: &str) -> Option<(Key, &str)> {
    let (key, slug) = value.split_once('-').unwrap_or((value, ""));
    Some((Key::parse(key)?, slug))
}

/// The heading, cut to the longest that is allowed.
fn heading(value: &str) -> String {
    value.chars().take(TITLE_CHARS).collect()
}

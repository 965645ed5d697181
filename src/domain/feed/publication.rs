//! A publication: a feed with the publisher's settings, in reading order.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::hold_back::due_ms;
use super::id_index::IdIndex;
use super::key::Key;
use super::listing::Listing;
use super::model::{Feed, Item};
use super::reading_order::reading_order;
use super::section_path;
use super::sections::{self, Section};
use super::settings::Settings;
use super::time_zone::{Clock, TimeZone};
use crate::domain::web_url::WebUrl;

/// How many stories one page of a list has.
pub const STORIES_A_PAGE: usize = 20;

/// A feed with the publisher's settings, in reading order.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The feed, as far as it has been loaded, without the stories that are held back until their time.
    pub feed: Arc<Feed>,
    /// The settings of the file, completed by those of the feed.
    pub settings: Settings,
    /// The address of the feed.
    pub feed_address: WebUrl,
    /// The folder of this site, as the reader's browser names it.
    pub here: Option<WebUrl>,
    /// The sections of the navigation.
    pub navigation: Vec<Section>,
    order: Vec<usize>,
    /// Items by the address of their own page.
    by_url: IdIndex,
    /// Items by their keys. Browsers have few enough items to look at each.
    #[cfg(feature = "ssr")]
    by_key: IdIndex,
    /// The publication that this one is a part of.
    whole: Option<Arc<Publication>>,
}

impl Publication {
    /// Makes a publication of a feed. The clock says which stories are held back.
    pub fn new(feed: Arc<Feed>, address: WebUrl, file: Settings, here: Option<WebUrl>, clock: Clock) -> Publication {
        let mut settings = file.or(&feed.settings);
        let removed: BTreeSet<String> = std::mem::take(&mut settings.removed).into_iter().collect();
        let zone = TimeZone::new(settings.time_zone.as_deref(), clock.offset_of);
        let feed = without_held_back(feed, &removed, zone, clock.now_ms);
        let order = reading_order(&feed.items, zone);
        let navigation = sections::navigation(&feed.items, &settings);
        let here = here.map(|here| here.folder());
        let mut by_url = IdIndex::with_capacity(feed.items.len());
        for (at, item) in feed.items.iter().enumerate() {
            if let Some(url) = &item.url {
                by_url.insert(Key::of_id(url.without_fragment()), at);
            }
        }
        #[cfg(feature = "ssr")]
        let by_key = index_by_key(&feed.items);
        Publication {
            feed,
            settings,
            feed_address: address,
            here,
            navigation,
            order,
            by_url,
            #[cfg(feature = "ssr")]
            by_key,
            whole: None,
        }
    }

    /// Some stories of a publication, in the given order, as a publication of their own. Its pages contain no other
    /// stories; links to the others work.
    #[must_use]
    pub fn part(whole: &Arc<Publication>, items: Vec<Arc<Item>>) -> Publication {
        let order = (0..items.len()).collect();
        let feed = Arc::new(Feed { items, ..whole.feed.without_items() });
        Publication {
            feed,
            order,
            by_url: IdIndex::with_capacity(0),
            whole: Some(whole.clone()),
            ..whole.without_items()
        }
    }

    /// The same without its stories.
    fn without_items(&self) -> Publication {
        Publication {
            feed: Arc::new(self.feed.without_items()),
            settings: self.settings.clone(),
            feed_address: self.feed_address.clone(),
            here: self.here.clone(),
            navigation: self.navigation.clone(),
            order: Vec::new(),
            by_url: IdIndex::with_capacity(0),
            #[cfg(feature = "ssr")]
            by_key: IdIndex::default(),
            whole: None,
        }
    }

    /// The story with this key, in this publication or in the one that it is a part of.
    pub fn published_story(&self, key: Key) -> Option<&Arc<Item>> {
        self.story(key).or_else(|| self.whole.as_ref()?.story(key))
    }

    /// The site's icon: of the settings, else of the feed, whose `favicon` is made for small sizes.
    pub fn icon(&self) -> Option<&WebUrl> {
        self.settings.icon.as_ref().or(self.feed.favicon.as_ref()).or(self.feed.icon.as_ref())
    }

    /// All stories in reading order.
    pub fn stories(&self) -> impl Iterator<Item = &Arc<Item>> {
        self.order.iter().filter_map(|at| self.feed.items.get(*at))
    }

    /// The stories of a list, in reading order.
    pub fn stories_in<'a>(&'a self, listing: &'a Listing) -> impl Iterator<Item = &'a Arc<Item>> {
        self.stories().filter(move |item| listing.holds(item))
    }

    /// The story with this key.
    pub fn story(&self, key: Key) -> Option<&Arc<Item>> {
        #[cfg(feature = "ssr")]
        if !self.by_key.is_empty() {
            return self.feed.items.get(self.by_key.get(key)?);
        }
        self.feed.items.iter().find(|item| item.key == key)
    }

    /// The stories just before (newer) and after (older) this one.
    pub fn neighbours(&self, key: Key) -> (Option<&Arc<Item>>, Option<&Arc<Item>>) {
        let Some(at) = self.stories().position(|item| item.key == key) else { return (None, None) };
        let item = |at: Option<usize>| self.feed.items.get(*self.order.get(at?)?);
        (item(at.checked_sub(1)), item(at.checked_add(1)))
    }

    /// Other stories of the same innermost section.
    pub fn more_like(&self, item: &Item, most: usize) -> Vec<&Arc<Item>> {
        if item.section.is_empty() {
            return Vec::new();
        }
        let slug = section_path::slug_of(&item.section);
        self.stories().filter(|o| o.key != item.key && sections::contains(&slug, &o.section)).take(most).collect()
    }

    /// The names of a section's path, as its stories or the settings write them.
    pub fn section_names(&self, slug: &str) -> Option<Vec<String>> {
        let depth = slug.split('/').count();
        let named = self.settings.sections.iter().find(|path| section_path::slug_of(path) == slug).cloned();
        named.or_else(|| {
            let item = self.feed.items.iter().find(|item| sections::contains(slug, &item.section))?;
            Some(item.section.iter().take(depth).cloned().collect())
        })
    }

    /// The item whose own page has this address.
    pub fn item_at(&self, url: &str) -> Option<&Arc<Item>> {
        if let Some(whole) = &self.whole {
            return whole.item_at(url);
        }
        let url = url.split('#').next()?;
        let item = self.feed.items.get(self.by_url.get(Key::of_id(url))?)?;
        item.url.as_ref().is_some_and(|own| own.without_fragment() == url).then_some(item)
    }

    /// The item whose own page has an address with this hash.
    #[cfg(feature = "ssr")]
    pub fn item_of_url(&self, hash: Key) -> Option<&Arc<Item>> {
        self.feed.items.get(self.by_url.get(hash)?)
    }

    /// Whether a URL is a page of this site.
    pub fn is_own_page(&self, url: &WebUrl) -> bool {
        self.here.as_ref().is_some_and(|here| url.folder() == *here)
    }

    /// Whether this site is the one that the feed (or the setting `site`) calls its home.
    pub fn is_home_of_feed(&self) -> bool {
        let home = self.settings.site.as_ref().or(self.feed.home_page_url.as_ref());
        match (home, &self.here) {
            (Some(home), Some(here)) => home.folder() == here.folder() || home.as_str() == here.folder().as_str(),
            _ => false,
        }
    }
}

/// The items by their keys: a site of a hundred thousand stories has links to as many.
#[cfg(feature = "ssr")]
fn index_by_key(items: &[Arc<Item>]) -> IdIndex {
    let mut index = IdIndex::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        index.insert(item.key, at);
    }
    index
}

/// The feed without the stories that are held back, and without those whose ids are `removed`; the same `Arc` if there are none.
fn without_held_back(feed: Arc<Feed>, removed: &BTreeSet<String>, zone: TimeZone, now_ms: i64) -> Arc<Feed> {
    let is_shown = |item: &Arc<Item>| due_ms(item, zone, now_ms).is_none() && !removed.contains(&item.id);
    if feed.items.iter().all(is_shown) {
        return feed;
    }
    let mut shown = Arc::unwrap_or_clone(feed);
    shown.items.retain(is_shown);
    Arc::new(shown)
}

//! The stories of a published site that are not loaded: the site's index finds them, and they are loaded one by one for the results.

use std::sync::Arc;

use leptos::prelude::*;

use super::progress::Progress;
use crate::browser::address;
use crate::browser::search::{Found, Number, Parts};
use crate::browser::site_search::{self, SiteSearch};
use crate::domain::feed::{Item, names_of};
use crate::domain::limits::Limits;
use crate::domain::parse::context::Context;
use crate::domain::parse::json_feed;
use crate::domain::web_url::WebUrl;

/// A story of the index.
#[derive(Clone, Debug)]
pub enum OlderStory {
    /// It is being loaded.
    Requested,
    /// It is there.
    Loaded(Arc<Item>),
    /// It could not be loaded, or does not have the query.
    Missing,
}

/// The index with the stories that were requested.
struct OpenIndex {
    search: SiteSearch,
    stories: Vec<(Number, OlderStory)>,
}

/// The stories that the index of a published site finds. It is `Copy`: all its fields are handles.
#[derive(Clone, Copy)]
pub struct OlderStories {
    index: StoredValue<Option<OpenIndex>, LocalStorage>,
    /// The last query.
    query: StoredValue<String>,
    /// Counts the stories that have arrived.
    arrived: RwSignal<usize>,
    /// How far the last query has come.
    pub progress: RwSignal<Progress>,
    /// The stories in which it was found.
    pub found: RwSignal<Found>,
}

impl OlderStories {
    /// None are known yet.
    pub fn new() -> OlderStories {
        OlderStories {
            index: StoredValue::new_local(None),
            query: StoredValue::new(String::new()),
            arrived: RwSignal::new(0),
            progress: RwSignal::new(Progress::Closed),
            found: RwSignal::new(Found::default()),
        }
    }

    /// Opens the index of the site at a relative address, and searches for `query`.
    pub fn open(self, root: &str, query: RwSignal<String>) {
        self.progress.set(Progress::Read(0));
        site_search::open(root, move |search| {
            let progress = if search.is_some() { Progress::Done } else { Progress::Failed };
            // The page may have gone while the index was loaded.
            if self.progress.try_set(progress).is_none() {
                self.index.set_value(search.map(|search| OpenIndex { search, stories: Vec::new() }));
                self.find(&query.get_untracked());
            }
        });
    }

    /// How many stories the index has.
    pub fn count(self) -> usize {
        self.progress.track();
        self.index.with_value(|index| index.as_ref().map_or(0, |index| index.search.count()))
    }

    /// Searches for a query.
    pub fn find(self, query: &str) {
        self.query.set_value(query.to_owned());
        self.index.with_value(|index| {
            let Some(index) = index else { return };
            self.progress.set(Progress::Read(0));
            index.search.find(query, move |found| {
                let progress = if found.is_some() { Progress::Done } else { Progress::Failed };
                self.found.try_set(found.unwrap_or_default());
                self.progress.try_set(progress);
            });
        });
    }

    /// A story, with its headline and its summary or an excerpt of its body, in which the terms are marked.
    pub fn story(self, number: Number, query: &str) -> (OlderStory, (Parts, Parts)) {
        self.arrived.track();
        self.index.with_value(|index| {
            let story = index.as_ref().and_then(|index| Some((index, index.story(number)?)));
            match story {
                Some((index, OlderStory::Loaded(item))) if index.search.holds(number, query) => {
                    (OlderStory::Loaded(item.clone()), index.search.stories.show(number, query))
                }
                Some((_, OlderStory::Requested)) | None => (OlderStory::Requested, Default::default()),
                Some(_) => (OlderStory::Missing, Default::default()),
            }
        })
    }

    /// Loads stories that are not loaded. `address` is the address of the site's feed.
    pub fn load(self, numbers: &[Number], address: &WebUrl) {
        self.index.update_value(|index| {
            let Some(index) = index else { return };
            for number in numbers.iter().copied() {
                if index.story(number).is_some() {
                    continue;
                }
                index.stories.push((number, OlderStory::Requested));
                let address = address.clone();
                index.search.load(number, move |loaded| self.receive(number, loaded, &address));
            }
        });
    }

    fn receive(self, number: Number, loaded: Option<(String, String)>, address: &WebUrl) {
        let is_outdated = self.index.try_update_value(|index| {
            let Some(index) = index else { return false };
            let is_outdated = loaded.is_none() && !index.search.is_current(number);
            let item = loaded.and_then(|(json, text)| Some((item_of(&json, address)?, text)));
            if let Some((item, text)) = &item {
                let names = [item.tags.join(" "), names_of(&item.authors).unwrap_or_default()].join(" ");
                let summary = item.summary.as_deref().unwrap_or_default();
                index.search.stories.add(number, [&item.headline, summary, &names, text]);
            }
            let arrived = item.map_or(OlderStory::Missing, |(item, _)| OlderStory::Loaded(item));
            if let Some((_, story)) = index.stories.iter_mut().find(|(known, _)| *known == number) {
                *story = arrived;
            }
            is_outdated
        });
        // The site was built anew while this page was open: what was found has other numbers now.
        if is_outdated == Some(true)
            && let Some(query) = self.query.try_get_value()
        {
            self.find(&query);
        }
        self.arrived.try_update(|arrived| *arrived += 1);
    }
}

impl OpenIndex {
    fn story(&self, number: Number) -> Option<&OlderStory> {
        self.stories.iter().find(|(known, _)| *known == number).map(|(_, story)| story)
    }
}

/// An item of the site's own feed.
fn item_of(json: &str, address: &WebUrl) -> Option<Arc<Item>> {
    let feed = ["{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"-\",\"items\":[", json, "]}"].concat();
    let context = Context { address, parse_url: address::parse_url, limits: Limits::BROWSER };
    json_feed::parse(feed.as_bytes(), &context).ok()?.0.items.pop()
}

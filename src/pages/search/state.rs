//! The state of the search: the query, the stories that are loaded, and in a published site the index of all others.

use leptos::prelude::*;

use super::older::OlderStories;
use super::progress::Progress;
use crate::browser::search::{Found, Number, SearchIndex};
use crate::browser::timing;
use crate::domain::feed::{Body, Item};
use crate::domain::html::tokens::plain_text;
use crate::pages::site_state::SharedPublication;

/// The number of stories after which the first results are shown, before all are read.
const PROGRESS: usize = 400;
/// For how long stories are read before the browser has its turn again, in milliseconds.
const SLICE_MS: i64 = 8;

/// The state of the search.
#[derive(Clone, Copy)]
pub struct SearchState {
    /// What the reader looks for.
    pub query: RwSignal<String>,
    /// Counts the queries: the marks in a card follow from the query, so that another query makes other cards.
    pub version: StoredValue<u32>,
    /// The index with the publication that is read into it, once its script is loaded.
    pub index: StoredValue<Option<(SearchIndex, SharedPublication)>, LocalStorage>,
    /// Counts the publications: only the reading of the last one goes on.
    run: StoredValue<u32>,
    /// How far the index has come.
    pub progress: RwSignal<Progress>,
    /// The stories in which the query was found.
    pub found: RwSignal<Found>,
    /// The stories of a published site that are not loaded.
    pub older: OlderStories,
    /// How many stories are shown at most.
    pub limit: RwSignal<usize>,
    /// How many are shown at first, and how many more at a time.
    pub page_size: usize,
}

impl SearchState {
    /// The search for a query, without stories.
    pub fn new(query: String, older: OlderStories, page_size: usize) -> SearchState {
        SearchState {
            query: RwSignal::new(query),
            version: StoredValue::new(0),
            index: StoredValue::new_local(None),
            run: StoredValue::new(0),
            progress: RwSignal::new(Progress::Read(0)),
            found: RwSignal::new(Found::default()),
            older,
            limit: RwSignal::new(page_size),
            page_size,
        }
    }

    /// Searches for another query.
    pub fn set_query(self, query: String) {
        self.limit.set(self.page_size);
        self.version.update_value(|version| *version = version.wrapping_add(1));
        self.older.find(&query);
        self.query.set(query);
        self.find();
    }

    fn find(self) {
        let found = self.index.with_value(|index| {
            let (index, _) = index.as_ref()?;
            Some(self.query.with_untracked(|query| index.find(query)))
        });
        self.found.set(found.unwrap_or_default());
    }

    /// Reads all stories into an index, a slice at a time.
    pub fn read_all(self, index: Option<SearchIndex>, publication: SharedPublication) {
        let progress = if index.is_some() { Progress::Read(0) } else { Progress::Failed };
        // The page may have gone while the script was loaded.
        let Some(run) = self.run.try_update_value(|run| {
            *run += 1;
            *run
        }) else {
            return;
        };
        self.index.set_value(index.map(|index| (index, publication)));
        self.progress.set(progress);
        self.read(run, 0);
    }

    fn read(self, run: u32, from: usize) {
        // A page that has gone reads no more, and neither does one that reads another publication by now.
        if self.run.try_get_value() != Some(run) {
            return;
        }
        let until = timing::now_ms() + SLICE_MS;
        let read = self.index.with_value(|index| {
            let (index, publication) = index.as_ref()?;
            let mut read = from;
            for item in publication.stories().skip(from) {
                add(index, read, item);
                read += 1;
                if timing::now_ms() >= until {
                    break;
                }
            }
            Some((read, read >= publication.feed.items.len()))
        });
        let Some((read, is_done)) = read else { return };
        // Results are shown a few times while stories are read, not after each slice.
        if is_done || from / PROGRESS != read / PROGRESS {
            self.progress.set(Progress::Read(read));
            self.find();
        }
        if !is_done {
            timing::after(0, move || self.read(run, read));
        }
    }
}

/// Adds a story to an index.
fn add(index: &SearchIndex, number: Number, item: &Item) {
    let body = match &item.body {
        Body::Html(html) => plain_text(html),
        Body::Text(text) => text.clone(),
        Body::None => String::new(),
    };
    let mut names = item.tags.join(" ");
    for author in &item.authors {
        names.push(' ');
        names.push_str(&author.name);
    }
    index.add(number, [&item.headline, item.summary.as_deref().unwrap_or(""), &names, &body]);
}

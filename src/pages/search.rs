//! The search: in all stories that are loaded, as the reader types.

use std::sync::Arc;

use leptos::prelude::*;

use super::site_state::{SharedPublication, use_site_state};
use crate::browser::address_bar;
use crate::browser::effect::effect;
use crate::browser::search::{self, Number, Parts, SearchIndex};
use crate::browser::{focus, timing};
use crate::components::breadcrumb::Breadcrumb;
use crate::components::keyed_views::{KeyedView, ViewKey, keyed_views};
use crate::components::live_text::live_text;
use crate::components::load_notice::ArchiveNotice;
use crate::components::replaced::ViewOf;
use crate::components::story_card::{StoryCard, Weight};
use crate::components::view_context::{ViewContext, use_view_context};
use crate::domain::feed::{Body, Item};
use crate::domain::html::tokens::plain_text;
use crate::domain::site::links::UrlStyle;
use crate::domain::site::messages::interpolate;
use crate::domain::site::route::{Route, cut_query};

/// How many stories are shown at first, and how many more at a time.
const PAGE_SIZE: usize = 20;
/// The number of stories after which the first results are shown, before all are read.
const PROGRESS: usize = 400;
/// For how long stories are read before the browser has its turn again, in milliseconds.
const SLICE_MS: i64 = 8;

/// The state of the search.
#[derive(Clone, Copy)]
struct SearchState {
    query: RwSignal<String>,
    /// Counts the queries: the marks in a card follow from the query, so that another query makes other cards.
    version: StoredValue<u32>,
    /// The index with the publication that is read into it, once its script is loaded.
    index: StoredValue<Option<(SearchIndex, SharedPublication)>, LocalStorage>,
    /// Counts the publications: only the reading of the last one goes on.
    run: StoredValue<u32>,
    progress: RwSignal<Progress>,
    /// The stories in which the query was found, by their numbers in the index.
    found: RwSignal<Vec<Number>>,
    /// How many stories are shown at most.
    limit: RwSignal<usize>,
}

/// How far the index has come.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Progress {
    /// The number of stories that have been read.
    Read(usize),
    /// The search could not be loaded.
    Failed,
}

/// The field and the results.
#[component]
pub fn SearchPage() -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let state = use_site_state();
    let publication = state.publication;
    let typed = move || {
        state.route.with(|route| match route {
            Route::Search { query } => query.clone(),
            _ => String::new(),
        })
    };
    let search = SearchState {
        query: RwSignal::new(untrack(typed)),
        version: StoredValue::new(0),
        index: StoredValue::new_local(None),
        run: StoredValue::new(0),
        progress: RwSignal::new(Progress::Read(0)),
        found: RwSignal::new(Vec::new()),
        limit: RwSignal::new(PAGE_SIZE),
    };
    // A new publication is read anew.
    effect(move || {
        let publication = publication.get();
        search::open(move |index| search.read_all(index, publication));
    });
    // In a published site the page has been loaded for the search, and in the drop-in navigation moves the focus.
    if context.links().style == UrlStyle::Path && search.query.with_untracked(String::is_empty) {
        timing::after_next_frame(focus::headline);
    }
    // The address is the text that the reader has typed, or the target of a link.
    let mut before = None;
    effect(move || {
        let query = typed();
        let has_changed = before.as_ref().is_some_and(|before| *before != query);
        if has_changed && search.query.with_untracked(|typed| *typed != query) {
            search.set_query(query.clone());
        }
        before = Some(query);
    });
    let type_in = move |typed: String| {
        let query = cut_query(&typed);
        let route = address_bar::type_search(&query);
        search.set_query(query);
        state.route.set(route);
    };
    let status = Memo::new(move |_| status(context, search, publication.get().feed.items.len()));
    view! {
        <section class="section-page search" lang=messages.tag>
            <Breadcrumb path=Vec::new() />
            <h1>{messages.search()}</h1>
            <search>
                <label for="search-field">{messages.search_label()}</label>
                <input
                    type="search"
                    class="search__field"
                    id="search-field"
                    value=search.query.get_untracked()
                    prop:value=move || search.query.get()
                    autocomplete="off"
                    aria-describedby="search-status"
                    on:input:target=move |event| type_in(event.target().value())
                />
            </search>
            <p id="search-status" class="search__status" role="status" use:live_text=status>{status.get_untracked()}</p>
            <div class="list"><Results search=search /></div>
            <ArchiveNotice archive=state.archive() />
        </section>
    }
}

/// The stories that were found, and a button that shows more of them.
#[component]
fn Results(search: SearchState) -> impl IntoView {
    let messages = use_view_context().messages;
    let show_more = move |_| {
        let shown = search.limit.get_untracked();
        search.limit.set(shown + PAGE_SIZE);
        timing::after_next_frame(move || focus::story(shown));
    };
    let has_index = move || {
        search.progress.track();
        search.index.with_value(Option::is_some)
    };
    let has_more = move || has_index() && search.found.with(Vec::len) > search.limit.get();
    let results = move || {
        let query = search.query.get_untracked();
        let version = search.version.get_value();
        let limit = search.limit.get();
        let found = search.found.get();
        search.index.with_value(|index| {
            let Some((index, publication)) = index else { return Vec::new() };
            let stories: Vec<&Arc<Item>> = publication.stories().collect();
            let result = |number: &Number| {
                let (headline, text) = index.show(*number, &query);
                let item = (*stories.get(*number)?).clone();
                let key = ViewKey::of_story(&item).with_version(version);
                Some(KeyedView::new(key, move || card(item, headline, text)))
            };
            found.iter().take(limit).filter_map(result).collect()
        })
    };
    let cards = move |has_index: bool| {
        has_index.then(|| view! { <div class="cards">{keyed_views(results)}</div> }.into_any()).into_any()
    };
    let button = move |has_more: bool| {
        let label = messages.show_more_results();
        let button = || view! { <p><button type="button" class="button" on:click=show_more>{label}</button></p> };
        has_more.then(|| button().into_any()).into_any()
    };
    view! {
        <ViewOf content=has_index view=cards />
        <ViewOf content=has_more view=button />
    }
}

/// A story that was found.
fn card(item: Arc<Item>, headline: Parts, text: Parts) -> AnyView {
    let has_text = text.iter().any(|part| !part.is_empty());
    let text = has_text.then(|| marked(text));
    view! { <StoryCard item=item weight=Weight::Card headline=Some(marked(headline)) text=text /> }.into_any()
}

/// Parts that are plain and marked in turn.
fn marked(parts: Parts) -> AnyView {
    let part = |(at, part): (usize, String)| match at % 2 {
        0 => part.into_any(),
        _ => view! { <mark>{part}</mark> }.into_any(),
    };
    parts.into_iter().enumerate().filter(|(_, part)| !part.is_empty()).map(part).collect_view().into_any()
}

/// The status: a hint, the progress, or the number of results.
fn status(context: ViewContext, search: SearchState, all: usize) -> String {
    let messages = context.messages;
    let found = search.found.with(Vec::len);
    let is_empty = search.query.with(|query| query.trim().is_empty());
    match search.progress.get() {
        Progress::Failed => messages.search_failed().to_owned(),
        _ if is_empty => messages.search_hint().to_owned(),
        Progress::Read(read) if read < all => messages.search_reading().to_owned(),
        _ if found == 0 => context.count(messages.search_none(), all),
        _ => interpolate(&context.count(messages.search_found(), all), &[("found", &context.number(found))]),
    }
}

impl SearchState {
    fn set_query(self, query: String) {
        self.limit.set(PAGE_SIZE);
        self.version.update_value(|version| *version = version.wrapping_add(1));
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
    fn read_all(self, index: Option<SearchIndex>, publication: SharedPublication) {
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

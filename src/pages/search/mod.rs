//! The search, as the reader types: in all stories that are loaded, and in a published site in all others by its index.

mod older;
mod progress;
mod results;
mod state;

use leptos::prelude::*;

use self::older::OlderStories;
use self::progress::Progress;
use self::results::Results;
use self::state::SearchState;
use super::site_state::use_site_state;
use crate::browser::address_bar;
use crate::browser::effect::effect;
use crate::browser::search;
use crate::browser::{focus, timing};
use crate::components::breadcrumb::Breadcrumb;
use crate::components::live_text::live_text;
use crate::components::load_notice::ArchiveNotice;
use crate::components::replaced::ViewOf;
use crate::components::view_context::{ViewContext, use_view_context};
use crate::domain::site::links::UrlStyle;
use crate::domain::site::messages::interpolate;
use crate::domain::site::route::{Route, cut_query};

/// How many stories are shown at first, and how many more at a time.
const PAGE_SIZE: usize = 20;
/// The same in a published site: most results are loaded one by one.
const PUBLISHED_PAGE_SIZE: usize = 10;

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
    let is_published = context.links().style == UrlStyle::Path;
    let page_size = if is_published { PUBLISHED_PAGE_SIZE } else { PAGE_SIZE };
    let search = SearchState::new(untrack(typed), OlderStories::new(), page_size);
    if is_published {
        search.older.open(&context.links().root, search.query);
    }
    // A new publication is read anew.
    effect(move || {
        let publication = publication.get();
        search::open(move |index| search.read_all(index, publication));
    });
    // In a published site the page has been loaded for the search, and in the drop-in navigation moves the focus.
    if is_published && search.query.with_untracked(String::is_empty) {
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
    let loaded = Memo::new(move |_| publication.get().feed.items.len());
    let status = Memo::new(move |_| status(context, search, loaded.get()));
    // What the index of the site has need not be loaded.
    let has_archive = move || matches!(search.older.progress.get(), Progress::Closed | Progress::Failed);
    let archive = move |has_archive: bool| {
        has_archive.then(|| view! { <ArchiveNotice archive=state.archive() /> }.into_any()).into_any()
    };
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
                    // Safari sets a field without completion back to this attribute when it shows the page again.
                    value=move || search.query.get()
                    prop:value=move || search.query.get()
                    autocomplete="off"
                    aria-describedby="search-status"
                    on:input:target=move |event| type_in(event.target().value())
                />
            </search>
            <p id="search-status" class="search__status" role="status" use:live_text=status>{status.get_untracked()}</p>
            <div class="list"><Results search=search /></div>
            <ViewOf content=has_archive view=archive />
        </section>
    }
}

/// The status: a hint, the progress, or the number of results. `loaded` is the number of stories that are loaded.
fn status(context: ViewContext, search: SearchState, loaded: usize) -> String {
    let messages = context.messages;
    let (found, all) = (search.count(), loaded + search.older.count());
    let is_empty = search.query.with(|query| query.trim().is_empty());
    let is_searching = matches!(search.older.progress.get(), Progress::Read(_));
    match search.progress.get() {
        Progress::Failed => messages.search_failed().to_owned(),
        _ if is_empty => messages.search_hint().to_owned(),
        Progress::Read(read) if read < loaded || is_searching => messages.search_reading().to_owned(),
        _ if found == 0 => context.count(messages.search_none(), all),
        _ => interpolate(&context.count(messages.search_found(), all), &[("found", &context.number(found))]),
    }
}

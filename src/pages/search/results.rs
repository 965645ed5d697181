//! The stories that a search has found.

use std::sync::Arc;

use leptos::prelude::*;

use super::older::OlderStory;
use super::state::SearchState;
use crate::browser::effect::effect;
use crate::browser::search::{Found, Number, Parts};
use crate::browser::{focus, timing};
use crate::components::keyed_views::{KeyedView, ViewKey, keyed_views};
use crate::components::replaced::ViewOf;
use crate::components::story_card::{StoryCard, Weight};
use crate::components::view_context::use_view_context;
use crate::domain::feed::Item;
use crate::pages::site_state::use_site_state;

/// A story that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Result {
    /// One of the stories that are loaded, by its number in their index.
    Loaded(Number),
    /// One of the others, by its number in the index of the site.
    Older(Number),
}

/// The stories that were found, and a button that shows more of them.
#[component]
pub fn Results(search: SearchState) -> impl IntoView {
    let messages = use_view_context().messages;
    let publication = use_site_state().publication;
    let show_more = move |_| {
        let shown = search.limit.get_untracked();
        search.limit.set(shown + search.page_size);
        timing::after_next_frame(move || focus::story(shown));
    };
    let has_index = move || {
        search.progress.track();
        search.index.with_value(Option::is_some)
    };
    let has_more = move || has_index() && search.count() > search.limit.get();
    effect(move || {
        let older = search.results().into_iter().filter_map(|result| match result {
            Result::Older(number) => Some(number),
            Result::Loaded(_) => None,
        });
        let older: Vec<Number> = older.collect();
        publication.with_untracked(|publication| search.older.load(&older, &publication.feed_address));
    });
    let results = move || {
        let query = search.query.get_untracked();
        let version = search.version.get_value();
        let results = search.results();
        search.index.with_value(|index| {
            let Some((index, publication)) = index else { return Vec::new() };
            let stories: Vec<&Arc<Item>> = publication.stories().collect();
            let mut views = Vec::new();
            for result in results {
                let (item, (headline, text)) = match result {
                    Result::Loaded(number) => match stories.get(number) {
                        Some(item) => ((*item).clone(), index.show(number, &query)),
                        None => continue,
                    },
                    Result::Older(number) => match search.older.story(number, &query) {
                        (OlderStory::Loaded(item), shown) => (item, shown),
                        (OlderStory::Missing, _) => continue,
                        // Results come in their order: none is moved by one that is loaded later.
                        (OlderStory::Requested, _) => break,
                    },
                };
                let key = ViewKey::of_story(&item).with_version(version);
                views.push(KeyedView::new(key, move || card(item, headline, text)));
            }
            views
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

impl SearchState {
    /// How many stories were found.
    pub fn count(self) -> usize {
        self.found.with(Found::len) + self.older.found.with(Found::len)
    }

    /// The results that are shown: headlines first, and of each kind the stories that are loaded, which are the newest.
    fn results(self) -> Vec<Result> {
        let (loaded, older) = (self.found.get(), self.older.found.get());
        let parts = [
            loaded.headlines.into_iter().map(Result::Loaded).collect::<Vec<_>>(),
            older.headlines.into_iter().map(Result::Older).collect(),
            loaded.others.into_iter().map(Result::Loaded).collect(),
            older.others.into_iter().map(Result::Older).collect(),
        ];
        parts.into_iter().flatten().take(self.limit.get()).collect()
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

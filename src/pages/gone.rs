//! A story that the feed does not hold (any more): feeds keep their newest stories only, links live longer. Some links are
//! damaged.

use leptos::prelude::*;

use super::site_state::use_site_state;
use super::statement::{LinkParagraph, Statement};
use crate::components::load_notice::ArchiveNotice;
use crate::components::replaced::ViewOf;
use crate::components::story_card::StoryGroup;
use crate::components::view_context::use_view_context;
use crate::domain::site::messages::{Messages, interpolate};
use crate::domain::site::route::Route;
use crate::domain::state::{Archive, Loaded};

/// The number of the newest stories that the page lists in place of the missing one.
const WHATS_NEW: usize = 5;

/// How far the look for the story has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Search {
    /// Older pages of the feed are still read.
    #[default]
    Looking,
    /// It is unknown whether the feed has the story: older pages could not be read, or the feed is an old copy.
    Unknown,
    /// The feed does not hold it.
    Gone,
}

impl Search {
    /// Without a valid key there is nothing to look for.
    pub(super) fn of(loaded: &Loaded, has_key: bool) -> Search {
        match &loaded.archive {
            _ if !has_key => Search::Gone,
            Archive::Loading { .. } | Archive::More(_) => Search::Looking,
            Archive::Failed { .. } => Search::Unknown,
            _ if loaded.is_stale() => Search::Unknown,
            _ => Search::Gone,
        }
    }

    pub(super) fn headline(self, messages: &'static Messages) -> &'static str {
        match self {
            Search::Looking => messages.looking(),
            Search::Unknown => messages.not_found_yet(),
            Search::Gone => messages.gone(),
        }
    }
}

/// Searches the feed's older pages for the story, and reports the result.
#[component]
pub fn GonePage(
    /// The headline of the story when its link was made, as a slug.
    slug: String,
    /// Whether its address has a valid key.
    has_key: bool,
) -> impl IntoView {
    let messages = use_view_context().messages;
    let state = use_site_state();
    let archive = state.archive();
    let search = move || state.loaded(|loaded| Search::of(loaded, has_key));
    let title = slug.replace('-', " ");
    let title = Some(title).filter(|title| !title.trim().is_empty());
    let view = move |search: Search| {
        let is_looking = search == Search::Looking;
        let called = title.as_ref().map(|title| {
            view! { <p><bdi>{interpolate(messages.gone_called(), &[("title", title)])}</bdi></p> }.into_any()
        });
        let sentence = (search == Search::Gone).then(|| view! { <p>{messages.gone_sentence()}</p> }.into_any());
        let links = (!is_looking).then(|| {
            let words = title.as_deref().unwrap_or_default();
            view! {
                <LinkParagraph to=Route::HOME label=messages.to_home() />
                <LinkParagraph to=Route::search(words) label=messages.search_label() />
            }
        });
        let statement = view! {
            <Statement headline=search.headline(messages)>
                {called}
                {sentence}
                <ArchiveNotice archive=archive />
                {links}
            </Statement>
        };
        view! {
            {statement}
            {(!is_looking).then(|| view! { <WhatsNew /> })}
        }
        .into_any()
    };
    view! { <ViewOf content=search view=view /> }
}

/// The newest stories.
#[component]
pub fn WhatsNew() -> impl IntoView {
    let messages = use_view_context().messages;
    let publication = use_site_state().publication;
    let newest = move || publication.get().stories().take(WHATS_NEW).cloned().collect::<Vec<_>>();
    let view = move |newest: Vec<_>| {
        let title = messages.whats_new().to_owned();
        view! { <StoryGroup class="whats-new" title=title stories=newest /> }.into_any()
    };
    view! { <ViewOf content=newest view=view /> }
}

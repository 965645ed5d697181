//! The front page, and the pages of older stories behind it.

use leptos::prelude::*;

use super::front::FrontStories;
use super::site_state::use_site_state;
use super::statement::LinkParagraph;
use crate::components::load_notice::ArchiveNotice;
use crate::components::replaced::ViewOf;
use crate::components::story_list::{ListEnd, ListPage, StoryList};
use crate::components::view_context::use_view_context;
use crate::domain::feed::publication::STORIES_A_PAGE;
use crate::domain::site::messages::interpolate;
use crate::domain::site::route::Route;
use crate::domain::state::Archive;

/// The content of the page.
#[derive(Clone, Copy, PartialEq)]
enum Content {
    Stories,
    /// The feed holds no story.
    Empty,
    /// The stories of this page are in older pages of the feed.
    NotLoaded,
    /// The feed has not as many stories.
    NoSuchPage,
}

/// A page of all stories, the newest first.
#[component]
pub fn HomePage(
    /// The number of the page, from 1.
    page: u32,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let state = use_site_state();
    let archive = state.archive();
    let list = Memo::new(move |_| {
        let publication = state.publication.get();
        archive.with(|archive| ListPage::of(publication.stories(), page, archive))
    });
    let content = move || {
        let has_stories = list.with(|list| !list.stories.is_empty());
        archive.with(|archive| match (has_stories, page) {
            (true, _) => Content::Stories,
            (false, 1) if *archive == Archive::Ended => Content::Empty,
            (false, 1) => Content::NotLoaded,
            (false, _) if archive.has_more() => Content::NotLoaded,
            (false, _) => Content::NoSuchPage,
        })
    };
    let has_older = Memo::new(move |_| list.with(|list| list.has_older_page));
    let view = move |content| match content {
        Content::Stories if page == 1 => view! {
            <FrontStories publication=state.publication count=STORIES_A_PAGE />
            <ListEnd route=Route::HOME has_older=has_older archive=archive />
        }
        .into_any(),
        Content::Stories => {
            let number = interpolate(messages.page_number(), &[("page", &context.number(page as usize))]);
            view! {
                <p class="page__number">{number}</p>
                <StoryList list=list has_lead=false />
                <ListEnd route=Route::Home { page } has_older=has_older archive=archive />
            }
            .into_any()
        }
        Content::Empty => view! {
            <section class="statement" lang=messages.tag>
                <h2>{messages.empty()}</h2>
                <p>{messages.empty_sentence()}</p>
            </section>
        }
        .into_any(),
        Content::NotLoaded => view! { <ArchiveNotice archive=archive /> }.into_any(),
        Content::NoSuchPage => view! {
            <section class="statement" lang=messages.tag>
                <h2>{messages.no_such_page()}</h2>
                <p>{messages.no_such_page_sentence()}</p>
                <ArchiveNotice archive=archive />
                <LinkParagraph to=Route::HOME label=messages.newest_stories() />
            </section>
        }
        .into_any(),
    };
    view! { <ViewOf content=content view=view /> }
}

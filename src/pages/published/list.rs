//! The front page and the pages of lists.

use leptos::prelude::*;

use super::{ListContent, ListHeading};
use crate::components::breadcrumb::Breadcrumb;
use crate::components::site_name::SiteName;
use crate::components::story_list::{self, Pagination, StoryList};
use crate::components::view_context::{ViewContext, use_view_context};
use crate::domain::feed::section_path::slug_of;
use crate::domain::site::messages::interpolate;
use crate::domain::site::route::Route;
use crate::pages::front::FrontStories;
use crate::pages::site_state::use_site_state;

/// The front page.
#[component]
pub fn FrontPage(count: usize, older: Option<Route>) -> impl IntoView {
    let messages = use_view_context().messages;
    let publication = use_site_state().publication;
    if publication.get_untracked().stories().next().is_none() {
        return view! {
            <section class="statement" lang=messages.tag>
                <h2>{messages.empty()}</h2>
                <p>{messages.empty_sentence()}</p>
            </section>
        }
        .into_any();
    }
    view! {
        <FrontStories publication=publication count=count />
        {pagination(None, older)}
    }
    .into_any()
}

/// A page of a list.
#[component]
pub fn ListPage(content: ListContent) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let ListContent { heading, stories, number, newest, older } = content;
    let section = match &heading {
        ListHeading::Section(path) => Some(slug_of(path)),
        _ => None,
    };
    let has_lead = section.is_some() && number.is_none();
    let page = number.map(|page| interpolate(messages.page_number(), &[("page", &context.number(page as usize))]));
    let page = page.map(|page| view! { <p class="page__number">{page}</p> }.into_any());
    let list = Memo::new(move |_| story_list::ListPage { stories: stories.clone(), has_older_page: false });
    let content = view! {
        {page}
        <StoryList list=list section=section has_lead=has_lead />
        {pagination(newest, older)}
    };
    if heading == ListHeading::All {
        return content.into_any();
    }
    view! {
        <section class="section-page" lang=messages.tag>
            {heading_view(context, heading)}
            {content}
        </section>
    }
    .into_any()
}

fn heading_view(context: ViewContext, heading: ListHeading) -> impl IntoView {
    let path = match &heading {
        ListHeading::Section(path) => path.clone(),
        _ => Vec::new(),
    };
    let name = heading.name(context);
    let headline = match &heading {
        ListHeading::Section(_) => view! { <SiteName name=name /> }.into_any(),
        ListHeading::Month { .. } => name.into_any(),
        _ => view! { <bdi>{name}</bdi> }.into_any(),
    };
    let website = match heading {
        ListHeading::Author { name, url: Some(url) } => {
            let label = interpolate(context.messages.author_page(), &[("author", &name)]);
            Some(view! { <p class="page__number"><a href=url rel="noopener">{label}</a></p> }.into_any())
        }
        _ => None,
    };
    view! {
        <Breadcrumb path=path is_current=true />
        <h1>{headline}</h1>
        {website}
    }
}

impl ListHeading {
    /// The name of the list; empty for the list of all stories.
    pub(super) fn name(&self, context: ViewContext) -> String {
        let messages = context.messages;
        match self {
            ListHeading::All => String::new(),
            ListHeading::Section(path) => path.last().cloned().unwrap_or_default(),
            ListHeading::Tag(tag) => interpolate(messages.tagged(), &[("tag", tag)]),
            ListHeading::Author { name, .. } => interpolate(messages.by_author(), &[("author", name)]),
            ListHeading::Month { year, month } => context.month(*year, *month),
        }
    }
}

fn pagination(newest: Option<Route>, older: Option<Route>) -> impl IntoView {
    let has_older = older.is_some();
    let has_older = Memo::new(move |_| has_older);
    view! { <Pagination newer=newest is_newest=true older=older.unwrap_or(Route::HOME) has_older=has_older /> }
}

//! The readers' site: the page of the route in its frame.

use leptos::prelude::*;

use super::all_sections::AllSectionsPage;
use super::article::ArticlePage;
use super::feed_failed::FeedFailedPage;
use super::gone::GonePage;
use super::home::HomePage;
use super::listing::ListingPage;
use super::not_found::NotFoundPage;
use super::page_kind::PageKind;
use super::search::SearchPage;
use super::site_state::{SiteState, use_site_state};
use crate::components::feed_notice::FeedNotice;
use crate::components::load_notice::LoadingNotice;
use crate::components::page_frame::{CurrentPage, Footer, Masthead, MastheadContent, SectionLink, SectionNavigation};
use crate::components::replaced::ViewOf;
use crate::components::view_context::{ViewContext, use_view_context};
use crate::domain::feed::section_path;
use crate::domain::site::route::Route;
use crate::domain::state::{Event, Phase};

/// The page of the route, in the frame of the site.
#[component]
pub fn SitePages() -> impl IntoView {
    let messages = use_view_context().messages;
    let state = use_site_state();
    let SiteState { feed, publication, route, .. } = state;
    let kind = move || {
        let publication = publication.get();
        feed.with(|feed| route.with(|route| PageKind::of(feed, &publication, route)))
    };
    let page = move |kind| match kind {
        PageKind::Loading => view! { <LoadingPage /> }.into_any(),
        PageKind::FeedFailed => view! { <FeedFailedPage /> }.into_any(),
        PageKind::Home { page } => view! { <HomePage page=page /> }.into_any(),
        PageKind::Listing { of, page } => view! { <ListingPage of=of page=page /> }.into_any(),
        PageKind::AllSections => view! { <AllSectionsPage /> }.into_any(),
        PageKind::Article { key } => view! { <ArticlePage key=key /> }.into_any(),
        PageKind::Gone { slug, has_key } => view! { <GonePage slug=slug has_key=has_key /> }.into_any(),
        PageKind::Search => view! { <SearchPage /> }.into_any(),
        PageKind::NotFound => view! { <NotFoundPage /> }.into_any(),
    };

    let masthead = move || {
        let publication = publication.get();
        let feed = &publication.feed;
        let kind = kind();
        let is_first_page = kind == PageKind::Home { page: 1 };
        MastheadContent {
            newest_date: publication.stories().filter(|_| is_first_page).find_map(|item| item.published),
            title: feed.title.clone(),
            description: feed.description.clone(),
            logo: publication.settings.logo.clone(),
            is_headline: kind.is_front(),
        }
    };
    let sections = move || {
        let publication = publication.get();
        let link = |section: &crate::domain::feed::sections::Section| SectionLink {
            slug: section.slug.clone(),
            name: section.name().to_owned(),
        };
        publication.navigation.iter().map(link).collect::<Vec<_>>()
    };
    let has_sections = move || publication.get().feed.items.iter().any(|item| !item.section.is_empty());
    let current = move || {
        let route = route.get();
        let section = match &route {
            Route::List { of: crate::domain::feed::listing::Listing::Section(slug), .. } => Some(slug.clone()),
            Route::Article { key, .. } => publication
                .get()
                .story(*key)
                .filter(|item| !item.section.is_empty())
                .map(|item| section_path::slug_of(&item.section)),
            _ => None,
        };
        CurrentPage { route, section }
    };
    let footer = move || publication.get().settings.footer.clone();
    let feed_url = move || publication.get().feed_address.to_string();

    view! {
        <a class="skip-link" href="#content" lang=messages.tag>{messages.skip_to_content()}</a>
        <Masthead content=masthead />
        <SectionNavigation sections=sections has_sections=has_sections current=current />
        <FeedNotice status=move || state.status() />
        <main id="content" class="page" tabindex="-1">
            <ViewOf content=kind view=page />
        </main>
        <Footer links=footer feed_url=feed_url />
    }
}

/// The feed takes long: a page that says so, and lets the reader stop it.
#[component]
fn LoadingPage() -> impl IntoView {
    let ViewContext { messages, dispatch, .. } = use_view_context();
    let feed = use_site_state().feed;
    // The request may be another one when the button is pressed: late settings can move the feed.
    let stop = move |_| {
        let request = feed.with_untracked(|feed| match &feed.phase {
            Phase::Loading(retrying) => Some(retrying.request),
            _ => None,
        });
        if let Some(request) = request {
            dispatch.run(Event::Cancelled(request));
        }
    };
    view! {
        <LoadingNotice sentence=messages.loading_slow() />
        <button type="button" class="button" on:click=stop>
            {messages.stop()}
        </button>
    }
}

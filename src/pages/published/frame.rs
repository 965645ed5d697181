//! The frame of every page.

use leptos::prelude::*;

use super::{PageContent, PublishedPage};
use crate::components::page_frame::{CurrentPage, Footer, Masthead, MastheadContent, SectionLink, SectionNavigation};
use crate::components::view_context::use_view_context;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::section_path::slug_of;
use crate::domain::site::route::Route;
use crate::pages::site_state::use_site_state;

/// A page in the frame of the site.
#[component]
pub fn PublishedSite(
    page: PublishedPage,
    /// Whether any story is in a section.
    has_sections: bool,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let publication = use_site_state().publication.get_untracked();
    let PublishedPage { route, content } = page;
    let feed = &publication.feed;
    let is_first_page = matches!(content, PageContent::Front { .. });
    let masthead = MastheadContent {
        newest_date: publication.stories().filter(|_| is_first_page).find_map(|item| item.published),
        title: feed.title.clone(),
        description: feed.description.clone(),
        logo: publication.settings.logo.clone(),
        is_headline: content.is_front(),
    };
    let sections: Vec<SectionLink> = publication
        .navigation
        .iter()
        .map(|section| SectionLink { slug: section.slug.clone(), name: section.name().to_owned() })
        .collect();
    let section = match (&route, &content) {
        (Route::List { of: Listing::Section(slug), .. }, _) => Some(slug.clone()),
        (Route::Numbered { of: Some(Listing::Section(slug)), .. }, _) => Some(slug.clone()),
        (_, PageContent::Article(article)) if !article.item.section.is_empty() => Some(slug_of(&article.item.section)),
        _ => None,
    };
    let current = StoredValue::new(CurrentPage { route, section });
    let footer = publication.settings.footer.clone();
    let feed_url = context.file("feed.json");
    view! {
        <a class="skip-link" href="#content" lang=messages.tag>{messages.skip_to_content()}</a>
        <Masthead content=move || masthead.clone() />
        <SectionNavigation
            sections=move || sections.clone()
            has_sections=move || has_sections
            current=move || current.get_value()
        />
        <main id="content" class="page" tabindex="-1">{content.view()}</main>
        <Footer links=move || footer.clone() feed_url=move || feed_url.clone() />
    }
}

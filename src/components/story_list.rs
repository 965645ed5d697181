//! Stories, twenty a page, with the way to newer and older ones.

use leptos::prelude::*;

use super::load_notice::archive_notice;
use super::site::Site;
use super::story_card::{Weight, story_card};
use crate::domain::edition::STORIES_A_PAGE;
use crate::domain::feed::Item;
use crate::domain::feed_state::Archive;
use crate::domain::route::Route;

/// One page of a list.
pub struct ListPage<'a> {
    /// The list, and which page of it.
    pub route: &'a Route,
    /// All stories of the list that are loaded.
    pub stories: Vec<&'a Item>,
    /// What is known of older ones.
    pub archive: &'a Archive,
}

impl<'a> ListPage<'a> {
    /// The stories of this page.
    pub fn stories(&self) -> &[&'a Item] {
        let from = (self.route.page() as usize - 1).saturating_mul(STORIES_A_PAGE).min(self.stories.len());
        let to = from.saturating_add(STORIES_A_PAGE).min(self.stories.len());
        &self.stories[from..to]
    }

    /// Whether an older page may have anything on it.
    fn has_older_page(&self) -> bool {
        let seen = (self.route.page() as usize).saturating_mul(STORIES_A_PAGE);
        self.stories.len() > seen || (self.stories.len() == seen && self.archive.has_more())
    }
}

/// The stories as cards; `lead` gives the first of them more room.
pub fn story_list(site: &Site, list: &ListPage, lead: bool) -> AnyView {
    let mut stories = list.stories().iter();
    let first = if lead { stories.next().map(|item| story_card(site, item, Weight::Lead)) } else { None };
    let cards: Vec<_> = stories.map(|item| story_card(site, item, Weight::Card)).collect();
    let class = if first.is_some() { "front" } else { "list" };
    let cards = (!cards.is_empty()).then(|| view! { <div class="cards">{cards}</div> });
    view! {
        <div class=class>{first} {cards}</div>
        {pagination(site, list)}
        {(!list.has_older_page()).then(|| archive_notice(site, list.archive))}
    }
    .into_any()
}

/// Newer and Older, where there are such pages.
fn pagination(site: &Site, list: &ListPage) -> Option<impl IntoView + use<>> {
    let words = site.words;
    let page = list.route.page();
    let link = |page: u32, class: &'static str, rel: &'static str, label: &'static str| {
        let href = site.links.href(&list.route.at_page(page));
        view! {
            <a class=class rel=rel href=href>
                {label}
            </a>
        }
    };
    let newer = (page > 1).then(|| link(page - 1, "pagination__newer", "prev", words.newer));
    let older = list.has_older_page().then(|| link(page.saturating_add(1), "pagination__older", "next", words.older));
    (newer.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="pagination" aria-label=words.newer_and_older>
                {newer}
                {older}
            </nav>
        }
    })
}

//! Stories, twenty a page, with the way to newer and older ones.

use super::load_notice::archive_notice;
use super::site::Site;
use super::story_card::{Weight, story_card};
use crate::domain::feed::Item;
use crate::domain::feed::publication::STORIES_A_PAGE;
use crate::domain::site::route::Route;
use crate::domain::state::Archive;
use crate::markup::{Element, Markup, element, markup};

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
pub fn story_list(site: &Site, list: &ListPage, lead: bool) -> Markup {
    let mut stories = list.stories().iter();
    let first = if lead { stories.next().map(|item| story_card(site, item, Weight::Lead)) } else { None };
    let cards: Vec<Element> = stories.map(|item| story_card(site, item, Weight::Card)).collect();
    let class = if first.is_some() { "front" } else { "list" };
    let cards = (!cards.is_empty()).then(|| element("div").class("cards").child(cards));
    let notice = if list.has_older_page() { None } else { archive_notice(site, list.archive) };
    markup().child(element("div").class(class).child(first).child(cards)).child(pagination(site, list)).child(notice)
}

/// Newer and Older, where there are such pages.
fn pagination(site: &Site, list: &ListPage) -> Option<Element> {
    let messages = site.messages;
    let page = list.route.page();
    let link = |page: u32, class: &'static str, rel: &'static str, label: &'static str| {
        let href = site.links.href(&list.route.at_page(page));
        element("a").class(class).attr("rel", rel).attr("href", href).child(label)
    };
    let newer = (page > 1).then(|| link(page - 1, "pagination__newer", "prev", messages.newer()));
    let older =
        list.has_older_page().then(|| link(page.saturating_add(1), "pagination__older", "next", messages.older()));
    (newer.is_some() || older.is_some()).then(|| {
        let pagination = element("nav")
            .class("pagination")
            .attr("lang", messages.tag)
            .attr("aria-label", messages.newer_and_older());
        pagination.child(newer).child(older)
    })
}

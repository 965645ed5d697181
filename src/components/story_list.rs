//! Stories, twenty a page, with links to the pages of newer and older ones.

use std::sync::Arc;

use leptos::prelude::*;

use super::keyed_views::{KeyedView, ViewKey, keyed_views};
use super::load_notice::ArchiveNotice;
use super::replaced::ViewOf;
use super::story_card::{StoryCard, Weight};
use super::view_context::use_view_context;
use crate::domain::feed::Item;
use crate::domain::feed::publication::STORIES_A_PAGE;
use crate::domain::site::route::Route;
use crate::domain::state::Archive;

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPage {
    /// The stories of this page.
    pub stories: Vec<Arc<Item>>,
    /// Whether an older page may have anything on it.
    pub has_older_page: bool,
}

impl ListPage {
    /// The page of this number, from 1, of all stories of a list that are loaded.
    pub fn of<'a>(stories: impl Iterator<Item = &'a Arc<Item>>, number: u32, archive: &Archive) -> ListPage {
        let start = (number as usize - 1).saturating_mul(STORIES_A_PAGE);
        let mut rest = stories.skip(start);
        let stories: Vec<Arc<Item>> = rest.by_ref().take(STORIES_A_PAGE).cloned().collect();
        let has_older_page = rest.next().is_some() || (stories.len() == STORIES_A_PAGE && archive.has_more());
        ListPage { stories, has_older_page }
    }
}

/// The stories of a page as cards.
#[component]
pub fn StoryList(
    /// The stories of the page. Cards of unchanged stories stay in the document.
    list: Memo<ListPage>,
    /// The slug of the section that the page's heading names.
    #[prop(default = None)]
    section: Option<String>,
    /// Whether the first story gets more room.
    has_lead: bool,
) -> impl IntoView {
    let lead_count = usize::from(has_lead);
    let section = StoredValue::new(section);
    let lead = move || list.with(|list| list.stories.first().filter(|_| has_lead).cloned());
    let lead_card = move |lead: Option<Arc<Item>>| {
        let card = |item| view! { <StoryCard item=item weight=Weight::Lead section=section.get_value() /> };
        lead.map(card).into_any()
    };
    let has_cards = move || list.with(|list| list.stories.len() > lead_count);
    let card = move |item: &Arc<Item>| {
        let item = item.clone();
        let key = ViewKey::of_story(&item);
        KeyedView::new(key, move || {
            view! { <StoryCard item=item weight=Weight::Card section=section.get_value() /> }.into_any()
        })
    };
    let cards = move || list.with(|list| list.stories.iter().skip(lead_count).map(card).collect());
    let cards = move |has_cards: bool| {
        has_cards.then(|| view! { <div class="cards">{keyed_views(cards)}</div> }.into_any()).into_any()
    };
    view! {
        <div class=if has_lead { "front" } else { "list" }>
            <ViewOf content=lead view=lead_card />
            <ViewOf content=has_cards view=cards />
        </div>
    }
}

/// The end of a page of a list: links to the pages beside it, or the state of the feed's older pages.
#[component]
pub fn ListEnd(
    /// The route of the page.
    route: Route,
    /// Whether an older page may have anything on it.
    has_older: Memo<bool>,
    /// The state of the feed's older pages, which is shown where there is no older page.
    archive: Memo<Archive>,
) -> impl IntoView {
    let archive_notice =
        move |has_older: bool| (!has_older).then(|| view! { <ArchiveNotice archive=archive /> }.into_any()).into_any();
    let page = route.page();
    let newer = (page > 1).then(|| route.at_page(page - 1));
    let older = route.at_page(page.saturating_add(1));
    view! {
        <Pagination newer=newer older=older has_older=has_older />
        <ViewOf content=move || has_older.get() view=archive_notice />
    }
}

/// Newer and Older, where there are such pages.
#[component]
pub fn Pagination(
    /// The page of newer stories.
    newer: Option<Route>,
    /// Whether that is not the next page but the one of the newest stories.
    #[prop(default = false)]
    is_newest: bool,
    /// The page of older stories.
    older: Route,
    /// Whether there is a page of older stories.
    has_older: Memo<bool>,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let has_newer = newer.is_some();
    let older_href = context.href(&older);
    let newer_href = newer.map(|newer| context.href(&newer));
    let older = move |has_older: bool| {
        let href = older_href.clone();
        let link = || view! { <a class="pagination__older" rel="next" href=href>{messages.older()}</a> };
        has_older.then(|| link().into_any()).into_any()
    };
    let navigation = move |has_links: bool| {
        let (rel, label) = if is_newest { (None, messages.newest_stories()) } else { (Some("prev"), messages.newer()) };
        let newer = newer_href
            .clone()
            .map(|href| view! { <a class="pagination__newer" rel=rel href=href>{label}</a> }.into_any());
        let navigation = || {
            view! {
                <nav class="pagination" lang=messages.tag aria-label=messages.newer_and_older()>
                    {newer}
                    <ViewOf content=move || has_older.get() view=older.clone() />
                </nav>
            }
        };
        has_links.then(|| navigation().into_any()).into_any()
    };
    let has_links = move || has_newer || has_older.get();
    view! { <ViewOf content=has_links view=navigation /> }
}

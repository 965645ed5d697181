//! Stories, twenty a page, with links to the pages of newer and older ones.

use std::sync::Arc;

use leptos::prelude::*;

use super::load_notice::ArchiveNotice;
use super::replaced::Replaced;
use super::story_card::{StoryCard, Weight};
use super::view_context::use_view_context;
use crate::domain::feed::Item;
use crate::domain::feed::key::Key;
use crate::domain::feed::publication::STORIES_A_PAGE;
use crate::domain::site::route::Route;
use crate::domain::state::Archive;

/// The key of a story in a list: a story that has changed is another card.
pub type ListKey = (Key, usize);

/// The key of a story for `<For>`. Stories that are the same before and after an update are one `Arc`.
pub fn list_key(item: &Arc<Item>) -> ListKey {
    (item.key, Arc::as_ptr(item) as usize)
}

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
    list: Memo<ListPage>,
    /// The route of the page.
    route: Route,
    archive: Memo<Archive>,
    /// The slug of the section that the page's heading names.
    #[prop(default = None)]
    section: Option<String>,
    /// Whether the first story gets more room.
    has_lead: bool,
) -> impl IntoView {
    let lead_count = usize::from(has_lead);
    let section = StoredValue::new(section);
    let lead = Memo::new(move |_| list.with(|list| list.stories.first().filter(|_| has_lead).cloned()));
    let lead = move || {
        let card = |item| view! { <StoryCard item=item weight=Weight::Lead section=section.get_value() /> };
        lead.get().map(card).into_any()
    };
    let has_cards = Memo::new(move |_| list.with(|list| list.stories.len() > lead_count));
    let cards = move || list.with(|list| list.stories.iter().skip(lead_count).cloned().collect::<Vec<_>>());
    let has_older = Memo::new(move |_| list.with(|list| list.has_older_page));
    view! {
        <div class=if has_lead { "front" } else { "list" }>
            <Replaced view=lead />
            <Show when=move || has_cards.get()>
                <div class="cards">
                    <For each=cards key=list_key let:item>
                        <StoryCard item=item weight=Weight::Card section=section.get_value() />
                    </For>
                </div>
            </Show>
        </div>
        <ListEnd route=route has_older=has_older archive=archive />
    }
}

/// What stands below a page of a list: links to the pages beside it, else what is known of the feed's older pages.
#[component]
pub fn ListEnd(
    /// The route of the page.
    route: Route,
    has_older: Memo<bool>,
    archive: Memo<Archive>,
) -> impl IntoView {
    view! {
        <Pagination route=route has_older=has_older />
        <Show when=move || !has_older.get()>
            <ArchiveNotice archive=archive />
        </Show>
    }
}

/// Newer and Older, where there are such pages.
#[component]
fn Pagination(
    /// The route of the page.
    route: Route,
    has_older: Memo<bool>,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let page = route.page();
    let older_href = context.href(&route.at_page(page.saturating_add(1)));
    let newer_href = (page > 1).then(|| context.href(&route.at_page(page - 1)));
    let older = move || {
        let href = older_href.clone();
        has_older.get().then(|| {
            view! { <a class="pagination__older" rel="next" href=href>{messages.older()}</a> }
        })
    };
    let has_links = newer_href.is_some();
    let newer = move || {
        newer_href.clone().map(|href| {
            view! { <a class="pagination__newer" rel="prev" href=href>{messages.newer()}</a> }
        })
    };
    view! {
        <Show when=move || has_links || has_older.get()>
            <nav class="pagination" lang=messages.tag aria-label=messages.newer_and_older()>
                {newer.clone()}
                {older.clone()}
            </nav>
        </Show>
    }
}

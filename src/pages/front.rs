//! The stories of the front page: the lead, a block for each section, the rest by day.

use std::sync::Arc;

use leptos::prelude::*;

use super::site_state::SharedPublication;
use crate::components::replaced::ViewOf;
use crate::components::site_name::SiteName;
use crate::components::story_card::{StoryCard, Weight};
use crate::components::view_context::{ViewContext, use_view_context};
use crate::domain::feed::Item;
use crate::domain::feed::front_page::{FrontPage, SectionBlock};
use crate::domain::feed::listing::Listing;
use crate::domain::site::route::Route;

/// The first page of all stories. The lead stays while it is the same story.
#[component]
pub(super) fn FrontStories(
    publication: Memo<SharedPublication>,
    /// The number of the newest stories on the page.
    count: usize,
) -> impl IntoView {
    let context = use_view_context();
    let lead = move || FrontPage::of(&publication.get(), count).lead;
    let lead_card =
        |lead: Option<Arc<Item>>| lead.map(|item| view! { <StoryCard item=item weight=Weight::Lead /> }).into_any();
    let groups = move || {
        let FrontPage { blocks, rest, .. } = FrontPage::of(&publication.get(), count);
        (blocks, by_day(rest, context))
    };
    let group_views = move |(blocks, days): (Vec<SectionBlock>, Vec<_>)| {
        let blocks = blocks.into_iter().map(|block| {
            let href = context.href(&Route::List { of: Listing::Section(block.slug.clone()), page: 1 });
            let heading = view! { <a href=href><SiteName name=block.name /></a> }.into_any();
            view! { <Group heading=Some(heading) section=Some(block.slug) stories=block.stories /> }.into_any()
        });
        let days = days.into_iter().map(|(day, stories): (Option<(String, String)>, _)| {
            let heading = day.map(|(day, iso)| view! { <time datetime=iso>{day}</time> }.into_any());
            view! { <Group heading=heading section=None stories=stories /> }.into_any()
        });
        view! { {wrapped("blocks", blocks.collect())} {wrapped("days", days.collect())} }.into_any()
    };
    view! {
        <div class="front">
            <ViewOf content=lead view=lead_card />
            <ViewOf content=groups view=group_views />
        </div>
    }
}

/// Groups in an element of their own; nothing where there are none.
fn wrapped(class: &'static str, groups: Vec<AnyView>) -> Option<AnyView> {
    (!groups.is_empty()).then(|| view! { <div class=class>{groups}</div> }.into_any())
}

/// A day in words, and as machines read it.
type Day = (String, String);

/// Stories by the day of their publication. A story without a date belongs to the one before it.
fn by_day(stories: Vec<Arc<Item>>, context: ViewContext) -> Vec<(Option<Day>, Vec<Arc<Item>>)> {
    let mut days: Vec<(Option<Day>, Vec<Arc<Item>>)> = Vec::new();
    for item in stories {
        let day = item.published.map(|moment| (context.day(moment), context.iso_day(moment)));
        match days.last_mut() {
            Some((last, stories)) if day.is_none() || day == *last => stories.push(item),
            _ => days.push((day, vec![item])),
        }
    }
    days
}

/// Stories under one heading: a section's block, or a day.
#[component]
fn Group(
    /// The section's name or the day; `None` for stories without a date.
    heading: Option<AnyView>,
    /// The section's slug; `None` for a day.
    section: Option<String>,
    stories: Vec<Arc<Item>>,
) -> impl IntoView {
    let is_block = section.is_some();
    let cards = stories.into_iter().enumerate().map(|(at, item)| {
        let weight = match (is_block, at) {
            (true, 0) => Weight::Block,
            (true, _) => Weight::Headline,
            (false, _) if heading.is_none() => Weight::Card,
            (false, _) => Weight::Minor,
        };
        view! { <StoryCard item=item weight=weight section=section.clone() is_dated_by_heading=!is_block /> }
    });
    let cards = cards.collect_view();
    view! {
        <section class=if is_block { "block" } else { "day" } lang=use_view_context().messages.tag>
            {heading.map(|heading| view! { <h2 class="group-heading">{heading}</h2> }.into_any())}
            <div class="cards">{cards}</div>
        </section>
    }
}

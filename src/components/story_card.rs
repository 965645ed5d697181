//! One story in a list.

use std::sync::Arc;

use leptos::prelude::*;

use super::dated::ListDate;
use super::language::{language_of, text_dir};
use super::picture::{Image, Room};
use super::view_context::use_view_context;
use crate::domain::feed::Item;
use crate::domain::parse::plain_text::first_words;

/// How much of a summary is shown, in characters. It is cut here and not by the stylesheet, which would also cut what a
/// reader's own spacing or size has moved.
const SUMMARY_CHARS: usize = 240;

/// How much room a story gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The front page's first story.
    Lead,
    /// Any other story of a page's own list.
    Card,
    /// A story of a list that stands under a heading of its own.
    Minor,
}

/// Picture, kicker, headline, summary, source and date. The headline is a heading of level 2, in a list under
/// a heading of level 3.
#[component]
pub fn StoryCard(
    item: Arc<Item>,
    weight: Weight,
    /// The headline in parts, in place of the item's: a search marks what it has found.
    #[prop(default = None)]
    headline: Option<AnyView>,
    /// The text below the headline, in place of the summary.
    #[prop(default = None)]
    text: Option<AnyView>,
) -> impl IntoView {
    let context = use_view_context();
    let is_lead = weight == Weight::Lead;
    let href = context.href(&item.route());
    let (lang, dir) = language_of(context, &item);

    let text = match (&headline, text) {
        (None, None) => {
            let summary = item.summary.as_ref().filter(|summary| **summary != item.headline);
            summary.map(|summary| first_words(summary, SUMMARY_CHARS).into_any())
        }
        (_, text) => text,
    };
    let text = text.map(|text| view! { <p dir=text_dir(&item) class="story-card__summary">{text}</p> });

    let headline = headline.unwrap_or_else(|| item.headline.clone().into_any());
    let link = view! { <a href=href.clone()>{headline}</a> };
    let headline = if weight == Weight::Minor {
        view! { <h3 dir=text_dir(&item) class="story-card__headline">{link}</h3> }.into_any()
    } else {
        view! { <h2 dir=text_dir(&item) class="story-card__headline">{link}</h2> }.into_any()
    };

    let kicker = item.kicker.clone().or_else(|| item.section_name().map(str::to_owned));
    let kicker = kicker.map(|kicker| view! { <p class="kicker"><bdi>{kicker}</bdi></p> });

    let source = item.source.as_ref().map(|source| view! { <bdi>{source.name.clone()}</bdi> });
    let published = item.published.map(|moment| view! { <ListDate moment=moment /> });
    let meta = (source.is_some() || published.is_some())
        .then(|| view! { <p class="story-card__meta">{source}{published}</p> });

    let class = match (is_lead, item.image.is_some()) {
        (true, true) => "story-card story-card--lead",
        (true, false) => "story-card story-card--lead story-card--plain",
        (false, true) => "story-card",
        (false, false) => "story-card story-card--plain",
    };
    // The headline is the link; the picture repeats it for the mouse and the finger only.
    let picture = item.image.clone().map(|picture| {
        let (room, loading) = if is_lead { (Room::Lead, "eager") } else { (Room::Card, "lazy") };
        view! {
            <a class="story-card__picture" href=href tabindex="-1" aria-hidden="true">
                <Image picture=picture alt=String::new() room=room loading=loading />
            </a>
        }
    });
    view! {
        <article class=class data-long=item.has_long_headline() lang=lang dir=dir>
            <div class="story-card__words">{kicker}{headline}{text}{meta}</div>
            {picture}
        </article>
    }
}

/// Stories in columns, under a heading of their own; nothing where there are none.
#[component]
pub fn StoryGroup(class: &'static str, title: String, stories: Vec<Arc<Item>>) -> impl IntoView {
    let messages = use_view_context().messages;
    (!stories.is_empty()).then(|| {
        let cards =
            stories.into_iter().map(|item| view! { <StoryCard item=item weight=Weight::Minor /> }).collect_view();
        view! {
            <section class=class lang=messages.tag>
                <h2 class="list-title">{title}</h2>
                <div class="cards">{cards}</div>
            </section>
        }
    })
}

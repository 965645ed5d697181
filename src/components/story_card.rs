//! One story in a list.

use std::sync::Arc;

use leptos::prelude::*;

use super::dated::ListDate;
use super::headline::headline_text;
use super::language::{language_of, text_dir};
use super::picture::{Image, Room};
use super::view_context::use_view_context;
use crate::domain::feed::Item;
use crate::domain::feed::slug::slug;
use crate::domain::parse::plain_text::summary_or_opening;

/// The number of characters of a summary that are shown. It is cut here and not by the stylesheet, which would also cut what a
/// reader's own spacing or size has moved.
const SUMMARY_CHARS: usize = 240;

/// How much room a story gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The first story of the front page or of a section.
    Lead,
    /// The first story of a block on the front page, under the block's heading.
    Block,
    /// A headline and nothing else, under the heading of a block.
    Headline,
    /// Any other story of a page's own list.
    Card,
    /// A story of a list under a heading of its own.
    Minor,
}

/// Picture, kicker, headline, summary, source and date. The headline is a heading of level 2, and of level 3 where the
/// story is under another heading.
#[component]
pub fn StoryCard(
    /// The story.
    item: Arc<Item>,
    /// How much room the story gets.
    weight: Weight,
    /// The slug of the section that the heading above names: no kicker repeats it.
    #[prop(default = None)]
    section: Option<String>,
    /// Whether the heading above is the story's day, so that the card needs no date.
    #[prop(default = false)]
    is_dated_by_heading: bool,
    /// The headline in parts, in place of the item's: a search marks what it has found.
    #[prop(default = None)]
    headline: Option<AnyView>,
    /// The text below the headline, in place of the summary.
    #[prop(default = None)]
    text: Option<AnyView>,
) -> impl IntoView {
    let context = use_view_context();
    let is_headline = weight == Weight::Headline;
    let href = context.href(&item.route());
    let (lang, dir) = language_of(context, &item);

    let text = match (&headline, text) {
        (None, None) if is_headline => None,
        (None, None) => summary_or_opening(&item, SUMMARY_CHARS).map(IntoAny::into_any),
        (_, text) => text,
    };
    let text = text.map(|text| view! { <p dir=text_dir(&item) class="story-card__summary">{text}</p> });

    let headline = headline.unwrap_or_else(|| headline_text(&item.headline));
    let link = view! { <a href=href.clone()>{headline}</a> };
    let headline = if matches!(weight, Weight::Lead | Weight::Card) {
        view! { <h2 dir=text_dir(&item) class="story-card__headline">{link}</h2> }.into_any()
    } else {
        view! { <h3 dir=text_dir(&item) class="story-card__headline">{link}</h3> }.into_any()
    };

    let is_repeat =
        |kicker: &String| section.as_deref().is_some_and(|path| path.rsplit('/').next() == Some(&slug(kicker)));
    let kicker = item.kicker.clone().or_else(|| item.section_name().map(str::to_owned));
    let kicker = kicker.filter(|kicker| !is_headline && !is_repeat(kicker));
    let kicker = kicker.map(|kicker| view! { <p class="kicker"><bdi>{kicker}</bdi></p> });

    let source = item.source.as_ref().filter(|_| !is_headline).map(|source| view! { <bdi>{source.name.clone()}</bdi> });
    let published = item
        .published
        .filter(|_| !is_headline && !is_dated_by_heading)
        .map(|moment| view! { <ListDate moment=moment /> });
    let meta = (source.is_some() || published.is_some())
        .then(|| view! { <p class="story-card__meta">{source}{published}</p> });

    let image = item.image.clone().filter(|_| !is_headline);
    let class = match (weight, image.is_some()) {
        (Weight::Lead, true) => "story-card story-card--lead",
        (Weight::Lead, false) => "story-card story-card--lead story-card--plain",
        (Weight::Block, true) => "story-card story-card--block",
        (Weight::Headline, _) => "story-card story-card--headline story-card--plain",
        (_, true) => "story-card",
        (_, false) => "story-card story-card--plain",
    };
    // The headline is the link; the picture repeats it for the mouse and the finger only.
    let picture = image.map(|picture| {
        let (room, loading) = match weight {
            Weight::Lead => (Room::Lead, "eager"),
            Weight::Block => (Room::Block, "lazy"),
            _ => (Room::Card, "lazy"),
        };
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
pub fn StoryGroup(
    /// The class of the `<section>`.
    class: &'static str,
    /// The text of the heading, which is of level 2.
    title: String,
    /// The slug of the section that the title names.
    #[prop(default = None)]
    section: Option<String>,
    /// The stories in the order of their cards.
    stories: Vec<Arc<Item>>,
) -> impl IntoView {
    let messages = use_view_context().messages;
    (!stories.is_empty()).then(|| {
        let cards = stories
            .into_iter()
            .map(|item| view! { <StoryCard item=item weight=Weight::Minor section=section.clone() /> })
            .collect_view();
        view! {
            <section class=class lang=messages.tag>
                <h2 class="list-title">{title}</h2>
                <div class="cards">{cards}</div>
            </section>
        }
    })
}

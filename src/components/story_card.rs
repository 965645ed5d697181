//! One story in a list.

use leptos::prelude::*;

use super::dated::dated;
use super::site::Site;
use crate::domain::feed::Item;
use crate::domain::text_direction::{self, Direction};

/// How much room a story gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The front page's first story.
    Lead,
    /// Any other of a page's own list.
    Card,
    /// One of a list that stands under a heading of its own.
    Minor,
}

/// Picture, kicker, headline, summary, source and date. The headline is a heading of level 2, in a list under
/// a heading of level 3.
pub fn story_card(site: &Site, item: &Item, weight: Weight) -> AnyView {
    let lead = weight == Weight::Lead;
    let href = site.links.href(&item.route());
    let kicker = item.kicker.clone().or_else(|| item.section_name().map(str::to_owned));
    let kicker = kicker.map(|kicker| view! { <p class="kicker"><bdi>{kicker}</bdi></p> });
    let summary = item.summary.clone().filter(|summary| *summary != item.headline);
    let summary = summary.map(|summary| view! { <p class="story-card__summary">{summary}</p> });
    let source = item.source.as_ref().map(|source| view! { <bdi>{source.name.clone()}</bdi> });
    let published = item.published.map(|moment| dated(moment, site.dates.in_list(moment, site.now_ms)));
    let meta = (source.is_some() || published.is_some()).then(|| {
        view! { <p class="story-card__meta">{source}{published}</p> }
    });
    let picture = item.image.as_ref().map(|picture| {
        // The headline is the link; the picture repeats it for the mouse and the finger only.
        view! {
            <a class="story-card__picture" href=href.clone() tabindex="-1" aria-hidden="true">
                <img
                    src=picture.url.to_string()
                    alt=""
                    width=picture.width.map(|width| width.to_string())
                    height=picture.height.map(|height| height.to_string())
                    loading=if lead { "eager" } else { "lazy" }
                    decoding="async"
                    referrerpolicy="no-referrer"
                />
            </a>
        }
    });
    let link = view! { <a href=href>{item.headline.clone()}</a> };
    let headline = match weight {
        Weight::Minor => view! { <h3 class="story-card__headline">{link}</h3> }.into_any(),
        _ => view! { <h2 class="story-card__headline">{link}</h2> }.into_any(),
    };
    let class = match (lead, picture.is_some()) {
        (true, true) => "story-card story-card--lead",
        (true, false) => "story-card story-card--lead story-card--plain",
        (false, true) => "story-card",
        (false, false) => "story-card story-card--plain",
    };
    let (lang, dir) = language_of(site, item);
    view! {
        <article class=class lang=lang dir=dir>
            <div class="story-card__words">
                {kicker} {headline} {summary} {meta}
            </div>
            {picture}
        </article>
    }
    .into_any()
}

/// `lang` and `dir` of an item, where they are its own.
pub fn language_of(site: &Site, item: &Item) -> (Option<String>, Option<&'static str>) {
    let direction = match &item.language {
        Some(tag) => text_direction::of_language(tag),
        None => text_direction::of_text(&item.headline),
    };
    let dir = (direction != site.direction).then_some(match direction {
        Direction::RightToLeft => "rtl",
        Direction::LeftToRight => "ltr",
    });
    (item.language.clone(), dir)
}

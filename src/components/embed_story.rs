//! One story of a widget.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::html::class::class;

use super::dated::ListDate;
use super::headline::headline_text;
use super::language::{language_of, text_dir};
use super::picture::{Image, Room};
use super::view_context::use_view_context;
use crate::domain::feed::Item;
use crate::domain::parse::plain_text::summary_or_opening;
use crate::domain::widget::{Embed, Layout, Open};

/// The id of the sentence that says that links open in a new tab: it describes them, so that their names stay headlines.
pub const NEW_TAB: &str = "opens-tab";

/// How much of a summary is shown, in characters.
const SUMMARY_CHARS: usize = 160;

/// An entry of the widget's list: picture, section, headline, summary, date, as the embedder chose. The headline is a
/// heading of level 3.
#[component]
pub fn EmbedStory(
    /// The widget's parameters, which say what is shown and where the link opens.
    embed: Arc<Embed>,
    /// The story.
    item: Arc<Item>,
) -> impl IntoView {
    let context = use_view_context();
    let is_bare = embed.layout == Layout::Headlines;
    let (lang, dir) = language_of(context, &item);
    let (href, is_inside) = match embed.open {
        Open::Host => (context.href(&item.route()), false),
        Open::Inside => (embed.inside(&item), true),
    };
    let kicker = item.kicker.as_deref().or_else(|| item.section_name()).filter(|_| !is_bare).map(str::to_owned);
    let kicker = kicker.map(|kicker| view! { <p class="kicker"><bdi>{kicker}</bdi></p> });
    let summary = embed.summary.then(|| summary_or_opening(&item, SUMMARY_CHARS)).flatten();
    let summary = summary.map(|text| view! { <p dir=text_dir(&item) class="embed__summary">{text}</p> });
    let date = item.published.map(|moment| view! { <p class="embed__date"><ListDate moment=moment /></p> });
    // The headline is the link; the picture repeats it for the mouse and the finger only.
    let picture = item.image.clone().filter(|_| embed.images).map(|picture| {
        view! {
            <StoryLink href=href.clone() is_inside=is_inside is_picture=true>
                <Image picture=picture alt=String::new() room=Room::Card loading="lazy" />
            </StoryLink>
        }
    });
    let headline = headline_text(&item.headline);
    view! {
        <li class="embed__story" lang=lang dir=dir>
            <div class="embed__words">
                {kicker}
                <h3 dir=text_dir(&item) class="embed__headline">
                    <StoryLink href=href is_inside=is_inside>{headline}</StoryLink>
                </h3>
                {summary}
                {date}
            </div>
            {picture}
        </li>
    }
}

/// A link to a story: in a new tab, or within the frame.
#[component]
fn StoryLink(
    href: String,
    is_inside: bool,
    /// Whether it is the picture's, which the keyboard passes over.
    #[prop(optional)]
    is_picture: bool,
    children: Children,
) -> impl IntoView {
    let link = view! {
        <a
            href=href
            target=(!is_inside).then_some("_blank")
            rel=(!is_inside).then_some("noopener")
            aria-describedby=(!is_inside).then_some(NEW_TAB)
            data-inside=is_inside
            tabindex=is_picture.then_some("-1")
            aria-hidden=is_picture.then_some("true")
        >
            {children()}
        </a>
    };
    // Without a value there would be an empty attribute.
    if is_picture { link.add_any_attr(class("embed__picture")).into_any() } else { link.into_any() }
}

/// A link that opens in a new tab: in the frame there is no room for another page.
#[component]
pub fn TabLink(
    /// The URL, absolute or relative to the frame's document.
    href: String,
    /// The name of the link.
    children: Children,
) -> impl IntoView {
    view! { <a href=href target="_blank" rel="noopener" aria-describedby=NEW_TAB>{children()}</a> }
}

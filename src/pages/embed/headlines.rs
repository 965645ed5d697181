//! The headlines, or one story as a card.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::article::story_signal;
use super::super::site_state::use_site_state;
use super::{Missing, Widget, WidgetRequest, list_name};
use crate::components::embed_story::EmbedStory;
use crate::components::keyed_views::{KeyedView, ViewKey, keyed_views};
use crate::components::load_notice::ArchiveNotice;
use crate::components::replaced::Replaced;
use crate::components::site_name::SiteName;
use crate::components::view_context::use_view_context;
use crate::domain::feed::Item;
use crate::domain::feed::key::Key;
use crate::domain::feed::listing::Listing;
use crate::domain::widget::{Embed, Shows};

/// The widget of headlines.
#[component]
pub fn HeadlinesWidget(request: WidgetRequest) -> impl IntoView {
    let embed = request.embed.clone();
    view! {
        <Widget request=request>
            {match &embed.shows {
                Shows::Stories { section, tag, limit } => {
                    let of = section.clone().or_else(|| tag.clone());
                    view! { <Headlines embed=embed.clone() of=of limit=*limit /> }.into_any()
                }
                Shows::Card(key) | Shows::Article { key, .. } => {
                    view! { <Card embed=embed.clone() key=*key /> }.into_any()
                }
            }}
        </Widget>
    }
}

/// One story as a card.
#[component]
fn Card(embed: Arc<Embed>, key: Key) -> impl IntoView {
    let story = story_signal(use_site_state().publication, key);
    let heading = embed.title.clone().filter(|name| !name.is_empty());
    let view = move || match story.get() {
        Some(item) => view! {
            {heading.clone().map(|name| view! { <Heading name=name /> })}
            <ul class="embed__stories"><EmbedStory embed=embed.clone() item=item /></ul>
        }
        .into_any(),
        None => view! { <Missing /> }.into_any(),
    };
    view! { <Replaced view=view /> }
}

/// A list of headlines.
#[component]
fn Headlines(
    embed: Arc<Embed>,
    /// The list that the heading names: a section, else a tag; all stories without it.
    of: Option<Listing>,
    limit: usize,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let state = use_site_state();
    let publication = state.publication;
    let archive = state.archive();
    let of = StoredValue::new(of);
    let name = Memo::new(move |_| {
        let publication = publication.get();
        of.with_value(|of| match of {
            None => Some(publication.feed.title.clone()),
            Some(of) => list_name(context, &publication, of),
        })
    });
    let title = embed.title.clone();
    let heading = move || {
        let heading = title.clone().or_else(|| name.get()).filter(|name| !name.is_empty());
        heading.map(|name| view! { <Heading name=name /> }).into_any()
    };
    let list = {
        let embed = embed.clone();
        Memo::new(move |_| {
            let publication = publication.get();
            publication.stories().filter(|item| embed.holds(item)).take(limit).cloned().collect::<Vec<_>>()
        })
    };
    let has_stories = Memo::new(move |_| list.with(|list| !list.is_empty()));
    let has_more = Memo::new(move |_| archive.with(|archive| archive.has_more()));
    let sentence = move || {
        if has_more.get() {
            return ().into_any();
        }
        let is_known = name.with(Option::is_some);
        let (sentence, unknown) = of.with_value(|of| match of {
            None => (messages.empty_sentence(), None),
            Some(_) if is_known => (messages.no_such_list_sentence(), None),
            // What the site does not have is named by its parameter and slug, for whoever has just written that.
            Some(of @ Listing::Section(_)) => (messages.no_such_section(), Some(format!("section={}", of.slug()))),
            Some(of) => (messages.no_such_tag(), Some(format!("tag={}", of.slug()))),
        });
        let unknown = unknown.map(|unknown| view! { ": " <bdi>{unknown}</bdi> }.into_any());
        view! { <p class="notice">{sentence}{unknown}</p> }.into_any()
    };
    let story = move |item: &Arc<Item>| {
        let (embed, item) = (embed.clone(), item.clone());
        KeyedView::new(ViewKey::of_story(&item), || view! { <EmbedStory embed=embed item=item /> }.into_any())
    };
    let stories = move || {
        let story = story.clone();
        view! { <ul class="embed__stories">{keyed_views(move || list.with(|list| list.iter().map(&story).collect()))}</ul> }
    };
    let empty = move || {
        view! {
            <Replaced view=sentence />
            <ArchiveNotice archive=archive />
        }
    };
    view! {
        <Replaced view=heading />
        <Show when=move || has_stories.get() fallback=empty>{stories()}</Show>
    }
}

/// The heading of the widget.
#[component]
fn Heading(name: String) -> impl IntoView {
    view! { <h2 class="embed__title"><SiteName name=name /></h2> }
}

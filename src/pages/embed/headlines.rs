//! The headlines, or one story as a card.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::article::story_signal;
use super::super::site_state::use_site_state;
use super::{Missing, Widget, WidgetRequest, icon_of, list_name};
use crate::components::embed_story::EmbedStory;
use crate::components::keyed_views::{KeyedView, ViewKey, keyed_views};
use crate::components::load_notice::ArchiveNotice;
use crate::components::replaced::ViewOf;
use crate::components::site_icon::SiteIcon;
use crate::components::site_name::SiteName;
use crate::components::view_context::use_view_context;
use crate::domain::feed::Item;
use crate::domain::feed::key::Key;
use crate::domain::feed::listing::Listing;
use crate::domain::web_url::WebUrl;
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
    let view = move |story: Option<Arc<Item>>| match story {
        Some(item) => view! {
            {heading.clone().map(|name| view! { <Heading name=name /> })}
            <ul class="embed__stories"><EmbedStory embed=embed.clone() item=item /></ul>
        }
        .into_any(),
        None => view! { <Missing /> }.into_any(),
    };
    view! { <ViewOf content=move || story.get() view=view /> }
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
    let name = move || {
        let publication = publication.get();
        of.with_value(|of| match of {
            None => Some(publication.feed.title.clone()),
            Some(of) => list_name(context, &publication, of),
        })
    };
    let title = embed.title.clone();
    let icon = {
        let embed = embed.clone();
        move || publication.with(|publication| icon_of(publication, &embed))
    };
    let heading = move || {
        let name = title.clone().or_else(name).filter(|name| !name.is_empty());
        name.map(|name| (name, icon()))
    };
    let heading_view = |heading: Option<(String, Option<WebUrl>)>| {
        heading.map(|(name, icon)| view! { <Heading name=name icon=icon /> }).into_any()
    };
    let list = {
        let embed = embed.clone();
        Memo::new(move |_| {
            let publication = publication.get();
            publication.stories().filter(|item| embed.holds(item)).take(limit).cloned().collect::<Vec<_>>()
        })
    };
    // Whether the list has a name; `None` while it may go on.
    let end = move || archive.with(|archive| !archive.has_more()).then(|| name().is_some());
    let sentence = move |end: Option<bool>| {
        let Some(is_known) = end else { return ().into_any() };
        let (sentence, unknown) = of.with_value(|of| match of {
            None => (messages.empty_sentence(), None),
            Some(_) if is_known => (messages.no_such_list_sentence(), None),
            // A section or tag that the site does not have is named by its parameter and slug, for the embedder who has
            // just written it.
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
    let stories = move |has_stories: bool| {
        if has_stories {
            let story = story.clone();
            let stories = keyed_views(move || list.with(|list| list.iter().map(&story).collect()));
            return view! { <ul class="embed__stories">{stories}</ul> }.into_any();
        }
        view! {
            <ViewOf content=end view=sentence />
            <ArchiveNotice archive=archive />
        }
        .into_any()
    };
    view! {
        <ViewOf content=heading view=heading_view />
        <ViewOf content=move || list.with(|list| !list.is_empty()) view=stories />
    }
}

/// The heading of the widget.
#[component]
fn Heading(
    name: String,
    /// The site's icon, where the widget shows it here.
    #[prop(default = None)]
    icon: Option<WebUrl>,
) -> impl IntoView {
    let icon = icon.map(|url| view! { <SiteIcon url=url /> });
    view! { <h2 class="embed__title">{icon}<SiteName name=name /></h2> }
}

//! The widget: headlines, or one article, in a frame of another site's page. It has no masthead and no navigation, and says at
//! its end whose news it is.

mod article;
mod head;
mod headlines;

pub use article::ArticleWidget;
pub use head::widget_head;
pub use headlines::HeadlinesWidget;

use std::sync::Arc;

use leptos::prelude::*;

use super::site_state::{SharedPublication, SiteState, use_site_state};
use crate::components::embed_story::{NEW_TAB, TabLink};
use crate::components::feed_notice::FeedNotice;
use crate::components::load_notice::{ArchiveNotice, FailureNotice, LoadingNotice};
use crate::components::replaced::ViewOf;
use crate::components::site_icon::SiteIcon;
use crate::components::view_context::{ViewContext, use_view_context};
use crate::domain::feed::Item;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::publication::Publication;
use crate::domain::site::messages::interpolate;
use crate::domain::site::route::Route;
use crate::domain::state::{DataNeeded, Phase};
use crate::domain::web_url::WebUrl;
use crate::domain::widget::{Embed, Layout, Shows, WrongValue};

/// The header without which a frame that has no origin of its own gets neither feed nor program.
const HEADER: &str = "Access-Control-Allow-Origin: *";

/// A widget as its address describes it.
#[derive(Clone, Debug, Default)]
pub struct WidgetRequest {
    /// The content and the look of the widget.
    pub embed: Arc<Embed>,
    /// The parameters whose values mean nothing.
    pub wrong: Arc<[WrongValue]>,
}

/// The data that a widget needs besides the feed's first page. An archive is searched for one story, and not for the number
/// in the address: a small section would have every visitor load all of it.
pub fn data_needed(embed: &Embed) -> DataNeeded {
    match &embed.shows {
        Shows::Stories { section, tag, .. } => match section.as_ref().or(tag.as_ref()) {
            Some(of) => DataNeeded::InList { of: of.clone(), count: 1 },
            None => DataNeeded::Stories(1),
        },
        Shows::Card(key) | Shows::Article { key, .. } => DataNeeded::Story(*key),
    }
}

/// How far the widget has come.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Loading,
    Failed,
    Ready,
}

impl Stage {
    /// The value of `data-state`.
    fn name(self) -> &'static str {
        match self {
            Stage::Loading => "loading",
            Stage::Failed => "failed",
            Stage::Ready => "ready",
        }
    }
}

/// The frame of a widget around `children`, which are shown once there is a feed.
#[component]
fn Widget(request: WidgetRequest, children: ChildrenFn) -> impl IntoView {
    let messages = use_view_context().messages;
    let state = use_site_state();
    let WidgetRequest { embed, wrong } = request;
    let stage = move || {
        state.feed.with(|feed| match &feed.phase {
            Phase::Loaded(_) => Stage::Ready,
            Phase::Failed(_) => Stage::Failed,
            Phase::Loading(request) if request.failure.is_some() => Stage::Failed,
            Phase::Loading(_) => Stage::Loading,
        })
    };
    let failure = state.failure();
    let retry = state.retry();
    let content = move |stage| match stage {
        Stage::Ready => children().into_any(),
        Stage::Loading => view! { <LoadingNotice sentence=messages.loading_slow() /> }.into_any(),
        Stage::Failed => view! {
            <FailureNotice headline=messages.failed() failure=failure retry=retry />
            <p class="embed__cors">{interpolate(messages.embed_cors(), &[("header", HEADER)])}</p>
        }
        .into_any(),
    };
    let layout = match embed.layout {
        Layout::Headlines => "headlines",
        Layout::List => "list",
        Layout::Cards => "cards",
    };
    view! {
        <main class="embed" lang=messages.tag data-state=move || stage().name() data-layout=layout>
            <WrongValues wrong=wrong />
            <ViewOf content=stage view=content />
            <FeedNotice status=move || state.status() />
            <Origin embed=embed />
            <p id=NEW_TAB hidden>{messages.share_opens_tab()}</p>
            <p class="embed__blocked" role="status" hidden>{messages.embed_blocked()}</p>
        </main>
    }
}

/// The wrong values of the snippet, for the embedder who has just pasted it.
#[component]
fn WrongValues(wrong: Arc<[WrongValue]>) -> impl IntoView {
    let messages = use_view_context().messages;
    (!wrong.is_empty()).then(|| {
        let sentences = wrong
            .iter()
            .map(|wrong| {
                let values = [("name", wrong.name), ("value", &wrong.value), ("takes", wrong.takes)];
                view! { <p><bdi>{interpolate(messages.embed_wrong(), &values)}</bdi></p> }.into_any()
            })
            .collect_view();
        view! { <div class="embed__wrong" role="alert">{sentences}</div> }.into_any()
    })
}

/// Whose news it is, with a link to the site.
#[component]
fn Origin(embed: Arc<Embed>) -> impl IntoView {
    let context = use_view_context();
    let publication = use_site_state().publication;
    let view = move |publication: SharedPublication| {
        let name = interpolate(context.messages.embed_from(), &[("site", &publication.feed.title)]);
        let to = match &embed.shows {
            Shows::Stories { .. } => page_on_site(&publication, &embed),
            _ => Route::HOME,
        };
        let icon = (!has_icon_in_heading(&embed)).then(|| icon_of(&publication, &embed)).flatten();
        let icon = icon.map(|url| view! { <SiteIcon url=url /> });
        view! { <p class="embed__from">{icon}<TabLink href=context.href(&to)><bdi>{name}</bdi></TabLink></p> }
            .into_any()
    };
    view! { <ViewOf content=move || publication.get() view=view /> }
}

/// The site's icon, if the embedder wants pictures.
fn icon_of(publication: &Publication, embed: &Embed) -> Option<WebUrl> {
    publication.icon().filter(|_| embed.images).cloned()
}

/// Whether the icon is in the heading of the headlines. Else it is beside the name of the site.
fn has_icon_in_heading(embed: &Embed) -> bool {
    matches!(embed.shows, Shows::Stories { .. }) && embed.title.as_deref() != Some("")
}

/// The page of the news site that shows the same.
fn page_on_site(publication: &Publication, embed: &Embed) -> Route {
    match &embed.shows {
        Shows::Stories { section: Some(of), .. } | Shows::Stories { tag: Some(of), .. } => {
            Route::List { of: of.clone(), page: 1 }
        }
        Shows::Card(key) | Shows::Article { key, .. } => {
            publication.story(*key).map_or(Route::HOME, |item: &_| Item::route(item))
        }
        _ => Route::HOME,
    }
}

/// The name of a list: the section, the tag.
fn list_name(context: ViewContext, publication: &Publication, of: &Listing) -> Option<String> {
    match of {
        Listing::Section(slug) => publication.section_names(slug)?.pop(),
        _ => {
            let tag = publication.stories().find_map(|item| of.name_in(item))?;
            Some(interpolate(context.messages.tagged(), &[("tag", tag)]))
        }
    }
}

/// Says that the feed does not hold a story.
#[component]
fn Missing() -> impl IntoView {
    let messages = use_view_context().messages;
    let state: SiteState = use_site_state();
    let archive = state.archive();
    let has_more = move || archive.with(|archive| archive.has_more());
    let sentence = move |has_more: bool| {
        let sentence = if has_more { messages.looking() } else { messages.gone_sentence() };
        view! { <p>{sentence}</p> }.into_any()
    };
    view! {
        <ViewOf content=has_more view=sentence />
        <ArchiveNotice archive=archive />
    }
}

//! The head of a widget's document: title, language, accent.

use leptos::prelude::*;

use super::super::site_state::SiteState;
use super::{WidgetRequest, page_on_site};
use crate::components::view_context::ViewContext;
use crate::domain::site::accent::Accent;
use crate::domain::site::messages::interpolate;
use crate::domain::site::page_head::PageHead;
use crate::domain::widget::Shows;

/// The head of a widget: named after its one story, where it shows one.
pub fn widget_head(context: ViewContext, state: SiteState, request: &WidgetRequest) -> PageHead {
    let publication = state.publication.get();
    let embed = &request.embed;
    let item = match &embed.shows {
        Shows::Card(key) | Shows::Article { key, .. } => publication.story(*key),
        Shows::Stories { .. } => None,
    };
    let site = &publication.feed.title;
    let title = match item {
        Some(item) => interpolate(context.messages.title_and_site(), &[("title", &item.headline), ("site", site)]),
        None => site.clone(),
    };
    let accent = embed.accent.as_deref().or(publication.settings.accent.as_deref());
    PageHead {
        title,
        language: item.and_then(|item| item.language.clone()).unwrap_or_else(|| context.language()),
        direction: context.direction,
        canonical: context.links().canonical(&publication, &page_on_site(&publication, embed)),
        icon: None,
        touch_icon: None,
        accent: accent.and_then(Accent::of),
    }
}

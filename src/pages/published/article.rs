//! A story.

use leptos::prelude::*;

use super::ArticleContent;
use crate::components::neighbours::Neighbours;
use crate::components::story_card::StoryGroup;
use crate::components::view_context::use_view_context;
use crate::domain::feed::section_path::slug_of;
use crate::domain::site::messages::interpolate;
use crate::pages::article::{Story, StoryShareBar};

/// A story with links to its neighbours and to older stories of its section.
#[component]
pub fn ArticlePage(content: ArticleContent) -> impl IntoView {
    let messages = use_view_context().messages;
    let ArticleContent { item, newer, older, more } = content;
    let others = item.section_name().map(|section| {
        let title = interpolate(messages.more_from(), &[("section", section)]);
        let slug = slug_of(&item.section);
        view! { <StoryGroup class="more-stories" title=title section=Some(slug) stories=more /> }
    });
    let story = Memo::new(move |_| Some(item.clone()));
    view! {
        <Story story=story has_breadcrumb=true />
        <div class="after-article" lang=messages.tag>
            <StoryShareBar story=story />
            <Neighbours newer=newer older=older />
            {others}
        </div>
    }
}

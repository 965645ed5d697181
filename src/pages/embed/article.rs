//! One article in full, with its font size control and its share links.

use leptos::prelude::*;

use super::super::article::{Story, StoryShareBar, story_signal};
use super::super::site_state::use_site_state;
use super::{Missing, Widget, WidgetRequest};
use crate::components::replaced::ViewOf;
use crate::components::view_context::use_view_context;
use crate::domain::widget::Shows;

/// The widget of one article. One that the reader has opened within the frame has a link back to the headlines.
#[component]
pub fn ArticleWidget(request: WidgetRequest) -> impl IntoView {
    let embed = request.embed.clone();
    view! {
        <Widget request=request>
            {match &embed.shows {
                Shows::Article { key, is_opened, .. } => {
                    let back = is_opened.then(|| embed.outside());
                    view! { <Article key=*key back=back /> }.into_any()
                }
                _ => view! { <Missing /> }.into_any(),
            }}
        </Widget>
    }
}

#[component]
fn Article(
    key: crate::domain::feed::key::Key,
    /// The address of the headlines that the reader has come from.
    back: Option<String>,
) -> impl IntoView {
    let messages = use_view_context().messages;
    let story = story_signal(use_site_state().publication, key);
    let content = move |is_there: bool| {
        if !is_there {
            return view! { <Missing /> }.into_any();
        }
        view! {
            <Story story=story has_breadcrumb=false />
            <div lang=messages.tag><StoryShareBar story=story /></div>
        }
        .into_any()
    };
    let back = back.map(|href| {
        view! { <p class="embed__back"><a href=href data-inside=true>{messages.embed_back()}</a></p> }.into_any()
    });
    view! {
        {back}
        <ViewOf content=move || story.with(Option::is_some) view=content />
    }
}

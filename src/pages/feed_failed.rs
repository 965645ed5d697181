//! No feed: not there yet, or not readable.

use leptos::prelude::*;

use super::site_state::use_site_state;
use super::statement::Statement;
use crate::components::live_text::live_text;
use crate::components::load_notice::{FailureExcerpt, RetryActions, failure_sentence};
use crate::components::replaced::ViewOf;
use crate::components::view_context::use_view_context;
use crate::domain::site::messages::interpolate;

/// The specification of the format: its own address.
const SPECIFICATION: &str = "https://www.jsonfeed.org/version/1.1/";

/// Why there is no feed, and what can be done. While it is being retried the page stays until there is an answer.
#[component]
pub fn FeedFailedPage() -> impl IntoView {
    let messages = use_view_context().messages;
    let state = use_site_state();
    let failure = state.failure();
    let retry = state.retry();
    let publication = state.publication;
    let missing = move || {
        let is_missing = failure.with(|failure| failure.as_ref().is_some_and(|failure| failure.is_no_feed_yet()));
        is_missing.then(|| publication.get().feed_address.to_string())
    };
    let sentence = Memo::new(move |_| failure_sentence(&failure, messages));
    let view = move |missing: Option<String>| {
        if let Some(url) = missing {
            view! {
                <Statement headline=messages.no_feed()>
                    <p>{interpolate(messages.no_feed_sentence(), &[("url", &url)])}</p>
                    <p>
                        {messages.no_feed_help()}
                        " "
                        <a href=SPECIFICATION rel="noopener noreferrer">{messages.no_feed_specification()}</a>
                    </p>
                    <RetryActions retry=retry is_status=true />
                </Statement>
            }
            .into_any()
        } else {
            view! {
                <Statement headline=messages.failed()>
                    <p use:live_text=sentence>{sentence.get_untracked()}</p>
                    <FailureExcerpt failure=failure />
                    <RetryActions retry=retry is_status=true />
                </Statement>
            }
            .into_any()
        }
    };
    view! { <ViewOf content=missing view=view /> }
}

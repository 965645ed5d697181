//! No feed: not there yet, or not readable.

use leptos::prelude::*;
use leptos::web_sys::Element;

use super::site_state::use_site_state;
use super::statement::Statement;
use crate::components::live_text::live_text;
use crate::components::load_notice::{FailureExcerpt, RetryActions, failure_sentence};
use crate::components::replaced::ViewOf;
use crate::components::view_context::use_view_context;
use crate::domain::site::links::{HEALTH_PAGE, SPECIFICATION};
use crate::domain::site::messages::interpolate;
use crate::domain::state::failure::Failure;

/// The separator between the parts of a line.
const SEPARATOR: &str = " · ";

/// The cause why there is no feed, and the reader's choices. The page stays while a retry waits for its answer.
#[component]
pub fn FeedFailedPage() -> impl IntoView {
    let messages = use_view_context().messages;
    let state = use_site_state();
    let failure = state.failure();
    let retry = state.retry();
    let publication = state.publication;
    let missing = move || {
        let is_missing = failure.with(|failure| failure.as_ref().is_some_and(|failure| failure.is_no_feed_yet()));
        // A site whose name is known has had a feed: advice on where to put a first one is of no use to its readers.
        let is_new = state.known_title.with(Option::is_none);
        (is_missing && is_new).then(|| publication.get().feed_address.to_string())
    };
    let reader_sentence = Memo::new(move |_| {
        failure.with(|failure| failure.as_ref().map(|failure| failure.reader_sentence(messages)).unwrap_or_default())
    });
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
                    <p use:live_text=reader_sentence>{reader_sentence.get_untracked()}</p>
                    <RetryActions retry=retry is_status=true />
                    <ForPublisher failure=failure />
                </Statement>
            }
            .into_any()
        }
    };
    view! { <ViewOf content=missing view=view /> }
}

/// Details for the publisher, folded: the cause, the text around the fault, advice, the code.
#[component]
fn ForPublisher(failure: Memo<Option<Failure>>) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let sentence = Memo::new(move |_| failure_sentence(&failure, messages));
    let failed = move || {
        let (code, excerpt) = failure.with(|failure| {
            let failure = failure.as_ref();
            (failure.map_or("", Failure::code), failure.and_then(Failure::excerpt).map(str::to_owned))
        });
        FailedDocument { code, excerpt, language: messages.tag }
    };
    let help = move |failed: FailedDocument| {
        let code = failed.code;
        view! {
            <p use:failure_help=failed></p>
            <p>
                <code>{code}</code>
                {SEPARATOR}
                <a href=context.file(HEALTH_PAGE)>{messages.for_publisher_health()}</a>
            </p>
        }
        .into_any()
    };
    view! {
        <details class="for-publisher">
            <summary>{messages.for_publisher()}</summary>
            <p use:live_text=sentence>{sentence.get_untracked()}</p>
            <FailureExcerpt failure=failure />
            <ViewOf content=failed view=help />
        </details>
    }
}

/// The values on which the help for a failure depends.
#[derive(Clone, PartialEq)]
struct FailedDocument {
    code: &'static str,
    /// The text around a fault in the JSON.
    excerpt: Option<String>,
    language: &'static str,
}

/// A directive that puts the advice for the publisher into the element.
fn failure_help(element: Element, failed: FailedDocument) {
    crate::browser::failure_help::show(&element, failed.code, failed.excerpt.as_deref(), failed.language);
}

//! Notices about data that is loading or could not be loaded.

use leptos::prelude::*;

use super::live_text::live_text;
use super::replaced::ViewOf;
use super::view_context::{ViewContext, use_view_context};
use crate::domain::site::messages::interpolate;
use crate::domain::state::failure::Failure;
use crate::domain::state::{Archive, Event, MAX_TRIES, RetryingRequest};

/// A sentence while something is loaded.
#[component]
pub fn LoadingNotice(
    /// The sentence, in the interface's language.
    sentence: &'static str,
) -> impl IntoView {
    view! { <p class="notice" role="status">{sentence}</p> }
}

/// A button that sends an event to the feed's state.
#[component]
pub fn EventButton(
    /// The text on the button.
    label: &'static str,
    /// The event that each click dispatches.
    event: Event,
) -> impl IntoView {
    let dispatch = use_view_context().dispatch;
    view! {
        <button type="button" class="button" on:click=move |_| dispatch.run(event.clone())>
            {label}
        </button>
    }
}

/// The button that retries what failed. While the request is under way it says so and does nothing; it stays the same
/// element, and so keeps the focus of the reader who has pressed it.
#[component]
fn RetryButton(
    /// Whether the request is under way.
    is_loading: Memo<bool>,
) -> impl IntoView {
    let ViewContext { messages, dispatch, .. } = use_view_context();
    view! { <LoadButton is_loading=is_loading label=messages.try_again() loading=messages.loading() press=move || {
        dispatch.run(Event::RetryRequested)
    } /> }
}

/// A button that starts loading something. It stays the same element while that is under way.
#[component]
fn LoadButton(
    is_loading: Memo<bool>,
    label: &'static str,
    /// The label while it is loading.
    loading: &'static str,
    press: impl Fn() + 'static,
) -> impl IntoView {
    let text = Memo::new(move |_| (if is_loading.get() { loading } else { label }).to_owned());
    view! {
        <button
            type="button"
            class="button"
            aria-disabled=move || is_loading.get().then_some("true")
            on:click=move |_| {
                if !is_loading.get_untracked() {
                    press();
                }
            }
            use:live_text=text
        >
            {text.get_untracked()}
        </button>
    }
}

/// The actions for something that failed: retry it; while it is being retried, hurry that or stop it.
#[component]
pub fn RetryActions(
    /// The request that is a retry, where one is under way or waits for its time.
    retry: Memo<Option<RetryingRequest>>,
    /// Whether a change of the actions is announced.
    #[prop(optional)]
    is_status: bool,
    /// What else can be done while nothing is retried.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let context = use_view_context();
    let ViewContext { messages, dispatch, .. } = context;
    let is_loading = Memo::new(move |_| retry.get().is_some_and(|request| !request.waiting));
    let stop = move || {
        if let Some(request) = retry.get_untracked() {
            dispatch.run(Event::Cancelled(request.request));
        }
    };
    let tries = move || retry.get().filter(|request| request.waiting).map(|request| request.tries);
    let tried = move |tries: Option<_>| {
        let tried = tries.map(|tries: u8| {
            let [n, most] = [context.number(tries.into()), context.number(MAX_TRIES.into())];
            view! { <span>{interpolate(messages.tried(), &[("n", &n), ("most", &most)])}</span> }.into_any()
        });
        tried.into_any()
    };
    let actions = move |is_retrying: bool| {
        if !is_retrying {
            return children.as_ref().map(|children| children()).into_any();
        }
        view! {
            <button type="button" class="button" on:click=move |_| stop()>
                {messages.stop()}
            </button>
            <ViewOf content=tries view=tried />
        }
        .into_any()
    };
    view! {
        <p class=if is_status { "actions more" } else { "actions" } role=is_status.then_some("status")>
            <RetryButton is_loading=is_loading />
            <ViewOf content=move || retry.with(Option::is_some) view=actions />
        </p>
    }
}

/// A notice of a failure with its cause and the reader's choices.
#[component]
pub fn FailureNotice(
    /// What failed, in a few words above the cause.
    headline: &'static str,
    /// The cause; `None` leaves its sentence empty.
    failure: Memo<Option<Failure>>,
    /// The request that is a retry, where there is one.
    retry: Memo<Option<RetryingRequest>>,
) -> impl IntoView {
    let messages = use_view_context().messages;
    let sentence = Memo::new(move |_| failure_sentence(&failure, messages));
    view! {
        <div class="notice notice--failed" role="alert">
            <p><strong>{headline}</strong></p>
            <p use:live_text=sentence>{sentence.get_untracked()}</p>
            <FailureExcerpt failure=failure />
            <RetryActions retry=retry />
        </div>
    }
}

/// Why something failed, in the interface's language.
pub fn failure_sentence(failure: &Memo<Option<Failure>>, messages: &crate::domain::site::messages::Messages) -> String {
    failure.with(|failure| failure.as_ref().map(|failure| failure.sentence(messages)).unwrap_or_default())
}

/// The text around a fault in the feed.
#[component]
pub fn FailureExcerpt(
    /// The failure. Only invalid JSON has an excerpt; nothing is shown for others.
    failure: Memo<Option<Failure>>,
) -> impl IntoView {
    let messages = use_view_context().messages;
    let excerpt = move || failure.with(|failure| failure.as_ref().and_then(Failure::excerpt).map(str::to_owned));
    let view = move |excerpt: Option<String>| {
        let excerpt = excerpt.map(|excerpt| {
            // A parser drops the line break that a `<pre>` begins with; natively it is written twice.
            let is_parsed = cfg!(feature = "ssr") && excerpt.starts_with('\n');
            let excerpt = if is_parsed { ["\n", &excerpt].concat() } else { excerpt };
            view! {
                <p>{messages.failed_where()}</p>
                <pre class="excerpt" tabindex="0" dir="ltr">{excerpt}</pre>
            }
            .into_any()
        });
        excerpt.into_any()
    };
    view! { <ViewOf content=excerpt view=view /> }
}

/// Which notice an archive asks for.
#[derive(Clone, Copy, PartialEq)]
enum ArchiveKind {
    Ended,
    /// There are older pages, or one is being loaded for the first time.
    HasOlder,
    Failed,
    Loops,
    TooLong,
}

/// The place where a list ends before the feed does: a button that loads older stories, or why there is none.
#[component]
pub fn ArchiveNotice(
    /// The state of the feed's older pages.
    archive: Memo<Archive>,
) -> impl IntoView {
    let ViewContext { messages, dispatch, .. } = use_view_context();
    let kind = move || {
        archive.with(|archive| match archive {
            Archive::Ended => ArchiveKind::Ended,
            Archive::More(_) => ArchiveKind::HasOlder,
            Archive::Loading { retrying, .. } if retrying.failure.is_none() => ArchiveKind::HasOlder,
            Archive::Loading { .. } | Archive::Failed { .. } => ArchiveKind::Failed,
            Archive::Loops => ArchiveKind::Loops,
            Archive::TooLong => ArchiveKind::TooLong,
        })
    };
    let is_loading = Memo::new(move |_| archive.with(|archive| matches!(archive, Archive::Loading { .. })));
    let failure = Memo::new(move |_| {
        archive.with(|archive| match archive {
            Archive::Loading { retrying, .. } => retrying.failure.clone(),
            Archive::Failed { failure, .. } => Some(failure.clone()),
            _ => None,
        })
    });
    let retry = Memo::new(move |_| {
        archive.with(|archive| match archive {
            Archive::Loading { retrying, .. } => Some(retrying.clone()),
            _ => None,
        })
    });
    let sentence = |sentence: &'static str| view! { <p class="notice">{sentence}</p> }.into_any();
    let view = move |kind| match kind {
        ArchiveKind::Ended => ().into_any(),
        ArchiveKind::HasOlder => {
            let load = move || dispatch.run(Event::OlderRequested);
            view! {
                <p class="more" role="status">
                    <LoadButton
                        is_loading=is_loading
                        label=messages.show_older()
                        loading=messages.loading_older()
                        press=load
                    />
                </p>
            }
            .into_any()
        }
        ArchiveKind::Failed => view! {
            <FailureNotice headline=messages.older_failed() failure=failure retry=retry />
        }
        .into_any(),
        ArchiveKind::Loops => sentence(messages.older_loops()),
        ArchiveKind::TooLong => sentence(messages.older_too_long()),
    };
    view! { <ViewOf content=kind view=view /> }
}

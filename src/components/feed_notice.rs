//! Notices about the shown feed: new stories are available, or the shown ones are old.
//!
//! It lies at the window's lower edge, so that it never moves the text.

use leptos::prelude::*;

use super::live_text::live_text;
use super::load_notice::{EventButton, RetryActions};
use super::replaced::ViewOf;
use super::view_context::{ViewContext, use_view_context};
use crate::browser::front_page;
use crate::domain::feed::date::Moment;
use crate::domain::site::messages::interpolate;
use crate::domain::state::{Event, FeedStatus};

/// The notice. Its element is always there, empty if there is nothing to say, because only changes of what is there
/// already are read out.
#[component]
pub fn FeedNotice(
    /// The status of the feed: quiet, new stories, or stale.
    status: impl Fn() -> FeedStatus + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let class = move || match status() {
        FeedStatus::Quiet => "feed-notice",
        FeedStatus::New(_) => "feed-notice feed-notice--new",
        FeedStatus::Stale { .. } => "feed-notice feed-notice--stale",
    };
    let is_quiet = move || status() == FeedStatus::Quiet;
    let sentence = Memo::new(move |_| sentence(context, &status()));
    let retry = Memo::new(move |_| match status() {
        FeedStatus::Stale { retry, .. } => retry,
        _ => None,
    });
    // The button of new stories shows their number by itself; the sentence is for those who don't see it.
    let status_class = move || {
        let is_hidden = matches!(status(), FeedStatus::New(_));
        if is_hidden { "feed-notice__status visually-hidden" } else { "feed-notice__status" }
    };
    let close = move || view! { <EventButton label=messages.close() event=Event::NoticeDismissed /> };
    let kind = move || std::mem::discriminant(&status());
    let actions = move |_| match status() {
        FeedStatus::Quiet => ().into_any(),
        FeedStatus::New(_) => view! { <ShowNewButton label=sentence /> {close()} }.into_any(),
        FeedStatus::Stale { .. } => view! { <RetryActions retry=retry>{close()}</RetryActions> }.into_any(),
    };
    // A landmark only while there is something in it.
    view! {
        <div
            class=class
            lang=messages.tag
            role=move || (!is_quiet()).then_some("region")
            aria-label=move || (!is_quiet()).then(|| messages.feed())
        >
            <p role="status" class=status_class use:live_text=sentence>{initial_text(sentence)}</p>
            <ViewOf content=kind view=actions />
        </div>
    }
}

/// An empty sentence has no text node.
fn initial_text(sentence: Memo<String>) -> Option<String> {
    Some(sentence.get_untracked()).filter(|sentence| !sentence.is_empty())
}

fn sentence(context: ViewContext, status: &FeedStatus) -> String {
    let messages = context.messages;
    match status {
        FeedStatus::Quiet => String::new(),
        FeedStatus::New(count) => context.count(messages.new_stories(), *count),
        FeedStatus::Stale { current_at, failure, .. } => {
            let moment = Moment::instant(*current_at);
            // Digits and hyphens keep their order in every script.
            let time = ["\u{2066}", &context.iso_minute(moment), "\u{2069}"].concat();
            let age = interpolate(messages.stale(), &[("age", &context.date_in_list(moment)), ("time", &time)]);
            let mut sentence = failure.as_ref().map_or_else(String::new, |failure| failure.sentence(messages));
            sentence.push(' ');
            sentence.push_str(&age);
            sentence
        }
    }
}

/// Shows the new stories, on the front page.
#[component]
fn ShowNewButton(label: Memo<String>) -> impl IntoView {
    let dispatch = use_view_context().dispatch;
    let show = move |_| {
        dispatch.run(Event::ShowUpdates);
        front_page::open();
    };
    view! {
        <button type="button" class="button" on:click=show use:live_text=label>
            {label.get_untracked()}
        </button>
    }
}

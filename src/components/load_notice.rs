//! What is being loaded, and what could not be.

use leptos::prelude::*;

use super::site::Site;
use crate::domain::failure::Failure;
use crate::domain::feed_state::{Archive, Event};

/// A sentence while something is on its way.
pub fn loading(sentence: &'static str) -> AnyView {
    view! {
        <p class="notice" role="status">
            {sentence}
        </p>
    }
    .into_any()
}

/// A button that tells the feed's state something.
pub fn button(site: &Site, label: &'static str, event: Event) -> impl IntoView + use<> {
    let tell = site.tell;
    view! {
        <button type="button" class="button" on:click=move |_| tell.run(event.clone())>
            {label}
        </button>
    }
}

/// What failed, why, and a way on.
pub fn failure(site: &Site, headline: &'static str, failure: &Failure) -> AnyView {
    view! {
        <div class="notice notice--failed" role="alert">
            <p>
                <strong>{headline}</strong>
            </p>
            <p>{failure.sentence(site.words)}</p>
            {excerpt(site, failure)}
            {button(site, site.words.try_again, Event::TriesAgain)}
        </div>
    }
    .into_any()
}

/// The text around a fault in the feed.
pub fn excerpt(site: &Site, failure: &Failure) -> Option<impl IntoView + use<>> {
    let excerpt = failure.excerpt()?.to_owned();
    Some(view! {
        <p>{site.words.failed_where}</p>
        <pre class="excerpt" tabindex="0" dir="ltr">
            {excerpt}
        </pre>
    })
}

/// Where a list ends before the feed does: a way to older stories, or why there is none.
pub fn archive_notice(site: &Site, archive: &Archive) -> Option<AnyView> {
    let words = site.words;
    let told = |sentence: &'static str| Some(view! { <p class="notice">{sentence}</p> }.into_any());
    match archive {
        Archive::Ended => None,
        Archive::More(_) => {
            Some(view! { <p class="more">{button(site, words.show_older, Event::WantsOlder)}</p> }.into_any())
        }
        Archive::Loading { .. } => Some(loading(words.loading_older)),
        Archive::Failed { failure: cause, .. } => Some(failure(site, words.older_failed, cause)),
        Archive::Loops => told(words.older_loops),
        Archive::TooLong => told(words.older_too_long),
    }
}

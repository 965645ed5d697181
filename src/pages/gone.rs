//! A story that the feed does not hold (any more): feeds keep their newest stories only, links live longer.

use leptos::prelude::*;

use super::Content;
use crate::components::load_notice;
use crate::components::site::Site;
use crate::components::story_card::{Weight, story_card};
use crate::domain::edition::Edition;
use crate::domain::feed_state::{Archive, Loaded};
use crate::domain::route::Route;
use crate::domain::words::fill;

pub(super) fn gone(site: &Site, edition: &Edition, loaded: &Loaded, slug: &str) -> Content {
    let words = site.words;
    let called = slug.replace('-', " ");
    let called = (!called.trim().is_empty()).then(|| {
        let sentence = fill(words.gone_called, &[("title", &called)]);
        view! { <p><bdi>{sentence}</bdi></p> }
    });
    if let Archive::Loading { .. } | Archive::More(_) = &loaded.archive {
        let view = view! {
            <section class="statement">
                <h1>{words.searching}</h1>
                {called}
                {load_notice::loading(words.loading_older)}
            </section>
        }
        .into_any();
        return Content { title: Some(words.searching.to_owned()), language: None, is_front: false, view };
    }
    let archive = match &loaded.archive {
        Archive::Ended => None,
        archive => load_notice::archive_notice(site, archive),
    };
    let view = view! {
        <section class="statement">
            <h1>{words.gone}</h1>
            {called}
            <p>{words.gone_sentence}</p>
            {archive}
            <p>
                <a href=site.links.href(&Route::HOME)>{words.to_home}</a>
            </p>
        </section>
        {whats_new(site, edition)}
    }
    .into_any();
    Content { title: Some(words.gone.to_owned()), language: None, is_front: false, view }
}

/// The newest stories, as a consolation.
pub(super) fn whats_new(site: &Site, edition: &Edition) -> Option<impl IntoView + use<>> {
    let cards: Vec<_> = edition.stories().take(5).map(|item| story_card(site, item, Weight::Minor)).collect();
    (!cards.is_empty()).then(|| {
        view! {
            <section class="whats-new">
                <h2 class="list-title">{site.words.whats_new}</h2>
                <div class="cards">{cards}</div>
            </section>
        }
    })
}

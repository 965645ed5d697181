//! No feed: not put there yet, or not to be had.

use leptos::prelude::*;

use super::Content;
use crate::components::load_notice;
use crate::components::site::Site;
use crate::domain::edition::Edition;
use crate::domain::failure::Failure;
use crate::domain::feed_state::Event;
use crate::domain::words::fill;

/// Where the format is told: the specification's own address.
const SPECIFICATION: &str = "https://www.jsonfeed.org/version/1.1/";

pub(super) fn feed_failed(site: &Site, edition: &Edition, failure: &Failure) -> Content {
    let words = site.words;
    if !failure.is_no_feed_yet() {
        let view = view! {
            <section class="statement">
                <h1>{words.failed}</h1>
                <p>{failure.sentence(words)}</p>
                {load_notice::excerpt(site, failure)}
                <p>{load_notice::button(site, words.try_again, Event::TriesAgain)}</p>
            </section>
        }
        .into_any();
        return Content { title: Some(words.failed.to_owned()), language: None, is_front: false, view };
    }
    let sentence = fill(words.no_feed_sentence, &[("url", edition.feed_address.as_str())]);
    let view = view! {
        <section class="statement">
            <h1>{words.no_feed}</h1>
            <p>{sentence}</p>
            <p>
                {words.no_feed_help} " "
                <a href=SPECIFICATION rel="noopener noreferrer">
                    {words.no_feed_specification}
                </a>
            </p>
            <p>{load_notice::button(site, words.try_again, Event::TriesAgain)}</p>
        </section>
    }
    .into_any();
    Content { title: Some(words.no_feed.to_owned()), language: None, is_front: false, view }
}

//! An address that is none.

use leptos::prelude::*;

use super::{Content, gone::whats_new};
use crate::components::site::Site;
use crate::domain::edition::Edition;
use crate::domain::route::Route;

pub(super) fn not_found(site: &Site, edition: &Edition) -> Content {
    let words = site.words;
    let view = view! {
        <section class="statement">
            <h1>{words.not_found}</h1>
            <p>{words.not_found_sentence}</p>
            <p>
                <a href=site.links.href(&Route::HOME)>{words.to_home}</a>
            </p>
        </section>
        {whats_new(site, edition)}
    }
    .into_any();
    Content { title: Some(words.not_found.to_owned()), language: None, is_front: false, view }
}

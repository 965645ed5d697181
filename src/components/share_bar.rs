//! stub
use crate::domain::{share::Network, words::Words};
use leptos::prelude::*;
#[component]
pub fn ShareBar(
    url: String,
    title: String,
    summary: Option<String>,
    picture: Option<String>,
    networks: Vec<Network>,
    words: &'static Words,
) -> impl IntoView {
    let _ = (title, summary, picture, networks, words);
    view! { <section class="share"><a href=url>"share"</a></section> }
}

//! One section's stories.

use leptos::prelude::*;

use super::Content;
use crate::components::breadcrumb::breadcrumb;
use crate::components::load_notice;
use crate::components::site::Site;
use crate::components::story_list::{ListPage, story_list};
use crate::domain::edition::Edition;
use crate::domain::feed_state::Loaded;
use crate::domain::route::Route;
use crate::domain::words::fill;

pub(super) fn section(site: &Site, edition: &Edition, loaded: &Loaded, route: &Route, slug: &str) -> Content {
    let words = site.words;
    let list = ListPage { route, stories: edition.stories_in(slug).collect(), archive: &loaded.archive };
    let names = edition.section_names(slug);
    let known = names.is_some();
    let path = names.unwrap_or_default();
    let name = path
        .last()
        .cloned()
        .unwrap_or_else(|| (if loaded.archive.has_more() { words.sections } else { words.no_such_section }).to_owned());
    let number = (route.page() > 1).then(|| fill(words.page_number, &[("page", &route.page().to_string())]));
    let stories = if !list.stories().is_empty() {
        story_list(site, &list, false)
    } else {
        let sentence = match (known, loaded.archive.has_more()) {
            (_, true) => None,
            (true, false) => Some(words.no_such_page_sentence),
            (false, false) => Some(words.no_such_section_sentence),
        };
        view! {
            {sentence.map(|sentence| view! { <p>{sentence}</p> })}
            {load_notice::archive_notice(site, &loaded.archive)}
            <p>
                <a href=site.links.href(&Route::AllSections)>{words.all_sections}</a>
            </p>
        }
        .into_any()
    };
    let title = match &number {
        Some(number) => fill(words.title_and_site, &[("title", &name), ("site", number)]),
        None => name.clone(),
    };
    let view = view! {
        <section class="section-page">
            {breadcrumb(site, &path, true)}
            <h1>
                <bdi>{name}</bdi>
            </h1>
            {number.map(|number| view! { <p class="page__number">{number}</p> })}
            {stories}
        </section>
    }
    .into_any();
    Content { title: Some(title), language: None, is_front: false, view }
}

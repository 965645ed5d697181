//! One section's stories.

use super::{Content, link, paragraph};
use crate::components::breadcrumb::breadcrumb;
use crate::components::load_notice;
use crate::components::site::Site;
use crate::components::story_list::{ListPage, story_list};
use crate::domain::edition::Edition;
use crate::domain::feed_state::Loaded;
use crate::domain::route::Route;
use crate::domain::words::fill;
use crate::markup::{element, markup};

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
            (true, false) if route.page() > 1 => Some(words.no_such_page_sentence),
            (_, false) => Some(words.no_such_section_sentence),
        };
        markup()
            .child(sentence.map(paragraph))
            .child(load_notice::archive_notice(site, &loaded.archive))
            .child(paragraph(link(site, &Route::AllSections, words.all_sections)))
    };
    let title = match &number {
        Some(number) => fill(words.title_and_site, &[("title", &name), ("site", number)]),
        None => name.clone(),
    };
    let view = element("section")
        .class("section-page")
        .child(breadcrumb(site, &path, true))
        .child(element("h1").child(element("bdi").child(name)))
        .child(number.map(|number| element("p").class("page__number").child(number)))
        .child(stories);
    Content { title: Some(title), language: None, is_front: false, view: view.into() }
}

//! The stories of a section, a tag or an author.

use super::{Content, link, paragraph};
use crate::components::breadcrumb::breadcrumb;
use crate::components::load_notice;
use crate::components::site::Site;
use crate::components::story_list::{ListPage, story_list};
use crate::domain::feed::Author;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::publication::Publication;
use crate::domain::site::messages::interpolate;
use crate::domain::site::route::Route;
use crate::domain::state::Loaded;
use crate::markup::{Element, element, markup};

pub(super) fn listing(site: &Site, publication: &Publication, loaded: &Loaded, route: &Route, of: &Listing) -> Content {
    let messages = site.messages;
    let list =
        ListPage { route, stories: publication.stories_in(of).map(AsRef::as_ref).collect(), archive: &loaded.archive };
    let path = match of {
        Listing::Section(slug) => publication.section_names(slug).unwrap_or_default(),
        _ => Vec::new(),
    };
    let name = match of {
        Listing::Section(_) => path.last().cloned(),
        _ => list.stories.iter().find_map(|item| of.name_in(item)).map(str::to_owned),
    };
    let known = name.is_some();
    let name = match (of, name) {
        (Listing::Section(_), Some(name)) => name,
        (Listing::Tag(_), Some(tag)) => interpolate(messages.tagged(), &[("tag", &tag)]),
        (Listing::Author(_), Some(author)) => interpolate(messages.by_author(), &[("author", &author)]),
        // The archive may still have some of it, and is being read.
        (_, None) if loaded.archive.has_more() => messages.loading_older().to_owned(),
        (Listing::Section(_), None) => messages.no_such_section().to_owned(),
        (Listing::Tag(_), None) => messages.no_such_tag().to_owned(),
        (Listing::Author(_), None) => messages.no_such_author().to_owned(),
    };
    let headline = match of {
        Listing::Section(_) if known => site.name(name.clone()),
        _ => element("bdi").child(name.clone()),
    };
    let number = (route.page() > 1)
        .then(|| interpolate(messages.page_number(), &[("page", &site.number(route.page() as usize))]));
    let stories = if !list.stories().is_empty() {
        story_list(site, &list, false)
    } else {
        let sentence = match (known, loaded.archive.has_more()) {
            (_, true) => None,
            (true, false) if route.page() > 1 => Some(messages.no_such_page_sentence()),
            (_, false) => Some(messages.no_such_list_sentence()),
        };
        markup()
            .child(sentence.map(paragraph))
            .child(load_notice::archive_notice(site, &loaded.archive))
            .child(paragraph(link(site, &Route::AllSections, messages.all_sections())))
    };
    let title = match &number {
        Some(number) => interpolate(messages.title_and_site(), &[("title", &name), ("site", number)]),
        None => name.clone(),
    };
    let view = element("section")
        .class("section-page")
        .attr("lang", messages.tag)
        .child(breadcrumb(site, &path, true))
        .child(element("h1").child(headline))
        .child(website(site, of, &list))
        .child(number.map(|number| element("p").class("page__number").child(number)))
        .child(stories);
    Content { title: Some(title), language: None, is_front: false, view: view.into() }
}

/// A link to the author's own page, where the feed names one.
fn website(site: &Site, of: &Listing, list: &ListPage) -> Option<Element> {
    let Listing::Author(_) = of else { return None };
    let is_author = |author: &&Author| Listing::of_author(&author.name) == *of;
    let authors = list.stories.iter().filter_map(|item| item.authors.iter().find(is_author));
    let (name, url) = authors.filter_map(|author| Some((&author.name, author.url.as_ref()?))).next()?;
    let label = interpolate(site.messages.author_page(), &[("author", name)]);
    let link = element("a").attr("href", url.to_string()).attr("rel", "noopener").child(label);
    Some(element("p").class("page__number").child(link))
}

//! Every section with the number of its stories.

use super::{Content, paragraph};
use crate::components::breadcrumb::breadcrumb;
use crate::components::load_notice::archive_notice;
use crate::components::site::Site;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::sections;
use crate::domain::site::route::Route;
use crate::domain::state::Loaded;
use crate::markup::{Element, element};

pub(super) fn all_sections(site: &Site, publication: &Publication, loaded: &Loaded) -> Content {
    let messages = site.messages;
    let all = sections::all(&publication.feed.items);
    let none = all.is_empty().then(|| paragraph(messages.no_sections()));
    let rows: Vec<Element> = all
        .iter()
        .map(|section| {
            let href = site.links.href(&Route::List { of: Listing::Section(section.slug.clone()), page: 1 });
            let link = element("a").attr("href", href).child(site.name(section.name().to_owned()));
            let count = element("span").class("sections__count").child(site.count(messages.stories(), section.count));
            let class = if section.path.len() > 1 { "sections__sub" } else { "sections__top" };
            element("li").class(class).child(link).child(" ").child(count)
        })
        .collect();
    let view = element("section")
        .class("section-page")
        .attr("lang", messages.tag)
        .child(breadcrumb(site, &[], false))
        .child(element("h1").child(messages.all_sections()))
        .child(none)
        .child(element("ul").class("sections").child(rows))
        .child(archive_notice(site, &loaded.archive));
    Content { title: Some(messages.all_sections().to_owned()), language: None, is_front: false, view: view.into() }
}

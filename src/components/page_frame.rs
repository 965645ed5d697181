//! What stands around every page: masthead, sections, footer.

use super::icon::{Icon, icon};
use super::site::Site;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::section_path;
use crate::domain::site::route::Route;
use crate::markup::{Element, Markup, element, markup};

/// The page in its frame. The paper's name is the headline of the front page, and a link to it elsewhere.
pub fn page_frame(
    site: &Site,
    publication: &Publication,
    route: &Route,
    is_front: bool,
    notice: Element,
    page: Markup,
) -> Markup {
    let skip = element("a")
        .class("skip-link")
        .attr("href", "#content")
        .attr("lang", site.messages.tag)
        .child(site.messages.skip_to_content());
    let content = element("main").attr("id", "content").class("page").attr("tabindex", "-1").child(page);
    markup()
        .child(skip)
        .child(masthead(site, publication, is_front))
        .child(section_navigation(site, publication, route))
        .child(notice)
        .child(content)
        .child(footer(site, publication))
}

fn masthead(site: &Site, publication: &Publication, is_front: bool) -> Element {
    let title = element("bdi").child(publication.feed.title.clone());
    let link = element("a").attr("href", site.links.href(&Route::HOME)).child(title);
    let name = element(if is_front { "h1" } else { "p" }).class("masthead__name").child(link);
    let description = publication.feed.description.clone().map(|text| {
        let text = element("bdi").child(text);
        element("p").class("masthead__description").child(text)
    });
    // The page may be a story in another language; the name of the paper is in the paper's.
    element("header").class("masthead").attr("lang", site.dates.language.clone()).child(name).child(description)
}

fn section_navigation(site: &Site, publication: &Publication, route: &Route) -> Element {
    let messages = site.messages;
    let current_section = match route {
        Route::List { of: Listing::Section(slug), .. } => Some(slug.clone()),
        Route::Article { key, .. } => publication
            .story(*key)
            .filter(|item| !item.section.is_empty())
            .map(|item| section_path::slug_of(&item.section)),
        _ => None,
    };
    let link = |name: Element, to: Route, current: bool| {
        let is_page = current && to.at_page(1) == route.at_page(1);
        let current = current.then_some(if is_page { "page" } else { "true" });
        let link = element("a").attr("href", site.links.href(&to)).attr("aria-current", current);
        element("li").child(link.child(name))
    };
    let words_of = |word: &'static str| element("bdi").child(word);
    let mut links = vec![link(words_of(messages.home()), Route::HOME, matches!(route, Route::Home { .. }))];
    for section in &publication.navigation {
        let current = current_section.as_deref().is_some_and(|slug| {
            slug == section.slug || slug.strip_prefix(&section.slug).is_some_and(|rest| rest.starts_with('/'))
        });
        links.push(link(
            site.name(section.name().to_owned()),
            Route::List { of: Listing::Section(section.slug.clone()), page: 1 },
            current,
        ));
    }
    if publication.feed.items.iter().any(|item| !item.section.is_empty()) {
        links.push(link(words_of(messages.all_sections()), Route::AllSections, *route == Route::AllSections));
    }
    let search = Route::search("");
    let current = matches!(route, Route::Search { .. }).then_some("page");
    let search =
        element("a").class("section-nav__search").attr("href", site.links.href(&search)).attr("aria-current", current);
    links.push(element("li").child(search.child(icon(Icon::Search)).child(messages.search())));
    let list = element("ul").child(links);
    element("nav").class("section-nav").attr("lang", messages.tag).attr("aria-label", messages.sections()).child(list)
}

fn footer(site: &Site, publication: &Publication) -> Element {
    let link = |url: String, kind: Option<&'static str>| element("a").attr("href", url).attr("type", kind);
    let mut rows: Vec<Element> = Vec::new();
    for entry in &publication.settings.footer {
        let title = site.name(entry.title.clone());
        rows.push(element("li").child(link(entry.url.clone(), None).child(title)));
    }
    let feed = link(publication.feed_address.to_string(), Some("application/feed+json")).child(site.messages.feed());
    rows.push(element("li").child(feed));
    let links = element("nav").attr("aria-label", site.messages.about_site()).child(element("ul").child(rows));
    element("footer").class("footer").attr("lang", site.messages.tag).child(links)
}

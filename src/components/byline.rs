//! Who wrote a story, and what it is about: the way to others like it.

use super::site::Site;
use super::story_card::language_of;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::{Item, names_of};
use crate::domain::site::route::Route;
use crate::markup::{Element, Markup, element, markup};

/// The line after the body, in parentheses: the item's own, or its authors, each with a link to their stories.
pub fn byline(site: &Site, item: &Item) -> Option<Element> {
    let byline = item.byline.clone()?;
    let (before, after) = site.messages.byline().split_once("{byline}").unwrap_or(("", ""));
    let content = if names_of(&item.authors).as_ref() == Some(&byline) {
        let names = item.authors.iter().map(|author| author.name.as_str()).filter(|name| !name.is_empty());
        separated(names.map(|name| link(site, name, Listing::of_author(name))))
    } else {
        markup().child(byline)
    };
    Some(element("p").class("byline").child(before).child(content).child(after))
}

/// The tags of a story as links to their lists.
pub fn tags(site: &Site, item: &Item) -> Option<Element> {
    (!item.tags.is_empty()).then(|| {
        let (lang, _) = language_of(site, item);
        let lang = Some(lang.unwrap_or_else(|| site.messages.tag.to_owned()));
        let row = |tag: &String| element("li").child(link(site, tag, Listing::of_tag(tag)).attr("lang", lang.clone()));
        let rows: Vec<Element> = item.tags.iter().map(row).collect();
        let title = element("span").child(site.messages.tags());
        element("nav")
            .class("tags")
            .attr("lang", site.messages.tag)
            .attr("aria-label", site.messages.tags())
            .child(title)
            .child(element("ul").child(rows))
    })
}

fn link(site: &Site, name: &str, of: Listing) -> Element {
    let href = site.links.href(&Route::List { of, page: 1 });
    element("a").attr("href", href).child(element("bdi").child(name.to_owned()))
}

fn separated(links: impl Iterator<Item = Element>) -> Markup {
    let mut row = markup();
    for (at, link) in links.enumerate() {
        row = row.child((at > 0).then_some(", ")).child(link);
    }
    row
}

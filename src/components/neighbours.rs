//! The stories just before and after one.

use super::site::Site;
use crate::domain::feed::Item;
use crate::markup::{Element, element};

/// Newer at the start, Older at the end, each with its headline.
pub fn neighbours(site: &Site, newer: Option<&Item>, older: Option<&Item>) -> Option<Element> {
    let link = |item: &Item, class: &'static str, rel: &'static str, label: &'static str| {
        let link = element("a").class(class).attr("rel", rel).attr("href", site.links.href(&item.route()));
        let lang = item.language.clone().or_else(|| site.paper.clone());
        let headline = element("bdi").attr("lang", lang).child(item.headline.clone());
        link.child(element("span").child(label)).child(" ").child(headline)
    };
    let messages = site.messages;
    let newer = newer.map(|item| link(item, "neighbours__newer", "prev", messages.newer()));
    let older = older.map(|item| link(item, "neighbours__older", "next", messages.older()));
    (newer.is_some() || older.is_some()).then(|| {
        let neighbours = element("nav").class("neighbours").attr("aria-label", messages.newer_and_older());
        neighbours.child(newer).child(older)
    })
}

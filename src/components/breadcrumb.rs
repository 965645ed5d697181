//! The way from the front page: `Home > News > Xianning News`.

use super::site::Site;
use crate::domain::feed::listing::Listing;
use crate::domain::site::route::Route;
use crate::markup::{Element, element};

/// The sections of `path` as links. Where the page is the last of them itself, `here` marks it as the current page.
pub fn breadcrumb(site: &Site, path: &[String], here: bool) -> Element {
    let step = |name: Element, to: Route, current: bool| {
        let link = element("a").attr("href", site.links.href(&to)).attr("aria-current", current.then_some("page"));
        element("li").child(link.child(name))
    };
    let mut steps = vec![step(element("bdi").child(site.messages.home()), Route::HOME, false)];
    for depth in 1..=path.len() {
        let section = Route::List { of: Listing::of_section(&path[..depth]), page: 1 };
        steps.push(step(site.name(path[depth - 1].clone()), section, here && depth == path.len()));
    }
    let list = element("ol").child(steps);
    element("nav")
        .class("breadcrumb")
        .attr("lang", site.messages.tag)
        .attr("aria-label", site.messages.breadcrumb())
        .child(list)
}

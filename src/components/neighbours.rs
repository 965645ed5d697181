//! The stories just before and after one.

use leptos::prelude::*;

use super::site::Site;
use crate::domain::feed::Item;

/// Newer at the start, Older at the end, each with its headline.
pub fn neighbours(site: &Site, newer: Option<&Item>, older: Option<&Item>) -> Option<impl IntoView + use<>> {
    let link = |item: &Item, class: &'static str, rel: &'static str, label: &'static str| {
        view! {
            <a class=class rel=rel href=site.links.href(&item.route())>
                <span>{label}</span>
                " "
                <bdi>{item.headline.clone()}</bdi>
            </a>
        }
    };
    (newer.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="neighbours" aria-label=site.words.newer_and_older>
                {newer.map(|item| link(item, "neighbours__newer", "prev", site.words.newer))}
                {older.map(|item| link(item, "neighbours__older", "next", site.words.older))}
            </nav>
        }
    })
}

//! The way from the front page: `Home > News > Xianning News`.

use leptos::prelude::*;

use super::site::Site;
use crate::domain::route::Route;
use crate::domain::section_path;

/// The sections of `path` as links. Where the page is the last of them itself, `here` marks it as the current page.
pub fn breadcrumb(site: &Site, path: &[String], here: bool) -> impl IntoView + use<> {
    let mut steps = vec![(site.words.home.to_owned(), site.links.href(&Route::HOME), false)];
    for depth in 1..=path.len() {
        let slug = section_path::slug_of(&path[..depth]);
        let href = site.links.href(&Route::Section { slug, page: 1 });
        steps.push((path[depth - 1].clone(), href, here && depth == path.len()));
    }
    let steps = steps
        .into_iter()
        .map(|(name, href, current)| {
            view! {
                <li>
                    <a href=href aria-current=current.then_some("page")>
                        <bdi>{name}</bdi>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="breadcrumb" aria-label=site.words.breadcrumb>
            <ol>{steps}</ol>
        </nav>
    }
}

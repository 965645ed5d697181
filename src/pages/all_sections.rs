//! Every section with the number of its stories.

use leptos::prelude::*;

use super::Content;
use crate::components::breadcrumb::breadcrumb;
use crate::components::load_notice::archive_notice;
use crate::components::site::Site;
use crate::domain::edition::Edition;
use crate::domain::feed_state::Loaded;
use crate::domain::route::Route;
use crate::domain::sections;

pub(super) fn all_sections(site: &Site, edition: &Edition, loaded: &Loaded) -> Content {
    let words = site.words;
    let all = sections::all(&edition.feed.items);
    let none = all.is_empty().then(|| view! { <p>{words.no_sections}</p> });
    let rows = all
        .iter()
        .map(|section| {
            let href = site.links.href(&Route::Section { slug: section.slug.clone(), page: 1 });
            let class = if section.path.len() > 1 { "sections__sub" } else { "sections__top" };
            view! {
                <li class=class>
                    <a href=href>
                        <bdi>{section.name().to_owned()}</bdi>
                    </a>
                    " "
                    <span class="sections__count">{site.stories(section.count)}</span>
                </li>
            }
        })
        .collect_view();
    let view = view! {
        <section class="section-page">
            {breadcrumb(site, &[], false)} <h1>{words.all_sections}</h1> {none} <ul class="sections">{rows}</ul>
            {archive_notice(site, &loaded.archive)}
        </section>
    }
    .into_any();
    Content { title: Some(words.all_sections.to_owned()), language: None, is_front: false, view }
}

//! The front page: a lead story and the latest.

use leptos::prelude::*;

use super::Content;
use crate::components::load_notice;
use crate::components::site::Site;
use crate::components::story_list::{ListPage, story_list};
use crate::domain::edition::Edition;
use crate::domain::feed_state::{Archive, Loaded};
use crate::domain::route::Route;
use crate::domain::words::fill;

pub(super) fn home(site: &Site, edition: &Edition, loaded: &Loaded, route: &Route) -> Content {
    let words = site.words;
    let list = ListPage { route, stories: edition.stories().collect(), archive: &loaded.archive };
    let title = (route.page() > 1).then(|| fill(words.page_number, &[("page", &route.page().to_string())]));
    let view = match (list.stories().is_empty(), route.page(), &loaded.archive) {
        (false, page, _) => {
            let heading = title.clone().map(|title| view! { <p class="page__number">{title}</p> });
            view! {
                {heading}
                {story_list(site, &list, page == 1)}
            }
            .into_any()
        }
        (true, 1, Archive::Ended) => view! {
            <section class="statement">
                <h2>{words.empty}</h2>
                <p>{words.empty_sentence}</p>
            </section>
        }
        .into_any(),
        (true, 1, archive) => load_notice::archive_notice(site, archive).into_any(),
        (true, _, archive) if archive.has_more() => load_notice::archive_notice(site, archive).into_any(),
        (true, _, archive) => view! {
            <section class="statement">
                <h2>{words.no_such_page}</h2>
                <p>{words.no_such_page_sentence}</p>
                {load_notice::archive_notice(site, archive)}
                <p>
                    <a href=site.links.href(&Route::HOME)>{words.newest_stories}</a>
                </p>
            </section>
        }
        .into_any(),
    };
    Content { title, language: None, is_front: true, view }
}

//! The front page: a lead story and the latest.

use super::{Content, link, paragraph};
use crate::components::load_notice;
use crate::components::site::Site;
use crate::components::story_list::{ListPage, story_list};
use crate::domain::feed::publication::Publication;
use crate::domain::site::messages::interpolate;
use crate::domain::site::route::Route;
use crate::domain::state::{Archive, Loaded};
use crate::markup::{Markup, element, markup};

pub(super) fn home(site: &Site, publication: &Publication, loaded: &Loaded, route: &Route) -> Content {
    let messages = site.messages;
    let list =
        ListPage { route, stories: publication.stories().map(AsRef::as_ref).collect(), archive: &loaded.archive };
    let title = (route.page() > 1)
        .then(|| interpolate(messages.page_number(), &[("page", &site.number(route.page() as usize))]));
    let notice = || load_notice::archive_notice(site, &loaded.archive);
    let statement = |headline: &'static str, sentence: &'static str| {
        let headline = element("h2").child(headline);
        element("section").class("statement").attr("lang", messages.tag).child(headline).child(paragraph(sentence))
    };
    let view: Markup = match (list.stories().is_empty(), route.page(), &loaded.archive) {
        (false, page, _) => {
            let heading = title.clone().map(|title| element("p").class("page__number").child(title));
            markup().child(heading).child(story_list(site, &list, page == 1))
        }
        (true, 1, Archive::Ended) => statement(messages.empty(), messages.empty_sentence()).into(),
        (true, 1, _) => markup().child(notice()),
        (true, _, archive) if archive.has_more() => markup().child(notice()),
        (true, _, _) => statement(messages.no_such_page(), messages.no_such_page_sentence())
            .child(notice())
            .child(paragraph(link(site, &Route::HOME, messages.newest_stories())))
            .into(),
    };
    Content { title, language: None, is_front: true, view }
}

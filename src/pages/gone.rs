//! A story that the feed does not hold (any more): feeds keep their newest stories only, links live longer.

use super::{Content, link, paragraph, statement};
use crate::components::load_notice;
use crate::components::site::Site;
use crate::components::story_card::story_group;
use crate::domain::feed::publication::Publication;
use crate::domain::site::messages::interpolate;
use crate::domain::site::route::Route;
use crate::domain::state::{Archive, Loaded};
use crate::markup::{Element, element, markup};

/// How many of the newest stories are named as a consolation.
const WHATS_NEW: usize = 5;

pub(super) fn gone(site: &Site, publication: &Publication, loaded: &Loaded, slug: &str) -> Content {
    let messages = site.messages;
    let called = slug.replace('-', " ");
    let called = Some(called).filter(|called| !called.trim().is_empty());
    let was_called = || {
        let sentence = interpolate(messages.gone_called(), &[("title", called.as_ref()?)]);
        Some(paragraph(element("bdi").child(sentence)))
    };
    if let Archive::Loading { .. } | Archive::More(_) = &loaded.archive {
        let notice = load_notice::archive_notice(site, &loaded.archive);
        let view = statement(site, messages.looking()).child(was_called()).child(notice);
        let title = Some(messages.looking().to_owned());
        return Content { title, language: None, is_front: false, view: view.into() };
    }
    // Where the older pages could not be read, nobody knows whether the story is there.
    let (headline, sentence) = match &loaded.archive {
        Archive::Failed { .. } => (messages.not_found_yet(), None),
        _ if loaded.is_stale() => (messages.not_found_yet(), None),
        _ => (messages.gone(), Some(paragraph(messages.gone_sentence()))),
    };
    let statement = statement(site, headline)
        .child(was_called())
        .child(sentence)
        .child(load_notice::archive_notice(site, &loaded.archive))
        .child(paragraph(link(site, &Route::HOME, messages.to_home())))
        .child(called.map(|called| paragraph(link(site, &Route::search(&called), messages.search_label()))));
    let view = markup().child(statement).child(whats_new(site, publication));
    Content { title: Some(headline.to_owned()), language: None, is_front: false, view }
}

/// The newest stories.
pub(super) fn whats_new(site: &Site, publication: &Publication) -> Option<Element> {
    story_group(
        site,
        "whats-new",
        site.messages.whats_new().to_owned(),
        publication.stories().map(AsRef::as_ref).take(WHATS_NEW),
    )
}

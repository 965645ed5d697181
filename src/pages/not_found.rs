//! An address that is none.

use super::{Content, gone::whats_new, link, paragraph, statement};
use crate::components::site::Site;
use crate::domain::feed::publication::Publication;
use crate::domain::site::route::Route;
use crate::markup::markup;

pub(super) fn not_found(site: &Site, publication: &Publication) -> Content {
    let messages = site.messages;
    let sentence = paragraph(messages.not_found_sentence());
    let statement = statement(site, messages.not_found()).child(sentence).child(paragraph(link(
        site,
        &Route::HOME,
        messages.to_home(),
    )));
    let view = markup().child(statement).child(whats_new(site, publication));
    Content { title: Some(messages.not_found().to_owned()), language: None, is_front: false, view }
}

//! No feed: not put there yet, or not to be had.

use super::{Content, paragraph, statement};
use crate::components::load_notice;
use crate::components::site::Site;
use crate::domain::feed::publication::Publication;
use crate::domain::site::messages::interpolate;
use crate::domain::state::RetryingRequest;
use crate::domain::state::failure::Failure;
use crate::markup::element;

/// Where the format is told: the specification's own address.
const SPECIFICATION: &str = "https://www.jsonfeed.org/version/1.1/";

/// `retrying`: it is being tried again, and the page stays until there is an answer.
pub(super) fn feed_failed(
    site: &Site,
    publication: &Publication,
    failure: &Failure,
    retrying: Option<&RetryingRequest>,
) -> Content {
    let messages = site.messages;
    let again = load_notice::more(match retrying {
        None => load_notice::try_again(site),
        Some(retrying) => load_notice::again(site, retrying),
    });
    let (headline, view) = if failure.is_no_feed_yet() {
        let sentence = interpolate(messages.no_feed_sentence(), &[("url", publication.feed_address.as_str())]);
        let specification = element("a").attr("href", SPECIFICATION).attr("rel", "noopener noreferrer");
        let help =
            paragraph(messages.no_feed_help()).child(" ").child(specification.child(messages.no_feed_specification()));
        (messages.no_feed(), statement(site, messages.no_feed()).child(paragraph(sentence)).child(help))
    } else {
        let sentence = paragraph(failure.sentence(messages));
        (
            messages.failed(),
            statement(site, messages.failed()).child(sentence).child(load_notice::excerpt(site, failure)),
        )
    };
    Content { title: Some(headline.to_owned()), language: None, is_front: false, view: view.child(again).into() }
}

//! No feed: not put there yet, or not to be had.

use super::{Content, paragraph, statement};
use crate::components::load_notice;
use crate::components::site::Site;
use crate::domain::edition::Edition;
use crate::domain::failure::Failure;
use crate::domain::feed_state::Event;
use crate::domain::words::fill;
use crate::markup::element;

/// Where the format is told: the specification's own address.
const SPECIFICATION: &str = "https://www.jsonfeed.org/version/1.1/";

/// `is_retrying`: it has been asked for again, and the page stays until there is an answer.
pub(super) fn feed_failed(site: &Site, edition: &Edition, failure: &Failure, is_retrying: bool) -> Content {
    let words = site.words;
    let again = match is_retrying {
        false => load_notice::more(load_notice::button(site, words.try_again(), Event::TriesAgain)),
        true => load_notice::more(load_notice::waiting_button(words.loading())),
    };
    let (headline, view) = if failure.is_no_feed_yet() {
        let sentence = fill(words.no_feed_sentence(), &[("url", edition.feed_address.as_str())]);
        let specification = element("a").attr("href", SPECIFICATION).attr("rel", "noopener noreferrer");
        let help = paragraph(words.no_feed_help()).child(" ").child(specification.child(words.no_feed_specification()));
        (words.no_feed(), statement(site, words.no_feed()).child(paragraph(sentence)).child(help))
    } else {
        let sentence = paragraph(failure.sentence(words));
        (words.failed(), statement(site, words.failed()).child(sentence).child(load_notice::excerpt(site, failure)))
    };
    Content { title: Some(headline.to_owned()), language: None, is_front: false, view: view.child(again).into() }
}

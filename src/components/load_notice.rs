//! What is being loaded, and what could not be.

use super::site::Site;
use crate::domain::site::messages::interpolate;
use crate::domain::state::failure::Failure;
use crate::domain::state::{Archive, Event, MAX_TRIES, RetryingRequest};
use crate::markup::{Element, Markup, element, markup};

/// A sentence while something is on its way.
pub fn loading(sentence: &'static str) -> Element {
    element("p").class("notice").attr("role", "status").child(sentence)
}

/// A button that tells the feed's state something.
pub fn button(site: &Site, label: impl crate::markup::Child, event: Event) -> Element {
    let tell = site.tell.clone();
    let button = element("button").attr("type", "button").class("button").child(label);
    button.on("click", move |_| tell(event.clone()))
}

/// What failed, why, and a way on.
pub fn failure(site: &Site, headline: &'static str, failure: &Failure, way_on: Element) -> Element {
    element("div")
        .class("notice notice--failed")
        .attr("role", "alert")
        .child(element("p").child(element("strong").child(headline)))
        .child(element("p").child(failure.sentence(site.messages)))
        .child(excerpt(site, failure))
        .child(way_on)
}

/// The button that asks again for what failed.
pub fn try_again(site: &Site) -> Element {
    button(site, site.messages.try_again(), Event::RetryRequested)
}

/// The text around a fault in the feed.
pub fn excerpt(site: &Site, failure: &Failure) -> Option<Markup> {
    let excerpt = failure.excerpt()?.to_owned();
    let text = element("pre").class("excerpt").attr("tabindex", "0").attr("dir", "ltr").child(excerpt);
    Some(markup().child(element("p").child(site.messages.failed_where())).child(text))
}

/// A button that has been pressed. It stays the same element, and so keeps the focus of the reader who has pressed it.
pub fn waiting_button(label: &'static str) -> Element {
    element("button").attr("type", "button").class("button").attr("aria-disabled", "true").child(label)
}

/// That it is being tried again, and the ways to hurry that or to stop it.
pub fn again(site: &Site, retrying: &RetryingRequest) -> Element {
    let messages = site.messages;
    let which = [("n", site.number(retrying.tries.into())), ("most", site.number(MAX_TRIES.into()))];
    let which = which.each_ref().map(|(name, number)| (*name, number.as_str()));
    let first = match retrying.waiting {
        true => button(site, messages.try_again(), Event::RetryRequested),
        false => waiting_button(messages.loading()),
    };
    let told = (retrying.waiting).then(|| element("span").child(interpolate(messages.tried(), &which)));
    element("p")
        .class("ways")
        .child(first)
        .child(button(site, messages.stop(), Event::Cancelled(retrying.request)))
        .child(told)
}

/// A button, whose change is told to those who don't see it.
pub fn more(button: Element) -> Element {
    element("p").class("more").attr("role", "status").child(button)
}

/// Where a list ends before the feed does: a way to older stories, or why there is none.
pub fn archive_notice(site: &Site, archive: &Archive) -> Option<Element> {
    let messages = site.messages;
    let told = |sentence: &'static str| Some(element("p").class("notice").child(sentence));
    match archive {
        Archive::Ended => None,
        Archive::More(_) => Some(more(button(site, messages.show_older(), Event::OlderRequested))),
        Archive::Loading { retrying, .. } => Some(match &retrying.failure {
            Some(cause) => failure(site, messages.older_failed(), cause, again(site, retrying)),
            None => more(waiting_button(messages.loading_older())),
        }),
        Archive::Failed { failure: cause, .. } => Some(failure(site, messages.older_failed(), cause, try_again(site))),
        Archive::Loops => told(messages.older_loops()),
        Archive::TooLong => told(messages.older_too_long()),
    }
}

//! What the reader should know of the feed while stories are shown: that there are new ones, that these are old.
//!
//! It lies at the window's lower edge, so that it never moves what is being read.

use super::load_notice::{again, button};
use super::site::Site;
use crate::browser::front_page;
use crate::domain::feed::date::Moment;
use crate::domain::site::messages::interpolate;
use crate::domain::state::{Event, Loaded};
use crate::markup::{Element, element};

const EMPTY: &str = "feed-notice";

/// The notice. It is always there, empty if there is nothing to say, because only changes of what is there already are
/// read out.
pub fn feed_notice(site: &Site, loaded: Option<&Loaded>) -> Element {
    let status = element("p").attr("role", "status");
    let notice = |class| element("div").class(class).attr("lang", site.messages.tag);
    // A landmark only while there is something in it.
    let landmark = |class| notice(class).attr("role", "region").attr("aria-label", site.messages.feed());
    let Some(loaded) = loaded else { return notice(EMPTY).child(status) };
    let new = loaded.updates_to_show();
    let close = button(site, site.messages.close(), Event::NoticeDismissed);
    if new > 0 {
        let label = site.count(site.messages.new_stories(), new);
        let tell = site.tell.clone();
        let show = element("button").attr("type", "button").class("button").child(label.clone());
        let show = show.on("click", move |_| {
            tell(Event::ShowUpdates);
            front_page::open();
        });
        // The button's own words say it to those who see it.
        return landmark("feed-notice feed-notice--new")
            .child(status.class("visually-hidden").child(label))
            .child(show)
            .child(close);
    }
    if !loaded.shows_stale_notice() {
        return notice(EMPTY).child(status);
    }
    let moment = Moment { epoch_ms: loaded.current_at, date_only: false };
    let age = site.dates.in_list(moment, site.now_ms);
    // Digits and hyphens keep their order in every script.
    let time = ["\u{2066}", &site.dates.iso_minute(moment), "\u{2069}"].concat();
    let age = interpolate(site.messages.stale(), &[("age", &age), ("time", &time)]);
    let mut sentence = loaded.refresh.failure().map_or_else(String::new, |failure| failure.sentence(site.messages));
    sentence.push(' ');
    sentence.push_str(&age);
    let ways = match loaded.refresh.retrying() {
        Some(retrying) => again(site, retrying),
        None => element("p")
            .class("ways")
            .child(button(site, site.messages.try_again(), Event::RetryRequested))
            .child(close),
    };
    landmark("feed-notice feed-notice--stale").child(status.child(sentence)).child(ways)
}

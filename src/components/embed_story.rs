//! One story of a widget.

use super::dated::dated;
use super::picture::{Room, image};
use super::site::Site;
use super::story_card::{field, language_of};
use crate::domain::feed::Item;
use crate::domain::parse::plain_text::first_words;
use crate::domain::widget::{Embed, Layout, Open};
use crate::markup::{Element, element};

/// The id of the sentence that says that links open in a new tab: it describes them, so that their names stay headlines.
pub const NEW_TAB: &str = "opens-tab";

/// How much of a summary is shown, in characters.
const SUMMARY_CHARS: usize = 160;

/// An entry of the widget's list: picture, section, headline, summary, date, as the embedder chose. The headline is a
/// heading of level 3.
pub fn embed_story(site: &Site, embed: &Embed, item: &Item) -> Element {
    let is_bare = embed.layout == Layout::Headlines;
    let kicker = item.kicker.as_deref().or_else(|| item.section_name()).filter(|_| !is_bare);
    let kicker = kicker.map(|kicker| element("p").class("kicker").child(element("bdi").child(kicker.to_owned())));
    let headline = story_link(site, embed, item).child(item.headline.clone());
    let headline = field(item, "h3").class("embed__headline").child(headline);
    let summary = item.summary.as_ref().filter(|summary| embed.summary && **summary != item.headline);
    let summary = summary.map(|summary| first_words(summary, SUMMARY_CHARS));
    let summary = summary.map(|summary| field(item, "p").class("embed__summary").child(summary));
    let published = item.published.map(|moment| dated(moment, site.dates.in_list(moment, site.now_ms)));
    let date = published.map(|published| element("p").class("embed__date").child(published));
    let picture = item.image.as_ref().filter(|_| embed.images).map(|picture| {
        let image = image(picture, String::new(), Room::Card).attr("loading", "lazy");
        // The headline is the link; the picture repeats it for the mouse and the finger only.
        let link = story_link(site, embed, item).class("embed__picture");
        link.attr("tabindex", "-1").attr("aria-hidden", "true").child(image)
    });
    let words = element("div").class("embed__words").child(kicker).child(headline).child(summary).child(date);
    let (lang, dir) = language_of(site, item);
    element("li")
        .class("embed__story")
        .key(item.key.to_string())
        .attr("lang", lang)
        .attr("dir", dir)
        .child(words)
        .child(picture)
}

fn story_link(site: &Site, embed: &Embed, item: &Item) -> Element {
    match embed.open {
        Open::Host => tab_link(site.links.href(&item.route())),
        Open::Inside => element("a").attr("href", embed.inside(item)).attr("data-inside", true),
    }
}

/// A link that opens in a new tab: in the frame there is no room for another page.
pub fn tab_link(href: String) -> Element {
    let link = element("a").attr("href", href).attr("target", "_blank").attr("rel", "noopener");
    link.attr("aria-describedby", NEW_TAB)
}

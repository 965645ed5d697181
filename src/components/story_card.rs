//! One story in a list.

use super::dated::dated;
use super::picture::{Room, image};
use super::site::Site;
use crate::domain::feed::Item;
use crate::domain::parse::plain_text::first_words;
use crate::domain::site::text_direction;
use crate::markup::{Element, Markup, element, markup};

/// How much of a summary is shown, in characters. It is cut here and not by the stylesheet, which would also cut what a
/// reader's own spacing or size has moved.
const SUMMARY_CHARS: usize = 240;

/// How much room a story gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The front page's first story.
    Lead,
    /// Any other of a page's own list.
    Card,
    /// One of a list that stands under a heading of its own.
    Minor,
}

/// Picture, kicker, headline, summary, source and date. The headline is a heading of level 2, in a list under
/// a heading of level 3.
pub fn story_card(site: &Site, item: &Item, weight: Weight) -> Element {
    let summary = item.summary.as_ref().filter(|summary| **summary != item.headline);
    let summary = summary.map(|summary| first_words(summary, SUMMARY_CHARS));
    let summary = summary.map(|summary| field(item, "p").class("story-card__summary").child(summary));
    card(site, item, weight, markup().child(item.headline.clone()), summary)
}

/// A story that was found, with its headline and what else there is to show of it.
pub fn found_card(site: &Site, item: &Item, headline: Markup, text: Option<Markup>) -> Element {
    let text = text.map(|text| field(item, "p").class("story-card__summary").child(text));
    card(site, item, Weight::Card, headline, text)
}

fn card(site: &Site, item: &Item, weight: Weight, headline: Markup, summary: Option<Element>) -> Element {
    let lead = weight == Weight::Lead;
    let href = site.links.href(&item.route());
    let kicker = item.kicker.clone().or_else(|| item.section_name().map(str::to_owned));
    let kicker = kicker.map(|kicker| element("p").class("kicker").child(element("bdi").child(kicker)));
    let source = item.source.as_ref().map(|source| element("bdi").child(source.name.clone()));
    let published = item.published.map(|moment| dated(moment, site.dates.in_list(moment, site.now_ms)));
    let meta = (source.is_some() || published.is_some())
        .then(|| element("p").class("story-card__meta").child(source).child(published));
    let picture = item.image.as_ref().map(|picture| {
        let room = if lead { Room::Lead } else { Room::Card };
        let image = image(picture, String::new(), room).attr("loading", if lead { "eager" } else { "lazy" });
        // The headline is the link; the picture repeats it for the mouse and the finger only.
        let link = element("a").class("story-card__picture").attr("href", href.clone());
        link.attr("tabindex", "-1").attr("aria-hidden", "true").child(image)
    });
    let headline = field(item, if weight == Weight::Minor { "h3" } else { "h2" })
        .class("story-card__headline")
        .child(element("a").attr("href", href).child(headline));
    let class = match (lead, picture.is_some()) {
        (true, true) => "story-card story-card--lead",
        (true, false) => "story-card story-card--lead story-card--plain",
        (false, true) => "story-card",
        (false, false) => "story-card story-card--plain",
    };
    let words = element("div").class("story-card__words").child(kicker).child(headline).child(summary).child(meta);
    let (lang, dir) = language_of(site, item);
    // Another story in the same place is another element: its picture never stands beside the last one's headline.
    element("article")
        .class(class)
        .key(item.key.to_string())
        .attr("data-long", item.has_long_headline())
        .attr("lang", lang)
        .attr("dir", dir)
        .child(words)
        .child(picture)
}

/// Stories in columns, under a heading of their own; nothing where there are none.
pub fn story_group<'a>(
    site: &Site,
    class: &'static str,
    title: String,
    stories: impl Iterator<Item = &'a Item>,
) -> Option<Element> {
    let cards: Vec<Element> = stories.map(|item| story_card(site, item, Weight::Minor)).collect();
    (!cards.is_empty()).then(|| {
        let title = element("h2").class("list-title").child(title);
        element("section")
            .class(class)
            .attr("lang", site.messages.tag)
            .child(title)
            .child(element("div").class("cards").child(cards))
    })
}

/// An element for one of an item's texts: where the item names no language, each goes by its own direction.
pub fn field(item: &Item, name: &'static str) -> Element {
    element(name).attr("dir", item.language.is_none().then_some("auto"))
}

/// `lang` and `dir` of an item, where they are not the page's.
pub fn language_of(site: &Site, item: &Item) -> (Option<String>, Option<&'static str>) {
    let direction = match &item.language {
        Some(tag) => text_direction::of_language(tag),
        None => text_direction::of_text(&item.headline),
    };
    let dir = (direction != site.direction).then(|| direction.as_str());
    (item.language.clone().or_else(|| site.paper.clone()), dir)
}

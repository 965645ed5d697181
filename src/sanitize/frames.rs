//! Replaces frames by cards or links. Nothing is requested before the reader asks for it.
//!
//! The elements of a card may be in a paragraph, where most feeds have their frames. A feed can't make a card, because
//! it may have no buttons, classes and `data-` attributes. `js/frame_card.js` inserts the frame.

use super::body_builder::BodyBuilder;
use super::tree::Tree;
use crate::domain::html::attributes::OUTSIDE_REL;
use crate::domain::html::frames::{Embed, embed};
use crate::domain::html::nesting::{Placement, place};
use crate::domain::html::pictures::{Attributes, get};
use crate::domain::html::values::count;
use crate::domain::html::white_space::trim;
use crate::domain::limits::BODY_DEPTH;
use crate::domain::site::messages::interpolate;
use crate::domain::web_url::WebUrl;

/// The depth of a card: a paragraph, the card, a part of it, and an element of that part.
const LEVELS: usize = 4;

/// Replaces a frame by a card or a link.
pub(super) fn replace_frame<T: Tree>(builder: &mut BodyBuilder<T>, node: &T::Node, out: &T::Node) {
    let given = builder.tree.attributes(node);
    let context = builder.context;
    let url = ["src", "data-src", "data-lazy-src"]
        .iter()
        .filter_map(|name| get(&given, name).map(trim).filter(|url| !url.is_empty()))
        .find_map(|url| WebUrl::parse(url, Some(context.base), context.parse_url).ok());
    let Some(url) = url else { return };
    let title = get(&given, "title").map(trim).unwrap_or("").replace('\r', "\n");
    let words = if title.is_empty() { url.display_host() } else { &title };
    if place(&builder.open, "a") != Placement::Fits || builder.open.len() + LEVELS > BODY_DEPTH {
        builder.words(&[" ", words, " "].concat(), out);
        return;
    }
    // Among paragraphs it needs its own; in a paragraph it does not.
    let is_block = matches!(builder.open.last(), None | Some(&("div" | "figure" | "blockquote")));
    let out = if is_block { builder.create("p", vec![], out) } else { out.clone() };
    match embed(&url) {
        Some(embed) => card(builder, &embed, &title, &given, &out),
        None => link(builder, url.as_str(), words, &out),
    }
    // It separates the card from the next text.
    if !is_block {
        builder.tree.append(&out, &builder.tree.create_text(" "));
    }
}

/// Adds an element with a text, and a space before it.
fn part<T: Tree>(
    builder: &mut BodyBuilder<T>,
    name: &str,
    attributes: &[(&str, &str)],
    words: &str,
    out: &T::Node,
) -> T::Node {
    if builder.tree.first_child(out).is_some() {
        builder.tree.append(out, &builder.tree.create_text(" "));
    }
    let element = builder.tree.create(name);
    for (name, value) in attributes {
        builder.tree.set(&element, name, value);
    }
    builder.tree.append(out, &element);
    if !words.is_empty() {
        builder.words(words, &element);
    }
    element
}

fn link<T: Tree>(builder: &mut BodyBuilder<T>, url: &str, words: &str, out: &T::Node) {
    part(builder, "a", &[("href", url), ("rel", OUTSIDE_REL)], words, out);
}

const BUTTON: &[(&str, &str)] = &[("type", "button"), ("class", "button")];

/// Adds a card: the service, the title of the frame, a note that nothing was requested yet, and the buttons.
fn card<T: Tree>(builder: &mut BodyBuilder<T>, embed: &Embed, title: &str, given: &Attributes, out: &T::Node) {
    let messages = builder.context.messages;
    let with_name = |sentence| interpolate(sentence, &[("provider", embed.name)]);

    let card = part(builder, "span", &[("class", "frame-card")], "", out);
    part(builder, "span", &[("class", "kicker")], embed.name, &card);
    if !title.is_empty() {
        part(builder, "strong", &[("dir", "auto")], title, &card);
    }
    // The title is in the language of the article, the rest in the language of the page.
    let ours = part(builder, "span", &[("dir", "auto"), ("lang", messages.tag)], "", &card);
    part(builder, "small", &[], &with_name(messages.frame_note()), &ours);
    let load = match embed.kind {
        "video" => messages.frame_video(),
        "audio" => messages.frame_audio(),
        "map" => messages.frame_map(),
        _ => messages.frame_chart(),
    };
    let button = part(builder, "button", BUTTON, &with_name(load), &ours);
    builder.tree.set(&button, "data-frame", &embed.loads);
    for (name, kept) in [("width", "data-width"), ("height", "data-height")] {
        if let Some(length) = get(given, name).filter(|length| count(length).is_some()) {
            builder.tree.set(&button, kept, length);
        }
    }
    let closing = part(builder, "button", BUTTON, messages.close(), &ours);
    builder.tree.set(&closing, "hidden", "");
    link(builder, &embed.page, &with_name(messages.frame_open()), &ours);
}

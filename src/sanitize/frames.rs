//! Replaces frames by cards or links. Nothing is requested before the reader asks for it.
//!
//! The elements of a card may be in a paragraph, where most feeds have their frames. A feed can't make a card, because
//! it may have no buttons, classes and `data-` attributes. `js/frame_card.js` inserts the frame.

use super::body_builder::BodyBuilder;
use super::tree::{Kind, Tree};
use crate::domain::html::amp;
use crate::domain::html::attributes::OUTSIDE_REL;
use crate::domain::html::frames::{Embed, embed, embed_of_page};
use crate::domain::html::nesting::{Placement, place};
use crate::domain::html::pictures::{is_late_name, is_unseen};
use crate::domain::html::tag_attributes::{Attributes, get};
use crate::domain::html::urls::{self, Target};
use crate::domain::html::values::count;
use crate::domain::html::white_space::trim;
use crate::domain::limits::BODY_DEPTH;
use crate::domain::parse::body_text;
use crate::domain::site::messages::interpolate;
use crate::domain::web_url::WebUrl;

/// The depth of a card: a paragraph, the card, a part of it, and an element of that part.
const LEVELS: usize = 4;

/// Replaces a frame by a card or a link. In a `noscript`, which says so by `cards_only`, only by a card that is not there yet.
pub(super) fn replace_frame<T: Tree>(builder: &mut BodyBuilder<T>, node: &T::Node, out: &T::Node, cards_only: bool) {
    let given = builder.tree.attributes(node);
    let context = builder.context;
    let own = ["src", "data-src", "data-lazy-src"].iter().filter_map(|name| get(&given, name));
    let late = given.iter().filter(|(name, _)| is_late_name(name) && name.ends_with("src")).map(|(_, value)| &**value);
    let url = own
        .chain(late)
        .map(trim)
        .filter(|url| !url.is_empty())
        .find_map(|url| WebUrl::parse(url, Some(context.base), context.parse_url).ok());
    let title = get(&given, "title").map(trim).unwrap_or("").replace('\r', "\n");
    match url {
        Some(url) => {
            let embed = embed(&url);
            let is_left_out = match &embed {
                Some(embed) => cards_only && embed.loads == builder.last_frame,
                None => cards_only || is_unseen(&given),
            };
            if !is_left_out {
                show(builder, &url, embed, &title, &given, out);
            }
        }
        // A frame with a document of its own, which is never shown: its title describes it.
        None if !title.is_empty() && !cards_only => line(builder, &title, out),
        None => {}
    }
}

/// Shows an element of AMP as a card or a link. Returns whether it names an address.
pub(super) fn replace_amp<T: Tree>(builder: &mut BodyBuilder<T>, name: &str, node: &T::Node, out: &T::Node) -> bool {
    let given = builder.tree.attributes(node);
    let context = builder.context;
    let Some(address) = amp::address(name, &given) else { return false };
    let Ok(url) = WebUrl::parse(&address, Some(context.base), context.parse_url) else { return false };
    let title = get(&given, "title").or_else(|| get(&given, "aria-label")).map(trim).unwrap_or("").replace('\r', "\n");
    let embed = embed_of_page(&url, context.parse_url);
    show(builder, &url, embed, &title, &given, out);
    true
}

/// Shows the film or song in the place of which a script would have put it: an empty element that names its address in an
/// attribute. Substack's `data-attrs` is an object; of its posts a link is shown.
pub(super) fn replace_empty<T: Tree>(builder: &mut BodyBuilder<T>, source: &T::Node, block: &T::Node) {
    let context = builder.context;
    let given = builder.tree.attributes(source);
    let parse = |url: &str| WebUrl::parse(url, Some(context.base), context.parse_url).ok();
    let embed_of = |url: &WebUrl| embed(url).or_else(|| embed_of_page(url, context.parse_url));
    let found = given.iter().find_map(|(name, value)| {
        if name == "data-attrs" {
            let url = parse(value.split("\"url\":\"").nth(1)?.split('"').next()?)?;
            return (url.display_host() != context.base.display_host()).then(|| (embed_of(&url), url));
        }
        let url = name.starts_with("data-").then(|| parse(value)).flatten()?;
        Some((Some(embed_of(&url)?), url))
    });
    if let Some((embed, url)) = found {
        show(builder, &url, embed, "", &given, block);
    }
}

/// Makes a bare address that is alone in its block a link; in a figure a card, if it is the page of a film or a song, as
/// systems write it that ask the service for a frame.
pub(super) fn replace_address<T: Tree>(builder: &mut BodyBuilder<T>, block: &T::Node) {
    let Some(text) = builder.tree.first_child(block) else { return };
    if builder.tree.kind(&text) != Kind::Text || builder.tree.next_sibling(&text).is_some() {
        return;
    }
    let words = builder.tree.text(&text);
    let address = trim(&words);
    let context = builder.context;
    let Some(href) = body_text::whole_address(address, context.parse_url) else { return };
    if place(&builder.open, "a") != Placement::Fits || builder.open.len() + LEVELS > BODY_DEPTH {
        return;
    }
    let embed =
        WebUrl::parse(&href, None, context.parse_url).ok().and_then(|url| embed_of_page(&url, context.parse_url));
    builder.tree.remove(&text);
    match embed.filter(|_| builder.open.contains(&"figure")) {
        Some(embed) => {
            let is_block = matches!(builder.open.last(), Some(&("div" | "figure" | "blockquote")));
            let out = if is_block { builder.create("p", vec![], block) } else { block.clone() };
            card(builder, &embed, "", &[], &out);
        }
        None => {
            let link = builder.tree.create("a");
            match urls::target(&href, context) {
                Some(Target::Inside(url)) => builder.tree.set(&link, "href", &url),
                _ => {
                    builder.tree.set(&link, "href", &href);
                    builder.tree.set(&link, "rel", OUTSIDE_REL);
                }
            }
            builder.tree.append(&link, &builder.tree.create_text(address));
            builder.tree.append(block, &link);
        }
    }
}

/// Adds words on a line of their own.
fn line<T: Tree>(builder: &mut BodyBuilder<T>, words: &str, out: &T::Node) {
    let is_block = matches!(builder.open.last(), None | Some(&("div" | "figure" | "blockquote")));
    if is_block && place(&builder.open, "p") == Placement::Fits && builder.open.len() < BODY_DEPTH {
        let paragraph = builder.create("p", vec![], out);
        builder.words(words, &paragraph);
    } else {
        builder.words(&[" ", words, " "].concat(), out);
    }
}

/// Adds a card, or a link where there is none for this address.
fn show<T: Tree>(
    builder: &mut BodyBuilder<T>,
    url: &WebUrl,
    embed: Option<Embed>,
    title: &str,
    given: &Attributes,
    out: &T::Node,
) {
    let words = if title.is_empty() { url.display_host() } else { title };
    if place(&builder.open, "a") != Placement::Fits || builder.open.len() + LEVELS > BODY_DEPTH {
        builder.words(&[" ", words, " "].concat(), out);
        return;
    }
    // Among paragraphs it needs its own; in a paragraph it does not.
    let is_block = matches!(builder.open.last(), None | Some(&("div" | "figure" | "blockquote")));
    let out = if is_block { builder.create("p", vec![], out) } else { out.clone() };
    match embed {
        Some(embed) => card(builder, &embed, title, given, &out),
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
    builder.last_frame.clone_from(&embed.loads);
    let messages = builder.context.messages;
    let with_name = |sentence| interpolate(sentence, &[("provider", embed.name)]);

    let card = part(builder, "span", &[("class", "frame-card")], "", out);
    part(builder, "span", &[("class", "kicker")], embed.name, &card);
    if !title.is_empty() {
        part(builder, "strong", &[("dir", "auto")], title, &card);
    }
    // The title is in the language of the article, the rest in the language of the page.
    let ui = part(builder, "span", &[("dir", "auto"), ("lang", messages.tag)], "", &card);
    part(builder, "small", &[], &with_name(messages.frame_note()), &ui);
    let load = match embed.kind {
        "video" => messages.frame_video(),
        "audio" => messages.frame_audio(),
        "map" => messages.frame_map(),
        _ => messages.frame_chart(),
    };
    let button = part(builder, "button", BUTTON, &with_name(load), &ui);
    builder.tree.set(&button, "data-frame", &embed.loads);
    for (name, attribute) in [("width", "data-width"), ("height", "data-height")] {
        if let Some(length) = get(given, name).filter(|length| count(length).is_some()) {
            builder.tree.set(&button, attribute, length);
        }
    }
    let closing = part(builder, "button", BUTTON, messages.close(), &ui);
    builder.tree.set(&closing, "hidden", "");
    link(builder, &embed.page, &with_name(messages.frame_open()), &ui);
}

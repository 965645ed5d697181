//! The row of share links under an article.

use super::icon::{Icon, icon};
use super::qr_dialog::{open_qr_dialog, qr_dialog};
use crate::browser::{clipboard, print, share_sheet, timing};
use crate::domain::feed::network::Network;
use crate::domain::site::messages::Messages;
use crate::domain::site::share::{self, Shared};
use crate::markup::{Element, Markup, State, element, markup};

/// What the reader has come to by a click.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    /// That the address is on the clipboard.
    Copied,
    /// That the address has to be copied by hand, in this sentence.
    ByHand(&'static str),
}

/// The field that holds the address for copying by hand.
const FIELD: &str = "share-address";
/// How long the reader is told that the link was copied.
const COPIED_MS: i32 = 6_000;

/// What can be shared, where to, and in which words.
pub struct ShareBar {
    /// The shared URL.
    pub url: String,
    /// The headline.
    pub title: String,
    /// What the article says in a sentence or two.
    pub summary: Option<String>,
    /// The address of its picture.
    pub picture: Option<String>,
    /// Where to share to, in this order.
    pub networks: Vec<Network>,
    /// The interface's words.
    pub messages: &'static Messages,
}

/// The share sheet where the device has one, 'Copy link', the networks in their order, 'Print', and all other networks
/// behind 'More'. Without an address to share there is only 'Print'.
pub fn share_bar(bar: ShareBar) -> Element {
    let ShareBar { url, title, summary, picture, networks, messages } = bar;
    let printing = || button(Icon::Print, messages.share_print(), Box::new(print::print));
    let section = element("section").class("share").attr("lang", messages.tag).attr("aria-label", messages.share());
    if url.is_empty() {
        return section.child(element("ul").class("share__list").child(printing()));
    }
    let told = State::new(Told::Nothing);
    let mut row: Vec<Element> = Vec::new();
    if share_sheet::is_there() {
        let (title, url, told) = (title.clone(), url.clone(), told.clone());
        let open = move || {
            let told = told.clone();
            share_sheet::open(&title, &url, move |shared| {
                tell(&told, shared.map_or(Told::ByHand(messages.share_sheet_failed()), |()| Told::Nothing));
            });
        };
        row.push(button(Icon::Share, messages.share_sheet(), Box::new(open)));
    }
    let copied = {
        let told = told.clone();
        element("span").class("share__told").attr("role", "status").live(move || match told.get() {
            Told::Copied => markup().child(icon(Icon::Done)).child(messages.share_copied()),
            _ => markup(),
        })
    };
    let copy = {
        let (address, told) = (url.clone(), told.clone());
        move || {
            tell(&told, Told::Nothing);
            let told = told.clone();
            clipboard::copy(&address, move |copied| {
                tell(&told, copied.map_or(Told::ByHand(messages.share_copy_by_hand()), |()| Told::Copied));
            });
        }
    };
    row.push(button(Icon::Link, messages.share_copy_link(), Box::new(copy)).child(copied));

    let shared = Shared { url: &url, title: &title, summary: summary.as_deref(), picture: picture.as_deref() };
    let entry = |network: Network| {
        let label = network.label(messages);
        match share::href(network, &shared) {
            Some(href) => link(network, label, href, messages),
            None => {
                let address = url.clone();
                button(Icon::Network(network), label, Box::new(move || open_qr_dialog(&address)))
            }
        }
    };
    let others = Network::ALL.into_iter().filter(|network| !networks.contains(network));
    let others: Vec<Element> = others.map(entry).collect();
    row.extend(networks.iter().map(|network| entry(*network)));
    if print::IS_POSSIBLE {
        row.push(printing());
    }
    let more = (!others.is_empty()).then(|| {
        let summary = element("summary").class("share__item").child(messages.share_more()).child(icon(Icon::Open));
        element("details").class("share__more").child(summary).child(element("ul").class("share__list").child(others))
    });
    let dialog = qr_dialog(url.clone(), messages);
    let by_hand = element("div").live(move || match told.get() {
        Told::ByHand(sentence) => by_hand(sentence, url.clone()),
        _ => markup(),
    });
    section.child(element("ul").class("share__list").child(row)).child(more).child(by_hand).child(dialog)
}

/// Tells the reader what has come of a click.
fn tell(told: &State<Told>, news: Told) {
    told.set(news);
    if news == Told::Copied {
        let told = told.clone();
        timing::after(COPIED_MS, move || {
            if told.now() == Told::Copied {
                told.set(Told::Nothing);
            }
        });
    }
    if matches!(news, Told::ByHand(_)) {
        clipboard::select(FIELD);
    }
}

/// The address in a field, for the reader to copy.
fn by_hand(sentence: &'static str, url: String) -> Markup {
    let field = element("input").attr("type", "text").attr("readonly", true).attr("dir", "ltr").attr("id", FIELD);
    element("label").class("share__by-hand").child(sentence).child(" ").child(field.attr("value", url)).into()
}

/// A button of the row.
fn button(picture: Icon, label: &'static str, press: Box<dyn Fn()>) -> Element {
    let button = element("button").attr("type", "button").class("share__item").on("click", move |_| press());
    element("li").child(button.child(icon(picture)).child(label))
}

/// A link of the row. Networks open in a tab of their own; a mail program is none.
fn link(network: Network, label: &'static str, href: String, messages: &'static Messages) -> Element {
    let is_mail = network == Network::Email;
    let note = element("span").class("visually-hidden").child(" ").child(messages.share_opens_tab());
    let link = element("a")
        .class("share__item")
        .attr("href", href)
        .attr("target", (!is_mail).then_some("_blank"))
        .attr("rel", (!is_mail).then_some("noopener noreferrer"));
    element("li").child(link.child(icon(Icon::Network(network))).child(label).child((!is_mail).then_some(note)))
}

//! The page's address as a QR code, for readers of WeChat, which has no share link.

use std::cell::Cell;
use std::rc::Rc;

use super::icon::{Icon, icon};
use crate::browser::{dialog, qr_code};
use crate::domain::site::messages::Messages;
use crate::markup::{Element, element};

const ID: &str = "qr-dialog";

/// Shows the dialog with the code that says `url`.
pub fn open_qr_dialog(url: &str) {
    dialog::open(ID);
    qr_code::draw(ID, url);
}

/// A dialog that stands closed in the page: headline, code, address, buttons. Escape and a click beside it close it too.
/// Whether the address fits into a code is known when it is drawn; until then neither sentence is to be seen.
pub fn qr_dialog(url: String, messages: &'static Messages) -> Element {
    let title = element("h2")
        .attr("id", "qr-dialog-title")
        .class("qr-dialog__title")
        .attr("tabindex", "-1")
        .attr("autofocus", true)
        .child(messages.qr_title());
    let sentence = |text: &'static str| element("p").class("qr-dialog__sentence").child(text);
    let drawing = element("svg").class("qr-dialog__code").attr("viewBox", "0 0 1 1").attr("role", "img");
    let drawing = drawing.attr("aria-label", messages.qr_picture()).child(element("path"));
    let save = button(Icon::Download, messages.qr_download(), || qr_code::save(ID));
    let code = element("div").class("qr-dialog__fits").attr("hidden", true);
    let code = code.child(sentence(messages.qr_sentence())).child(drawing).child(save);
    let too_long =
        element("div").class("qr-dialog__too-long").attr("hidden", true).child(sentence(messages.qr_too_long()));
    let address = element("p").class("qr-dialog__address").attr("dir", "ltr").child(url);
    let close = button(Icon::Close, messages.close(), || dialog::close(ID));
    let content = element("div").class("qr-dialog__content").child(title).child(code).child(too_long);
    let content = content.child(address).child(close);
    // Only a click that also began beside the dialog closes it: one that began in it is the end of selecting text.
    let pressed_beside = Rc::new(Cell::new(false));
    let pressed = pressed_beside.clone();
    element("dialog")
        .attr("id", ID)
        .class("qr-dialog")
        .attr("aria-labelledby", "qr-dialog-title")
        .on("pointerdown", move |event| pressed.set(dialog::is_beside(&event)))
        .on("click", move |event| {
            if pressed_beside.get() && dialog::is_beside(&event) {
                dialog::close(ID);
            }
        })
        .child(content)
}

fn button(picture: Icon, label: &'static str, press: fn()) -> Element {
    let button = element("button").attr("type", "button").class("button qr-dialog__button");
    button.child(icon(picture)).child(label).on("click", move |_| press())
}

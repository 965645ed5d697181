//! The page's address as a QR code, for readers of WeChat, which has no share link.

use std::cell::Cell;
use std::rc::Rc;

use super::icon::{Icon, icon};
use crate::browser::{dialog, save_picture};
use crate::domain::qr_code::QrCode;
use crate::domain::words::Words;
use crate::markup::{Element, Markup, element, markup};

const ID: &str = "qr-dialog";

/// Shows the dialog.
pub fn open_qr_dialog() {
    dialog::open(ID);
}

/// A dialog that stands closed in the page: headline, code, address, Close. Escape and a click beside it close it too.
/// `url` is what the code says; it is drawn while `is_wanted`, which follows from signals.
pub fn qr_dialog(url: String, is_wanted: impl Fn() -> bool + 'static, words: &'static Words) -> Element {
    let title = element("h2").attr("id", "qr-dialog-title").class("qr-dialog__title").child(words.qr_title);
    let address = element("p").class("qr-dialog__address").attr("dir", "ltr").child(url.clone());
    let drawing = move || if is_wanted() { code(&url, words) } else { markup() };
    let drawing = element("div").class("qr-dialog__drawing").live(drawing);
    let close = element("button").attr("type", "button").class("button qr-dialog__button");
    let close = close.child(icon(Icon::Close)).child(words.close).on("click", |_| dialog::close(ID));
    let content = element("div").class("qr-dialog__content").child(title).child(drawing).child(address).child(close);
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

/// The code on its light plate and what to do with it, or why there is none.
fn code(url: &str, words: &'static Words) -> Markup {
    let sentence = |words: &'static str| element("p").class("qr-dialog__sentence").child(words);
    let Ok(code) = QrCode::of(url) else { return sentence(words.qr_too_long).into() };
    let drawing = element("svg").class("qr-dialog__code").attr("viewBox", code.view_box()).attr("role", "img");
    let drawing = drawing.attr("aria-label", words.qr_picture).child(element("path").attr("d", code.svg_path()));
    let save = element("button").attr("type", "button").class("button qr-dialog__button");
    let save = save.child(icon(Icon::Download)).child(words.qr_download);
    let save = save.on("click", |_| save_picture::save(".qr-dialog__code", "qr-code.png"));
    markup().child(sentence(words.qr_sentence)).child(drawing).child(save)
}

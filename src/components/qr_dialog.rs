//! The page's address as a QR code, for readers of WeChat, which has no share link.

use leptos::prelude::{Get, GetValue, RwSignal, Set, SetValue, StoredValue};

use super::icon::{Icon, icon};
use crate::browser::dialog;
use crate::domain::qr_code::QrCode;
use crate::domain::words::Words;
use crate::markup::{Element, ElementRef, Markup, element, markup};

/// A dialog that stands closed in the page until [`QrDialogHandle::open`].
#[derive(Clone, Copy)]
pub struct QrDialogHandle {
    element: ElementRef,
    /// Whether it was ever opened: no code is drawn before.
    opened: RwSignal<bool>,
}

impl QrDialogHandle {
    /// For one dialog.
    pub fn closed() -> QrDialogHandle {
        QrDialogHandle { element: ElementRef::unset(), opened: RwSignal::new(false) }
    }

    /// Draws the code and shows the dialog.
    pub fn open(self) {
        self.opened.set(true);
        dialog::open(self.element);
    }
}

/// Headline, code, address, Close. Escape and a click beside it close it too.
///
/// `handle` is what opens it, `url` what the code says.
pub fn qr_dialog(handle: QrDialogHandle, url: String, words: &'static Words) -> Element {
    let QrDialogHandle { element: dialog, opened } = handle;
    let title = element("h2").attr("id", "qr-dialog-title").class("qr-dialog__title").child(words.qr_title);
    let address = element("p").class("qr-dialog__address").attr("dir", "ltr").child(url.clone());
    let code = element("div").class("qr-dialog__drawing").live(move || match opened.get() {
        true => code(&url, words),
        false => markup(),
    });
    let close = element("button").attr("type", "button").class("button qr-dialog__close");
    let close = close.child(icon(Icon::Close)).child(words.close).on("click", move |_| dialog::close(dialog));
    // Only a click that also began beside the dialog closes it: one that began in it is the end of selecting text.
    let pressed_beside = StoredValue::new(false);
    let content = element("div").class("qr-dialog__content").child(title).child(code).child(address).child(close);
    element("dialog")
        .class("qr-dialog")
        .attr("aria-labelledby", "qr-dialog-title")
        .reference(dialog)
        .on("pointerdown", move |event| pressed_beside.set_value(dialog::is_beside(&event)))
        .on("click", move |event| {
            if pressed_beside.get_value() && dialog::is_beside(&event) {
                dialog::close(dialog);
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
    markup().child(sentence(words.qr_sentence)).child(drawing)
}

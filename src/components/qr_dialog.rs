//! The page's address as a QR code, for readers of WeChat, which has no share link.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::browser::dialog;
use crate::domain::qr_code::QrCode;
use crate::domain::words::Words;

/// A dialog that stands closed in the page until [`QrDialogHandle::open`].
#[derive(Clone, Copy)]
pub struct QrDialogHandle {
    element: NodeRef<Dialog>,
    /// Whether it was ever opened: no code is drawn before.
    opened: RwSignal<bool>,
}

impl QrDialogHandle {
    /// For one dialog.
    pub fn new() -> QrDialogHandle {
        QrDialogHandle { element: NodeRef::new(), opened: RwSignal::new(false) }
    }

    /// Draws the code and shows the dialog.
    pub fn open(self) {
        self.opened.set(true);
        dialog::open(self.element);
    }
}

impl Default for QrDialogHandle {
    fn default() -> QrDialogHandle {
        QrDialogHandle::new()
    }
}

/// Headline, code, address, Close. Escape and a click beside it close it too.
#[component]
pub fn QrDialog(
    /// What opens it.
    handle: QrDialogHandle,
    /// What the code says.
    url: String,
    /// The interface's words.
    words: &'static Words,
) -> impl IntoView {
    let QrDialogHandle { element, opened } = handle;
    let address = url.clone();
    let code = move || opened.get().then(|| code(&url, words));
    let close = move |_| dialog::close(element);
    // Only a click that also began beside the dialog closes it: one that began in it is the end of selecting text.
    let pressed_beside = StoredValue::new(false);
    view! {
        <dialog
            class="qr-dialog"
            aria-labelledby="qr-dialog-title"
            node_ref=element
            on:pointerdown=move |event| pressed_beside.set_value(dialog::is_beside(&event))
            on:click=move |event| {
                if pressed_beside.get_value() && dialog::is_beside(&event) {
                    dialog::close(element);
                }
            }
        >
            <div class="qr-dialog__content">
                <h2 id="qr-dialog-title" class="qr-dialog__title">
                    {words.qr_title}
                </h2>
                {code}
                <p class="qr-dialog__address" dir="ltr">
                    {address}
                </p>
                <button type="button" class="button qr-dialog__close" on:click=close>
                    {icon(Icon::Close)}
                    {words.close}
                </button>
            </div>
        </dialog>
    }
    .into_any()
}

/// The code on its light plate and what to do with it, or why there is none.
fn code(url: &str, words: &'static Words) -> AnyView {
    match QrCode::of(url) {
        Ok(code) => view! {
            <p class="qr-dialog__sentence">{words.qr_sentence}</p>
            <svg class="qr-dialog__code" viewBox=code.view_box() role="img" aria-label=words.qr_picture>
                <path d=code.svg_path()></path>
            </svg>
        }
        .into_any(),
        Err(_) => view! { <p class="qr-dialog__sentence">{words.qr_too_long}</p> }.into_any(),
    }
}

//! The page's address as a QR code, for readers of WeChat, which has no share link.

use leptos::ev::Event;
use leptos::prelude::*;

use super::icon::{Icon, IconView};
use super::view_context::use_view_context;
use crate::browser::{dialog, qr_code};

const ID: &str = "qr-dialog";
const TITLE: &str = "qr-dialog-title";

/// Shows the dialog with the code of `url`.
pub fn open_qr_dialog(url: &str) {
    dialog::open(ID, TITLE);
    qr_code::draw(ID, url);
}

/// A dialog that is closed at first: headline, code, address, buttons. Escape and a click beside it close it too.
/// Whether the address fits into a code is known when it is drawn; until then neither sentence is to be seen.
#[component]
pub fn QrDialog(
    /// The address in letters, for readers who can't use the code.
    url: String,
) -> impl IntoView {
    let messages = use_view_context().messages;
    // Only a click that also began beside the dialog closes it: one that began in it is the end of selecting text.
    let is_pressed_beside = StoredValue::new(false);
    let press = move |event: &Event| is_pressed_beside.set_value(dialog::is_beside(event));
    let release = move |event: &Event| {
        if is_pressed_beside.get_value() && dialog::is_beside(event) {
            dialog::close(ID);
        }
    };
    view! {
        <dialog
            id=ID
            class="qr-dialog"
            aria-labelledby=TITLE
            on:pointerdown=move |event| press(&event)
            on:click=move |event| release(&event)
        >
            <div class="qr-dialog__content">
                <h2 id=TITLE class="qr-dialog__title" tabindex="-1">
                    {messages.qr_title()}
                </h2>
                <div class="qr-dialog__fits" hidden>
                    <p class="qr-dialog__sentence">{messages.qr_sentence()}</p>
                    <svg class="qr-dialog__code" viewBox="0 0 1 1" role="img" aria-label=messages.qr_picture()>
                        <path></path>
                    </svg>
                    <button type="button" class="button qr-dialog__button qr-dialog__save" on:click=|_| qr_code::save(ID)>
                        <IconView icon=Icon::Download />
                        {messages.qr_download()}
                    </button>
                </div>
                <div class="qr-dialog__too-long" hidden>
                    <p class="qr-dialog__sentence">{messages.qr_too_long()}</p>
                </div>
                <p class="qr-dialog__address" dir="ltr">{url}</p>
                <button type="button" class="button qr-dialog__button qr-dialog__close" on:click=|_| dialog::close(ID)>
                    <IconView icon=Icon::Close />
                    {messages.close()}
                </button>
            </div>
        </dialog>
    }
}

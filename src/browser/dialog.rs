//! Modal dialogs. The browser itself keeps the focus inside, closes on Escape and gives the focus back.

use crate::markup::{ElementRef, Event};

/// Opens it over the page.
#[cfg(feature = "csr")]
pub fn open(dialog: ElementRef) {
    if let Some(dialog) = dialog.get::<web_sys::HtmlDialogElement>() {
        let _ = dialog.show_modal();
    }
}

/// Closes it.
#[cfg(feature = "csr")]
pub fn close(dialog: ElementRef) {
    if let Some(dialog) = dialog.get::<web_sys::HtmlDialogElement>() {
        dialog.close();
    }
}

/// Whether an event happened on the backdrop: that belongs to the dialog element itself, while what is in it has a box of
/// its own that fills it.
#[cfg(feature = "csr")]
pub fn is_beside(event: &Event) -> bool {
    event.target().is_some() && event.target() == event.current_target()
}

/// Natively nothing opens.
#[cfg(not(feature = "csr"))]
pub fn open(_: ElementRef) {}

/// Natively nothing is open.
#[cfg(not(feature = "csr"))]
pub fn close(_: ElementRef) {}

/// Natively nothing happens.
#[cfg(not(feature = "csr"))]
pub fn is_beside(_: &Event) -> bool {
    false
}

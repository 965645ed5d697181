//! Modal dialogs. The browser itself keeps the focus inside, closes on Escape and gives the focus back.

use leptos::ev::Event;

/// Opens the dialog with this id over the page.
#[cfg(feature = "csr")]
pub fn open(id: &str) {
    if let Some(dialog) = super::document::element::<web_sys::HtmlDialogElement>(id) {
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog with this id.
#[cfg(feature = "csr")]
pub fn close(id: &str) {
    if let Some(dialog) = super::document::element::<web_sys::HtmlDialogElement>(id) {
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
pub fn open(_: &str) {}

/// Natively nothing is open.
#[cfg(not(feature = "csr"))]
pub fn close(_: &str) {}

/// Natively nothing happens.
#[cfg(not(feature = "csr"))]
pub fn is_beside(_: &Event) -> bool {
    false
}

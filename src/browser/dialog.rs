//! Modal dialogs. The browser traps the focus, closes them on Escape and restores the focus.

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

/// Whether an event happened on the backdrop. The backdrop belongs to the dialog element, whose content is a box that fills
/// it.
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

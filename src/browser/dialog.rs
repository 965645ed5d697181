//! Modal dialogs. The browser traps the focus, closes them on Escape and restores the focus.

use leptos::ev::Event;

/// Opens the dialog with this id over the page, and moves the focus to the element in it from which it is read. (An
/// `autofocus` would count when the page is mounted, and a frame must not ask for the focus of its host's page.)
#[cfg(feature = "csr")]
pub fn open(id: &str, first: &str) {
    if let Some(dialog) = super::document::element::<web_sys::HtmlDialogElement>(id) {
        let _ = dialog.show_modal();
    }
    if let Some(first) = super::document::element::<web_sys::HtmlElement>(first) {
        let _ = first.focus();
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
pub fn open(_: &str, _: &str) {}

/// Natively nothing is open.
#[cfg(not(feature = "csr"))]
pub fn close(_: &str) {}

/// Natively nothing happens.
#[cfg(not(feature = "csr"))]
pub fn is_beside(_: &Event) -> bool {
    false
}

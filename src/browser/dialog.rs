//! Modal dialogs. The browser itself keeps the focus inside, closes on Escape and gives the focus back.

use leptos::ev::UiEvent;
use leptos::html::Dialog;
use leptos::prelude::*;

/// Opens it over the page.
#[cfg(feature = "csr")]
pub fn open(dialog: NodeRef<Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        let _ = dialog.show_modal();
    }
}

/// Closes it.
#[cfg(feature = "csr")]
pub fn close(dialog: NodeRef<Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        dialog.close();
    }
}

/// Whether an event happened on the backdrop: that belongs to the dialog element itself, while what is in it has a box of
/// its own that fills it.
#[cfg(feature = "csr")]
pub fn is_beside(event: &UiEvent) -> bool {
    event.target().is_some() && event.target() == event.current_target()
}

/// Natively nothing opens.
#[cfg(not(feature = "csr"))]
pub fn open(_: NodeRef<Dialog>) {}

/// Natively nothing is open.
#[cfg(not(feature = "csr"))]
pub fn close(_: NodeRef<Dialog>) {}

/// Natively nothing happens.
#[cfg(not(feature = "csr"))]
pub fn is_beside(_: &UiEvent) -> bool {
    false
}

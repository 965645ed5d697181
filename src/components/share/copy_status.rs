//! The result of the reader's last click.

use leptos::prelude::*;

use crate::browser::{clipboard, timing};

/// The field that holds the address for copying by hand.
pub const FIELD: &str = "share-address";
/// How long 'copied' is shown, in milliseconds.
const COPIED_MS: i32 = 6_000;

/// The result of the reader's last click.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum CopyStatus {
    Idle,
    /// The address is on the clipboard.
    Copied,
    /// The address has to be copied by hand: this sentence says why.
    ByHand(&'static str),
}

/// Shows the result of a click.
pub fn set_status(status: RwSignal<CopyStatus>, new: CopyStatus) {
    // The article may have been left while the browser's sheet was open: then nobody waits for the status.
    let _ = status.try_set(new);
    if new == CopyStatus::Copied {
        timing::after(COPIED_MS, move || {
            if status.try_get_untracked() == Some(CopyStatus::Copied) {
                status.set(CopyStatus::Idle);
            }
        });
    }
    if matches!(new, CopyStatus::ByHand(_)) {
        clipboard::select(FIELD);
    }
}

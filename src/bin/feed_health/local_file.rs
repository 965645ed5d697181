//! Files that are chosen or dropped. They are read here; nothing of them leaves the browser.

use js_sys::Uint8Array;
use newsleaf::domain::limits;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, DragEvent, Event, File, HtmlInputElement};

/// The result of reading a file.
pub enum Content {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// It is larger than a feed may be, and was not read.
    TooLarge,
    /// The browser could not read it: a folder, or a file that is gone.
    Unreadable,
}

/// The file that has been chosen in a field of files; the same one can then be chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// Reads a file and hands over its name and content.
pub fn read(file: File, then: impl FnOnce(String, Content) + 'static) {
    spawn_local(async move {
        let content = if file.size() > limits::FEED_BYTES as f64 {
            Content::TooLarge
        } else {
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => Content::Bytes(Uint8Array::new(&buffer).to_vec()),
                Err(_) => Content::Unreadable,
            }
        };
        then(file.name(), content);
    });
}

/// Handles files that are dropped anywhere on the page, and reports whether one is dragged over it. Dropped text is
/// left to the browser.
pub fn listen_for_drops(held: impl Fn(bool) + 'static, dropped: impl Fn(File) + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let handle = Closure::<dyn Fn(DragEvent)>::new(move |event: DragEvent| {
        let Some(transfer) = event.data_transfer().filter(has_files) else { return };
        match event.type_().as_str() {
            "dragleave" => {
                // Only a pointer that leaves the window leaves the page.
                if event.related_target().is_none() {
                    held(false);
                }
            }
            "drop" => {
                event.prevent_default();
                held(false);
                if let Some(file) = transfer.files().and_then(|files| files.get(0)) {
                    dropped(file);
                }
            }
            _ => {
                event.prevent_default();
                held(true);
            }
        }
    });
    for event in ["dragenter", "dragover", "dragleave", "drop"] {
        let _ = document.add_event_listener_with_callback(event, handle.as_ref().unchecked_ref());
    }
    handle.forget();
}

fn has_files(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind == "Files")
}

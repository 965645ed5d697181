//! The text size of the document: an attribute of its root, which the stylesheet reads.

use crate::domain::site::text_size::TextSize;

#[cfg(feature = "csr")]
mod imp {
    use wasm_bindgen::prelude::*;
    use web_sys::{Element, PageTransitionEvent, StorageEvent};

    use super::super::storage;
    use super::TextSize;
    use crate::domain::site::text_size::STORAGE_KEY;

    const ATTRIBUTE: &str = "data-text-size";

    fn root() -> Option<Element> {
        web_sys::window()?.document()?.document_element()
    }

    fn parse(name: Option<String>) -> Option<TextSize> {
        TextSize::parse(&name?)
    }

    /// The size in force. The boot script has set it from storage, or the reader has chosen one before the app was there.
    pub fn current() -> TextSize {
        parse(root().and_then(|root| root.get_attribute(ATTRIBUTE))).unwrap_or_default()
    }

    fn apply(size: TextSize) {
        if let Some(root) = root() {
            let _ = root.set_attribute(ATTRIBUTE, size.as_str());
        }
    }

    /// Puts a size in force and keeps it for the next page and the next visit.
    pub fn choose(size: TextSize) {
        apply(size);
        storage::set(STORAGE_KEY, size.as_str());
    }

    /// Puts the sizes in force that the reader chooses elsewhere, and tells of them: in another tab, or on another page
    /// before coming back to this one, which the browser has kept as it was.
    pub fn follow(tell: impl Fn(TextSize) + Clone + 'static) {
        let Some(window) = web_sys::window() else { return };
        let take = move |size| {
            apply(size);
            tell(size);
        };
        let on_storage = {
            let take = take.clone();
            Closure::<dyn FnMut(StorageEvent)>::new(move |event: StorageEvent| match event.key().as_deref() {
                Some(STORAGE_KEY) => take(parse(event.new_value()).unwrap_or_default()),
                // The whole storage was cleared.
                None => take(TextSize::default()),
                _ => {}
            })
        };
        let _ = window.add_event_listener_with_callback("storage", on_storage.as_ref().unchecked_ref());
        on_storage.forget();
        let on_return = Closure::<dyn FnMut(PageTransitionEvent)>::new(move |event: PageTransitionEvent| {
            if event.persisted() {
                take(parse(storage::get(STORAGE_KEY)).unwrap_or_else(current));
            }
        });
        let _ = window.add_event_listener_with_callback("pageshow", on_return.as_ref().unchecked_ref());
        on_return.forget();
    }
}

#[cfg(not(feature = "csr"))]
mod imp {
    use super::TextSize;

    /// Natively nobody has chosen.
    pub fn current() -> TextSize {
        TextSize::default()
    }

    /// Natively there is no document.
    pub fn choose(_: TextSize) {}

    /// Natively nobody chooses.
    pub fn follow(_: impl Fn(TextSize) + Clone + 'static) {}
}

pub use imp::{choose, current, follow};

//! The text size of the document, an attribute of its root that the stylesheet reads.

use leptos::prelude::*;

use crate::domain::site::text_size::TextSize;

#[cfg(feature = "csr")]
mod imp {
    use leptos::ev;
    use leptos::prelude::*;
    use web_sys::Element;

    use super::super::effect::effect;
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

    fn stored() -> Option<TextSize> {
        parse(storage::get(STORAGE_KEY))
    }

    /// The size of the root. The boot script set it from storage or from the address of a widget, or the reader chose it
    /// before the app started.
    pub fn current() -> TextSize {
        parse(root().and_then(|root| root.get_attribute(ATTRIBUTE))).unwrap_or_default()
    }

    /// Stores the reader's choice for the next page and the next visit.
    pub(super) fn store(size: TextSize) {
        storage::set(STORAGE_KEY, size.as_str());
    }

    /// Keeps the root and `size` equal from now on. A choice in another tab counts, and one on another page before the
    /// reader returns to this page in the back/forward cache.
    ///
    /// It stores nothing: only a choice on this page is stored, by [`choose_text_size`](super::choose_text_size).
    pub fn listen(size: RwSignal<TextSize>) {
        effect(move || {
            let size = size.get();
            if size != current()
                && let Some(root) = root()
            {
                // The attribute's name is valid, so this cannot fail.
                let _ = root.set_attribute(ATTRIBUTE, size.as_str());
            }
        });
        let on_storage = window_event_listener(ev::storage, move |event| match event.key().as_deref() {
            Some(STORAGE_KEY) => size.set(parse(event.new_value()).unwrap_or_default()),
            // The whole storage was cleared.
            None => size.set(TextSize::default()),
            _ => {}
        });
        let on_return = window_event_listener(ev::pageshow, move |event| {
            if event.persisted() {
                size.set(stored().unwrap_or_else(current));
            }
        });
        on_cleanup(move || {
            on_storage.remove();
            on_return.remove();
        });
    }
}

#[cfg(not(feature = "csr"))]
mod imp {
    use super::TextSize;

    pub(super) fn store(_: TextSize) {}
}

#[cfg(feature = "csr")]
pub use imp::{current, listen};

/// Applies the size that the reader chose on this page, and stores it. Natively nothing is stored.
pub fn choose_text_size(size: RwSignal<TextSize>, choice: TextSize) {
    size.set(choice);
    imp::store(choice);
}

//! A way from one part of a view to the browser's element of another.

#[cfg(feature = "csr")]
use leptos::prelude::{GetValue, LocalStorage, SetValue, StoredValue};

/// Stands for an element that will be there once its view is; given to it with [`super::Element::reference`].
#[derive(Clone, Copy)]
pub struct ElementRef {
    #[cfg(feature = "csr")]
    element: StoredValue<Option<web_sys::Element>, LocalStorage>,
}

impl ElementRef {
    /// For one element, as long as the view lives that this is called in.
    pub fn unset() -> ElementRef {
        ElementRef {
            #[cfg(feature = "csr")]
            element: StoredValue::new_local(None),
        }
    }

    #[cfg(feature = "csr")]
    pub(super) fn set(self, element: &web_sys::Element) {
        self.element.try_set_value(Some(element.clone()));
    }

    /// The element as what it is; none before it is there, when its view is gone, and where it is something else.
    #[cfg(feature = "csr")]
    pub fn get<T: wasm_bindgen::JsCast>(self) -> Option<T> {
        wasm_bindgen::JsCast::dyn_into(self.element.try_get_value().flatten()?).ok()
    }
}

//! The focus after a change of the page. `js/page.js` finds the elements.

/// Moves the focus to the page's headline, or to the field of the search.
#[cfg(feature = "csr")]
pub fn headline() {
    super::shell::call("focusHeadline", &wasm_bindgen::JsValue::UNDEFINED);
}

/// Natively nothing has the focus.
#[cfg(not(feature = "csr"))]
pub fn headline() {}

/// The focus before a change of the page.
#[cfg(feature = "csr")]
pub struct SavedFocus(Option<wasm_bindgen::JsValue>);

/// Saves the focus.
#[cfg(feature = "csr")]
pub fn save() -> SavedFocus {
    SavedFocus(super::shell::call("saveFocus", &wasm_bindgen::JsValue::UNDEFINED))
}

#[cfg(feature = "csr")]
impl SavedFocus {
    /// Moves the focus to the next element if the focused one is gone.
    pub fn restore(self) {
        if let Some(saved) = self.0 {
            super::shell::call("restoreFocus", &saved);
        }
    }
}

/// The position of the focus in the tree of the page.
#[cfg(feature = "csr")]
pub struct FocusPlace(Option<wasm_bindgen::JsValue>);

/// Saves the position of the focus before the page is mounted anew with the same elements.
#[cfg(feature = "csr")]
pub fn save_place() -> FocusPlace {
    FocusPlace(super::shell::call("focusPlace", &wasm_bindgen::JsValue::UNDEFINED))
}

#[cfg(feature = "csr")]
impl FocusPlace {
    /// Moves the focus to the element at this position.
    pub fn restore(self) {
        if let Some(place) = self.0 {
            super::shell::call("focusAt", &place);
        }
    }
}

/// Moves the focus to a story of the list by its index, from 0.
#[cfg(feature = "csr")]
pub fn story(number: usize) {
    super::shell::call("focusStory", &(number as f64).into());
}

/// Natively nothing has the focus.
#[cfg(not(feature = "csr"))]
pub fn story(_: usize) {}

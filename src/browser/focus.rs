//! Where the keyboard goes on when the page has changed (`js/page.js` has the ways).

/// Moves the focus to the page's headline, or to the field of the search.
#[cfg(feature = "csr")]
pub fn headline() {
    super::start::call("focusHeadline", &wasm_bindgen::JsValue::UNDEFINED);
}

/// Where the focus is before the page is changed.
#[cfg(feature = "csr")]
pub struct Kept(Option<wasm_bindgen::JsValue>);

/// Notes where the focus is.
#[cfg(feature = "csr")]
pub fn keep() -> Kept {
    Kept(super::start::call("keepFocus", &wasm_bindgen::JsValue::UNDEFINED))
}

#[cfg(feature = "csr")]
impl Kept {
    /// Gives the focus to what comes next if what had it is gone.
    pub fn restore(self) {
        if let Some(kept) = self.0 {
            super::start::call("restoreFocus", &kept);
        }
    }
}

/// Moves the focus to the story of this number in the list, from 0.
#[cfg(feature = "csr")]
pub fn story(number: usize) {
    super::start::call("focusStory", &(number as f64).into());
}

/// Natively nothing has the focus.
#[cfg(not(feature = "csr"))]
pub fn story(_: usize) {}

//! Navigates to the front page.

/// Follows the link of the site's name (`js/page.js`).
#[cfg(feature = "csr")]
pub fn open() {
    super::shell::call("toFront", &wasm_bindgen::JsValue::UNDEFINED);
}

/// Natively nothing happens.
#[cfg(not(feature = "csr"))]
pub fn open() {}

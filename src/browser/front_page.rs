//! Going to the front page.

/// Follows the link of the paper's name (`js/page.js`).
#[cfg(feature = "csr")]
pub fn open() {
    super::shell::call("toFront", &wasm_bindgen::JsValue::UNDEFINED);
}

/// Natively nobody goes anywhere.
#[cfg(not(feature = "csr"))]
pub fn open() {}

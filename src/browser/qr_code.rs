//! QR codes, drawn by a part that is loaded when a reader asks for one (`js/qr_code.js`).

/// Draws the code of `text` into the dialog with this id.
#[cfg(feature = "csr")]
pub fn draw(dialog: &'static str, text: &str) {
    call(dialog, "draw", Some(text.into()));
}

/// Saves the drawing of the dialog with this id as a picture file.
#[cfg(feature = "csr")]
pub fn save(dialog: &'static str) {
    call(dialog, "save", None);
}

#[cfg(feature = "csr")]
fn call(dialog: &'static str, method: &'static str, text: Option<wasm_bindgen::JsValue>) {
    super::start::part("qrCode", move |part| {
        if let (Some(part), Some(dialog)) = (part, super::document::element::<web_sys::Element>(dialog)) {
            super::start::method(&part, method, &[dialog.into(), text.unwrap_or_default()]);
        }
    });
}

/// Natively nothing is drawn.
#[cfg(not(feature = "csr"))]
pub fn draw(_: &'static str, _: &str) {}

/// Natively nothing is drawn.
#[cfg(not(feature = "csr"))]
pub fn save(_: &'static str) {}

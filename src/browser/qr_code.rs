//! QR codes. A script that is loaded when needed draws them (`js/qr_code.js`).

/// Draws the code of `text` into the dialog with this id. If the script can't be loaded, the dialog still has the address.
#[cfg(feature = "csr")]
pub fn draw(dialog: &'static str, text: &str) {
    super::shell::load_chunk("ask", "qrCode", "draw", &[dialog.into(), text.into()]);
}

/// Saves the code in the dialog with this id as a picture file.
#[cfg(feature = "csr")]
pub fn save(dialog: &'static str) {
    super::shell::load_chunk("ask", "qrCode", "save", &[dialog.into()]);
}

/// Natively nothing is drawn.
#[cfg(not(feature = "csr"))]
pub fn draw(_: &'static str, _: &str) {}

/// Natively nothing is drawn.
#[cfg(not(feature = "csr"))]
pub fn save(_: &'static str) {}

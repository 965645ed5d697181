//! Printing the page, as `style/print.css` has it.

/// Opens the browser's print dialog; in a frame that may not, nothing happens.
#[cfg(feature = "csr")]
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Natively nothing is printed.
#[cfg(not(feature = "csr"))]
pub fn print() {}

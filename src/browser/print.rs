//! Printing the page, as `style/print.css` has it.

/// Whether a page can be printed: a widget stands in a frame that may open no dialogs, and its page is the host's.
pub const IS_POSSIBLE: bool = !cfg!(all(feature = "csr", feature = "embed"));

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

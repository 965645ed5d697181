//! Prints the page, in the style of `style/print.css`.

/// Whether the page can be printed. A widget can't: its frame may open no dialogs, and the page around it is the host's.
pub const IS_POSSIBLE: bool = !cfg!(all(feature = "csr", feature = "embed"));

/// Opens the browser's print dialog. In a frame that may not open it, nothing happens.
#[cfg(feature = "csr")]
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Natively nothing is printed.
#[cfg(not(feature = "csr"))]
pub fn print() {}

//! Advice for the publisher of a feed that can't be fetched or read. The texts are in `js/failure_help.js`, since few readers ever
//! see them.

use leptos::web_sys::Element;

/// Puts the text for a failure's code into the element, in this language (an RFC 5646 tag). The excerpt of invalid JSON tells the
/// kind of its fault. The element stays empty where the script can't be loaded.
#[cfg(feature = "csr")]
pub fn show(element: &Element, code: &str, excerpt: Option<&str>, language: &str) {
    let values = [element.into(), code.into(), excerpt.into(), language.into()];
    super::shell::load_chunk("ask", "failureHelp", "show", &values);
}

/// Natively nothing is loaded.
#[cfg(not(feature = "csr"))]
pub fn show(_: &Element, _: &str, _: Option<&str>, _: &str) {}

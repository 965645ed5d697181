//! The address of the page on screen, where it changes without the page.

use crate::domain::route::Route;

/// Puts the address that a route is printed as in the place of the present one: the history gets no new entry.
#[cfg(feature = "csr")]
pub fn replace(route: &Route) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else { return };
    let state = history.state().unwrap_or(wasm_bindgen::JsValue::NULL);
    // Browsers allow a page only so many changes in a minute; a later one has all that this one had.
    let _ = history.replace_state_with_url(&state, "", Some(&route.query()));
}

/// Natively there is no address bar.
#[cfg(not(feature = "csr"))]
pub fn replace(_: &Route) {}

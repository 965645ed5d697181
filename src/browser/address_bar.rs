//! What is typed into the search: it stands in the address, without an entry of its own in the history.

use crate::domain::site::route::Route;

/// Writes the search for a query into the address bar, and returns its route. Browsers allow an address only so many
/// changes in a minute, and a frame perhaps none: the address may stay as it was.
#[cfg(feature = "csr")]
pub fn type_search(query: &str) -> Route {
    let route = Route::search(query);
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let state = history.state().unwrap_or(wasm_bindgen::JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&route.query()));
    }
    route
}

/// Natively there is no address bar.
#[cfg(not(feature = "csr"))]
pub fn type_search(query: &str) -> Route {
    Route::search(query)
}

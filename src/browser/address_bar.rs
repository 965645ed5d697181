//! The search's query in the address bar. Typing adds no entry to the history.

use crate::domain::site::route::Route;

/// Writes the search for a query into the address bar, and returns its route. The address may stay as it was: browsers
/// limit how often it changes, and some frames forbid it.
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

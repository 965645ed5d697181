//! What is typed into the search: it stands in the address, without an entry of its own in the history.

#[cfg(feature = "csr")]
mod imp {
    use std::cell::RefCell;

    use crate::domain::site::route::Route;

    thread_local! {
        /// Browsers allow an address only so many changes in a minute, and a frame perhaps none; so it is kept here, too.
        static TYPED: RefCell<Option<Route>> = const { RefCell::new(None) };
    }

    /// Notes what has been typed.
    pub fn type_search(query: &str) {
        let route = Route::search(query);
        if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
            let state = history.state().unwrap_or(wasm_bindgen::JsValue::NULL);
            let _ = history.replace_state_with_url(&state, "", Some(&route.query()));
        }
        TYPED.set(Some(route));
    }

    /// The search for what has been typed on this page.
    pub fn typed_search() -> Option<Route> {
        TYPED.with_borrow(Clone::clone)
    }

    /// Forgets it: the reader goes to another page, or to another search.
    pub fn leave_search() {
        TYPED.set(None);
    }
}

#[cfg(not(feature = "csr"))]
mod imp {
    /// Natively nobody types.
    pub fn type_search(_: &str) {}
}

pub use imp::*;

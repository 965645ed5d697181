//! The search in the index of a published site. Its script is loaded with the search page (`js/site_search.js`).

#[cfg(feature = "csr")]
mod imp {
    use js_sys::{Array, Promise};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::{JsFuture, spawn_local};

    use super::super::search::{Found, Number, SearchIndex, found};
    use super::super::shell;

    /// The index of a site, and the stories that were loaded from it.
    pub struct SiteSearch {
        /// The stories that were loaded, for showing them.
        pub stories: SearchIndex,
    }

    /// Opens the index of the site at a relative address and calls `then` with it; or with `None` if it can't be loaded.
    pub fn open(root: &str, then: impl FnOnce(Option<SiteSearch>) + 'static) {
        let opening = shell::load_chunk("use", "siteSearch", "open", &[root.into()]);
        wait(opening, Box::new(|opened| then(opened.map(|opened| SiteSearch { stories: SearchIndex(opened) }))));
    }

    impl SiteSearch {
        /// How many stories the index has.
        pub fn count(&self) -> usize {
            self.call("count", &[]).and_then(|count| count.as_f64()).unwrap_or_default() as usize
        }

        /// Finds a query and calls `then` with the result, or with `None` if files can't be loaded. If another query follows, `then`
        /// is not called.
        pub fn find(&self, query: &str, then: impl FnOnce(Option<Found>) + 'static) {
            let receive = |lists: Option<JsValue>| match lists {
                Some(lists) if lists.is_null() => {}
                lists => then(lists.map(|lists| found(&Array::from(&lists)))),
            };
            wait(self.call("find", &[query.into()]), Box::new(receive));
        }

        /// Loads a story and calls `then` with the item as JSON and its body as text, or with `None` if it can't be loaded.
        pub fn load(&self, number: Number, then: impl FnOnce(Option<(String, String)>) + 'static) {
            let receive = |loaded: Option<JsValue>| {
                then(loaded.map(|loaded| {
                    let texts = Array::from(&loaded);
                    let text = |at| texts.get(at).as_string().unwrap_or_default();
                    (text(0), text(1))
                }));
            };
            wait(self.call("load", &[(number as f64).into()]), Box::new(receive));
        }

        /// Whether a number that was found is of the index as it is now. It is not where the site was built without the story.
        pub fn is_current(&self, number: Number) -> bool {
            self.call("isCurrent", &[(number as f64).into()]).is_none_or(|is_current| is_current.is_truthy())
        }

        /// Whether a story that was loaded has the terms of a query.
        pub fn holds(&self, number: Number, query: &str) -> bool {
            self.call("holds", &[(number as f64).into(), query.into()]).is_some_and(|holds| holds.is_truthy())
        }

        fn call(&self, method: &str, values: &[JsValue]) -> Option<JsValue> {
            shell::method(&self.stories.0, method, values)
        }
    }

    /// Calls `then` with the result of a promise; with `None` if it fails, or is none.
    fn wait(promise: Option<JsValue>, then: Box<dyn FnOnce(Option<JsValue>)>) {
        let promise = promise.and_then(|promise| promise.dyn_into::<Promise>().ok());
        spawn_local(async move {
            then(match promise {
                Some(promise) => JsFuture::from(promise).await.ok(),
                None => None,
            });
        });
    }
}

#[cfg(not(feature = "csr"))]
mod imp {
    use super::super::search::{Found, Number, SearchIndex};

    /// Natively there is none.
    pub struct SiteSearch {
        /// No story is ever loaded.
        pub stories: SearchIndex,
    }

    /// Natively nothing is loaded.
    pub fn open(_: &str, _: impl FnOnce(Option<SiteSearch>) + 'static) {}

    impl SiteSearch {
        /// Natively there are none.
        pub fn count(&self) -> usize {
            0
        }

        /// Natively nothing is found.
        pub fn find(&self, _: &str, _: impl FnOnce(Option<Found>) + 'static) {}

        /// Natively nothing is loaded.
        pub fn load(&self, _: Number, _: impl FnOnce(Option<(String, String)>) + 'static) {}

        /// Natively no index is built anew.
        pub fn is_current(&self, _: Number) -> bool {
            true
        }

        /// Natively no story has a query.
        pub fn holds(&self, _: Number, _: &str) -> bool {
            false
        }
    }
}

pub use imp::{SiteSearch, open};

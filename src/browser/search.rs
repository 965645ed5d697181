//! The search, a part that is loaded when a reader opens it (`js/search.js` says what it does).

/// A story's number in the search: they count from 0 in the order in which they are taken up.
pub type Number = usize;

/// Text in parts, plain and marked in turn, the first of them plain.
pub type Parts = Vec<String>;

#[cfg(feature = "csr")]
mod imp {
    use js_sys::{Array, Promise};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::{JsFuture, spawn_local};

    use super::super::start;
    use super::{Number, Parts};

    /// The search, loaded.
    pub struct Search(JsValue);

    /// Loads the search and hands it to `then`, without stories; `None` where it could not be had.
    pub fn open(then: impl FnOnce(Option<Search>) + 'static) {
        let opening = start::part("use", "search", "open", &[]).and_then(|opening| opening.dyn_into::<Promise>().ok());
        spawn_local(async move {
            then(match opening {
                Some(opening) => JsFuture::from(opening).await.ok().map(Search),
                None => None,
            });
        });
    }

    impl Search {
        /// Takes up a story: headline, summary, names (tags, authors; they are found like the summary, and not shown), body.
        pub fn add(&self, number: Number, texts: [&str; 4]) {
            let [headline, summary, names, body] = texts.map(JsValue::from);
            self.call("add", &[(number as f64).into(), headline, summary, names, body]);
        }

        /// The stories in which everything of a query stands, the best first.
        pub fn find(&self, query: &str) -> Vec<Number> {
            let numbers = self.call("find", &[query.into()]);
            numbers.iter().filter_map(|number| Some(number.as_f64()? as Number)).collect()
        }

        /// A story's headline, and its summary or the place in the body, with what was found.
        pub fn show(&self, number: Number, query: &str) -> (Parts, Parts) {
            let shown = self.call("show", &[(number as f64).into(), query.into()]);
            let parts = |at| {
                let parts: Array = shown.get(at).dyn_into().unwrap_or_default();
                parts.iter().filter_map(|part| part.as_string()).collect()
            };
            (parts(0), parts(1))
        }

        fn call(&self, method: &str, values: &[JsValue]) -> Array {
            start::method(&self.0, method, values).and_then(|answer| answer.dyn_into().ok()).unwrap_or_default()
        }
    }

    /// What the reader has typed into the field that an event is of.
    pub fn typed(event: &crate::markup::Event) -> Option<String> {
        Some(event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?.value())
    }
}

#[cfg(not(feature = "csr"))]
mod imp {
    use super::{Number, Parts};

    /// Natively there is none.
    pub struct Search;

    /// Natively nothing is loaded.
    pub fn open(_: impl FnOnce(Option<Search>) + 'static) {}

    impl Search {
        /// Natively nothing is taken up.
        pub fn add(&self, _: Number, _: [&str; 4]) {}

        /// Natively nothing is found.
        pub fn find(&self, _: &str) -> Vec<Number> {
            Vec::new()
        }

        /// Natively nothing is shown.
        pub fn show(&self, _: Number, _: &str) -> (Parts, Parts) {
            (Vec::new(), Vec::new())
        }
    }

    /// Natively nobody types.
    pub fn typed(_: &crate::markup::Event) -> Option<String> {
        None
    }
}

pub use imp::{Search, open, typed};

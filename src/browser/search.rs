//! The search. Its script is loaded when a reader opens it (`js/search.js`).

/// A story's number in the search: its index in the order of adding, from 0.
pub type Number = usize;

/// Text in parts that are plain and marked in turn. The first part is plain.
pub type Parts = Vec<String>;

/// The stories in which a query was found, by their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Those with all of it in the headline.
    pub headlines: Vec<Number>,
    /// The others.
    pub others: Vec<Number>,
}

impl Found {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.headlines.len() + self.others.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(feature = "csr")]
mod imp {
    use js_sys::{Array, Promise};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::{JsFuture, spawn_local};

    use super::super::shell;
    use super::{Found, Number, Parts};

    /// The loaded search.
    pub struct SearchIndex(pub(in crate::browser) JsValue);

    /// Loads the search and calls `then` with it, without stories; or with `None` if its script can't be loaded.
    pub fn open(then: impl FnOnce(Option<SearchIndex>) + 'static) {
        let opening =
            shell::load_chunk("use", "search", "open", &[]).and_then(|opening| opening.dyn_into::<Promise>().ok());
        spawn_local(async move {
            then(match opening {
                Some(opening) => JsFuture::from(opening).await.ok().map(SearchIndex),
                None => None,
            });
        });
    }

    impl SearchIndex {
        /// Adds a story: headline, summary, names, body. Names are tags and authors: they are found like the summary, and
        /// never shown.
        pub fn add(&self, number: Number, texts: [&str; 4]) {
            let [headline, summary, names, body] = texts.map(JsValue::from);
            self.call("add", &[(number as f64).into(), headline, summary, names, body]);
        }

        /// The stories that hold every term of a query, best first.
        pub fn find(&self, query: &str) -> Found {
            found(&self.call("find", &[query.into()]))
        }

        /// A story's headline, and its summary or an excerpt of its body, with the terms marked.
        pub fn show(&self, number: Number, query: &str) -> (Parts, Parts) {
            let shown = self.call("show", &[(number as f64).into(), query.into()]);
            let parts = |at| {
                let parts: Array = shown.get(at).dyn_into().unwrap_or_default();
                parts.iter().filter_map(|part| part.as_string()).collect()
            };
            (parts(0), parts(1))
        }

        fn call(&self, method: &str, values: &[JsValue]) -> Array {
            shell::method(&self.0, method, values).and_then(|answer| answer.dyn_into().ok()).unwrap_or_default()
        }
    }

    /// Two lists of numbers.
    pub(in crate::browser) fn found(lists: &Array) -> Found {
        let numbers = |at| {
            let list: Array = lists.get(at).dyn_into().unwrap_or_default();
            list.iter().filter_map(|number| Some(number.as_f64()? as Number)).collect()
        };
        Found { headlines: numbers(0), others: numbers(1) }
    }
}

#[cfg(not(feature = "csr"))]
mod imp {
    use super::{Found, Number, Parts};

    /// Natively there is none.
    pub struct SearchIndex;

    /// Natively nothing is loaded.
    pub fn open(_: impl FnOnce(Option<SearchIndex>) + 'static) {}

    impl SearchIndex {
        /// Natively nothing is added.
        pub fn add(&self, _: Number, _: [&str; 4]) {}

        /// Natively nothing is found.
        pub fn find(&self, _: &str) -> Found {
            Found::default()
        }

        /// Natively nothing is shown.
        pub fn show(&self, _: Number, _: &str) -> (Parts, Parts) {
            (Vec::new(), Vec::new())
        }
    }
}

#[cfg(feature = "csr")]
pub(super) use imp::found;
pub use imp::{SearchIndex, open};

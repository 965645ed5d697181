//! What the reader's browser keeps for this site: local storage, and memory where that throws (blocked, a sandboxed frame)
//! or is full, so that a choice holds at least for the visit.

#[cfg(feature = "csr")]
mod imp {
    use std::cell::RefCell;
    use web_sys::Storage;

    thread_local! {
        /// What local storage would not take.
        static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    }

    /// Reaching for it already throws where it is blocked.
    fn storage() -> Option<Storage> {
        web_sys::window()?.local_storage().ok()?
    }

    /// What is kept under `key`.
    pub fn get(key: &str) -> Option<String> {
        let newest =
            MEMORY.with_borrow(|memory| memory.iter().find(|(kept, _)| kept == key).map(|(_, value)| value.clone()));
        newest.or_else(|| storage()?.get_item(key).ok()?)
    }

    /// Keeps `value` under `key`.
    pub fn set(key: &str, value: &str) {
        let kept = storage().is_some_and(|storage| storage.set_item(key, value).is_ok());
        MEMORY.with_borrow_mut(|memory| {
            memory.retain(|(other, _)| other != key);
            if !kept {
                memory.push((key.to_owned(), value.to_owned()));
            }
        });
    }
}

#[cfg(not(feature = "csr"))]
mod imp {
    /// Natively nothing is kept.
    pub fn get(_: &str) -> Option<String> {
        None
    }

    /// Natively nothing is kept.
    pub fn set(_: &str, _: &str) {}
}

pub use imp::{get, set};

//! Local storage. If it throws (blocked, a sandboxed frame) or is full, values go into memory, so that a choice holds for
//! the visit.

#[cfg(feature = "csr")]
mod imp {
    use std::cell::RefCell;
    use web_sys::Storage;

    thread_local! {
        /// The values that local storage refused.
        static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    }

    /// `None` if storage is blocked: then even the access throws.
    fn storage() -> Option<Storage> {
        web_sys::window()?.local_storage().ok()?
    }

    /// The value of `key`.
    pub fn get(key: &str) -> Option<String> {
        let newest = MEMORY
            .with_borrow(|memory| memory.iter().find(|(stored, _)| stored == key).map(|(_, value)| value.clone()));
        newest.or_else(|| storage()?.get_item(key).ok()?)
    }

    /// Stores `value` under `key`.
    pub fn set(key: &str, value: &str) {
        let is_stored = storage().is_some_and(|storage| storage.set_item(key, value).is_ok());
        MEMORY.with_borrow_mut(|memory| {
            memory.retain(|(other, _)| other != key);
            if !is_stored {
                memory.push((key.to_owned(), value.to_owned()));
            }
        });
    }
}

#[cfg(not(feature = "csr"))]
mod imp {
    /// Natively nothing is stored.
    pub fn get(_: &str) -> Option<String> {
        None
    }

    /// Natively nothing is stored.
    pub fn set(_: &str, _: &str) {}
}

pub use imp::{get, set};

//! The name of the site, stored when its feed is gone: the cached feed, which has it too, is then deleted.

use super::{site, storage};

/// The key of the name, with the site's folder behind it.
const STORAGE_KEY: &str = "newsleaf:name ";

/// The name that was stored on an earlier visit.
pub fn stored() -> Option<String> {
    storage::get(&key()?)
}

/// Stores the name for later visits.
pub fn store(name: &str) {
    if let Some(key) = key() {
        storage::set(&key, name);
    }
}

fn key() -> Option<String> {
    Some([STORAGE_KEY, site::url()?.folder().as_str()].concat())
}

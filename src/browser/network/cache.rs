//! The feed and the settings as the device has saved them, by the browser's Cache API.
//!
//! The steps are in `js/feed_cache.js`: each of them waits for a promise of the browser and hands its value to the next, which
//! in Rust would be the same calls through generated glue. What is saved, and when it is forgotten, is decided here and in
//! `crate::app`.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::FetchedDocument;
use super::within::{STALL_MS, within};
use crate::browser::address;
use crate::domain::web_url::WebUrl;

/// A document of more bytes is not saved: 5 MB.
const SAVED_BYTES: usize = 5_000_000;

#[wasm_bindgen]
extern "C" {
    // They throw in a widget, which has no such script. Their promises reject where storage is blocked or full.
    #[wasm_bindgen(js_namespace = ["newsleaf", "feedCache"], js_name = save, catch)]
    fn save_in_cache(url: &str, address: &str, bytes: Uint8Array, now_ms: f64) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["newsleaf", "feedCache"], js_name = setDate, catch)]
    fn set_date_in_cache(url: &str, now_ms: f64) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["newsleaf", "feedCache"], js_name = load, catch)]
    fn load_from_cache(url: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = ["newsleaf", "feedCache"], js_name = forget, catch)]
    fn forget_in_cache(url: &str) -> Result<Promise, JsValue>;
}

/// A document that was saved.
pub struct CachedFeed {
    /// The document, as it came.
    pub document: FetchedDocument,
    /// When the host last said that it was current, in milliseconds since 1970.
    pub date_ms: i64,
}

/// Saves the document at `url`, which is current now. A document that is too large also replaces the earlier one.
pub fn save(url: &WebUrl, document: &FetchedDocument, now_ms: i64) {
    if document.bytes.len() > SAVED_BYTES {
        return forget(url);
    }
    let (url, address) = (url.clone(), document.address.clone());
    let bytes = Uint8Array::from(document.bytes.as_slice());
    spawn_local(async move {
        settled(save_in_cache(url.as_str(), address.as_str(), bytes, now_ms as f64)).await;
    });
}

/// Notes that the saved document of `url` is still current.
pub fn set_date(url: &WebUrl, now_ms: i64) {
    let url = url.clone();
    spawn_local(async move {
        settled(set_date_in_cache(url.as_str(), now_ms as f64)).await;
    });
}

/// Removes the saved document of `url`.
pub fn forget(url: &WebUrl) {
    let url = url.clone();
    spawn_local(async move {
        settled(forget_in_cache(url.as_str())).await;
    });
}

/// The saved document of `url`. A page without a feed waits for it, so the storage has a time limit.
pub async fn load(url: &WebUrl) -> Option<CachedFeed> {
    let found: Array = within(STALL_MS, settled(load_from_cache(url.as_str()))).await??.dyn_into().ok()?;
    let address = WebUrl::parse(&found.get(0).as_string()?, None, address::parse_url).ok()?;
    let bytes = found.get(1).dyn_into::<Uint8Array>().ok()?.to_vec();
    Some(CachedFeed { document: FetchedDocument { address, bytes }, date_ms: found.get(2).as_f64()? as i64 })
}

/// The value of a promise; `None` where it rejects, or where there was none.
async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

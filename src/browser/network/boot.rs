//! Values of the boot script (`js/boot.js`): URLs that the shell names, and the requests that it has begun.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::AbortController;

use crate::browser::{address, shell};
use crate::domain::web_url::WebUrl;

#[wasm_bindgen]
extern "C" {
    /// A request that the boot script has begun.
    pub(super) type BootRequest;

    /// A promise of a `Response`.
    #[wasm_bindgen(method, getter)]
    pub(super) fn response(this: &BootRequest) -> Promise;

    /// Aborts the request.
    #[wasm_bindgen(method, getter)]
    pub(super) fn controller(this: &BootRequest) -> AbortController;

    /// When it began, in milliseconds, by the clock of `performance.now()`.
    #[wasm_bindgen(method, getter = startedAt)]
    pub(super) fn started_at(this: &BootRequest) -> f64;
}

/// The URL that the boot script has requested as the feed: the one that the settings named on an earlier visit, else the
/// linked one.
pub fn feed_url() -> Option<WebUrl> {
    named("feedUrl").and_then(|url| parse(&url)).or_else(linked_feed_url)
}

/// The URL of the feed that the shell links, else `feed.json` beside it.
pub fn linked_feed_url() -> Option<WebUrl> {
    parse(&named("linkedFeedUrl").unwrap_or_else(|| "feed.json".to_owned()))
}

/// Tells the boot script of the next visit which feed the settings name, or that they name none.
pub fn remember_feed(url: Option<&WebUrl>) {
    shell::call("rememberFeed", &url.map(WebUrl::as_str).into());
}

/// The relative URL from the document to the root of a published site, `../`; `None` in a drop-in, whose shell is all its
/// pages.
pub fn site_root() -> Option<String> {
    named("root")
}

/// The URL of the settings file; `None` where no boot script names one.
pub fn settings_url() -> Option<WebUrl> {
    parse(&named("settingsUrl")?)
}

/// The URL of the interface's messages in the language `tag`.
pub fn messages_url(tag: &str) -> Option<WebUrl> {
    parse(&[&named("messagesFolder")?, tag, ".json"].concat())
}

/// Adopts the request that the boot script has begun for `url`. Each is adopted once, because a body is read only once.
pub(super) fn adopt(url: &WebUrl) -> Option<BootRequest> {
    let requests: Object = shell::value("requests")?.unchecked_into();
    let key = url.as_str().into();
    let request = Reflect::get(&requests, &key).ok().filter(JsValue::is_object)?;
    Reflect::delete_property(&requests, &key).ok()?;
    Some(request.unchecked_into())
}

fn named(name: &str) -> Option<String> {
    shell::value(name)?.as_string()
}

fn parse(url: &str) -> Option<WebUrl> {
    WebUrl::parse(url, address::document_url().as_ref(), address::parse_url).ok()
}

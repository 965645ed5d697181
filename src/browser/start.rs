//! What the boot script in the shell has begun, and what it wants to hear. Its side of this contract is `js/boot.js`.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::address;
use crate::domain::web_url::WebUrl;

/// A request that the boot script began.
pub struct Begun {
    /// What was asked for.
    pub url: WebUrl,
    /// A `Response`, or a rejection.
    pub promise: Promise,
    /// Gives the request up.
    pub abort: Option<Function>,
}

/// The request that `name` (`feed` or `settings`) stands for; none where the shell has no such thing.
pub fn begun(name: &str) -> Option<Begun> {
    let begun = get(&boot()?, name)?;
    let url = get(&begun, "url")?.as_string()?;
    Some(Begun {
        url: WebUrl::parse(&url, address::document_url().as_ref(), address::parse_url).ok()?,
        promise: get(&begun, "promise")?.dyn_into().ok()?,
        abort: get(&begun, "abort").and_then(|abort| abort.dyn_into().ok()),
    })
}

/// Tells the boot guard that the app has started, so that it stops watching.
pub fn started() {
    call("started", &JsValue::UNDEFINED);
}

/// Tells the boot guard that the app has failed: it shows its message instead of a dead page.
pub fn failed(message: &str) {
    call("failed", &message.into());
}

fn boot() -> Option<JsValue> {
    get(&js_sys::global(), "newsleaf")
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

fn call(name: &str, argument: &JsValue) {
    if let Some(boot) = boot()
        && let Some(Ok(function)) = get(&boot, name).map(|value| value.dyn_into::<Function>())
    {
        let _ = function.call1(&boot, argument);
    }
}

//! What stands in `window.newsleaf`: what the boot script has begun and wants to hear (`js/boot.js`), and what the app asks
//! of the page (`js/page.js`).

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Tells the boot guard that the app has started, so that it stops watching.
pub fn started() {
    call("started", &JsValue::UNDEFINED);
}

/// Tells the boot guard that the app has failed: it shows its message instead of a dead page.
pub fn failed(message: &str) {
    call("failed", &message.into());
}

/// A value among these; `None` where there is none of this name.
pub(super) fn value(name: &str) -> Option<JsValue> {
    member(&boot()?, name)
}

fn boot() -> Option<JsValue> {
    member(&js_sys::global(), "newsleaf")
}

/// Loads a part of the site that is not needed at its start (a script of `js/`) and calls one of its functions with these
/// values. `how` is `use`, which gives a promise of what it returns, or `ask`, which gives nothing.
pub(super) fn part(how: &str, name: &str, function: &str, values: &[JsValue]) -> Option<JsValue> {
    let part: Array = [name.into(), function.into()].iter().chain(values).collect();
    call(how, &part)
}

/// Calls a method of an object.
pub(super) fn method(object: &JsValue, name: &str, values: &[JsValue]) -> Option<JsValue> {
    let method: Function = member(object, name)?.dyn_into().ok()?;
    method.apply(object, &values.iter().collect()).ok()
}

fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// Calls a function of these; `None` where there is none of this name.
pub(super) fn call(name: &str, argument: &JsValue) -> Option<JsValue> {
    method(&boot()?, name, std::slice::from_ref(argument))
}

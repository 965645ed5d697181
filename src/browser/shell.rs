//! The shell, `window.newsleaf`: the functions of the boot script (`js/boot.js`) and of the page's script (`js/page.js`).

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Tells the boot script that the app has started, so that it stops watching.
pub fn ready() {
    call("started", &JsValue::UNDEFINED);
}

/// Tells the boot script that the app has failed. It shows `message` in place of the page.
pub fn fatal(message: &str) {
    call("failed", &message.into());
}

/// A value of the shell; `None` if it has none of this name.
pub(super) fn value(name: &str) -> Option<JsValue> {
    member(&shell()?, name)
}

/// Loads a script of `js/` that is no part of a page's start, and calls one of its functions with these values. `how` is
/// `use`, which returns a promise of the result, or `ask`, which returns nothing.
pub(super) fn load_chunk(how: &str, name: &str, function: &str, values: &[JsValue]) -> Option<JsValue> {
    let arguments: Array = [name.into(), function.into()].iter().chain(values).collect();
    call(how, &arguments)
}

/// Calls a function of the shell; `None` if it has none of this name.
pub(super) fn call(name: &str, argument: &JsValue) -> Option<JsValue> {
    method(&shell()?, name, std::slice::from_ref(argument))
}

/// Calls a method of an object.
pub(super) fn method(object: &JsValue, name: &str, values: &[JsValue]) -> Option<JsValue> {
    let method: Function = member(object, name)?.dyn_into().ok()?;
    method.apply(object, &values.iter().collect()).ok()
}

fn shell() -> Option<JsValue> {
    member(&js_sys::global(), "newsleaf")
}

fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

//! The browser's `Intl`, which knows every language and costs no byte.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsValue;

/// `new Intl[kind](locale, options)[method](...values)`; `None` where the browser throws (an unknown zone or tag). A tag
/// that it does not take at all is written as English.
pub(super) fn call(
    kind: &str,
    method: &str,
    locale: &str,
    options: &[(&str, &str)],
    values: &[JsValue],
) -> Option<String> {
    let bag = Object::new();
    for (name, value) in options {
        Reflect::set(&bag, &(*name).into(), &(*value).into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &kind.into()).ok()?.into();
    let make = |locale: &str| Reflect::construct(&constructor, &Array::of2(&locale.into(), &bag));
    let made = make(locale).or_else(|_| make("en")).ok()?;
    let method: Function = Reflect::get(&made, &method.into()).ok()?.into();
    method.apply(&made, &values.iter().collect()).ok()?.as_string()
}

//! The browser's `Intl`, which knows every language and costs no wasm.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsValue;

thread_local! {
    /// The cache of formatters, by their arguments: making one takes many times as long as using it.
    static MADE: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// `new Intl[kind](locale, options)[method](...values)`; `None` if the browser throws (an unknown zone or tag). A tag
/// that the browser refuses is formatted as English.
pub(super) fn call(
    kind: &str,
    method: &str,
    locale: &str,
    options: &[(&str, &str)],
    values: &[JsValue],
) -> Option<String> {
    let mut name = [kind, " ", locale].concat();
    for (option, value) in options {
        name.push_str(option);
        name.push_str(value);
    }
    let made = MADE.with_borrow(|made| made.iter().find(|(known, _)| *known == name).map(|(_, made)| made.clone()));
    let made = match made {
        Some(made) => made,
        None => {
            let made = make(kind, locale, options)?;
            MADE.with_borrow_mut(|all| all.push((name, made.clone())));
            made
        }
    };
    let method: Function = Reflect::get(&made, &method.into()).ok()?.into();
    method.apply(&made, &values.iter().collect()).ok()?.as_string()
}

fn make(kind: &str, locale: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let bag = Object::new();
    for (name, value) in options {
        Reflect::set(&bag, &(*name).into(), &(*value).into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &kind.into()).ok()?.into();
    let make = |locale: &str| Reflect::construct(&constructor, &Array::of2(&locale.into(), &bag));
    make(locale).or_else(|_| make("en")).ok()
}

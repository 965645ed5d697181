//! Methods of `navigator` that not every browser has, and that no browser has on every page. The typed bindings take them
//! for granted and throw where they are missing; here that is a `None`.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A method that is there.
pub struct Method {
    owner: JsValue,
    function: Function,
}

/// The method at a path below `navigator`: `["clipboard", "writeText"]`.
pub fn method(path: &[&str]) -> Option<Method> {
    let mut owner = JsValue::UNDEFINED;
    let mut value: JsValue = web_sys::window()?.navigator().into();
    for name in path {
        let inner = Reflect::get(&value, &(*name).into()).ok()?;
        owner = std::mem::replace(&mut value, inner);
    }
    Some(Method { owner, function: value.dyn_into().ok()? })
}

impl Method {
    /// Calls it at once, so that a click still counts. Throwing is rejecting.
    pub fn call(&self, argument: &JsValue) -> Promise {
        match self.function.call1(&self.owner, argument) {
            Ok(value) => Promise::resolve(&value),
            Err(error) => Promise::reject(&error),
        }
    }
}

//! Methods of `navigator` that some browsers or pages lack. The typed bindings throw if a method is missing; this module
//! returns `None`.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A method that exists.
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
    /// Calls the method at once, so that the click still counts. An exception becomes a rejected promise.
    pub fn call(&self, argument: &JsValue) -> Promise {
        match self.function.call1(&self.owner, argument) {
            Ok(value) => Promise::resolve(&value),
            Err(error) => Promise::reject(&error),
        }
    }
}

//! DOMPurify, the first sanitizer in the browser. The boot script has loaded it as `window.DOMPurify`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::DocumentFragment;

use crate::domain::html::attributes::{GLOBAL, READ_ONLY, Value};
use crate::domain::html::elements::{self, ELEMENTS, Treatment};
use crate::domain::html::pictures;
use crate::domain::html::quiet::without_violations;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = DOMPurify)]
    fn sanitize(html: &str, configuration: &JsValue) -> Result<JsValue, JsValue>;
}

thread_local! {
    static CONFIGURATION: JsValue = configuration();
}

/// The sanitized nodes, in their own document.
pub(super) fn clean(html: &str) -> Result<DocumentFragment, JsValue> {
    // Without a doctype the parser would put tables into paragraphs (quirks mode), unlike the page; without a body it
    // would move comments, styles and the like at the beginning into the head.
    let html = ["<!DOCTYPE html><body>", &*without_violations(html)].concat();
    CONFIGURATION.with(|configuration| sanitize(&html, configuration))?.dyn_into()
}

/// DOMPurify's configuration, made from the policy.
fn configuration() -> JsValue {
    let names = ELEMENTS.iter().filter(|each| each.treatment != Treatment::Remove).map(|each| each.name);
    // Only the title of a drawing and the source of a formula are read.
    let allowed_tags = list(names.chain(["title", "annotation"]));
    let removed = list(ELEMENTS.iter().filter(|each| each.treatment == Treatment::Remove).map(|each| each.name));
    let own = ELEMENTS.iter().flat_map(|each| each.attributes).chain(GLOBAL).map(|(name, _)| *name);
    // `is` is allowed so that DOMPurify does not remove the whole element; the builder leaves it out.
    let allowed_attributes = list(own.chain(READ_ONLY.iter().copied()).chain(["is"]));
    // DOMPurify would check every value as a URL and remove a label such as 'Note: new'. The builder cleans values that
    // are not URLs, and `srcset`, of which DOMPurify checks the beginning only.
    let own = ELEMENTS.iter().flat_map(|each| each.attributes).chain(GLOBAL);
    let no_addresses = own.filter(|(_, value)| !matches!(value, Value::Url(_))).map(|(name, _)| *name);
    let no_addresses = list(no_addresses.chain(READ_ONLY.iter().copied()));
    let options: [(&str, JsValue); 12] = [
        ("ADD_TAGS", is_amp()),
        ("ADD_ATTR", is_late_name()),
        ("ALLOWED_TAGS", allowed_tags),
        ("ALLOWED_ATTR", allowed_attributes),
        ("ADD_URI_SAFE_ATTR", no_addresses),
        ("FORBID_CONTENTS", removed),
        // Lazy pictures and AMP have their addresses there. The builder reads some and keeps none.
        ("ALLOW_DATA_ATTR", true.into()),
        ("ALLOW_ARIA_ATTR", false.into()),
        ("KEEP_CONTENT", true.into()),
        ("RETURN_DOM_FRAGMENT", true.into()),
        ("SANITIZE_NAMED_PROPS", true.into()),
        // It removes what could become dangerous if the result is written as HTML and parsed again: attributes with
        // `-->`, every `noscript` with a picture. The result is never written and parsed again.
        ("SAFE_FOR_XML", false.into()),
    ];
    let configuration = Object::new();
    for (name, value) in options {
        // Setting a property of a new, plain object cannot fail.
        let _ = Reflect::set(&configuration, &name.into(), &value);
    }
    configuration.into()
}

/// Whether a tag is one of AMP's that the policy knows by its beginning.
fn is_amp() -> JsValue {
    let is_amp = |name: String| elements::treatment(&name) == Treatment::Amp;
    Closure::<dyn Fn(String) -> bool>::new(is_amp).into_js_value()
}

/// Whether an attribute may have the address of a lazy picture.
fn is_late_name() -> JsValue {
    Closure::<dyn Fn(String) -> bool>::new(|name: String| pictures::is_late_name(&name)).into_js_value()
}

fn list(names: impl Iterator<Item = &'static str>) -> JsValue {
    names.map(JsValue::from_str).collect::<Array>().into()
}

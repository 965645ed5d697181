//! DOMPurify, the first gate in the browser. The boot script has loaded it as `window.DOMPurify`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::DocumentFragment;

use crate::domain::html::attributes::{GLOBAL, READ_ONLY, Value};
use crate::domain::html::elements::{ELEMENTS, Treatment};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = DOMPurify)]
    fn sanitize(html: &str, configuration: &JsValue) -> Result<JsValue, JsValue>;
}

thread_local! {
    static CONFIGURATION: JsValue = configuration();
}

/// The cleaned nodes, in a document of their own.
pub(super) fn clean(html: &str) -> Result<DocumentFragment, JsValue> {
    // Without a doctype the parser would put tables into paragraphs (quirks mode), unlike the page itself; without a body
    // it would move leading comments, styles and the like into the head.
    let html = format!("<!DOCTYPE html><body>{html}");
    CONFIGURATION.with(|configuration| sanitize(&html, configuration))?.dyn_into()
}

/// DOMPurify's configuration, made from the policy.
fn configuration() -> JsValue {
    let names = ELEMENTS.iter().filter(|each| each.treatment != Treatment::Remove).map(|each| each.name);
    // A drawing's title is the only part of it that is read.
    let allowed_tags = list(names.chain(["title"]));
    let removed = list(ELEMENTS.iter().filter(|each| each.treatment == Treatment::Remove).map(|each| each.name));
    let own = ELEMENTS.iter().flat_map(|each| each.attributes).chain(GLOBAL).map(|(name, _)| *name);
    // `is` is named only so that DOMPurify does not throw away the whole element, words and all; the walk has no `is`.
    let allowed_attributes = list(own.chain(READ_ONLY.iter().copied()).chain(["is"]));
    // DOMPurify would read every value as an address, and drop a label such as 'Note: new'. Those that are none are cleaned
    // by the walk alone, and so are sets of pictures, of which DOMPurify looks at the beginning only.
    let own = ELEMENTS.iter().flat_map(|each| each.attributes).chain(GLOBAL);
    let no_addresses = own.filter(|(_, value)| !matches!(value, Value::Url(_))).map(|(name, _)| *name);
    let no_addresses = list(no_addresses.chain(READ_ONLY.iter().copied()));
    let options: [(&str, JsValue); 10] = [
        ("ALLOWED_TAGS", allowed_tags),
        ("ALLOWED_ATTR", allowed_attributes),
        ("ADD_URI_SAFE_ATTR", no_addresses),
        ("FORBID_CONTENTS", removed),
        ("ALLOW_DATA_ATTR", false.into()),
        ("ALLOW_ARIA_ATTR", false.into()),
        ("KEEP_CONTENT", true.into()),
        ("RETURN_DOM_FRAGMENT", true.into()),
        ("SANITIZE_NAMED_PROPS", true.into()),
        // This drops what could become dangerous when the result is written as HTML and read again: attributes with `-->`
        // in them, every `noscript` with a picture. Nothing is written and read again here.
        ("SAFE_FOR_XML", false.into()),
    ];
    let configuration = Object::new();
    for (name, value) in options {
        // Setting a property of a new, plain object cannot fail.
        let _ = Reflect::set(&configuration, &name.into(), &value);
    }
    configuration.into()
}

fn list(names: impl Iterator<Item = &'static str>) -> JsValue {
    names.map(JsValue::from_str).collect::<Array>().into()
}

//! The document of the page: its elements by id, its language, its accent.

use newsleaf::browser::document::element;
use newsleaf::domain::site::accent::Accent;
use newsleaf::domain::site::text_direction;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlTextAreaElement};

use super::spoken::Spoken;

/// Moves the focus to the element with this id.
pub fn focus(id: &str) {
    if let Some(element) = element::<HtmlElement>(id) {
        // Focusing an element can't fail.
        let _ = element.focus();
    }
}

/// Selects the text of a field, and moves the focus there.
pub fn select(id: &str) {
    if let Some(field) = element::<HtmlTextAreaElement>(id) {
        let _ = field.focus();
        field.select();
    }
}

/// The text of a field.
pub fn value_of(id: &str) -> String {
    element::<HtmlTextAreaElement>(id).map(|field| field.value()).unwrap_or_default()
}

/// Writes title, language and direction of the page.
pub fn set_language(spoken: Spoken) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    document.set_title(spoken.own.health_title());
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", spoken.own.tag);
        let _ = root.set_attribute("dir", text_direction::of_language(spoken.own.tag).as_str());
    }
}

/// Sets the publisher's colour, by the object model: the policy forbids style attributes.
pub fn set_accent(colour: &str) {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let (Some(accent), Some(root)) = (Accent::of(colour), root.and_then(|root| root.dyn_into::<HtmlElement>().ok()))
    {
        let _ = root.style().set_property("--accent-light", &accent.light);
        let _ = root.style().set_property("--accent-dark", &accent.dark);
    }
}

/// Lets the page's script say that the page could not start.
pub fn fail(detail: &str) {
    let shell = js_sys::Reflect::get(&js_sys::global(), &"newsleafHealth".into()).unwrap_or(JsValue::UNDEFINED);
    if let Ok(failed) = js_sys::Reflect::get(&shell, &"failed".into())
        && let Ok(failed) = failed.dyn_into::<js_sys::Function>()
    {
        let _ = failed.call1(&JsValue::UNDEFINED, &detail.into());
    }
}

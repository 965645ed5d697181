//! The head of the document: title, language, direction, canonical link, accent. `js/page.js` writes it.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::shell;
use crate::domain::site::messages::Messages;
use crate::domain::site::page_head::PageHead;

/// The element with this id, if it is of this type.
pub fn element<T: JsCast>(id: &str) -> Option<T> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Writes the head of the shown page, and stores the page's messages about parts that fail to load.
pub fn set_head(head: &PageHead, messages: &Messages) {
    let (light, dark) = head.accent.as_ref().map_or(("", ""), |accent| (&accent.light, &accent.dark));
    let canonical = head.canonical.as_deref().unwrap_or_default();
    let (icon, touch_icon) = (head.icon.as_deref().unwrap_or_default(), head.touch_icon.as_deref().unwrap_or_default());
    let texts = [&head.title, &head.language, head.direction.as_str(), light, dark, canonical, icon, touch_icon];
    let of_parts = [messages.tag, messages.picture_failed(), messages.picture_open(), messages.part_failed()];
    let texts: Array = texts.into_iter().chain(of_parts).map(JsValue::from).collect();
    shell::call("setHead", &texts);
}

/// Scrolls the current section into the middle of a navigation that is wider than the screen.
pub fn show_current_section() {
    shell::call("showCurrentSection", &JsValue::UNDEFINED);
}

//! The document's own words: title, language, direction, canonical link, accent.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::domain::page_head::PageHead;

/// The element with this id, as what it is; none where there is none, or it is something else.
pub fn element<T: JsCast>(id: &str) -> Option<T> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Writes the head of the page that is shown.
pub fn set_head(head: &PageHead) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    document.set_title(&head.title);
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", &head.language);
        let _ = root.set_attribute("dir", head.direction.as_str());
    }
    if let Some(root) = document.document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let (light, dark) = head.accent.as_ref().map_or(("", ""), |accent| (&accent.light, &accent.dark));
        // By the object model: the policy forbids style attributes.
        let _ = root.style().set_property("--accent-light", light);
        let _ = root.style().set_property("--accent-dark", dark);
    }
    let link = document.query_selector("link[rel=canonical]").ok().flatten();
    match (&head.canonical, link) {
        (None, Some(link)) => link.remove(),
        (None, None) => {}
        (Some(url), Some(link)) => {
            let _ = link.set_attribute("href", url);
        }
        (Some(url), None) => {
            if let (Ok(link), Some(place)) = (document.create_element("link"), document.head()) {
                let _ = link.set_attribute("rel", "canonical");
                let _ = link.set_attribute("href", url);
                let _ = place.append_child(&link);
            }
        }
    }
}

/// Brings the current section into the middle of the navigation, where that is wider than the screen.
pub fn show_current_section() {
    let document = web_sys::window().and_then(|window| window.document());
    let current = document.and_then(|document| document.query_selector(".section-nav [aria-current]").ok().flatten());
    if let Some(current) = current
        && let Ok(Some(row)) = current.closest("ul")
    {
        let (place, room) = (current.get_bounding_client_rect(), row.get_bounding_client_rect());
        let off = place.x() + place.width() / 2.0 - room.x() - room.width() / 2.0;
        row.set_scroll_left(row.scroll_left() + off as i32);
    }
}

/// Whether the reader has moved the focus to something.
pub fn has_focus() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let active = document.as_ref().and_then(|document| document.active_element());
    active.is_some() && active != document.and_then(|document| document.body()).map(Into::into)
}

/// Gives the focus to the page's headline if what had it is gone, so that a keyboard does not start from the top again.
pub fn restore_focus() {
    if !has_focus() {
        focus_headline();
    }
}

/// Moves the focus to the page's headline, which is how a screen reader hears of the new page; of the search to its field.
/// Does not scroll.
pub fn focus_headline() {
    let headline = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| {
            let first = |selector: &str| document.query_selector(selector).ok().flatten();
            first("#app [type=search]").or_else(|| first("#app h1"))
        })
        .and_then(|headline| headline.dyn_into::<HtmlElement>().ok());
    if let Some(headline) = headline {
        if headline.local_name() == "h1" {
            let _ = headline.set_attribute("tabindex", "-1");
        }
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = headline.focus_with_options(&options);
    }
}

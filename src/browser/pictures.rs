//! Pictures that cannot be loaded: what they show in words, and a link, in their place.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use crate::domain::words::Words;

/// Watches every picture of the page, as long as there is one. Of a card the whole picture goes, since its headline says
/// what it is about.
pub fn watch(words: impl Fn() -> &'static Words + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let picture = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(picture) = picture.filter(|picture| picture.local_name() == "img") {
            let _ = replace(&picture, words());
        }
    });
    // Errors of pictures don't rise to the document, but it can see them on their way down.
    let _ = document.add_event_listener_with_callback_and_bool("error", on_error.as_ref().unchecked_ref(), true);
    on_error.forget();
}

fn replace(picture: &Element, words: &Words) -> Result<(), JsValue> {
    let card = picture.closest(".story-card__picture")?;
    if let Some(card) = &card {
        return card.set_attribute("hidden", "");
    }
    let Some(document) = picture.owner_document() else { return Ok(()) };
    let instead = document.create_element("span")?;
    instead.set_attribute("class", "failed-picture")?;
    let alt = picture.get_attribute("alt").filter(|alt| !alt.trim().is_empty());
    let said = document.create_element("span")?;
    if alt.is_none() {
        said.set_attribute("lang", words.tag)?;
    }
    said.set_text_content(Some(alt.as_deref().unwrap_or(words.picture_failed())));
    instead.append_child(&said)?;
    // In a link a picture has a place to lead to already.
    if let Some(address) = picture.get_attribute("src")
        && picture.closest("a")?.is_none()
    {
        instead.append_child(&document.create_text_node(" "))?;
        let link = document.create_element("a")?;
        for (name, value) in
            [("href", address.as_str()), ("rel", "noopener noreferrer"), ("target", "_blank"), ("lang", words.tag)]
        {
            link.set_attribute(name, value)?;
        }
        link.set_text_content(Some(words.picture_open()));
        instead.append_child(&link)?;
    }
    picture.set_attribute("hidden", "")?;
    picture.insert_adjacent_element("afterend", &instead)?;
    Ok(())
}

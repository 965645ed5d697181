//! Pictures that cannot be loaded: what they show in words, and a link, in their place (`js/failed_picture.js`).

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use super::start;
use crate::domain::words::Words;

/// Watches every picture of the page, as long as there is one.
pub fn watch(words: impl Fn() -> &'static Words + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(picture) = target.filter(|target| target.local_name() == "img") else { return };
        let words = words();
        start::part("failedPicture", move |part| {
            if let Some(part) = part {
                let texts = [words.tag, words.picture_failed(), words.picture_open()].map(JsValue::from);
                let [tag, failed, open] = texts;
                start::method(&part, "replace", &[picture.into(), tag, failed, open]);
            }
        });
    });
    // Errors of pictures don't rise to the document, but it can see them on their way down.
    let _ = document.add_event_listener_with_callback_and_bool("error", on_error.as_ref().unchecked_ref(), true);
    on_error.forget();
}

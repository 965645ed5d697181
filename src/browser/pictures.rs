//! Pictures whose size nobody told, and pictures that cannot be loaded.
//!
//! Of the first a place is kept, three wide and two high, in which the whole picture fits, so that nothing moves when it
//! comes (`js/boot.js` sees to it). The others give way to what they show in words, and a link (`js/failed_picture.js`).

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use super::start;
use crate::domain::words::Words;

/// Keeps the places of the pictures of a body that stand alone and tell no size. Those amid words are as small as these.
pub fn keep_places(body: &Element) {
    start::call("keepPlaces", body);
}

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
    // What happens to pictures does not rise to the document, but it can see it on its way down.
    let _ = document.add_event_listener_with_callback_and_bool("error", on_error.as_ref().unchecked_ref(), true);
    on_error.forget();
}

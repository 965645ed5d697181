//! The interface's words in the reader's language. English ones are compiled in; the boot script loads the others, and has
//! begun with those of the browser's language.

use std::cell::RefCell;

use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::start;
use crate::domain::site::messages::{self, Messages};

thread_local! {
    /// Words live as long as the document, and are taken up once.
    static LOADED: RefCell<Vec<&'static Messages>> = const { RefCell::new(Vec::new()) };
}

/// The language that the browser speaks, an RFC 5646 tag.
pub fn browser_language() -> String {
    web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default()
}

/// The words of a language of [`messages::TAGS`] if they are there already.
pub fn at_hand(tag: &str) -> Option<&'static Messages> {
    let loaded = LOADED.with_borrow(|loaded| loaded.iter().find(|messages| messages.tag == tag).copied());
    loaded.or_else(|| messages::compiled_in(tag))
}

/// Loads the words of a language of [`messages::TAGS`] and hands them to `then`; `None` where they could not be had.
pub fn load(tag: &'static str, then: impl FnOnce(Option<&'static Messages>) + 'static) {
    let loading = start::call("words", &tag.into()).and_then(|loading| loading.dyn_into::<Promise>().ok());
    spawn_local(async move {
        let texts = match loading {
            Some(loading) => JsFuture::from(loading).await.ok().and_then(|texts| texts.dyn_into::<Array>().ok()),
            None => None,
        };
        let texts = texts.filter(|texts| texts.length() as usize == messages::COUNT);
        then(texts.map(|texts| at_hand(tag).unwrap_or_else(|| take_up(tag, &texts))));
    });
}

fn take_up(tag: &'static str, texts: &Array) -> &'static Messages {
    let mut at = 0;
    let messages = Messages::from_texts(tag, || {
        let text = texts.get(at).as_string().unwrap_or_default();
        at += 1;
        String::leak(text)
    });
    let messages: &'static Messages = Box::leak(Box::new(messages));
    LOADED.with_borrow_mut(|loaded| loaded.push(messages));
    messages
}

//! The interface's words in the reader's language. English ones are compiled in; the others are loaded from the site.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::network::{self, boot};
use crate::domain::parse::messages_file;
use crate::domain::site::messages::{self, Messages};

type Waiting = Box<dyn FnOnce(Option<&'static Messages>)>;

/// The words that have been loaded, each once. Clones share them.
#[derive(Clone, Default)]
pub struct MessagesLoader(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    loaded: Vec<&'static Messages>,
    /// Who waits for the words of which language; the first of a language has begun the request.
    waiting: Vec<(&'static str, Waiting)>,
}

impl MessagesLoader {
    /// The words of a language of [`messages::TAGS`] if they are there already.
    pub fn get(&self, tag: &str) -> Option<&'static Messages> {
        let loaded = self.0.borrow().loaded.iter().find(|words| words.tag == tag).copied();
        loaded.or_else(|| messages::compiled_in(tag))
    }

    /// Loads the words of a language of [`messages::TAGS`] and hands them to `then`; `None` where they could not be had.
    pub fn load(&self, tag: &'static str, then: impl FnOnce(Option<&'static Messages>) + 'static) {
        let is_loading = self.0.borrow().waiting.iter().any(|(waited_for, _)| *waited_for == tag);
        self.0.borrow_mut().waiting.push((tag, Box::new(then)));
        if is_loading {
            return;
        }
        let loader = self.clone();
        spawn_local(async move {
            let words = request(tag).await.map(|words| &*Box::leak(Box::new(words)));
            let waiting: Vec<_> = {
                let mut state = loader.0.borrow_mut();
                state.loaded.extend(words);
                state.waiting.extract_if(.., |(waited_for, _)| *waited_for == tag).collect()
            };
            for (_, then) in waiting {
                then(words);
            }
        });
    }
}

async fn request(tag: &'static str) -> Option<Messages> {
    let file = network::get(boot::words_url(tag)?, false).receive().await.ok()?;
    messages_file::parse(tag, &file.bytes)
}

/// The language that the browser speaks, an RFC 5646 tag.
pub fn browser_language() -> String {
    web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default()
}

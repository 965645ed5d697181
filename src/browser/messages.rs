//! The interface's messages in the reader's language. English is compiled in; the other languages are loaded from the site.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::network::{self, boot};
use crate::domain::parse::messages_file;
use crate::domain::site::messages::{self, Messages};

type Waiting = Box<dyn FnOnce(Option<&'static Messages>)>;

/// The cache of loaded messages. Clones share it.
#[derive(Clone, Default)]
pub struct MessagesLoader(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    loaded: Vec<&'static Messages>,
    /// The callbacks that wait for a language. The first one of a language started the request.
    waiting: Vec<(&'static str, Waiting)>,
}

impl MessagesLoader {
    /// The messages of a language of [`messages::TAGS`], if they are loaded.
    pub fn get(&self, tag: &str) -> Option<&'static Messages> {
        let loaded = self.0.borrow().loaded.iter().find(|messages| messages.tag == tag).copied();
        loaded.or_else(|| messages::compiled_in(tag))
    }

    /// Loads the messages of a language of [`messages::TAGS`] and calls `then` with them, or with `None` if the request
    /// fails.
    pub fn load(&self, tag: &'static str, then: impl FnOnce(Option<&'static Messages>) + 'static) {
        let is_loading = self.0.borrow().waiting.iter().any(|(waited_for, _)| *waited_for == tag);
        self.0.borrow_mut().waiting.push((tag, Box::new(then)));
        if is_loading {
            return;
        }
        let loader = self.clone();
        spawn_local(async move {
            let messages = request(tag).await.map(|messages| &*Box::leak(Box::new(messages)));
            let waiting: Vec<_> = {
                let mut state = loader.0.borrow_mut();
                state.loaded.extend(messages);
                state.waiting.extract_if(.., |(waited_for, _)| *waited_for == tag).collect()
            };
            for (_, then) in waiting {
                then(messages);
            }
        });
    }
}

async fn request(tag: &'static str) -> Option<Messages> {
    let file = network::get(boot::messages_url(tag)?, false).receive().await.ok()?;
    messages_file::parse(tag, &file.bytes)
}

/// The browser's language, an RFC 5646 tag.
pub fn browser_language() -> String {
    web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default()
}

//! Views that stay while their keys do.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::feed::Item;
use crate::domain::feed::key::Key;

/// What tells a view from the others beside it. Equal keys are one view, which stays.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ViewKey {
    story: Option<(Key, usize)>,
    version: u32,
}

impl ViewKey {
    /// The key of a story's view. Stories that are the same before and after an update are one `Arc`; a story that has
    /// changed is another view.
    pub fn of_story(item: &Arc<Item>) -> ViewKey {
        ViewKey { story: Some((item.key, Arc::as_ptr(item) as usize)), version: 0 }
    }

    /// The key of a view that is made anew with each version.
    pub fn of_version(version: u32) -> ViewKey {
        ViewKey { story: None, version }
    }

    /// The key of the same view in this version.
    pub fn with_version(self, version: u32) -> ViewKey {
        ViewKey { version, ..self }
    }
}

/// A view that is built when its key is new.
pub struct KeyedView {
    key: ViewKey,
    build: Box<dyn FnOnce() -> AnyView + Send>,
}

impl KeyedView {
    /// A view with its key.
    pub fn new(key: ViewKey, build: impl FnOnce() -> AnyView + Send + 'static) -> KeyedView {
        KeyedView { key, build: Box::new(build) }
    }
}

/// Views in their order. All lists of the site are this one `<For>`: each further type of it would be 2 KB of wasm.
pub fn keyed_views(views: impl Fn() -> Vec<KeyedView> + Send + 'static) -> AnyView {
    let views: Box<dyn Fn() -> Vec<KeyedView> + Send> = Box::new(views);
    view! { <For each=views key=|view| view.key children=|view| (view.build)() /> }.into_any()
}

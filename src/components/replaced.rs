//! Views that are replaced as a whole when they change.
//!
//! Leptos updates text nodes in place. A browser that translates the page has put elements of its own into their places,
//! and an updated text node would never be seen. So text that changes is in a view that is replaced.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;

use super::keyed_views::{KeyedView, ViewKey, keyed_views};

/// Mounts `view`, and mounts it anew in the place of the old one when a signal that it reads has changed.
#[component]
pub fn Replaced(
    /// The view. Give it memos to read: it runs again for each of their changes.
    view: impl Fn() -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    replaced(Box::new(|| true), Arc::new(view))
}

/// Mounts the view of `content`, and mounts it anew in the place of the old one when the content is no longer equal.
///
/// It does what [`Replaced`] does with a memo of the content, in less code: each type of memo is 0.3 KB of wasm.
#[component]
pub fn ViewOf<T>(
    /// The content, as a function of signals.
    content: impl Fn() -> T + Send + Sync + 'static,
    /// Its view. Signals that it reads itself do not replace it.
    view: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + 'static,
{
    let shown = Arc::new(Mutex::new(None));
    let has_changed = {
        let shown = shown.clone();
        move || {
            let new = Some(content());
            let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
            let has_changed = *shown != new;
            if has_changed {
                *shown = new;
            }
            has_changed
        }
    };
    let view = move || {
        let content = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
        content.map(|content| untrack(|| view(content))).into_any()
    };
    replaced(Box::new(has_changed), Arc::new(view))
}

/// The one body of all such components, for views of any type.
fn replaced(has_changed: Box<dyn Fn() -> bool + Send>, view: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    let version = StoredValue::new(0_u32);
    keyed_views(move || {
        if has_changed() {
            version.update_value(|version| *version = version.wrapping_add(1));
        }
        let view = view.clone();
        vec![KeyedView::new(ViewKey::of_version(version.get_value()), move || view())]
    })
}

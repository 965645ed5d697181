//! Views that are replaced as a whole when they change.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;

/// Mounts `view`, and mounts it anew in the place of the old one when a signal that it reads has changed.
///
/// Leptos updates text nodes in place. A browser that translates the page has put elements of its own into their places,
/// and an updated text node would never be seen. So text that changes stands in a view that is replaced.
#[component]
pub fn Replaced(
    /// What is shown. Give it memos to read: it runs again for each of their changes.
    view: impl Fn() -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    replaced(Arc::new(view))
}

/// The one body of all such components, whatever their views are.
fn replaced(view: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    let version = StoredValue::new(0_u32);
    let each = move || {
        version.update_value(|version| *version = version.wrapping_add(1));
        // The view is built later, and must find the context that it is made in.
        let owner = Owner::new();
        let view = owner.with(|| view());
        [(version.get_value(), OwnedView::new_with_owner(view, owner))]
    };
    view! { <For each key=|(version, _)| *version children=|(_, view)| view /> }.into_any()
}

//! A name that the feed gives, amid the interface's messages.

use leptos::prelude::*;

use super::view_context::use_view_context;

/// The name in the feed's language, apart from the direction of the text around it.
#[component]
pub fn SiteName(
    /// The name of the site or of a section, as plain text.
    name: String,
) -> impl IntoView {
    view! { <bdi lang=use_view_context().site_language()>{name}</bdi> }
}

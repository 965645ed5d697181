//! Pages that say something in place of one that can't be shown.

use leptos::prelude::*;

use crate::components::view_context::use_view_context;
use crate::domain::site::route::Route;

/// A page of a heading and some paragraphs.
#[component]
pub fn Statement(headline: &'static str, children: Children) -> impl IntoView {
    let messages = use_view_context().messages;
    view! {
        <section class="statement" lang=messages.tag>
            <h1>{headline}</h1>
            {children()}
        </section>
    }
}

/// A paragraph that is a link to a page of the site.
#[component]
pub fn LinkParagraph(to: Route, label: &'static str) -> impl IntoView {
    let context = use_view_context();
    view! { <p><a href=context.href(&to)>{label}</a></p> }
}

//! The page for an address that the site does not have.

use leptos::prelude::*;

use super::gone::WhatsNew;
use super::statement::{LinkParagraph, Statement};
use crate::components::view_context::use_view_context;
use crate::domain::site::route::Route;

/// Says that there is no such page, and links to the main pages.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let messages = use_view_context().messages;
    view! {
        <Statement headline=messages.not_found()>
            <p>{messages.not_found_sentence()}</p>
            <LinkParagraph to=Route::HOME label=messages.to_home() />
        </Statement>
        <WhatsNew />
    }
}

//! The stories just before and after one.

use std::sync::Arc;

use leptos::prelude::*;

use super::headline::headline_text;
use super::view_context::use_view_context;
use crate::domain::feed::Item;

/// Newer at the start, Older at the end, each with its headline.
#[component]
pub fn Neighbours(
    /// The next newer story; `None` for the newest.
    newer: Option<Arc<Item>>,
    /// The next older story; `None` for the oldest.
    older: Option<Arc<Item>>,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let link = |item: Arc<Item>, class: &'static str, rel: &'static str, label: &'static str| {
        let lang = item.language.clone().or_else(|| context.site_language());
        view! {
            <a class=class rel=rel href=context.href(&item.route())>
                <span>{label}</span>
                " "
                <bdi lang=lang>{headline_text(&item.headline)}</bdi>
            </a>
        }
    };
    let newer = newer.map(|item| link(item, "neighbours__newer", "prev", messages.newer()));
    let older = older.map(|item| link(item, "neighbours__older", "next", messages.older()));
    (newer.is_some() || older.is_some()).then(|| {
        view! { <nav class="neighbours" aria-label=messages.newer_and_older()>{newer}{older}</nav> }.into_any()
    })
}

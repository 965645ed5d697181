//! The months, the search before the app has loaded, and the page for addresses that no page has.

use leptos::prelude::*;

use crate::components::breadcrumb::Breadcrumb;
use crate::components::view_context::use_view_context;
use crate::domain::site::route::Route;
use crate::pages::statement::{LinkParagraph, Statement};

/// The months that have stories, by year.
#[component]
pub fn MonthsPage(
    /// Year and month, the newest first.
    months: Vec<(u16, u8)>,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let entry = |(year, month): (u16, u8)| {
        let href = context.href(&Route::Month { year, month, page: None });
        view! { <li><a href=href>{context.month(year, month)}</a></li> }
    };
    let year = |months: &[(u16, u8)]| view! { <ul>{months.iter().copied().map(entry).collect_view()}</ul> };
    let years = months.chunk_by(|one, other| one.0 == other.0).map(year).collect_view();
    view! {
        <section class="section-page" lang=messages.tag>
            <Breadcrumb path=Vec::new() />
            <h1>{messages.archive()}</h1>
            <div class="sections">{years}</div>
        </section>
    }
}

/// The search, for those whose browser runs no script.
#[component]
pub fn SearchPage() -> impl IntoView {
    let messages = use_view_context().messages;
    view! {
        <section class="section-page search" lang=messages.tag>
            <Breadcrumb path=Vec::new() />
            <h1>{messages.search()}</h1>
            <p>{messages.published_search_script()}</p>
            <LinkParagraph to=Route::AllSections label=messages.all_sections() />
            <LinkParagraph to=Route::Months label=messages.archive() />
        </section>
    }
}

/// The page for an address that no page has.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let messages = use_view_context().messages;
    view! {
        <Statement headline=messages.gone()>
            <p>{messages.gone_sentence()}</p>
            <LinkParagraph to=Route::HOME label=messages.to_home() />
            <LinkParagraph to=Route::search("") label=messages.search_label() />
            <LinkParagraph to=Route::AllSections label=messages.all_sections() />
        </Statement>
    }
}

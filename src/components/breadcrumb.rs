//! The breadcrumb: `Home > News > Xianning News`.

use leptos::prelude::*;

use super::site_name::SiteName;
use super::view_context::use_view_context;
use crate::domain::feed::listing::Listing;
use crate::domain::site::route::Route;

/// Links to the front page and to the sections of `path`.
#[component]
pub fn Breadcrumb(
    /// The sections, from the outermost in.
    path: Vec<String>,
    /// Whether the last section is the page itself.
    #[prop(optional)]
    is_current: bool,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let sections = (1..=path.len())
        .map(|depth| {
            let href = context.href(&Route::List { of: Listing::of_section(&path[..depth]), page: 1 });
            let current = (is_current && depth == path.len()).then_some("page");
            view! { <li><a href=href aria-current=current><SiteName name=path[depth - 1].clone() /></a></li> }
                .into_any()
        })
        .collect_view();
    view! {
        <nav class="breadcrumb" lang=messages.tag aria-label=messages.breadcrumb()>
            <ol>
                <li><a href=context.href(&Route::HOME)><bdi>{messages.home()}</bdi></a></li>
                {sections}
            </ol>
        </nav>
    }
}

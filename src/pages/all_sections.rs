//! Every section with the number of its stories.

use leptos::prelude::*;

use super::site_state::use_site_state;
use crate::components::breadcrumb::Breadcrumb;
use crate::components::load_notice::ArchiveNotice;
use crate::components::replaced::Replaced;
use crate::components::site_name::SiteName;
use crate::components::view_context::use_view_context;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::sections;
use crate::domain::site::route::Route;

/// The list of all sections that stories of the feed are in.
#[component]
pub fn AllSectionsPage() -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let state = use_site_state();
    let list = move || {
        let all = sections::all(&state.publication.get().feed.items);
        let rows = all
            .iter()
            .map(|section| {
                let href = context.href(&Route::List { of: Listing::Section(section.slug.clone()), page: 1 });
                let class = if section.path.len() > 1 { "sections__sub" } else { "sections__top" };
                view! {
                    <li class=class>
                        <a href=href><SiteName name=section.name().to_owned() /></a>
                        " "
                        <span class="sections__count">{context.count(messages.stories(), section.count)}</span>
                    </li>
                }
            })
            .collect_view();
        view! {
            {all.is_empty().then(|| view! { <p>{messages.no_sections()}</p> })}
            <ul class="sections">{rows}</ul>
        }
        .into_any()
    };
    view! {
        <section class="section-page" lang=messages.tag>
            <Breadcrumb path=Vec::new() />
            <h1>{messages.all_sections()}</h1>
            <Replaced view=list />
            <ArchiveNotice archive=state.archive() />
        </section>
    }
}

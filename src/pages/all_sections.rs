//! Every section with the number of its stories.

use leptos::prelude::*;

use super::site_state::use_site_state;
use crate::components::breadcrumb::Breadcrumb;
use crate::components::load_notice::ArchiveNotice;
use crate::components::replaced::Replaced;
use crate::components::site_name::SiteName;
use crate::components::view_context::use_view_context;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::sections::{self, Section};
use crate::domain::site::route::Route;

/// Sections that stay together in a column: an outermost one with those within it, and with outermost ones beside it that
/// have none. So none of them is the only one.
fn groups(all: &[Section]) -> Vec<&[Section]> {
    let mut groups = Vec::new();
    let mut start = 0;
    for at in 1..all.len() {
        let is_outermost = all[at].path.len() == 1;
        let has_inner = |section: &Section| section.path.len() > 1;
        let next_has_inner = all.get(at + 1).is_some_and(has_inner);
        // A group ends before an outermost section that has inner ones, once it has some itself.
        if is_outermost && next_has_inner && all[start..at].iter().any(has_inner) {
            groups.push(&all[start..at]);
            start = at;
        }
    }
    groups.extend(all.get(start..).filter(|rest| !rest.is_empty()));
    groups
}

/// The list of all sections that stories of the feed are in.
#[component]
pub fn AllSectionsPage(
    /// Whether each section says how many stories it has. On a published page that would change with every story.
    #[prop(default = true)]
    has_counts: bool,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let state = use_site_state();
    let list = move || {
        let all = sections::all(&state.publication.get().feed.items);
        let row = |section: &Section| {
            let href = context.href(&Route::List { of: Listing::Section(section.slug.clone()), page: 1 });
            let class = if section.path.len() > 1 { "sections__sub" } else { "sections__top" };
            view! {
                <li class=class>
                    <a href=href><SiteName name=section.name().to_owned() /></a>
                    {has_counts.then(|| {
                        let count = context.count(messages.stories(), section.count);
                        view! { " "<span class="sections__count">{count}</span> }.into_any()
                    })}
                </li>
            }
        };
        let group = |group: &[Section]| view! { <ul>{group.iter().map(row).collect_view()}</ul> };
        view! {
            {all.is_empty().then(|| view! { <p>{messages.no_sections()}</p> }.into_any())}
            <div class="sections">{groups(&all).into_iter().map(group).collect_view()}</div>
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_section_without_inner_ones_stands_alone() {
        let section = |name: &str| {
            let path: Vec<String> = name.split('/').map(str::to_owned).collect();
            Section { slug: path.join("/"), path, count: 1 }
        };
        let all: Vec<Section> =
            ["arts", "house", "house/a", "letters", "news", "news/a", "news/b", "zoo"].map(section).to_vec();
        let slugs = |group: &&[Section]| group.iter().map(|section| section.slug.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(
            groups(&all).iter().map(slugs).collect::<Vec<_>>(),
            ["arts house house/a letters", "news news/a news/b zoo"]
        );
        let flat: Vec<Section> = ["a", "b", "c"].map(section).to_vec();
        assert_eq!(groups(&flat).len(), 1, "sections without inner ones are one list");
        assert!(groups(&[]).is_empty());
    }
}

//! What stands around every page: masthead, sections, footer.

use leptos::prelude::*;

use super::site::Site;
use crate::domain::edition::Edition;
use crate::domain::route::Route;
use crate::domain::section_path;

/// The page in its frame. The paper's name is the headline of the front page, and a link to it elsewhere.
pub fn page_frame(site: &Site, edition: &Edition, route: &Route, is_front: bool, page: AnyView) -> AnyView {
    let words = site.words;
    let home = site.links.href(&Route::HOME);
    let title = edition.feed.title.clone();
    let link = view! { <a href=home><bdi>{title}</bdi></a> };
    let name = if is_front {
        view! { <h1 class="masthead__name">{link}</h1> }.into_any()
    } else {
        view! { <p class="masthead__name">{link}</p> }.into_any()
    };
    let description = edition.feed.description.clone();
    let description = description.map(|text| view! { <p class="masthead__description"><bdi>{text}</bdi></p> });
    view! {
        <a class="skip-link" href="#content">
            {words.skip_to_content}
        </a>
        <header class="masthead">{name} {description}</header>
        {section_navigation(site, edition, route)}
        <main id="content" class="page" tabindex="-1">
            {page}
        </main>
        {footer(site, edition)}
    }
    .into_any()
}

fn section_navigation(site: &Site, edition: &Edition, route: &Route) -> impl IntoView + use<> {
    let words = site.words;
    let current_section = match route {
        Route::Section { slug, .. } => Some(slug.clone()),
        Route::Article { key, .. } => {
            edition.story(*key).filter(|item| !item.section.is_empty()).map(|item| section_path::slug_of(&item.section))
        }
        _ => None,
    };
    let mut links = vec![(words.home.to_owned(), Route::HOME, matches!(route, Route::Home { .. }))];
    for section in &edition.navigation {
        let current = current_section.as_deref().is_some_and(|slug| {
            slug == section.slug || slug.strip_prefix(&section.slug).is_some_and(|rest| rest.starts_with('/'))
        });
        links.push((section.name().to_owned(), Route::Section { slug: section.slug.clone(), page: 1 }, current));
    }
    if edition.feed.items.iter().any(|item| !item.section.is_empty()) {
        links.push((words.all_sections.to_owned(), Route::AllSections, *route == Route::AllSections));
    }
    let links = links
        .into_iter()
        .map(|(name, to, current)| {
            let is_page = current && to.at_page(1) == route.at_page(1);
            let current = current.then_some(if is_page { "page" } else { "true" });
            view! {
                <li>
                    <a href=site.links.href(&to) aria-current=current>
                        <bdi>{name}</bdi>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="section-nav" aria-label=words.sections>
            <ul>{links}</ul>
        </nav>
    }
}

fn footer(site: &Site, edition: &Edition) -> impl IntoView + use<> {
    let words = site.words;
    let feed = edition.feed_address.to_string();
    let links = edition
        .settings
        .footer
        .iter()
        .map(|link| view! { <li><a href=link.url.clone()><bdi>{link.title.clone()}</bdi></a></li> })
        .collect_view();
    view! {
        <footer class="footer">
            <nav aria-label=words.about_site>
                <ul>
                    {links} <li>
                        <a href=feed type="application/feed+json">
                            {words.feed}
                        </a>
                    </li>
                </ul>
            </nav>
        </footer>
    }
}

//! The frame of every page: masthead, sections, footer.

use leptos::prelude::*;

use super::dated::Dated;
use super::icon::{Icon, IconView};
use super::replaced::ViewOf;
use super::site_name::SiteName;
use super::view_context::use_view_context;
use crate::domain::feed::date::Moment;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::settings::{FooterLink, Logo};
use crate::domain::site::links::UrlStyle;
use crate::domain::site::route::Route;

/// The site's name and description.
#[derive(Clone, Debug, PartialEq)]
pub struct MastheadContent {
    /// The feed's title.
    pub title: String,
    /// The feed's description.
    pub description: Option<String>,
    /// The picture of the name.
    pub logo: Option<Logo>,
    /// The date of the newest story, which the front page shows.
    pub newest_date: Option<Moment>,
    /// Whether the title is the page's headline: the page has none of its own.
    pub is_headline: bool,
}

/// The name of the site: the headline of the front page, a link to it elsewhere.
#[component]
pub fn Masthead(
    /// The content. The masthead follows the signals that it reads.
    content: impl Fn() -> MastheadContent + Send + Sync + 'static,
) -> impl IntoView {
    let context = use_view_context();
    let view = move |MastheadContent { title, description, logo, newest_date, is_headline }: MastheadContent| {
        let name = match logo {
            Some(logo) => view! { <LogoPicture logo=logo title=title /> }.into_any(),
            None => view! { <bdi>{title}</bdi> }.into_any(),
        };
        let link = view! { <a href=context.href(&Route::HOME)>{name}</a> };
        let name = if is_headline {
            view! { <h1 class="masthead__name">{link}</h1> }.into_any()
        } else {
            view! { <p class="masthead__name">{link}</p> }.into_any()
        };
        let description =
            description.map(|text| view! { <p class="masthead__description"><bdi>{text}</bdi></p> }.into_any());
        let newest_date = newest_date.map(|moment| {
            view! {
                <p class="masthead__date">
                    <Dated moment=moment text=context.weekday_and_date(moment) />
                </p>
            }
            .into_any()
        });
        view! { {name} {description} {newest_date} }.into_any()
    };
    // The page may be a story in another language; the name of the site is in the site's.
    view! { <header class="masthead" lang=context.language()><ViewOf content=content view=view /></header> }
}

/// The picture of the site's name, whose text it has for those who don't see it.
#[component]
fn LogoPicture(logo: Logo, title: String) -> impl IntoView {
    let dark = logo
        .dark
        .map(|url| view! { <source media="(prefers-color-scheme: dark)" srcset=url.to_string() /> }.into_any());
    view! {
        <picture>
            {dark}
            <img class="masthead__logo" src=logo.url.to_string() alt=title referrerpolicy="no-referrer" />
        </picture>
    }
}

/// A section of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionLink {
    /// The section's slug.
    pub slug: String,
    /// The section's name.
    pub name: String,
}

/// The open page, which the navigation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct CurrentPage {
    /// The route that is open.
    pub route: Route,
    /// The section that the page belongs to, by its slug.
    pub section: Option<String>,
}

/// Links to the front page, to the sections and to the search.
#[component]
pub fn SectionNavigation(
    /// The sections in the order of the navigation.
    sections: impl Fn() -> Vec<SectionLink> + Send + Sync + 'static,
    /// Whether there is a list of all sections.
    has_sections: impl Fn() -> bool + Send + Sync + 'static,
    /// The open page. Its link has `aria-current`.
    current: impl Fn() -> CurrentPage + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let current_home = move || matches!(current().route, Route::Home { .. }).then_some("page");
    let current_all = move || (current().route == Route::AllSections).then_some("page");
    let current_search = move || matches!(current().route, Route::Search { .. }).then_some("page");
    let section_link = move |section: SectionLink| {
        let slug = section.slug;
        let to = Route::List { of: Listing::Section(slug.clone()), page: 1 };
        let href = context.href(&to);
        let current = move || {
            let CurrentPage { route, section } = current();
            let is_within = section.is_some_and(|current| {
                current == slug || current.strip_prefix(&slug).is_some_and(|rest| rest.starts_with('/'))
            });
            is_within.then(|| if route.at_page(1) == to { "page" } else { "true" })
        };
        view! { <li><a href=href aria-current=current><SiteName name=section.name /></a></li> }
    };
    let section_links = move |sections: Vec<_>| sections.into_iter().map(section_link).collect_view().into_any();
    let all_sections = move |has_sections: bool| {
        let link = || {
            view! {
                <li>
                    <a href=context.href(&Route::AllSections) aria-current=current_all>
                        <bdi>{messages.all_sections()}</bdi>
                    </a>
                </li>
            }
        };
        has_sections.then(|| link().into_any()).into_any()
    };
    view! {
        <nav class="section-nav" lang=messages.tag aria-label=messages.sections()>
            <ul>
                <li>
                    <a href=context.href(&Route::HOME) aria-current=current_home><bdi>{messages.home()}</bdi></a>
                </li>
                <ViewOf content=sections view=section_links />
                <ViewOf content=has_sections view=all_sections />
                <li>
                    <a class="section-nav__search" href=context.href(&Route::search("")) aria-current=current_search>
                        <IconView icon=Icon::Search />
                        {messages.search()}
                    </a>
                </li>
            </ul>
        </nav>
    }
}

/// The publisher's links and the feed; in a published site the archive and the RSS feed, too.
#[component]
pub fn Footer(
    /// The publisher's links in their order.
    links: impl Fn() -> Vec<FooterLink> + Send + Sync + 'static,
    /// Where the feed is.
    feed_url: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let archive_and_rss = || {
        view! {
            <li>
                <a href=context.href(&Route::Months)>{messages.archive()}</a>
            </li>
            <li>
                <a href=context.file("rss.xml") type="application/rss+xml">{messages.rss()}</a>
            </li>
        }
    };
    let is_published = context.links().style == UrlStyle::Path;
    let entry = |link: FooterLink| view! { <li><a href=link.url><SiteName name=link.title /></a></li> };
    let entries = move |links: Vec<_>| links.into_iter().map(entry).collect_view().into_any();
    view! {
        <footer class="footer" lang=messages.tag>
            <nav aria-label=messages.about_site()>
                <ul>
                    <ViewOf content=links view=entries />
                    {is_published.then(|| archive_and_rss().into_any())}
                    <li>
                        <a href=feed_url type="application/feed+json">{messages.feed()}</a>
                    </li>
                </ul>
            </nav>
        </footer>
    }
}

//! The stories of a section, a tag or an author.

use leptos::prelude::*;

use super::site_state::use_site_state;
use super::statement::LinkParagraph;
use crate::components::breadcrumb::Breadcrumb;
use crate::components::load_notice::ArchiveNotice;
use crate::components::replaced::ViewOf;
use crate::components::site_name::SiteName;
use crate::components::story_list::{ListEnd, ListPage, StoryList};
use crate::components::view_context::use_view_context;
use crate::domain::feed::Author;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::publication::Publication;
use crate::domain::site::messages::{Messages, interpolate};
use crate::domain::site::route::Route;

/// The name of a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ListingName {
    /// The sections from the outermost in; empty for tags and authors.
    pub path: Vec<String>,
    /// The headline.
    pub headline: String,
    /// Whether the feed has such a section, tag or author.
    pub is_known: bool,
}

impl ListingName {
    /// The name of a list in a publication; `has_more`: older pages of the feed may still have stories of it.
    pub(super) fn of(
        of: &Listing,
        publication: &Publication,
        has_more: bool,
        messages: &'static Messages,
    ) -> ListingName {
        let path = match of {
            Listing::Section(slug) => publication.section_names(slug).unwrap_or_default(),
            _ => Vec::new(),
        };
        let name = match of {
            Listing::Section(_) => path.last().cloned(),
            _ => publication.stories_in(of).find_map(|item| of.name_in(item)).map(str::to_owned),
        };
        let is_known = name.is_some();
        let headline = match (of, name) {
            (Listing::Section(_), Some(name)) => name,
            (Listing::Tag(_), Some(tag)) => interpolate(messages.tagged(), &[("tag", &tag)]),
            (Listing::Author(_), Some(author)) => interpolate(messages.by_author(), &[("author", &author)]),
            (_, None) if has_more => messages.loading_older().to_owned(),
            (Listing::Section(_), None) => messages.no_such_section().to_owned(),
            (Listing::Tag(_), None) => messages.no_such_tag().to_owned(),
            (Listing::Author(_), None) => messages.no_such_author().to_owned(),
        };
        ListingName { path, headline, is_known }
    }
}

/// A page of a list.
#[component]
pub fn ListingPage(
    of: Listing,
    /// The number of the page, from 1.
    page: u32,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let state = use_site_state();
    let publication = state.publication;
    let archive = state.archive();
    let has_more = Memo::new(move |_| archive.with(|archive| archive.has_more()));
    let of = StoredValue::new(of);

    let list = Memo::new(move |_| {
        let publication = publication.get();
        of.with_value(|of| archive.with(|archive| ListPage::of(publication.stories_in(of), page, archive)))
    });
    let has_older = Memo::new(move |_| list.with(|list| list.has_older_page));
    let name = move || of.with_value(|of| ListingName::of(of, &publication.get(), has_more.get(), messages));
    let heading = move |ListingName { path, headline, is_known }: ListingName| {
        let is_section = of.with_value(|of| matches!(of, Listing::Section(_)));
        let headline = if is_section && is_known {
            view! { <SiteName name=headline /> }.into_any()
        } else {
            view! { <bdi>{headline}</bdi> }.into_any()
        };
        view! {
            <Breadcrumb path=path is_current=true />
            <h1>{headline}</h1>
        }
        .into_any()
    };
    let author = move || of.with_value(|of| website(&publication.get(), of));
    let website = move |author: Option<(String, String)>| {
        let link = author.map(|(name, url)| {
            let label = interpolate(messages.author_page(), &[("author", &name)]);
            view! { <p class="page__number"><a href=url rel="noopener">{label}</a></p> }.into_any()
        });
        link.into_any()
    };
    let number = (page > 1).then(|| interpolate(messages.page_number(), &[("page", &context.number(page as usize))]));
    let number = number.map(|number| view! { <p class="page__number">{number}</p> }.into_any());

    // `None` where there are stories: then it does not matter whether the list is known, or could go on.
    let nothing = move || list.with(|list| list.stories.is_empty()).then(|| (name().is_known, has_more.get()));
    let stories = move |nothing: Option<(bool, bool)>| {
        let Some((is_known, has_more)) = nothing else {
            let section = of.with_value(|of| match of {
                Listing::Section(slug) => Some(slug.clone()),
                _ => None,
            });
            let has_lead = page == 1 && section.is_some();
            let route = Route::List { of: of.get_value(), page };
            return view! {
                <StoryList list=list section=section has_lead=has_lead />
                <ListEnd route=route has_older=has_older archive=archive />
            }
            .into_any();
        };
        let sentence = match (is_known, has_more) {
            (_, true) => None,
            (true, false) if page > 1 => Some(messages.no_such_page_sentence()),
            (_, false) => Some(messages.no_such_list_sentence()),
        };
        view! {
            {sentence.map(|sentence| view! { <p>{sentence}</p> }.into_any())}
            <ArchiveNotice archive=archive />
            <LinkParagraph to=Route::AllSections label=messages.all_sections() />
        }
        .into_any()
    };
    view! {
        <section class="section-page" lang=messages.tag>
            <ViewOf content=name view=heading />
            <ViewOf content=author view=website />
            {number}
            <ViewOf content=nothing view=stories />
        </section>
    }
}

/// The author's own page, where the feed names one: name and URL.
fn website(publication: &Publication, of: &Listing) -> Option<(String, String)> {
    let Listing::Author(_) = of else { return None };
    let is_author = |author: &&Author| Listing::of_author(&author.name) == *of;
    let mut authors = publication.stories_in(of).filter_map(|item| item.authors.iter().find(is_author));
    authors.find_map(|author| Some((author.name.clone(), author.url.as_ref()?.to_string())))
}

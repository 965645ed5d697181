//! Who wrote a story, and its tags: links to other stories like it.

use std::sync::Arc;

use leptos::prelude::*;

use super::language::language_of;
use super::view_context::{ViewContext, use_view_context};
use crate::domain::feed::listing::Listing;
use crate::domain::feed::{Author, Item, names_of};
use crate::domain::site::route::Route;

/// The line after the body, in parentheses: the item's own, or its authors, each with a link to their stories.
#[component]
pub fn Byline(
    /// The story, with its byline and authors.
    item: Arc<Item>,
) -> impl IntoView {
    let context = use_view_context();
    let (before, after) = context.messages.byline().split_once("{byline}").unwrap_or(("", ""));
    let is_authors = names_of(&item.authors) == item.byline;
    let links = || view! { <AuthorLinks authors=item.authors.clone() /> }.into_any();
    let content = item.byline.clone().map(|byline| if is_authors { links() } else { byline.into_any() });
    content.map(|content| view! { <p class="byline">{before}{content}{after}</p> }.into_any())
}

/// The names of authors, each with a link to the stories by them.
#[component]
pub fn AuthorLinks(
    /// The authors in the feed's order. One without a name is left out.
    authors: Vec<Author>,
) -> impl IntoView {
    let context = use_view_context();
    let names = authors.iter().map(|author| author.name.as_str()).filter(|name| !name.is_empty());
    names
        .enumerate()
        .map(|(at, name)| {
            view! { {(at > 0).then_some(", ")} {link(context, name, Listing::of_author(name), None)} }.into_any()
        })
        .collect_view()
}

/// The tags of a story as links to their lists.
#[component]
pub fn Tags(
    /// The story whose tags are listed.
    item: Arc<Item>,
) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    let (lang, _) = language_of(context, &item);
    let lang = lang.unwrap_or_else(|| messages.tag.to_owned());
    (!item.tags.is_empty()).then(|| {
        let tags = item
            .tags
            .iter()
            .map(|tag| view! { <li>{link(context, tag, Listing::of_tag(tag), Some(lang.clone()))}</li> }.into_any())
            .collect_view();
        view! {
            <nav class="tags" lang=messages.tag aria-label=messages.tags()>
                <span>{messages.tags()}</span>
                <ul>{tags}</ul>
            </nav>
        }
        .into_any()
    })
}

fn link(context: ViewContext, name: &str, of: Listing, lang: Option<String>) -> impl IntoView + use<> {
    let href = context.href(&Route::List { of, page: 1 });
    view! { <a href=href lang=lang><bdi>{name.to_owned()}</bdi></a> }
}

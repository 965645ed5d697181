//! The description of a page in its head.

use super::{ListContent, PageContent, PublishedPage};
use crate::components::view_context::ViewContext;
use crate::domain::feed::publication::Publication;
use crate::domain::parse::plain_text::summary_or_opening;
use crate::domain::site::accent::Accent;
use crate::domain::site::messages::interpolate;
use crate::domain::site::page_head::PageHead;

/// The largest number of characters of a story that describe its page.
const DESCRIPTION_CHARS: usize = 200;

/// The description of a page as plain text.
pub type Description = Option<String>;

/// The head of a page, and its description.
pub fn published_head(
    context: ViewContext,
    page: &PublishedPage,
    publication: &Publication,
) -> (PageHead, Description) {
    let messages = context.messages;
    let feed = &publication.feed;
    let with = |title: &str, site: &str| interpolate(messages.title_and_site(), &[("title", title), ("site", site)]);
    let name = match &page.content {
        PageContent::Front { .. } => None,
        PageContent::List(ListContent { heading, number, .. }) => {
            let number =
                number.map(|page| interpolate(messages.page_number(), &[("page", &context.number(page as usize))]));
            match (heading.name(context), number) {
                (name, None) => Some(name),
                (name, Some(number)) if name.is_empty() => Some(number),
                (name, Some(number)) => Some(with(&name, &number)),
            }
        }
        PageContent::Article(article) => Some(article.item.headline.clone()),
        PageContent::AllSections => Some(messages.all_sections().to_owned()),
        PageContent::Months(_) => Some(messages.archive().to_owned()),
        PageContent::Search => Some(messages.search().to_owned()),
        PageContent::NotFound => Some(messages.gone().to_owned()),
    };
    let item = match &page.content {
        PageContent::Article(article) => Some(&article.item),
        _ => None,
    };
    let description = match (&page.content, item) {
        (_, Some(item)) => summary_or_opening(item, DESCRIPTION_CHARS),
        (PageContent::Front { .. }, _) => feed.description.clone(),
        _ => None,
    };
    let settings = &publication.settings;
    let first_of = |urls: [&Option<_>; 3]| urls.into_iter().flatten().next().map(ToString::to_string);
    let head = PageHead {
        title: name.map_or_else(|| feed.title.clone(), |name| with(&name, &feed.title)),
        language: item.and_then(|item| item.language.clone()).unwrap_or_else(|| context.language()),
        direction: context.direction,
        canonical: context.links().canonical(publication, &page.route),
        icon: first_of([&settings.icon, &feed.favicon, &feed.icon]),
        touch_icon: first_of([&settings.icon, &feed.icon, &feed.favicon]),
        accent: settings.accent.as_deref().and_then(Accent::of),
    };
    (head, description)
}

//! The headlines, or one story as a card.

use super::{Asked, Content, Page, gone, list_name, widget};
use crate::components::embed_story::embed_story;
use crate::components::load_notice;
use crate::components::site::Site;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::publication::Publication;
use crate::domain::state::{FeedState, Loaded};
use crate::domain::widget::{Embed, Shows};
use crate::markup::{Element, element, markup};

/// The widget of headlines.
pub fn stories(site: &Site, publication: &Publication, state: &FeedState, asked: &Asked) -> Page {
    let embed = &asked.0;
    widget(site, publication, state, asked, |loaded| match &embed.shows {
        Shows::Stories { section, tag, limit } => list(site, publication, loaded, embed, [section, tag], *limit),
        Shows::Card(key) | Shows::Article { key, .. } => match publication.story(*key) {
            Some(item) => Content {
                title: Some(item.headline.clone()),
                language: item.language.clone(),
                is_front: false,
                view: markup()
                    .child(embed.title.clone().filter(|name| !name.is_empty()).map(|name| title(site, name)))
                    .child(element("ul").class("embed__stories").child(embed_story(site, embed, item))),
            },
            None => gone(site, loaded),
        },
    })
}

fn list(
    site: &Site,
    publication: &Publication,
    loaded: &Loaded,
    embed: &Embed,
    of: [&Option<Listing>; 2],
    limit: usize,
) -> Content {
    let messages = site.messages;
    let mut lists = of.into_iter().flatten();
    let first = lists.next();
    let name = first.map_or_else(|| Some(publication.feed.title.clone()), |of| list_name(site, publication, of));
    let heading = embed.title.clone().or(name).filter(|name| !name.is_empty());
    let heading = heading.map(|heading| title(site, heading));
    let stories: Vec<Element> = publication
        .stories()
        .filter(|item| embed.holds(item))
        .take(limit)
        .map(|item| embed_story(site, embed, item))
        .collect();
    let none = stories
        .is_empty()
        .then(|| {
            // What the paper does not have is told by its parameter and slug, for whoever has just written that.
            let unknown = first.filter(|of| list_name(site, publication, of).is_none());
            let sentence = match (first, unknown) {
                _ if loaded.archive.has_more() => None,
                (None, _) => Some(messages.empty_sentence()),
                (_, Some(Listing::Section(_))) => Some(messages.no_such_section()),
                (_, Some(_)) => Some(messages.no_such_tag()),
                (Some(_), None) => Some(messages.no_such_list_sentence()),
            };
            let asked_for = unknown.map(|of| {
                let name = if matches!(of, Listing::Section(_)) { "section" } else { "tag" };
                markup().child(": ").child(element("bdi").child(format!("{name}={}", of.slug())))
            });
            Some(
                markup()
                    .child(sentence.map(|sentence| element("p").class("notice").child(sentence).child(asked_for)))
                    .child(load_notice::archive_notice(site, &loaded.archive)),
            )
        })
        .flatten();
    let stories = (!stories.is_empty()).then(|| element("ul").class("embed__stories").child(stories));
    let view = markup().child(heading).child(stories).child(none);
    Content { title: None, language: None, is_front: true, view }
}

/// The heading of the widget.
fn title(site: &Site, title: String) -> Element {
    element("h2").class("embed__title").child(site.name(title))
}

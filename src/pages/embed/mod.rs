//! The widget: headlines, or one article, in a frame of another site's page. It has no masthead and no navigation, and says at
//! its end whose news it is.

mod opened;
mod stories;

pub use opened::article;
pub use stories::stories;

use super::{Content, Page, paragraph};
use crate::components::embed_story::{NEW_TAB, tab_link};
use crate::components::feed_notice::feed_notice;
use crate::components::load_notice;
use crate::components::site::Site;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::publication::Publication;
use crate::domain::site::accent::Accent;
use crate::domain::site::messages::interpolate;
use crate::domain::site::page_head::PageHead;
use crate::domain::site::route::Route;
use crate::domain::state::{DataNeeded, FeedState, Loaded, Phase};
use crate::domain::widget::{Embed, Layout, Shows, WrongValue};
use crate::markup::{Element, element, markup};

/// The header without which a frame that has no origin of its own gets neither feed nor program.
const HEADER: &str = "Access-Control-Allow-Origin: *";

/// A widget as its address describes it, with the values that are none.
pub type Asked = (Embed, Vec<WrongValue>);

/// What a widget needs of the feed besides its first page. An archive is searched for one story, and not for as many as
/// were asked for: a small section would have every visitor load all of it.
pub fn data_needed(embed: &Embed) -> DataNeeded {
    match &embed.shows {
        Shows::Stories { section, tag, .. } => match section.as_ref().or(tag.as_ref()) {
            Some(of) => DataNeeded::InList { of: of.clone(), count: 1 },
            None => DataNeeded::Stories(1),
        },
        Shows::Card(key) | Shows::Article { key, .. } => DataNeeded::Story(*key),
    }
}

/// The widget around what `shown` makes of a feed. While there is no feed, `publication` is empty.
fn widget(
    site: &Site,
    publication: &Publication,
    state: &FeedState,
    (embed, wrong): &Asked,
    shown: impl FnOnce(&Loaded) -> Content,
) -> Page {
    let messages = site.messages;
    let mut loaded = None;
    let (name, content) = match &state.phase {
        Phase::Loaded(now) => {
            loaded = Some(now);
            ("ready", shown(now))
        }
        Phase::Failed(failure) => (
            "failed",
            failed(load_notice::failure(
                site,
                messages.failed(),
                failure,
                load_notice::more(load_notice::try_again(site)),
            )),
        ),
        Phase::Loading(retrying) => match &retrying.failure {
            Some(failure) => (
                "failed",
                failed(load_notice::failure(site, messages.failed(), failure, load_notice::again(site, retrying))),
            ),
            None => (
                "loading",
                Content {
                    title: None,
                    language: None,
                    is_front: true,
                    view: load_notice::loading(messages.loading_slow()).into(),
                },
            ),
        },
    };
    let cors = (name == "failed").then(|| {
        let sentence = interpolate(messages.embed_cors(), &[("header", HEADER)]);
        paragraph(sentence).class("embed__cors")
    });
    let layout = match embed.layout {
        Layout::Headlines => "headlines",
        Layout::List => "list",
        Layout::Cards => "cards",
    };
    let view = element("main")
        .class("embed")
        .attr("lang", messages.tag)
        .attr("data-state", name)
        .attr("data-layout", layout)
        .child(wrong_values(site, wrong))
        .child(content.view)
        .child(cors)
        .child(feed_notice(site, loaded))
        .child(whose(site, publication, embed))
        .child(element("p").attr("id", NEW_TAB).attr("hidden", true).child(messages.share_opens_tab()))
        .child(
            element("p")
                .class("embed__blocked")
                .attr("role", "status")
                .attr("hidden", true)
                .child(messages.embed_blocked()),
        );
    let title = match content.title {
        Some(title) => interpolate(messages.title_and_site(), &[("title", &title), ("site", &publication.feed.title)]),
        None => publication.feed.title.clone(),
    };
    let accent = embed.accent.as_deref().or(publication.settings.accent.as_deref());
    let head = PageHead {
        title,
        language: content.language.unwrap_or_else(|| site.dates.language.clone()),
        direction: site.direction,
        canonical: site.links.canonical(publication, &outside(publication, embed)),
        accent: accent.and_then(Accent::of),
    };
    Page { view: view.into(), head }
}

fn failed(notice: Element) -> Content {
    Content { title: None, language: None, is_front: true, view: notice.into() }
}

/// What is wrong in the snippet, for whoever has just put it there.
fn wrong_values(site: &Site, wrong: &[WrongValue]) -> Option<Element> {
    let sentence = |wrong: &WrongValue| {
        let values = [("name", wrong.name), ("value", &wrong.value), ("takes", wrong.takes)];
        paragraph(element("bdi").child(interpolate(site.messages.embed_wrong(), &values)))
    };
    (!wrong.is_empty()).then(|| {
        let sentences: Vec<Element> = wrong.iter().map(sentence).collect();
        element("div").class("embed__wrong").attr("role", "alert").child(sentences)
    })
}

/// The page of the news site that shows the same.
fn outside(publication: &Publication, embed: &Embed) -> Route {
    match &embed.shows {
        Shows::Stories { section: Some(of), .. } | Shows::Stories { tag: Some(of), .. } => {
            Route::List { of: of.clone(), page: 1 }
        }
        Shows::Card(key) | Shows::Article { key, .. } => {
            publication.story(*key).map_or(Route::HOME, |item| item.route())
        }
        _ => Route::HOME,
    }
}

/// Whose news it is, with the way there.
fn whose(site: &Site, publication: &Publication, embed: &Embed) -> Element {
    let name = interpolate(site.messages.embed_from(), &[("site", &publication.feed.title)]);
    let to = match &embed.shows {
        Shows::Stories { .. } => outside(publication, embed),
        _ => Route::HOME,
    };
    let link = tab_link(site.links.href(&to)).child(element("bdi").child(name));
    element("p").class("embed__from").child(link)
}

/// What a list is called: the section, the tag.
fn list_name(site: &Site, publication: &Publication, of: &Listing) -> Option<String> {
    match of {
        Listing::Section(slug) => publication.section_names(slug)?.pop(),
        _ => {
            let tag = publication.stories().find_map(|item| of.name_in(item))?;
            Some(interpolate(site.messages.tagged(), &[("tag", tag)]))
        }
    }
}

/// A story that the feed does not hold.
fn gone(site: &Site, loaded: &Loaded) -> Content {
    let messages = site.messages;
    let notice = load_notice::archive_notice(site, &loaded.archive);
    let sentence = if loaded.archive.has_more() { messages.looking() } else { messages.gone_sentence() };
    let view = markup().child(paragraph(sentence)).child(notice);
    Content { title: None, language: None, is_front: true, view }
}

//! One story, in the order of a newspaper's page: breadcrumb, headline, the line of source, date and font size,
//! picture, body, byline, share links, neighbours.

use super::{Content, paragraph};
use crate::browser::address::parse_url;
use crate::components::article_body::article_body;
use crate::components::attachments::attachments;
use crate::components::breadcrumb::breadcrumb;
use crate::components::byline::{byline, tags};
use crate::components::dated::dated;
use crate::components::neighbours::neighbours;
use crate::components::picture::lead_picture;
use crate::components::share_bar::{ShareBar, share_bar};
use crate::components::site::Site;
use crate::components::story_card::{field, language_of, story_group};
use crate::components::text_size_control::text_size_control;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::{Item, Source};
use crate::domain::site::messages::interpolate;
use crate::domain::site::share;
use crate::markup::{Element, element, markup};
use crate::sanitize::{BodyContext, SafeBody};

/// How many other stories of the section are named at the end.
const MORE_FROM_SECTION: usize = 4;

pub(super) fn article(site: &Site, publication: &Publication, item: &Item) -> Content {
    let (newer, older) = publication.neighbours(item.key);
    let after = element("div")
        .class("after-article")
        .attr("lang", site.messages.tag)
        .key(item.key.to_string())
        .child(share(site, publication, item))
        .child(neighbours(site, newer.map(AsRef::as_ref), older.map(AsRef::as_ref)))
        .child(more_from_section(site, publication, item));
    let view =
        markup().child(story(site, publication, item, Some(breadcrumb(site, &item.section, false)))).child(after);
    Content { title: Some(item.headline.clone()), language: item.language.clone(), is_front: false, view }
}

/// The story itself, under the way to it where there is one.
pub(super) fn story(site: &Site, publication: &Publication, item: &Item, way: Option<Element>) -> Element {
    let messages = site.messages;
    let (lang, dir) = language_of(site, item);
    let body = safe_body(site, publication, item);
    let repeated = body.as_ref().and_then(SafeBody::repeated_picture);
    let lead = item.image.as_ref().map(|picture| lead_picture(picture, repeated));
    let line = element("div").class("article__line");
    let line = line.child(origin(site, item)).child(text_size_control(site.text_size.clone(), messages));
    // Another story in the same place is another element: nothing of the last one stays open, selected or scrolled.
    element("article")
        .class("article")
        .key(item.key.to_string())
        .attr("lang", lang)
        .attr("dir", dir)
        .child(way)
        .child(
            field(item, "h1")
                .class("article__headline")
                .attr("data-long", item.has_long_headline())
                .child(item.headline.clone()),
        )
        .child(line)
        .child(lead)
        .child(body_or_summary(item, body))
        .child(onwards(site, publication, item))
        .child(attachments(site, &item.attachments))
        .child(byline(site, item))
        .child(tags(site, item))
        .child(print_address(site, publication, item))
}

/// `source: NAME DATE`, and when the story was updated.
fn origin(site: &Site, item: &Item) -> Element {
    let messages = site.messages;
    // The interface's words amid the story's own.
    let label = |label: &'static str| element("bdi").attr("lang", messages.tag).child(label);
    let source = item.source.clone().map(|Source { name, url }| {
        let name = element("bdi").child(name);
        let name = match url {
            Some(url) => element("a").attr("href", url.to_string()).attr("rel", "noopener").child(name),
            None => name,
        };
        element("span").class("article__source").child(label(messages.source())).child(" ").child(name)
    });
    let published = item.published.map(|moment| dated(moment, site.dates.iso_day(moment)));
    let updated = item.updated.map(|moment| {
        let time = dated(moment, site.dates.iso_minute(moment));
        element("span").class("article__updated").child(label(messages.updated())).child(" ").child(time)
    });
    // Spaces, so that the words stay apart where they are read without their style.
    let origin = element("p").class("article__origin").child(source).child(" ");
    origin.child(published).child(" ").child(updated)
}

fn safe_body(site: &Site, publication: &Publication, item: &Item) -> Option<SafeBody> {
    if !item.has_body() {
        return None;
    }
    let base = item.url.clone().or_else(|| publication.feed.home_page_url.clone());
    let context = BodyContext {
        base: base.as_ref().unwrap_or(&publication.feed_address),
        parse_url,
        title: &item.headline,
        lead_image: item.image.as_ref().map(|picture| &picture.url),
        link_to_item: &|url| Some(site.links.href(&publication.item_at(url)?.route())),
        messages: site.messages,
        heading_level: 2,
    };
    Some(SafeBody::of(&item.body, &context))
}

fn body_or_summary(item: &Item, body: Option<SafeBody>) -> Option<Element> {
    if let Some(body) = body {
        return Some(article_body(item, body));
    }
    let summary = item.summary.clone().filter(|summary| *summary != item.headline);
    summary.map(|summary| element("div").class("body").child(paragraph(summary)))
}

/// The way on: to the page that the story is about, or to the whole story where the feed has none of it.
fn onwards(site: &Site, publication: &Publication, item: &Item) -> Option<Element> {
    let (url, sentence) = match (&item.external_url, &item.url) {
        (Some(external), _) => (external, site.messages.read_at()),
        (None, Some(url)) if !item.has_body() && !publication.is_own_page(url) => (url, site.messages.continue_at()),
        _ => return None,
    };
    let label = interpolate(sentence, &[("host", url.display_host())]);
    let link = element("a").attr("href", url.to_string()).attr("rel", "noopener").child(label);
    Some(element("p").class("onwards").attr("lang", site.messages.tag).child(link))
}

/// Where the page is, for those who have it on paper.
fn print_address(site: &Site, publication: &Publication, item: &Item) -> Option<Element> {
    let url = site.links.shared_url(publication, item);
    (!url.is_empty()).then(|| {
        let address = element("bdi").attr("dir", "ltr").child(url);
        let line =
            element("p").class("print-address").attr("lang", site.messages.tag).child(site.messages.print_address());
        line.child(" ").child(address)
    })
}

pub(super) fn share(site: &Site, publication: &Publication, item: &Item) -> Element {
    share_bar(ShareBar {
        url: site.links.shared_url(publication, item),
        title: item.headline.clone(),
        summary: item.summary.clone(),
        picture: item.image.as_ref().map(|picture| picture.url.to_string()),
        networks: publication.settings.share.clone().unwrap_or_else(|| share::FIRST_SET.to_vec()),
        messages: site.messages,
    })
}

fn more_from_section(site: &Site, publication: &Publication, item: &Item) -> Option<Element> {
    let title = interpolate(site.messages.more_from(), &[("section", item.section_name()?)]);
    story_group(
        site,
        "more-stories",
        title,
        publication.more_like(item, MORE_FROM_SECTION).into_iter().map(AsRef::as_ref),
    )
}

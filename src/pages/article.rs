//! One story, in the order of a newspaper's page: breadcrumb, headline, the line of source, date and font size,
//! picture, body, byline, share links, neighbours.

use leptos::prelude::*;

use super::Content;
use crate::browser::address::parse_url;
use crate::components::article_body::ArticleBody;
use crate::components::attachments::attachments;
use crate::components::breadcrumb::breadcrumb;
use crate::components::dated::dated;
use crate::components::neighbours::neighbours;
use crate::components::picture::lead_picture;
use crate::components::share_bar::ShareBar;
use crate::components::site::Site;
use crate::components::story_card::{Weight, language_of, story_card};
use crate::components::text_size_control::TextSizeControl;
use crate::domain::edition::Edition;
use crate::domain::feed::{Item, Source};
use crate::domain::share;
use crate::domain::words::fill;
use crate::sanitize::{BodyContext, SafeBody};

/// How many other stories of the section are named at the end.
const MORE_FROM_SECTION: usize = 4;

pub(super) fn article(site: &Site, edition: &Edition, item: &Item) -> Content {
    let words = site.words;
    let (lang, dir) = language_of(site, item);
    let (newer, older) = edition.neighbours(item.key);
    let picture = item.image.as_ref().map(lead_picture);
    let byline = item.byline.as_ref().map(|byline| {
        view! { <p class="byline">{fill(words.byline, &[("byline", byline)])}</p> }
    });
    let view = view! {
        <article class="article" lang=lang.clone() dir=dir>
            {breadcrumb(site, &item.section, false)}
            <h1 class="article__headline">{item.headline.clone()}</h1>
            <div class="article__line">
                {origin(site, item)} <TextSizeControl size=site.text_size words=words />
            </div>
            {picture}
            {body(site, edition, item)}
            {onwards(site, edition, item)}
            {attachments(site, &item.attachments)}
            {byline}
        </article>
        <div class="after-article">
            {share_bar(site, edition, item)}
            {neighbours(site, newer, older)}
            {more_from_section(site, edition, item)}
        </div>
    }
    .into_any();
    Content { title: Some(item.headline.clone()), language: item.language.clone(), is_front: false, view }
}

/// `source: NAME DATE`, and when the story was updated.
fn origin(site: &Site, item: &Item) -> impl IntoView + use<> {
    let words = site.words;
    let source = item.source.clone().map(|Source { name, url }| {
        let name = match url {
            Some(url) => view! { <a href=url.to_string() rel="noopener"><bdi>{name}</bdi></a> }.into_any(),
            None => view! { <bdi>{name}</bdi> }.into_any(),
        };
        view! { <span class="article__source">{words.source} " " {name}</span> }
    });
    let published = item.published.map(|moment| dated(moment, site.dates.iso_day(moment)));
    let updated = item.updated.map(|moment| {
        let time = dated(moment, site.dates.iso_minute(moment));
        view! { <span class="article__updated">{words.updated} " " {time}</span> }
    });
    view! { <p class="article__origin">{source} {published} {updated}</p> }
}

fn body(site: &Site, edition: &Edition, item: &Item) -> Option<impl IntoView + use<>> {
    if !item.has_body() {
        let summary = item.summary.clone().filter(|summary| *summary != item.headline);
        return summary.map(|summary| view! { <div class="body"><p>{summary}</p></div> }.into_any());
    }
    let base = item.url.clone().or_else(|| edition.feed.home_page_url.clone());
    let context = BodyContext {
        base: base.as_ref().unwrap_or(&edition.feed_address),
        parse_url,
        title: &item.headline,
        lead_image: item.image.as_ref().map(|picture| &picture.url),
        link_to_item: &|url| Some(site.links.href(&edition.route_of_url(url)?)),
        words: site.words,
        heading_level: 2,
    };
    let body = SafeBody::of(&item.body, &context);
    Some(view! { <ArticleBody body=body /> }.into_any())
}

/// The way on: to the page that the story is about, or to the whole story where the feed has none of it.
fn onwards(site: &Site, edition: &Edition, item: &Item) -> Option<impl IntoView + use<>> {
    let (url, sentence) = match (&item.external_url, &item.url) {
        (Some(external), _) => (external, site.words.read_at),
        (None, Some(url)) if !item.has_body() && !edition.is_own_page(url) => (url, site.words.continue_at),
        _ => return None,
    };
    let label = fill(sentence, &[("host", url.display_host())]);
    Some(view! {
        <p class="onwards">
            <a href=url.to_string() rel="noopener">
                {label}
            </a>
        </p>
    })
}

fn share_bar(site: &Site, edition: &Edition, item: &Item) -> impl IntoView + use<> {
    let networks = edition.settings.share.clone().unwrap_or_else(|| share::FIRST_SET.to_vec());
    view! {
        <ShareBar
            url=edition.shared_url(&site.links, item)
            title=item.headline.clone()
            summary=item.summary.clone()
            picture=item.image.as_ref().map(|picture| picture.url.to_string())
            networks=networks
            words=site.words
        />
    }
}

fn more_from_section(site: &Site, edition: &Edition, item: &Item) -> Option<impl IntoView + use<>> {
    let more = edition.more_like(item, MORE_FROM_SECTION);
    let cards: Vec<_> = more.into_iter().map(|other| story_card(site, other, Weight::Minor)).collect();
    let title = fill(site.words.more_from, &[("section", item.section_name()?)]);
    (!cards.is_empty()).then(|| {
        view! {
            <section class="more-stories">
                <h2 class="list-title">{title}</h2>
                <div class="cards">{cards}</div>
            </section>
        }
    })
}

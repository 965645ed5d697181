//! One item. Posts of WordPress's REST API are read too, because they are often served as feeds.

use super::{attachment, author, dates, extension, picture, tags};
use crate::domain::feed::key::Key;
use crate::domain::feed::slug::slug;
use crate::domain::feed::warning::{Place, WarningAction};
use crate::domain::feed::{Body, Feed, Item, Source, names_of};
use crate::domain::limits;
use crate::domain::parse::fields::Fields;
use crate::domain::parse::headline::headline;
use crate::domain::parse::plain_text;
use crate::domain::web_url::WebUrl;

/// Reads an item; `None` if it has neither id nor URL, nor the URL of a page elsewhere: nothing could link to it.
pub fn read(mut fields: Fields, feed: &Feed) -> Option<Item> {
    let wordpress = fields.has_object_with("title", "rendered") || fields.has_object_with("content", "rendered");
    let home = feed.home_page_url.as_ref();
    let (url, written) = read_url(&mut fields, home);
    let base = url.as_ref().or(home);
    let (id, external_url) = read_id(&mut fields, written, base)?;
    let external_url = external_url.or_else(|| fields.url("external_url", base));

    let image = picture::url(&mut fields, base);
    let extension = extension::read(&mut fields, base, image);
    let title = fields.line("title", limits::TITLE_CHARS);
    let body = read_body(&mut fields);
    let summary = read_summary(&mut fields);
    let (published, updated) = dates::read(&mut fields);
    let mut authors = author::read(&mut fields, base);
    let tags = tags::read(&mut fields, wordpress);
    if authors.is_empty() {
        authors = feed.authors.clone();
    }
    let headline = match &title {
        Some(title) => title.clone(),
        None => headline(summary.as_deref(), &body, published.or(updated), &id),
    };
    let source = extension.source.or_else(|| {
        let url = external_url.clone()?;
        Some(Source { name: url.display_host().to_owned(), url: Some(url) })
    });
    Some(Item {
        key: Key::of_id(&id),
        slug: slug(&headline),
        byline: extension.byline.or_else(|| names_of(&authors)),
        section: match extension.section {
            path if path.is_empty() => tags.first().cloned().into_iter().collect(),
            path => path,
        },
        kicker: extension.kicker,
        is_lead: extension.is_lead,
        is_pinned: extension.is_pinned,
        is_removed: extension.is_removed,
        image: extension.image,
        language: fields.language("language"),
        attachments: attachment::read(&mut fields, base),
        id,
        url,
        external_url,
        title,
        headline,
        summary,
        body,
        published,
        updated,
        authors,
        tags,
        source,
    })
}

/// The item's URL; and the id that follows from it, which is the URL as the feed writes it: a repair must not change a
/// key.
fn read_url(fields: &mut Fields, home: Option<&WebUrl>) -> (Option<WebUrl>, Option<String>) {
    let (name, value) = match fields.take("url") {
        Some(value) => ("url", Some(value)),
        None => ("link", fields.take_other_name("link", WarningAction::TookAsUrl)),
    };
    let Some(value) = value else { return (None, None) };
    let text = value.as_str().map(str::to_owned);
    let Some(url) = fields.url_in(name, value, home) else { return (None, None) };
    let base = home.unwrap_or(fields.context.address);
    let written = text.and_then(|text| WebUrl::parse(&text, Some(base), fields.context.parse_url).ok());
    let id = written.as_ref().unwrap_or(&url).to_string();
    (Some(url), Some(id))
}

fn read_summary(fields: &mut Fields) -> Option<String> {
    if let Some(summary) = fields.line("summary", limits::SUMMARY_CHARS) {
        return Some(summary);
    }
    let excerpt = fields.take_other_name("excerpt", WarningAction::TookAsSummary)?;
    let excerpt = fields.text_of("excerpt", excerpt)?;
    fields.line_of("excerpt", excerpt, limits::SUMMARY_CHARS)
}

/// The id, else the URL, else the URL of a page elsewhere. `ID` counts only where there is neither `id` nor a URL, so
/// that no key changes. The URL of the page elsewhere is returned too, if it was read.
fn read_id(fields: &mut Fields, url: Option<String>, base: Option<&WebUrl>) -> Option<(String, Option<WebUrl>)> {
    let exact = fields.take_exact("id");
    let id = exact.and_then(|value| fields.text_of("id", value)).or_else(|| {
        let other = if url.is_none() { fields.take_in_other_case("id") } else { None };
        other.and_then(|value| fields.text_of("id", value))
    });
    let id = id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    let id = match (id, url) {
        (Some(id), _) => id,
        (None, Some(url)) => {
            fields.warn("id", "nothing", WarningAction::TookUrlAsId);
            url
        }
        (None, None) => {
            if let Some(external_url) = fields.url("external_url", base) {
                fields.warn("id", "neither id nor url", WarningAction::TookExternalUrlAsId);
                return Some((located(fields, external_url.to_string()), Some(external_url)));
            }
            let found = match first_words(fields) {
                Some(words) => ["neither id nor url: ", &words].concat(),
                None => "neither id nor url".to_owned(),
            };
            fields.warn("id", &found, WarningAction::NoId);
            return None;
        }
    };
    Some((located(fields, id), None))
}

/// The id, which the place of warnings has from now on.
fn located(fields: &mut Fields, id: String) -> String {
    if let Place::Item { index, .. } = fields.place {
        fields.place = Place::item(index, &id);
    }
    id
}

/// The first words of an item, by which its publisher finds it.
fn first_words(fields: &mut Fields) -> Option<String> {
    const ENOUGH: usize = 60;
    ["title", "summary", "content_text", "content_html"].into_iter().find_map(|name| {
        let text = fields.peek(name)?;
        let head = &text[..text.floor_char_boundary(2_000)];
        let text = if name == "content_html" { plain_text::from_html(head) } else { plain_text::from_markup(head) };
        plain_text::is_visible(&text).then(|| plain_text::first_words(&text, ENOUGH))
    })
}

/// Whether the tags of a body are written as character references: it has no tag of its own, and some when it is decoded.
fn is_escaped_twice(html: &str) -> bool {
    if html.contains('<') || !html.contains("&lt;") {
        return false;
    }
    let decoded = plain_text::from_markup(&html[..html.floor_char_boundary(20_000)]);
    plain_text::from_markup(&decoded) != decoded
}

fn read_body(fields: &mut Fields) -> Body {
    let filled = |text: &String| !text.trim().is_empty();
    if let Some(mut html) = fields.text("content_html").filter(filled) {
        let marked = html.trim().strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>"));
        if let Some(inner) = marked.map(str::to_owned) {
            let found = &html[..html.floor_char_boundary(200)];
            fields.warn("content_html", found, WarningAction::CdataRemoved);
            html = inner;
        }
        if is_escaped_twice(&html) {
            let found = &html[..html.floor_char_boundary(200)];
            fields.warn("content_html", found, WarningAction::EscapedTwice);
        }
        return Body::Html(html);
    }
    if let Some(text) = fields.text("content_text").filter(filled) {
        return Body::Text(text);
    }
    let content = fields.take_other_name("content", WarningAction::TookAsBody);
    match content.and_then(|value| fields.text_of("content", value)).filter(filled) {
        Some(html) => Body::Html(html),
        None => Body::None,
    }
}

//! One item. Posts of WordPress's REST API are read too, because they are often served as feeds.

use super::{attachment, author, dates, extension, picture, tags};
use crate::domain::feed::key::Key;
use crate::domain::feed::slug::slug;
use crate::domain::feed::warning::{Place, WarningAction};
use crate::domain::feed::{Body, Feed, Item, Source, names_of};
use crate::domain::limits;
use crate::domain::parse::fields::Fields;
use crate::domain::parse::headline::headline;
use crate::domain::web_url::WebUrl;

/// Reads an item; `None` if it has neither id nor URL, because nothing could link to it.
pub fn read(mut fields: Fields, feed: &Feed) -> Option<Item> {
    let wordpress = fields.has_object_with("title", "rendered") || fields.has_object_with("content", "rendered");
    let home = feed.home_page_url.as_ref();
    let url = read_url(&mut fields, home);
    let id = read_id(&mut fields, url.as_ref())?;
    let base = url.as_ref().or(home);

    let image = picture::url(&mut fields, base);
    let extension = extension::read(&mut fields, base, image);
    let title = fields.line("title", limits::TITLE_CHARS);
    let body = read_body(&mut fields);
    let summary = read_summary(&mut fields);
    let (published, updated) = dates::read(&mut fields);
    let external_url = fields.url("external_url", base);
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

fn read_url(fields: &mut Fields, home: Option<&WebUrl>) -> Option<WebUrl> {
    if let Some(url) = fields.url("url", home) {
        return Some(url);
    }
    let link = fields.take_other_name("link", WarningAction::Repaired("took it as the item's url"))?;
    let link = fields.text_of("link", link)?;
    fields.url_of("link", link, home)
}

fn read_summary(fields: &mut Fields) -> Option<String> {
    if let Some(summary) = fields.line("summary", limits::SUMMARY_CHARS) {
        return Some(summary);
    }
    let excerpt = fields.take_other_name("excerpt", WarningAction::Repaired("took it as the summary"))?;
    let excerpt = fields.text_of("excerpt", excerpt)?;
    fields.line_of("excerpt", excerpt, limits::SUMMARY_CHARS)
}

fn read_id(fields: &mut Fields, url: Option<&WebUrl>) -> Option<String> {
    let id = fields.text("id").map(|id| id.trim().to_owned()).filter(|id| !id.is_empty());
    let id = match (id, url) {
        (Some(id), _) => id,
        (None, Some(url)) => {
            fields.warn("id", "nothing", WarningAction::Repaired("took the item's url"));
            url.to_string()
        }
        (None, None) => {
            fields.warn("id", "neither id nor url", WarningAction::LeftItemOut("nothing could link to it"));
            return None;
        }
    };
    if let Place::Item { index, .. } = fields.place {
        fields.place = Place::item(index, &id);
    }
    Some(id)
}

fn read_body(fields: &mut Fields) -> Body {
    let filled = |text: &String| !text.trim().is_empty();
    if let Some(html) = fields.text("content_html").filter(filled) {
        return Body::Html(html);
    }
    if let Some(text) = fields.text("content_text").filter(filled) {
        return Body::Text(text);
    }
    let content = fields.take_other_name("content", WarningAction::Repaired("took it as content_html"));
    match content.and_then(|value| fields.text_of("content", value)).filter(filled) {
        Some(html) => Body::Html(html),
        None => Body::None,
    }
}

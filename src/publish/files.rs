//! The files of a site that are not pages: feeds, indexes, and files for other programs.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::app::{App, AppError};
use super::content::Content;
use super::formats::manifest::{self, Manifest, ManifestIcon};
use super::formats::news_sitemap::{self, NewsPublication, NewsStory};
use super::formats::rss::{self, Channel, Story};
use super::formats::sitemap::{self, Entry};
use super::formats::xml;
use super::hubs::websub_hubs;
use super::icons;
use super::item_json::{self, Members};
use super::latest::latest_keys;
use super::pages::PageWriter;
use super::previous::{Previous, shard_of};
use super::site_file::SiteFile;
use crate::browser::address::parse_url;
use crate::browser::dates;
use crate::domain::feed::Item;
use crate::domain::feed::key::Key;
use crate::domain::feed::publication::Publication;
use crate::domain::feed::time_zone::TimeZone;
use crate::domain::parse::json as json_text;
use crate::domain::parse::json::value::Value as ReadValue;
use crate::domain::parse::media_type;
use crate::domain::parse::plain_text::summary_or_opening;
use crate::domain::site::links::{Links, UrlStyle};
use crate::domain::site::messages::{Messages, compiled_in, english, tag_for};
use crate::domain::site::route::Route;
use crate::domain::site::text_direction;
use crate::domain::web_url::{WebUrl, parse_url_natively};
use crate::pages::published::PublishedPage;
use crate::sanitize::{BodyContext, SafeBody};

/// How many of the newest stories the RSS feed has.
const RSS_STORIES: usize = 50;
/// The largest number of characters of a story that RSS has as its summary.
const SUMMARY_CHARS: usize = 300;

/// The keys of the newest stories. The front page looks for new stories by them (`js/published/new_stories.js`).
pub fn latest(content: &Content) -> SiteFile {
    let keys = latest_keys(&content.publication);
    ("latest.json".to_owned(), json!({ "stories": keys }).to_string().into_bytes())
}

/// The slugs that stories had and have no more, by their keys.
pub type OldSlugs = BTreeMap<Key, Vec<String>>;

/// Every slug that stories have had and have no more.
pub fn old_slugs(content: &Content, previous: &Previous) -> OldSlugs {
    let mut old = BTreeMap::new();
    for item in content.publication.stories() {
        let known = previous.slugs.get(item.key.as_str()).map_or(&[][..], Vec::as_slice);
        let slugs: Vec<String> = known.iter().filter(|slug| **slug != item.slug).cloned().collect();
        if !slugs.is_empty() {
            old.insert(item.key, slugs);
        }
    }
    old
}

/// `keys/NN.json`: the slugs of each story by its key, the current one first.
pub fn keys(content: &Content, old: &OldSlugs) -> Vec<SiteFile> {
    let mut shards: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for item in content.publication.stories() {
        let names = match old.get(&item.key) {
            Some(old) => {
                Value::Array([&item.slug].into_iter().chain(old).map(|slug| Value::from(slug.as_str())).collect())
            }
            None => Value::from(item.slug.as_str()),
        };
        shards.entry(shard_of(&item.key)).or_default().insert(item.key.to_string(), names);
    }
    shards.into_iter().map(|(path, names)| (path, json!(names).to_string().into_bytes())).collect()
}

/// A page at an old address of a story, which leads to its current address at `url`. Its links are relative, as those of all
/// pages; `language` is that of the site.
pub fn stub(item: &Item, old_slug: &str, url: &str, language: Option<&str>) -> SiteFile {
    let old = Route::Article { key: item.key, slug: old_slug.to_owned() };
    let path = [&crate::domain::percent::decode(&old.path()), "index.html"].concat();
    let canonical = xml::attribute(url);
    let links = Links { style: UrlStyle::Path, root: "../../".to_owned() };
    let href = links.href(&item.route());
    let href = xml::attribute(&href);
    let title = xml::text(&item.headline);
    let language = item.language.as_deref().or(language);
    let lang = language.map(|tag| format!(" lang=\"{}\"", xml::attribute(tag))).unwrap_or_default();
    let html = format!(
        "<!doctype html>\n<html{lang}>\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n<meta http-equiv=\"refresh\" content=\"0;url={href}\">\n</head>\n\
         <body>\n<p><a href=\"{href}\">{title}</a></p>\n</body>\n</html>\n"
    );
    (path, html.into_bytes())
}

/// The newest stories as RSS.
pub fn rss(content: &Content, site: &WebUrl) -> io::Result<SiteFile> {
    let publication = &content.publication;
    let links = Links { style: UrlStyle::Path, root: site.as_str().to_owned() };
    let messages = messages(publication);
    let newest = publication.stories().zip(&content.stories).take(RSS_STORIES);
    let stories: Vec<Arc<Item>> = newest.map(|(item, story)| content.whole(story, item)).collect::<io::Result<_>>()?;
    let parts: Vec<(String, Option<String>, Option<String>)> = stories
        .iter()
        .map(|item| {
            let body = item.has_body().then(|| body(item, publication, &links, messages));
            (links.href(&item.route()), body, summary_or_opening(item, SUMMARY_CHARS))
        })
        .collect();
    let stories: Vec<Story> = stories
        .iter()
        .zip(&parts)
        .map(|(item, (link, body, summary))| Story {
            item,
            link,
            body_html: body.as_deref(),
            summary: summary.as_deref(),
        })
        .collect();
    let url = WebUrl::parse("rss.xml", Some(site), parse_url_natively).unwrap_or_else(|_| site.clone());
    let channel = Channel {
        title: &publication.feed.title,
        home: site,
        url: &url,
        hubs: &websub_hubs(&content.story_json.head, site),
        description: publication.feed.description.as_deref(),
        language: publication.feed.language.as_deref(),
        zone: zone(publication),
    };
    Ok(("rss.xml".to_owned(), rss::rss(&channel, &stories).into_bytes()))
}

/// HTML without the buttons of frames' cards, which need our script: a card has a link as well. The quotation marks of the tag
/// can be in no text and in no other attribute.
fn without_buttons(html: &str) -> String {
    let (start, end) = (r#"<button type="button" class="button""#, "</button>");
    let mut parts = html.split(start);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |html, part| html + part.split_once(end).map_or("", |(_, rest)| rest))
}

/// The body of a story with absolute URLs, for readers that run no scripts.
fn body(item: &Item, publication: &Publication, links: &Links, messages: &'static Messages) -> String {
    let base = item.url.as_ref().or(publication.feed.home_page_url.as_ref());
    let context = BodyContext {
        base: base.unwrap_or(&publication.feed_address),
        page: item.url.as_ref(),
        parse_url,
        title: &item.headline,
        lead_image: None,
        link_to_item: &|url| Some(links.href(&links.page_at(publication, url)?)),
        messages,
        heading_level: 2,
    };
    without_buttons(SafeBody::of(&item.body, &context).as_html())
}

/// `sitemap.xml` and its parts: the stories from the oldest on, then the lists. Stories whose canonical URL is elsewhere are
/// in none.
pub fn sitemaps(
    publication: &Publication,
    lists: &[PublishedPage],
    writer: &PageWriter,
    site: &WebUrl,
) -> Vec<SiteFile> {
    let zone = zone(publication);
    let lists = lists.iter().filter(|page| !matches!(page.route, Route::NotFound { .. } | Route::Search { .. }));
    let lists: Vec<Entry> = lists.map(|page| Entry { url: writer.absolute(&page.route), modified: None }).collect();
    let items: Vec<&Arc<Item>> = publication.stories().collect();
    let mut stories: Vec<Entry> = items
        .par_iter()
        .filter_map(|item| {
            let url = canonical_page(item, publication, writer)?;
            Some(Entry { url, modified: item.updated.or(item.published) })
        })
        .collect();
    stories.reverse();
    // The last part changes with every story, and so a new page of a list changes no other file.
    stories.extend(lists);
    let parts = sitemap::parts(stories);
    let mut files = Vec::new();
    let mut index = Vec::new();
    for (number, part) in parts.iter().filter(|part| !part.is_empty()).enumerate() {
        let path = format!("sitemap/{number:03}.xml");
        index.push(sitemap::entry_of([site.as_str(), &path].concat(), part, zone));
        files.push((path, sitemap::urlset(part, zone).into_bytes()));
    }
    files.push(("sitemap.xml".to_owned(), sitemap::index(&index, zone).into_bytes()));
    files
}

/// The absolute URL of a story's page; `None` if another address is canonical.
fn canonical_page(item: &Item, publication: &Publication, writer: &PageWriter) -> Option<String> {
    let links = Links { style: UrlStyle::Path, root: "./".to_owned() };
    let url = writer.absolute(&item.route());
    (links.canonical_of(publication, item).as_deref() == Some(url.as_str())).then_some(url)
}

/// The sitemap of the last two days, and when it changes by the clock alone, in milliseconds since 1970. `None` if news
/// sitemaps do not have the language of the feed.
pub fn news_sitemap(publication: &Publication, writer: &PageWriter, now_ms: i64) -> Option<(SiteFile, Option<i64>)> {
    let zone = zone(publication);
    let news = NewsPublication::new(&publication.feed.title, publication.feed.language.as_deref()?)?;
    let newest: Vec<_> = publication
        .stories()
        .filter_map(|item| Some((item, item.published?)))
        .filter(|(_, published)| news_sitemap::is_news(*published, zone, now_ms))
        .filter_map(|(item, published)| Some((item, published, canonical_page(item, publication, writer)?)))
        .collect();
    let stories: Vec<NewsStory> = newest
        .iter()
        .map(|(item, published, url)| NewsStory { url, title: &item.headline, published: *published })
        .collect();
    let document = news_sitemap::news(&news, &stories, zone, now_ms);
    let next = news_sitemap::next_change(&stories, zone, now_ms);
    Some((("sitemap-news.xml".to_owned(), document.into_bytes()), next))
}

/// The web app manifest.
pub fn web_manifest(publication: &Publication, app: &App, site: &WebUrl) -> SiteFile {
    let feed = &publication.feed;
    let icon = publication.settings.icon.as_ref().or(feed.icon.as_ref());
    let icon = icon.map_or_else(|| app.icon(), ToString::to_string);
    let icon = icon.strip_prefix(site.as_str()).unwrap_or(&icon);
    let media_type = media_type::of_url(icon);
    let sizes = if media_type == Some("image/svg+xml") { "any" } else { "512x512" };
    let mut icons: Vec<ManifestIcon> =
        media_type.map(|media_type| ManifestIcon { src: icon, sizes, media_type }).into_iter().collect();
    if icons::has_default_icons(publication) {
        let pictures = icons::MANIFEST_ICONS.iter();
        icons.extend(pictures.map(|(src, _, sizes)| ManifestIcon { src, sizes, media_type: "image/png" }));
    }
    let language = feed.language.as_deref().unwrap_or(messages(publication).tag);
    let document = manifest::document(&Manifest {
        name: &feed.title,
        short_name: None,
        description: feed.description.as_deref(),
        language,
        direction: text_direction::of_language(language).as_str(),
        colour: "#fffdf8",
        icons: &icons,
    });
    ("manifest.webmanifest".to_owned(), document.into_bytes())
}

/// The settings for search and widgets: the publisher's settings without `build`. With a `publication`, the sections are those of its
/// navigation: sections without stories have no page.
pub fn settings(json: Option<&[u8]>, publication: Option<&Publication>) -> SiteFile {
    let mut settings = json.and_then(read_object).unwrap_or_default();
    settings.remove("feed");
    settings.remove("build");
    settings.remove("publication");
    if let Some(publication) = publication.filter(|publication| !publication.settings.sections.is_empty()) {
        let sections = publication.navigation.iter().map(|section| json!(section.path)).collect();
        settings.retain(|name, _| !name.eq_ignore_ascii_case("sections"));
        settings.insert("sections".to_owned(), sections);
    }
    ("newsleaf.json".to_owned(), Value::Object(settings).to_string().into_bytes())
}

/// A document that is an object, as leniently as settings are read.
pub fn read_object(json: &[u8]) -> Option<Members> {
    let (text, mut warnings) = json_text::decode(json);
    match json_text::parse(text, &mut warnings).ok()? {
        ReadValue::Object(object) => Some(item_json::members(&object)),
        _ => None,
    }
}

/// A service worker for readers who have the drop-in's worker from the same address: it deletes its caches and
/// unregisters.
pub fn service_worker(app: &App) -> Result<SiteFile, AppError> {
    Ok(("service-worker.js".to_owned(), app.inline_script("service_worker.js")?.into_bytes()))
}

fn zone(publication: &Publication) -> TimeZone<'_> {
    TimeZone::new(publication.settings.time_zone.as_deref(), dates::offset_of)
}

fn messages(publication: &Publication) -> &'static Messages {
    publication.feed.language.as_deref().and_then(tag_for).and_then(compiled_in).unwrap_or_else(english)
}

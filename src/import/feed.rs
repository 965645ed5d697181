//! The head of a feed: the channel of RSS, the outermost element of Atom.

use serde_json::{Value, json};

use super::item::people::feed_authors;
use super::notes::{Notes, quoted};
use super::text::{language, line, line_of, web_url};
use super::xml::Element;
use crate::domain::report::code::Level;
use crate::publish::item_json::Members;

/// The elements that are read, or that only programs need.
const READ: [&str; 32] = [
    "title",
    "link",
    "description",
    "language",
    "image",
    "item",
    "cloud",
    "pubdate",
    "lastbuilddate",
    "ttl",
    "docs",
    "generator",
    "managingeditor",
    "webmaster",
    "copyright",
    "skiphours",
    "skipdays",
    "rating",
    "items",
    "textinput",
    "category",
    "dc:creator",
    "dc:language",
    "dc:rights",
    "dc:date",
    "dc:title",
    "sy:updateperiod",
    "sy:updatefrequency",
    "sy:updatebase",
    "itunes:image",
    "itunes:author",
    "itunes:subtitle",
];
const SILENT_PREFIXES: [&str; 5] = ["atom:", "wp:", "itunes:", "rdf:", "feedburner:"];

/// Reads the members of the feed besides its items.
pub fn head(root: &Element, address: Option<&str>, notes: &mut Notes) -> Members {
    let channel = root.first("channel").unwrap_or(root);
    let base = channel.base.as_deref().or(address);
    let mut head = Members::new();
    let mut set = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            head.insert(name.to_owned(), Value::String(value));
        }
    };
    let mut url = |element: &Element, written: &str| {
        let url = web_url(written, element.base.as_deref().or(base));
        if url.is_none() && !written.trim().is_empty() {
            let message = format!("{} is no web address, and is left out", quoted(written));
            notes.add(&element.name, Level::Lost, &message);
        }
        url
    };
    let linked = |relation: &str| -> Option<(&Element, &str)> {
        let mut links = channel.all("atom:link");
        links.find_map(|link| {
            let found = link.attribute("rel").unwrap_or("alternate");
            let is_page = relation != "alternate" || link.attribute("type").is_none_or(|kind| kind.contains("html"));
            Some((link, link.attribute("href")?)).filter(|_| found.eq_ignore_ascii_case(relation) && is_page)
        })
    };
    let link = channel.all("link").find_map(|link| {
        let written = link.attribute("href").map_or_else(|| link.text(), str::to_owned);
        Some((link, written)).filter(|(_, written)| !written.trim().is_empty())
    });
    let home = link.and_then(|(link, written)| url(link, &written));
    let home = home.or_else(|| linked("alternate").and_then(|(link, href)| url(link, href)));
    let own = linked("self").and_then(|(link, href)| url(link, href));
    let picture = |element: &Element| {
        element.attribute("href").map(str::to_owned).or_else(|| element.text_of("url")).or_else(|| {
            Some(element.text().trim().to_owned())
                .filter(|text| !text.is_empty() && element.elements().next().is_none())
        })
    };
    let places = [channel, root];
    let mut icon = |names: &[&str]| {
        let elements = places.iter().flat_map(|place| names.iter().filter_map(|name| place.first(name)));
        elements.into_iter().find_map(|element| url(element, &picture(element)?))
    };
    set("icon", icon(&["image", "atom:logo", "itunes:image", "media:thumbnail"]));
    set("favicon", icon(&["atom:icon"]));
    let hubs: Vec<Value> = channel
        .all("atom:link")
        .filter(|link| link.attribute("rel") == Some("hub"))
        .filter_map(|link| url(link, link.attribute("href")?))
        .map(|url| json!({ "type": "WebSub", "url": url }))
        .chain(channel.all("cloud").filter_map(cloud))
        .collect();
    set("title", line(channel, &["title", "atom:title", "dc:title"]));
    set("description", line(channel, &["description", "atom:subtitle", "atom:tagline", "itunes:subtitle"]));
    set("home_page_url", home);
    set("feed_url", own);
    let said = channel.text_of("language").or_else(|| channel.text_of("dc:language"));
    let said = said.or_else(|| channel.language.as_deref().or(root.language.as_deref()).map(str::to_owned));
    let tag = said.as_deref().and_then(language);
    if let (Some(said), None) = (&said, &tag) {
        let message = format!("{} is no tag of a language, and is left out", quoted(said));
        notes.add("language", Level::Lost, &message);
    }
    set("language", tag);
    if !hubs.is_empty() {
        head.insert("hubs".to_owned(), Value::Array(hubs));
    }
    let authors = feed_authors(channel, notes);
    if !authors.is_empty() {
        head.insert("authors".to_owned(), Value::Array(authors));
    }
    let kept = kept(channel);
    if !kept.is_empty() {
        head.insert("_rss".to_owned(), Value::Object(kept));
    }
    for element in channel.elements() {
        let name = element.name.as_str();
        if !READ.contains(&name) && !SILENT_PREFIXES.iter().any(|prefix| name.starts_with(prefix)) {
            notes.count_unused(&format!("{name} of the feed"));
        }
    }
    head
}

/// The page of a feed with its older items (RFC 5005): the next page of a paged feed, or the archive before this document.
pub fn older_page(root: &Element, address: Option<&str>) -> Option<String> {
    let channel = root.first("channel").unwrap_or(root);
    ["next", "prev-archive"].into_iter().find_map(|relation| {
        let mut links = channel.all("atom:link");
        let link =
            links.find(|link| link.attribute("rel").is_some_and(|found| found.eq_ignore_ascii_case(relation)))?;
        web_url(link.attribute("href")?, link.base.as_deref().or(address))
    })
}

/// What has no place in a JSON Feed, and is kept.
fn kept(channel: &Element) -> Members {
    let mut kept = Members::new();
    for (name, from) in [
        ("rights", &["copyright", "atom:rights", "dc:rights", "atom:copyright"][..]),
        ("generator", &["generator", "atom:generator"]),
    ] {
        if let Some(text) = line(channel, from) {
            kept.insert(name.to_owned(), Value::String(text));
        }
    }
    let categories: Vec<Value> = channel
        .elements()
        .filter(|element| matches!(element.name.as_str(), "category" | "atom:category" | "itunes:category"))
        .filter_map(|element| {
            element
                .attribute("label")
                .or(element.attribute("term"))
                .or(element.attribute("text"))
                .map(str::to_owned)
                .or_else(|| line_of(element))
        })
        .map(Value::String)
        .collect();
    if !categories.is_empty() {
        kept.insert("categories".to_owned(), Value::Array(categories));
    }
    kept
}

/// The hub of `<cloud>`.
fn cloud(cloud: &Element) -> Option<Value> {
    let domain = cloud.attribute("domain")?;
    let port = cloud.attribute("port").unwrap_or("80");
    let path = cloud.attribute("path").unwrap_or("/");
    let scheme = if port == "443" { "https" } else { "http" };
    let url = web_url(&format!("{scheme}://{domain}:{port}{path}"), None)?;
    Some(json!({ "type": "rssCloud", "url": url }))
}

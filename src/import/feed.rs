//! The head of a feed: the channel of RSS, the outermost element of Atom.

use serde_json::{Value, json};

use super::item::people::feed_authors;
use super::notes::{Notes, quoted};
use super::text::{language, line, line_of, web_url};
use super::xml::Element;
use crate::domain::report::code::Level;
use crate::publish::item_json::Members;

/// The elements that are read, or that only programs need.
const READ: [&str; 33] = [
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
    "dc:subject",
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
    set("title", line(channel, &["title", "atom:title", "dc:title"]));
    set(
        "description",
        line(channel, &["description", "atom:subtitle", "atom:tagline", "itunes:subtitle", "itunes:summary"]),
    );
    set("home_page_url", home_page(channel, base, notes));
    set("feed_url", linked(channel, "self").and_then(|(link, href)| url(link, href, base, notes)));
    set("icon", icon([channel, root], &["image", "atom:logo", "itunes:image", "media:thumbnail"], base, notes));
    set("favicon", icon([channel, root], &["atom:icon"], base, notes));
    set("language", language_of(channel, root, notes));
    let hubs = hubs(channel, base, notes);
    let authors = feed_authors(channel, notes);
    for (name, list) in [("hubs", hubs), ("authors", authors)] {
        if !list.is_empty() {
            head.insert(name.to_owned(), Value::Array(list));
        }
    }
    let extension = extension(channel);
    if !extension.is_empty() {
        head.insert("_rss".to_owned(), Value::Object(extension));
    }
    for element in channel.elements() {
        let name = element.name.as_str();
        if !READ.contains(&name) && !SILENT_PREFIXES.iter().any(|prefix| name.starts_with(prefix)) {
            notes.count_unused(&format!("{name} of the feed"));
        }
    }
    head
}

/// An address in an element, absolute by the base of the element or by `base`.
fn url(element: &Element, written: &str, base: Option<&str>, notes: &mut Notes) -> Option<String> {
    let url = web_url(written, element.base.as_deref().or(base));
    if url.is_none() && !written.trim().is_empty() {
        let message = format!("{} is no web address, and is left out", quoted(written));
        notes.add(&element.name, Level::Lost, &message);
    }
    url
}

/// Atom's link with this relation, and its address.
fn linked<'a>(channel: &'a Element, relation: &str) -> Option<(&'a Element, &'a str)> {
    channel.all("atom:link").find_map(|link| {
        let found = link.attribute("rel").unwrap_or("alternate");
        let is_page = relation != "alternate" || link.attribute("type").is_none_or(|kind| kind.contains("html"));
        Some((link, link.attribute("href")?)).filter(|_| found.eq_ignore_ascii_case(relation) && is_page)
    })
}

fn home_page(channel: &Element, base: Option<&str>, notes: &mut Notes) -> Option<String> {
    let link = channel.all("link").find_map(|link| {
        let written = link.attribute("href").map_or_else(|| link.text(), str::to_owned);
        Some((link, written)).filter(|(_, written)| !written.trim().is_empty())
    });
    let home = link.and_then(|(link, written)| url(link, &written, base, notes));
    home.or_else(|| linked(channel, "alternate").and_then(|(link, href)| url(link, href, base, notes)))
}

/// The first picture in an element of these names.
fn icon(places: [&Element; 2], names: &[&str], base: Option<&str>, notes: &mut Notes) -> Option<String> {
    let written = |element: &Element| {
        let address = element.attribute("href").or_else(|| element.attribute("url"));
        address.map(str::to_owned).or_else(|| element.text_of("url")).or_else(|| {
            Some(element.text().trim().to_owned())
                .filter(|text| !text.is_empty() && element.elements().next().is_none())
        })
    };
    let elements = places.into_iter().flat_map(|place| names.iter().filter_map(|name| place.first(name)));
    elements.into_iter().find_map(|element| url(element, &written(element)?, base, notes))
}

fn language_of(channel: &Element, root: &Element, notes: &mut Notes) -> Option<String> {
    let said = channel.text_of("language").or_else(|| channel.text_of("dc:language"));
    let said = said.or_else(|| channel.language.as_deref().or(root.language.as_deref()).map(str::to_owned))?;
    let tag = language(&said);
    if tag.is_none() {
        let message = format!("{} is no tag of a language, and is left out", quoted(&said));
        notes.add("language", Level::Lost, &message);
    }
    tag
}

fn hubs(channel: &Element, base: Option<&str>, notes: &mut Notes) -> Vec<Value> {
    let links = channel.all("atom:link").filter(|link| link.attribute("rel") == Some("hub"));
    links
        .filter_map(|link| url(link, link.attribute("href")?, base, notes))
        .map(|url| json!({ "type": "WebSub", "url": url }))
        .chain(channel.all("cloud").filter_map(cloud))
        .collect()
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

/// The members of `_rss`: values that have no place in a JSON Feed.
fn extension(channel: &Element) -> Members {
    let mut extension = Members::new();
    for (name, from) in [
        ("rights", &["copyright", "atom:rights", "dc:rights", "atom:copyright"][..]),
        ("generator", &["generator", "atom:generator"]),
    ] {
        if let Some(text) = line(channel, from) {
            extension.insert(name.to_owned(), Value::String(text));
        }
    }
    let categories: Vec<Value> = channel
        .elements()
        .filter(|element| {
            matches!(element.name.as_str(), "category" | "atom:category" | "itunes:category" | "dc:subject")
        })
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
        extension.insert("categories".to_owned(), Value::Array(categories));
    }
    extension
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

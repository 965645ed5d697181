//! What has no place in a JSON Feed: rights, comments, the source and the place are kept, other elements are counted.

use serde_json::{Value, json};

use super::Story;
use crate::import::notes::Notes;
use crate::import::text::{line, line_of, web_url};
use crate::import::xml::Element;

/// The elements that are read elsewhere, or say nothing to readers.
const READ: [&str; 68] = [
    "title",
    "link",
    "guid",
    "description",
    "author",
    "category",
    "enclosure",
    "pubdate",
    "comments",
    "source",
    "image",
    "language",
    "lastbuilddate",
    "content:encoded",
    "dc:creator",
    "dc:author",
    "dc:date",
    "dc:title",
    "dc:subject",
    "dc:language",
    "dc:identifier",
    "dc:rights",
    "dc:publisher",
    "dc:format",
    "dc:type",
    "dcterms:created",
    "dcterms:issued",
    "dcterms:date",
    "dcterms:modified",
    "dcterms:abstract",
    "xhtml:body",
    "xhtml:div",
    "itunes:title",
    "itunes:author",
    "itunes:image",
    "itunes:duration",
    "itunes:summary",
    "itunes:subtitle",
    "itunes:keywords",
    "itunes:category",
    "itunes:explicit",
    "itunes:episodetype",
    "feedburner:origlink",
    "feedburner:origenclosurelink",
    "wfw:commentrss",
    "slash:comments",
    "thr:total",
    "media:group",
    "media:content",
    "media:thumbnail",
    "media:title",
    "media:description",
    "media:text",
    "media:credit",
    "media:copyright",
    "media:keywords",
    "media:category",
    "media:author",
    "media:rating",
    "excerpt:encoded",
    "dc:description",
    "content",
    "body",
    "id",
    "modified",
    "published",
    "summary",
    "updated",
];

/// Reads the rest of an item.
pub fn read(item: &Element, story: &mut Story, notes: &mut Notes) {
    for (name, from) in [
        ("rights", &["dc:rights", "atom:rights", "media:copyright", "copyright"][..]),
        ("publisher", &["dc:publisher"]),
        ("place", &["georss:featurename"]),
    ] {
        if let Some(text) = line(item, from) {
            story.keep(name, &text);
        }
    }
    if let Some(url) = item.text_of("comments").and_then(|url| web_url(&url, story.base.as_deref())) {
        story.keep("comments", &url);
    }
    geo(item, story);
    source(item, story);
    for element in item.elements() {
        let is_place = element.name.starts_with("geo") || element.name == "copyright";
        if !READ.contains(&element.name.as_str())
            && !is_place
            && !["atom:", "wp:"].iter().any(|prefix| element.name.starts_with(prefix))
        {
            notes.count_unused(&element.name);
        }
    }
}

/// The place as latitude and longitude.
fn geo(item: &Element, story: &mut Story) {
    // Of GML, a place has a point with a position.
    let gml = || item.first("georss:where").and_then(|place| position(place, 3));
    let pair = item.text_of("georss:point").or_else(gml).and_then(|point| {
        let (latitude, longitude) = point.trim().split_once([' ', ','])?;
        Some((latitude.trim().parse::<f64>().ok()?, longitude.trim().parse::<f64>().ok()?))
    });
    let coordinate = |name: &str| item.text_of(name).and_then(|text| text.parse::<f64>().ok());
    let pair = pair.or_else(|| Some((coordinate("geo:lat")?, coordinate("geo:long")?)));
    if let Some((latitude, longitude)) = pair.filter(|(a, b)| a.is_finite() && b.is_finite()) {
        story.rss.insert("geo".to_owned(), json!({ "latitude": latitude, "longitude": longitude }));
    }
}

/// The text of the first `gml:pos` in an element, at most so deep.
fn position(element: &Element, depth: usize) -> Option<String> {
    element.elements().find_map(|part| match part.name.as_str() {
        "gml:pos" => Some(part.text().trim().to_owned()),
        _ if depth > 0 => position(part, depth - 1),
        _ => None,
    })
}

/// The feed that the item was taken from.
fn source(item: &Element, story: &mut Story) {
    let (name, feed, home) = match (item.first("source"), item.first("atom:source")) {
        (Some(source), _) => (line_of(source), source.attribute("url").map(str::to_owned), None),
        (None, Some(source)) => {
            let links = || source.all("atom:link");
            let of = |wanted: &str| {
                let mut links = links().filter(|link| link.attribute("rel").unwrap_or("alternate") == wanted);
                links.find_map(|link| link.attribute("href")).map(str::to_owned)
            };
            (line(source, &["atom:title"]), of("self").or_else(|| source.text_of("atom:id")), of("alternate"))
        }
        (None, None) => return,
    };
    let base = item.base.as_deref();
    let (feed, home) = (feed.and_then(|url| web_url(&url, base)), home.and_then(|url| web_url(&url, base)));
    let mut kept = json!({});
    for (field, value) in [("title", &name), ("url", &feed)] {
        if let Some(value) = value {
            kept[field] = json!(value);
        }
    }
    if kept.as_object().is_some_and(|kept| !kept.is_empty()) {
        story.rss.insert("source".to_owned(), kept);
    }
    if let Some(name) = name {
        let mut source = json!({ "name": name });
        if let Some(home) = home {
            source["url"] = Value::String(home);
        }
        story.source = Some(source);
    }
}

//! The RSS of a published site (`publish::formats::rss`), read back by two other readers, feed-rs and rss: each story has the
//! title, link, id, date, authors, categories and texts that it has in the feed.

use std::fs;

use feed_rs::model::Entry;
use newsleaf::browser::dates::offset_of;
use newsleaf::domain::feed::date::Moment;
use newsleaf::domain::feed::time_zone::TimeZone;
use newsleaf::domain::feed::{Body, Feed, Item};
use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::formats::rss::{Channel, Story, rss};

use crate::support::{self, clean, corpora};

const ADDRESS: &str = "https://city.example/news/feed.json";

/// Texts that are hard to write and to read.
const NASTY: &str = r#"{
  "version": "https://jsonfeed.org/version/1.1", "title": "City & <Country> ]]> 😀", "language": "ar-EG",
  "description": "1 < 2 && \"3\" > '2'",
  "items": [
    { "id": "tag:city.example,2026:a&b=<c>\u0007", "title": "Bread & butter: 1 &lt; 2", "summary": "x ]]> y & z < w",
      "content_html": "<p>]]> ]]]]> <![CDATA[ \u0000\u0008\u000b\uffff &amp; &lt; 😀</p>",
      "date_published": "2026-03-29T01:59:59.5+01:00", "tags": ["R&D", "<b>", "R&D"],
      "authors": [{ "name": "Ana & Bo" }, { "url": "https://city.example/nobody" }, { "name": "مريم" }] },
    { "id": "2", "title": "عاجل: \u202b2026\u202c مرحبا", "content_html": "<p dir=\"rtl\">مرحبا</p>",
      "date_published": "1969-07-20T20:17:40Z", "_newsleaf": { "section": ["أخبار", "محلي"] } },
    { "id": "3", "content_text": "No title, and 👩‍👩‍👧", "date_published": "2026-03-29" },
    { "id": " 4 ", "title": "]]>", "date_published": "2026-03-29T02:30:00" },
    { "id": "5", "title": "No date", "image": "a.jpg?a&b",
      "attachments": [{ "url": "b.mp3?a&b", "mime_type": "audio/mpeg", "size_in_bytes": 42 }] }
  ]
}"#;

/// A feed with its RSS.
struct Published {
    feed: Feed,
    zone: Option<&'static str>,
    text: String,
}

impl Published {
    fn new(document: &[u8], zone: Option<&'static str>) -> Option<Published> {
        let (feed, _) = support::read(document, ADDRESS).ok()?;
        let stories: Vec<Story> = feed
            .items
            .iter()
            .map(|item| Story { item, link: link_of(item), body_html: body_of(item), summary: item.summary.as_deref() })
            .collect();
        let (home, url) = (clean::url("https://city.example/news/"), clean::url("https://city.example/news/feed.xml"));
        let channel = Channel {
            title: &feed.title,
            home: &home,
            url: &url,
            hubs: &[],
            description: feed.description.as_deref(),
            language: feed.language.as_deref(),
            zone: TimeZone::new(zone, offset_of),
        };
        let text = rss(&channel, &stories);
        assert_eq!(text, rss(&channel, &stories), "the same values give the same bytes");
        Some(Published { feed, zone, text })
    }

    fn instant_ms(&self, date: Moment) -> i64 {
        TimeZone::new(self.zone, offset_of).instant_ms(date)
    }

    /// The time of a story to the second, which is all that RSS has.
    fn second(&self, item: &Item) -> Option<i64> {
        Some(self.instant_ms(item.published?).div_euclid(1000))
    }

    fn compare(&self, name: &str) {
        self.compare_with_rss(name);
        self.compare_with_feed_rs(name);
    }

    fn compare_with_rss(&self, name: &str) {
        let channel = rss::Channel::read_from(self.text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(channel.title(), as_read_back(&self.feed.title), "{name}");
        assert_eq!(channel.link(), "https://city.example/news/", "{name}");
        assert_eq!(channel.language(), self.feed.language.as_deref(), "{name}");
        let description = self.feed.description.as_deref().unwrap_or(&self.feed.title);
        assert_eq!(channel.description(), as_read_back(description), "{name}");
        let newest = self.feed.items.iter().flat_map(|item| [item.published, item.updated]).flatten();
        let newest = newest.map(|date| self.instant_ms(date).div_euclid(1000)).max();
        assert_eq!(channel.last_build_date().map(second_of), newest, "{name}");
        assert_eq!(channel.items().len(), self.feed.items.len(), "{name}");
        for (item, read) in self.feed.items.iter().zip(channel.items()) {
            let name = format!("{name}: {}", item.id);
            let read_back = |text: &Option<String>| text.as_deref().map(as_read_back);
            assert_eq!(read.title().map(str::to_owned), read_back(&item.title), "{name}");
            assert_eq!(read.link(), Some(link_of(item)), "{name}");
            let guid = read.guid().expect("each story has a guid");
            assert_eq!((guid.value(), guid.is_permalink()), (as_read_back(&item.id).as_str(), false), "{name}");
            assert_eq!(read.pub_date().map(second_of), self.second(item), "{name}");
            assert_eq!(read.content().map(str::to_owned), body_of(item).map(as_read_back), "{name}");
            assert_eq!(read.description().is_some(), item.summary.is_some() || item.title.is_none(), "{name}");
            let creators = read.dublin_core_ext().map_or(&[][..], |extension| extension.creators());
            assert_eq!(creators, author_names(item), "{name}");
            let categories: Vec<&str> = read.categories().iter().map(|category| category.name()).collect();
            assert_eq!(categories, categories_of(item), "{name}");
            let enclosure = read.enclosure().map(|enclosure| enclosure.url());
            assert_eq!(enclosure, item.attachments.first().map(|first| first.url.as_str()), "{name}");
        }
    }

    fn compare_with_feed_rs(&self, name: &str) {
        let feed = feed_rs::parser::parse(self.text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(feed.entries.len(), self.feed.items.len(), "{name}");
        for (item, read) in self.feed.items.iter().zip(&feed.entries) {
            self.compare_entry(&format!("{name}: {}", item.id), item, read);
        }
    }

    fn compare_entry(&self, name: &str, item: &Item, read: &Entry) {
        let text = |text: &Option<feed_rs::model::Text>| text.as_ref().map(|text| text.content.clone());
        assert_eq!(text(&read.title), item.title.as_deref().map(as_read_back), "{name}");
        assert_eq!(read.id, as_read_back(&item.id), "{name}");
        assert_eq!(read.links.first().map(|link| link.href.as_str()), Some(link_of(item)), "{name}");
        assert_eq!(read.published.map(|date| date.timestamp()), self.second(item), "{name}");
        let names: Vec<&str> = read.authors.iter().filter_map(|author| author.name.as_deref()).collect();
        assert_eq!(names, author_names(item), "{name}");
        let categories: Vec<&str> = read.categories.iter().map(|category| category.term.as_str()).collect();
        assert_eq!(categories, categories_of(item), "{name}");
        let body = read.content.as_ref().and_then(|content| content.body.as_deref()).map(|body| body.trim().to_owned());
        assert_eq!(body, body_of(item).map(as_read_back), "{name}");
        let addresses = read.media.iter().flat_map(|media| &media.content).filter_map(|content| content.url.as_ref());
        let media: Vec<&str> = addresses.map(|url| url.as_str()).collect();
        let pictures = item.image.iter().map(|picture| &picture.url);
        // feed-rs takes the enclosure only where there is nothing of Media RSS.
        let others = item.attachments.iter().skip(1).map(|attachment| &attachment.url);
        let expected: Vec<&str> = others.chain(pictures).map(WebUrl::as_str).collect();
        if !expected.is_empty() {
            assert_eq!(media, expected, "{name}");
        }
    }
}

/// The page of a story, for these tests: any URL will do that differs.
fn link_of(item: &Item) -> &str {
    item.url.as_ref().map_or("https://city.example/news/article/?a&b", WebUrl::as_str)
}

fn body_of(item: &Item) -> Option<&str> {
    match &item.body {
        Body::Html(html) => Some(html),
        Body::Text(_) | Body::None => None,
    }
}

/// A text without the characters that XML 1.0 can't hold, and with the line ends that parsers make of others. The ends of texts
/// are not compared, since both readers trim some of them.
fn as_read_back(text: &str) -> String {
    let is_allowed = |c: &char| !c.is_ascii_control() || matches!(c, '\t' | '\n' | '\r' | '\u{7f}');
    let read_back: String = text.chars().filter(is_allowed).filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    read_back.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn author_names(item: &Item) -> Vec<&str> {
    item.authors.iter().map(|author| author.name.as_str()).filter(|name| !name.is_empty()).collect()
}

fn categories_of(item: &Item) -> Vec<&str> {
    let mut categories = Vec::new();
    for name in item.section.iter().chain(&item.tags) {
        if !categories.contains(&name.as_str()) {
            categories.push(name.as_str());
        }
    }
    categories
}

/// A date of RSS in seconds since 1970, by jiff.
fn second_of(date: &str) -> i64 {
    jiff::fmt::rfc2822::parse(date).unwrap_or_else(|error| panic!("{date}: {error}")).timestamp().as_second()
}

#[test]
fn rss_of_the_sample_is_read_back_as_the_feed() {
    let document = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/sample/feed.json")).unwrap();
    let published = Published::new(&document, Some("Asia/Shanghai")).unwrap();
    assert!(published.feed.items.len() > 20);
    assert!(published.text.contains("<pubDate>Tue, 24 Nov 2026 09:00:00 +0800</pubDate>"));
    published.compare("sample");
}

#[test]
fn rss_of_hard_texts_is_read_back_as_the_feed() {
    for zone in [None, Some("Europe/Berlin"), Some("America/St_Johns")] {
        let published = Published::new(NASTY.as_bytes(), zone).unwrap();
        assert!(body_of(&published.feed.items[0]).is_some_and(|body| body.contains('\u{b}')), "the feed keeps it");
        assert!(!published.text.contains(|c: char| c.is_control() && c != '\n'), "XML 1.0 forbids it");
        published.compare("NASTY");
    }
}

#[test]
fn rss_of_real_feeds_is_read_back_as_the_feed() {
    let Some(folder) = corpora::find("feeds") else { return };
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut stories = 0;
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let Some(published) = Published::new(&fs::read(path).unwrap(), None) else { continue };
        published.compare(&path.display().to_string());
        stories += published.feed.items.len();
    }
    println!("{stories} stories");
    assert!(stories > 0);
}

//! `newsleaf import` against feed-rs and rss: which items there are, and id, title, link and time of each. Where they
//! disagree, the reason is in `REASONS`.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use newsleaf::import::{Document, read};
use serde_json::Value;

/// A feed that shows each reason.
const DEVIATIONS: &str = r#"<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><link>https://x.example/</link>
<item><title>A <b>bold</b> word</title><guid>1</guid><link>https://x.example/1</link></item>
<item><title>B</title><guid>2</guid><pubDate>2026-11-28 10:00:00</pubDate><link>https://x.example/2</link></item>
<item><title>C</title><guid>https://x.example/3</guid></item>
<item><title>D</title><pubDate>Sat, 28 Nov 2026 10:00:00 -0500</pubDate></item>
</channel></rss>"#;

/// The two readings of a field.
struct Disagreement<'a> {
    field: &'static str,
    newsleaf: Option<&'a str>,
    feed_rs: Option<&'a str>,
}

type Reason = (&'static str, fn(&Disagreement) -> bool);

const REASONS: &[Reason] = &[
    ("feed-rs cuts a title at markup that is not escaped.", |found| {
        found.field == "title"
            && found.feed_rs.is_none_or(|cut| found.newsleaf.unwrap_or_default().starts_with(cut.trim()))
    }),
    ("feed-rs makes another id at each run for an item without one.", |found| {
        found.field == "id" && found.newsleaf.is_some_and(|id| id.starts_with("blake3:"))
    }),
    ("feed-rs makes no link of a guid that is an address.", |found| {
        found.field == "url" && found.feed_rs.is_none() && found.newsleaf.is_some()
    }),
    ("feed-rs leaves a date of another notation out.", |found| {
        found.field == "date_published" && found.feed_rs.is_none() && found.newsleaf.is_some()
    }),
];

fn instant(text: &str) -> Option<String> {
    text.parse::<Timestamp>().ok().map(|instant| instant.to_string())
}

/// Compares the readings of a document, and returns the reasons of what differs.
fn compare(name: &str, document: &[u8]) -> Vec<&'static str> {
    let imported = read(&Document { name, bytes: document, address: None, charset: None }).expect("a feed");
    let oracle = feed_rs::parser::parse(document).expect("a feed of feed-rs");
    let items = imported.items();
    assert_eq!(items.len(), oracle.entries.len(), "{name}");
    let mut reasons = Vec::new();
    for (item, entry) in items.iter().zip(&oracle.entries) {
        let field = |name: &str| item.get(name).and_then(Value::as_str);
        let published = entry.published.map(|time| instant(&time.to_rfc3339()).expect("an instant"));
        let ours = field("date_published").map(|text| instant(text).unwrap_or_else(|| text.to_owned()));
        let link = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|relation| relation == "alternate"));
        let title = entry.title.as_ref().map(|title| title.content.as_str());
        for (field, newsleaf, feed_rs) in [
            ("id", field("id"), Some(entry.id.as_str())),
            ("title", field("title"), title),
            ("url", field("url"), link.map(|link| link.href.as_str())),
            ("date_published", ours.as_deref(), published.as_deref()),
        ] {
            if newsleaf == feed_rs {
                continue;
            }
            let found = Disagreement { field, newsleaf, feed_rs };
            let reason = REASONS.iter().find(|(_, is_reason)| is_reason(&found));
            let reason = reason.unwrap_or_else(|| panic!("{name}: {field}: {newsleaf:?}, feed-rs {feed_rs:?}"));
            reasons.push(reason.0);
        }
    }
    reasons
}

#[test]
fn newsleaf_and_feed_rs_read_the_same_of_rss_and_atom_or_the_reason_is_known() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let mut reasons = compare("DEVIATIONS", DEVIATIONS.as_bytes());
    for name in ["bulletin.rss", "notes.atom"] {
        reasons.extend(compare(name, &fs::read(fixtures.join(name)).expect("a fixture")));
    }
    reasons.sort_unstable();
    reasons.dedup();
    assert_eq!(reasons.len(), REASONS.len(), "each reason is shown: {reasons:#?}");
}

#[test]
fn newsleaf_keeps_what_the_oracles_lose() {
    let document =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/bulletin.rss")).expect("a fixture");
    let imported = read(&Document { name: "x", bytes: &document, address: None, charset: None }).expect("a feed");
    let channel = rss::Channel::read_from(document.as_slice()).expect("a channel of rss");
    let items = imported.items();
    let first = &items[0];
    assert_eq!(channel.items().len(), items.len());
    assert_eq!(channel.items()[0].enclosure().map(rss::Enclosure::url), first["attachments"][0]["url"].as_str());
    assert_eq!(channel.items()[0].guid().map(rss::Guid::value), first["id"].as_str());
    // The offset decides the day that readers see.
    assert!(first["date_published"].as_str().is_some_and(|date| date.ends_with("-05:00")));
    let oracle = feed_rs::parser::parse(document.as_slice()).expect("a feed of feed-rs");
    let urls = |entry: &feed_rs::model::Entry| -> Vec<String> {
        entry
            .media
            .iter()
            .flat_map(|media| &media.content)
            .filter_map(|content| content.url.as_ref())
            .map(ToString::to_string)
            .collect()
    };
    assert!(!urls(&oracle.entries[0]).iter().any(|url| url.ends_with(".mp3")), "feed-rs keeps the enclosure now");
    assert!(oracle.entries[1].language.is_none(), "feed-rs keeps the language of an item now");
}

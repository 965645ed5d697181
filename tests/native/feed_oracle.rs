//! The reader of feeds (`json_feed::parse`) against feed-rs: which items there are, and id, title, URLs and time of each. Where
//! they disagree, the reason is in `REASONS`. `cargo test --test native feed_oracle -- --nocapture` counts them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use feed_rs::model::Entry;
use newsleaf::domain::feed::Item;
use newsleaf::domain::feed::warning::Place;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

use crate::support::{self, corpora};

const ADDRESS: &str = "https://host.example/news/feed.json";

/// A feed that shows each reason.
const DEVIATIONS: &str = r#"{
  "version": "https://jsonfeed.org/version/1.1", "title": "Deviations", "items": [
    { "url": "https://host.example/1", "title": "No id" },
    { "id": "2", "title": "Bread &amp; <i>butter</i>" },
    { "id": "3", "title": "Two  spaces" },
    { "id": "4", "title": "A relative URL", "url": "4.html" },
    { "id": "5", "title": "Another scheme", "url": "ftp://host.example/5" },
    { "id": "6", "title": "A day", "date_published": "2026-05-01" }
  ]
}"#;

/// The two readings of one field of an item.
struct Disagreement<'a> {
    field: &'static str,
    newsleaf: Option<&'a str>,
    feed_rs: &'a str,
}

/// Why the two disagree, and whether that is the reason of a disagreement.
type Reason = (&'static str, fn(&Disagreement) -> bool);

const REASONS: &[Reason] = &[
    ("feed-rs makes an id for an item that has none; Newsleaf takes the URL.", |found| {
        found.field == "id" && found.feed_rs.bytes().all(|byte| byte.is_ascii_hexdigit())
    }),
    ("In Newsleaf a title is text: markup is taken off, references are decoded.", |found| {
        found.field == "title" && found.feed_rs.contains(['<', '&'])
    }),
    ("In Newsleaf a title is one line: white space is folded, invisible characters are taken out.", |found| {
        let visible = found.feed_rs.replace(|c: char| is_invisible(c) && !c.is_whitespace(), "");
        let folded = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        found.field == "title" && found.newsleaf == Some(folded.as_str())
    }),
    ("Newsleaf makes URLs absolute.", |found| {
        let is_absolute = parse_url_natively(found.feed_rs, None).is_some();
        found.field.ends_with("url") && !is_absolute && found.newsleaf.is_some_and(|url| url.ends_with(found.feed_rs))
    }),
    ("Newsleaf leaves out what is no http or https URL.", |found| {
        let url = WebUrl::parse(found.feed_rs, None, parse_url_natively);
        found.field.ends_with("url") && found.newsleaf.is_none() && url.is_err()
    }),
    ("A day without a time stays a day in Newsleaf; feed-rs makes it midnight in UTC.", |found| {
        let midnight = found.newsleaf.map(|day| format!("{day}T00:00:00Z"));
        found.field == "date_published" && midnight.as_deref() == Some(found.feed_rs)
    }),
];

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// The result of a comparison.
#[derive(Default)]
struct Tally {
    feeds: usize,
    items: usize,
    left_out: usize,
    refused: Vec<String>,
    by_reason: BTreeMap<&'static str, usize>,
    unexplained: Vec<String>,
}

impl Tally {
    /// Compares the two readings of a document. A document that Newsleaf refuses is skipped; one that feed-rs refuses is counted.
    fn compare(&mut self, name: &str, document: &[u8]) {
        let Ok((feed, warnings)) = support::read(document, ADDRESS) else { return };
        let entries = match feed_rs::parser::parse(document) {
            Ok(feed) => feed.entries,
            Err(error) => return self.refused.push(format!("{name}: {error}")),
        };
        let is_left_out = |at: usize| {
            warnings.iter().any(|warning| {
                matches!(warning.place, Place::Item { index, .. } if index == at) && warning.action.leaves_item_out()
            })
        };
        let expected: Vec<&Entry> =
            entries.iter().enumerate().filter(|(at, _)| !is_left_out(*at)).map(|(_, entry)| entry).collect();
        assert_eq!(feed.items.len(), expected.len(), "{name}: items that Newsleaf does not say it left out");
        self.feeds += 1;
        self.items += expected.len();
        self.left_out += entries.len() - expected.len();
        for (item, entry) in feed.items.iter().zip(expected) {
            self.compare_item(name, item, entry);
        }
    }

    fn compare_item(&mut self, name: &str, item: &Item, entry: &Entry) {
        // A link with a media type is an attachment.
        let mut links = entry.links.iter().filter(|link| link.media_type.is_none()).map(|link| link.href.as_str());
        let mut urls = [&item.url, &item.external_url].into_iter().flatten().map(WebUrl::as_str);
        let title = entry.title.as_ref().map(|title| title.content.as_str());
        let published = item.published.map(|moment| moment.to_rfc3339());
        // Newsleaf takes the date of the last change where that of publication is missing.
        let time = entry.published.or(entry.updated).map(|time| time.format("%Y-%m-%dT%H:%M:%SZ").to_string());
        for (field, newsleaf, feed_rs) in [
            ("id", Some(item.id.as_str()), Some(entry.id.as_str())),
            ("title", item.title.as_deref(), title),
            ("url", urls.next(), links.next()),
            ("external_url", urls.next(), links.next()),
            ("date_published", published.as_deref(), time.as_deref()),
        ] {
            if newsleaf == feed_rs {
                continue;
            }
            let reason = feed_rs.and_then(|feed_rs| {
                let found = Disagreement { field, newsleaf, feed_rs };
                REASONS.iter().find(|(_, is_reason)| is_reason(&found))
            });
            match reason {
                Some((reason, _)) => *self.by_reason.entry(reason).or_default() += 1,
                None => self.unexplained.push(format!("{name}: {field}: {newsleaf:?}, feed-rs {feed_rs:?}")),
            }
        }
    }

    fn finish(self) {
        let Tally { feeds, items, left_out, refused, by_reason, unexplained } = self;
        println!("{items} items of {feeds} feeds; {left_out} that Newsleaf leaves out with a warning");
        by_reason.iter().for_each(|(reason, count)| println!("{count:5} {reason}"));
        refused.iter().for_each(|line| println!("not read by feed-rs: {line}"));
        assert!(unexplained.is_empty(), "disagreements without a reason:\n{}", unexplained.join("\n"));
    }
}

/// Compares the readings of each feed in a folder.
fn compare_folder(tally: &mut Tally, folder: &Path) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy();
        if name.ends_with(".json") && name != "MANIFEST.json" {
            tally.compare(&name, &fs::read(&path).unwrap());
        }
    }
}

#[test]
fn newsleaf_and_feed_rs_read_the_same_of_the_fixtures_or_the_reason_is_known() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tally = Tally::default();
    compare_folder(&mut tally, &project.join("tests/fixtures"));
    compare_folder(&mut tally, &project.join("sample"));
    tally.compare("DEVIATIONS", DEVIATIONS.as_bytes());
    assert!(tally.feeds >= 15, "only {} feeds are read by both", tally.feeds);
    let shown: Vec<&str> = tally.by_reason.keys().copied().collect();
    assert_eq!(shown.len(), REASONS.len(), "each reason is shown: {shown:#?}");
    tally.finish();
}

#[test]
fn newsleaf_and_feed_rs_read_the_same_of_real_feeds_or_the_reason_is_known() {
    let Some(folder) = corpora::find("feeds") else { return };
    let mut tally = Tally::default();
    compare_folder(&mut tally, &folder);
    assert!(tally.feeds > 0, "no feed is read by both");
    tally.finish();
}

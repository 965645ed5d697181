//! Small feeds, each made for one purpose: `tests/fixtures/NAME.json`, and beside it in `NAME.txt` its parsed values.
//! `NEWSLEAF_WRITE_FIXTURES=1 cargo test --test native fixtures` writes the texts anew; look at every line that changes.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use newsleaf::domain::feed::settings::Settings;
use newsleaf::domain::feed::{Body, Feed, Item};

use crate::support;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn read(
    name: &str,
) -> Result<(Feed, Vec<newsleaf::domain::feed::warning::Warning>), newsleaf::domain::parse::document::FeedError> {
    support::read(&fs::read(folder().join(name)).unwrap(), &format!("https://host.example/news/{name}"))
}

/// All that was read, a line for each thing that is there.
fn written(name: &str) -> String {
    let mut out = String::new();
    match read(name) {
        Err(error) => writeln!(out, "{error}").unwrap(),
        Ok((feed, warnings)) => {
            write_feed(&mut out, &feed);
            for warning in warnings {
                writeln!(out, "warning: {warning}").unwrap();
            }
        }
    }
    out
}

fn line(out: &mut String, name: &str, value: impl AsRef<str>) {
    if !value.as_ref().is_empty() {
        writeln!(out, "{name}: {}", value.as_ref()).unwrap();
    }
}

fn text(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn write_feed(out: &mut String, feed: &Feed) {
    line(out, "title", &feed.title);
    line(out, "description", text(feed.description.as_ref()));
    line(out, "home page", text(feed.home_page_url.as_ref()));
    line(out, "feed", text(feed.feed_url.as_ref()));
    line(out, "next", text(feed.next_url.as_ref()));
    line(out, "icon", text(feed.icon.as_ref()));
    line(out, "favicon", text(feed.favicon.as_ref()));
    line(out, "language", text(feed.language.as_ref()));
    line(out, "expired", if feed.expired { "yes" } else { "" });
    if feed.settings != Settings::default() {
        line(out, "settings", format!("{:?}", feed.settings));
    }
    for item in &feed.items {
        write_item(out, item);
    }
    out.push('\n');
}

fn write_item(out: &mut String, item: &Item) {
    writeln!(out, "\n{} {}", item.key, item.id.escape_debug()).unwrap();
    line(out, "  headline", &item.headline);
    line(out, "  slug", &item.slug);
    line(out, "  url", text(item.url.as_ref()));
    line(out, "  external", text(item.external_url.as_ref()));
    line(out, "  summary", text(item.summary.as_ref()));
    match &item.body {
        Body::Html(html) => line(out, "  html", html.trim()),
        Body::Text(text) => line(out, "  text", text.escape_debug().to_string()),
        Body::None => {}
    }
    if let Some(picture) = &item.image {
        let size = picture.width.zip(picture.height);
        let words = [Some(&picture.alt), picture.caption.as_ref(), picture.credit.as_ref()];
        line(out, "  picture", format!("{} {words:?} {size:?}", picture.url));
    }
    line(out, "  published", text(item.published.map(|moment| moment.to_rfc3339())));
    line(out, "  updated", text(item.updated.map(|moment| moment.to_rfc3339())));
    line(out, "  byline", text(item.byline.as_ref()));
    line(out, "  section", item.section.join(" > "));
    line(out, "  tags", item.tags.join(", "));
    line(
        out,
        "  source",
        text(item.source.as_ref().map(|source| format!("{} {}", source.name, text(source.url.as_ref())))),
    );
    line(out, "  kicker", text(item.kicker.as_ref()));
    line(out, "  language", text(item.language.as_ref()));
    for file in &item.attachments {
        let (mime, size, seconds) = (&file.mime_type, file.size_in_bytes, file.duration_in_seconds);
        line(out, "  file", format!("{} {mime:?} {:?} {size:?} bytes {seconds:?} s", file.url, file.title));
    }
}

#[test]
fn every_fixture_gives_the_text_in_its_txt_file() {
    let mut count = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let found = written(path.file_name().unwrap().to_str().unwrap());
        let beside = path.with_extension("txt");
        if std::env::var_os("NEWSLEAF_WRITE_FIXTURES").is_some() {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        assert_eq!(found, expected, "{} is not what is read from {}", beside.display(), path.display());
        count += 1;
    }
    assert!(count >= 20, "only {count} fixtures were found");
}

#[test]
fn the_pages_of_an_archive_make_one_feed_without_repeats() {
    let (mut feed, _) = read("archive-1.json").unwrap();
    let mut next = feed.next_url.clone();
    let mut warnings = Vec::new();
    for page in ["archive-2.json", "archive-3.json"] {
        assert_eq!(next.unwrap().as_str(), format!("https://host.example/news/{page}"));
        let (older, _) = read(page).unwrap();
        next = older.next_url.clone();
        warnings.extend(feed.append(older));
    }
    assert_eq!(next.unwrap().as_str(), "https://host.example/news/archive-1.json", "the archive leads back");
    let ids: Vec<&str> = feed.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["5", "4", "3", "2", "1"]);
    assert_eq!(feed.items[1].headline, "Four", "the newer page's item stays");
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert_eq!(feed.title, "An archive");
}

#[test]
fn the_same_items_in_any_order_give_the_same_links() {
    let json: serde_json::Value = serde_json::from_slice(&fs::read(folder().join("microblog.json")).unwrap()).unwrap();
    let links = |json: &serde_json::Value| {
        let (feed, _) = support::read(json.to_string().as_bytes(), "https://host.example/feed.json").unwrap();
        let mut links: Vec<_> =
            feed.items.into_iter().map(|item| (item.id.clone(), item.key, item.slug.clone())).collect();
        links.sort();
        links
    };
    let expected = links(&json);
    assert_eq!(expected.len(), 6);
    for turn in 1..6 {
        let mut turned = json.clone();
        turned["items"].as_array_mut().unwrap().rotate_left(turn);
        turned["items"].as_array_mut().unwrap().reverse();
        assert_eq!(links(&turned), expected);
    }
}

#[test]
fn utf_16_gives_what_utf_8_gives() {
    for name in ["microblog.json", "right-to-left.json"] {
        let json = fs::read_to_string(folder().join(name)).unwrap();
        // The print is of the bytes, which are others.
        let unprinted = |feed: Feed| Feed { content_hash: None, ..feed };
        let expected = unprinted(read(name).unwrap().0);
        let address = format!("https://host.example/news/{name}");
        for (mark, bytes) in [
            (0xfeff_u16.to_le_bytes(), u16::to_le_bytes as fn(u16) -> [u8; 2]),
            (0xfeff_u16.to_be_bytes(), u16::to_be_bytes),
        ] {
            let encoded: Vec<u8> = mark.into_iter().chain(json.encode_utf16().flat_map(bytes)).collect();
            let (feed, warnings) = support::read(&encoded, &address).unwrap();
            assert!(unprinted(feed) == expected && warnings[0].value == "text in UTF-16", "{name}");
        }
        let marked = [b"\xef\xbb\xbf", json.as_bytes()].concat();
        assert!(unprinted(support::read(&marked, &address).unwrap().0) == expected, "{name}");
    }
}

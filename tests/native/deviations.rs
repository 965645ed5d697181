//! The deviations of public feeds from JSON Feed, a test for each row of the table that they were collected in, in its
//! words: what is read all the same. `tests/fixtures/NAME.txt` has every value that is read of a feed, and every warning.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use newsleaf::browser::dates;
use newsleaf::domain::feed::reading_order::reading_order;
use newsleaf::domain::feed::time_zone::TimeZone;
use newsleaf::domain::feed::{Body, Feed, Item};
use newsleaf::domain::limits;
use newsleaf::domain::parse::body_text;
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::web_url::parse_url_natively;

use crate::support::{self, corpora};

/// The rows of the table, each with a test below that begins with it.
const ROWS: [&str; 20] = [
    "byte-order mark; UTF-16 with a mark; invalid UTF-8; lone surrogate escapes",
    "raw control character inside a string, trailing comma before `]` or `}`",
    "missing or 1.0 `version`, missing feed title",
    "top level is a bare array of items, `items` is one object",
    "numeric or boolean id; missing id",
    "duplicate ids",
    "`author` as text or object, `authors` as one object or text",
    "`tags` as one text (comma-separated), as objects `{name}`",
    "WordPress REST object: `title: {rendered}`, `content: {rendered}`, `date_gmt`, `link`",
    "null or non-object items",
    "field names in another case (`Title`, `Content_HTML`)",
    "an array where one text is asked for",
    "`expired: \"true\"`, sizes and durations as text or fraction",
    "dates: no zone, date only, no seconds, RFC 822/2822, space for T, epoch numbers",
    "relative URLs (item, image, attachment, in the body)",
    "HTML tags or entities in `title` or `summary`",
    "no title (microblogs: a quarter of all items in the sample)",
    "content_text only",
    "attachment without mime_type",
    "very large feeds (4 MB, 970 items), bodies of 100 KB, 20,000 nested elements",
];

/// Says which row of the table a test is about.
fn row(words: &str) {
    assert!(ROWS.contains(&words), "there is no such row: {words}");
}

/// A fixture as it is read, with its warnings.
struct Fixture {
    feed: Feed,
    warnings: Vec<String>,
}

fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn fixture(name: &str) -> Fixture {
    let (feed, warnings) = support::read(&bytes(name), "https://host.example/news/feed.json")
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    Fixture { feed, warnings: warnings.iter().map(ToString::to_string).collect() }
}

impl Fixture {
    fn item(&self, id: &str) -> &Item {
        self.feed.items.iter().find(|item| item.id == id).unwrap_or_else(|| panic!("there is no item {id}"))
    }

    fn assert_warns(&self, part: &str) {
        assert!(self.warnings.iter().any(|line| line.contains(part)), "{part}: {:#?}", self.warnings);
    }

    fn ids(&self) -> Vec<&str> {
        self.feed.items.iter().map(|item| item.id.as_str()).collect()
    }
}

#[test]
fn the_table_has_no_row_without_a_test() {
    let Some(table) = corpora::find("reference/json-feed.md") else { return };
    let page = fs::read_to_string(table).unwrap();
    let (_, table) = page.split_once("| deviation | do |\n|---|---|\n").expect("the table of deviations");
    let rows: Vec<&str> = table
        .lines()
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_start_matches("| ").split(" | ").next().unwrap())
        .collect();
    assert_eq!(rows, ROWS);
}

#[test]
fn the_bytes_are_read_leniently() {
    row("byte-order mark; UTF-16 with a mark; invalid UTF-8; lone surrogate escapes");
    for (name, line) in [
        ("byte-order-mark.json", "document: found a byte-order mark, took it off"),
        ("utf-16.json", "document: found text in UTF-16"),
        ("utf-16-without-a-mark.json", "document: found text in UTF-16"),
    ] {
        let read = fixture(name);
        assert_eq!(read.feed.items[0].headline, "咸宁 \u{1f680}", "{name}");
        read.assert_warns(line);
        assert_eq!(read.warnings.len(), 1, "{name}: {:?}", read.warnings);
    }
    let latin = fixture("latin-1.json");
    assert!(!latin.feed.items.is_empty());
    latin.assert_warns("put the character U+FFFD in their place");
    let halves = fixture("surrogates-and-numbers.json");
    halves.assert_warns("halves of surrogate pairs");
    halves.assert_warns("numbers too large to hold");
    assert_eq!(fixture("deep-nesting.json").warnings, Vec::<String>::new(), "300 levels are no reason to speak of");
}

#[test]
fn what_programs_write_against_the_grammar_is_read_and_every_other_fault_has_its_place() {
    row("raw control character inside a string, trailing comma before `]` or `}`");
    let raw = fixture("raw-line-break.json");
    assert_eq!(raw.feed.title, "A line break within a text");
    raw.assert_warns("control character within a text, the first in line 2, column 25, read it as a part of the text");
    let comma = fixture("trailing-comma.json");
    assert_eq!(comma.ids(), ["1"]);
    comma.assert_warns(
        "a comma after the last entry, the first in line 5, column 35, left it out; other readers refuse",
    );
    let Err(FeedError::InvalidJson(at)) = support::read(&bytes("cut-off.json"), "https://host.example/") else {
        panic!("half a feed is read")
    };
    assert!(at.line > 1 && at.column >= 1 && at.excerpt.contains('▸') && !at.reason.is_empty(), "{at:?}");
}

#[test]
fn names_of_fields_are_read_in_any_case() {
    row("field names in another case (`Title`, `Content_HTML`)");
    let read = fixture("names-in-capitals.json");
    assert_eq!((read.feed.title.as_str(), read.ids()), ("The Ferry Gazette", vec!["a"]));
    let item = read.item("a");
    assert_eq!((item.headline.as_str(), item.has_body(), item.published.is_some()), ("Capitals", true, true));
    read.assert_warns("Title: found Capitals, read it as the field whose name is in lower case");
}

#[test]
fn of_an_array_the_first_text_is_read() {
    row("an array where one text is asked for");
    let read = fixture("arrays-for-texts.json");
    assert_eq!(read.feed.title, "The Ferry Gazette");
    assert_eq!(read.item("a").headline, "First");
    read.assert_warns("title: found [\"First\",\"Second\"], took the first text of the list");
}

#[test]
fn a_feed_without_version_or_title_is_called_after_its_host() {
    row("missing or 1.0 `version`, missing feed title");
    let neither = fixture("no-version-no-title.json");
    assert_eq!((neither.feed.title.as_str(), neither.feed.items.len()), ("village.example", 1));
    neither.assert_warns("feed version: found nothing");
    neither.assert_warns("feed title: found nothing");
    let old = fixture("version-1.0.json");
    assert_eq!(old.feed.items[0].byline.as_deref(), Some("The only author"));
    assert_eq!(old.warnings, Vec::<String>::new(), "version 1.0 is a version");
}

#[test]
fn a_list_without_a_feed_and_an_item_without_a_list_are_read() {
    row("top level is a bare array of items, `items` is one object");
    let array = fixture("bare-array.json");
    assert_eq!(array.ids(), ["1", "2"]);
    array.assert_warns("feed: found an array");
    let one = fixture("one-item.json");
    assert_eq!(one.ids(), ["1"]);
    one.assert_warns("feed items: found one object, took it as a list of one");
}

#[test]
fn an_id_may_be_a_number_a_boolean_or_the_url() {
    row("numeric or boolean id; missing id");
    let read = fixture("ids.json");
    let ids =
        ["7", "true", "1.5", "9007199254740993", "https://a.example/x", "https://a.example/y", "https://a.example/z"];
    assert_eq!(read.ids(), ids);
    read.assert_warns("items[0] id: found 7, took it as text");
    read.assert_warns("items[4] id: found nothing, took the item's url");
    read.assert_warns("items[7] id: found neither id nor url: Neither, left the item out");
    read.assert_warns("items[8] id: found neither id nor url: Null, left the item out");
}

#[test]
fn first_of_duplicate_ids_wins() {
    row("duplicate ids");
    let read = fixture("duplicate-ids.json");
    assert_eq!(read.ids(), ["1", "https://news.example/a", "3"]);
    assert_eq!(read.item("1").headline, "The first of two");
    read.assert_warns("items[1] (1) id: found 1, left the item out: an item before it has the same id");
}

#[test]
fn authors_are_read_in_every_shape() {
    row("`author` as text or object, `authors` as one object or text");
    let read = fixture("authors.json");
    let bylines: Vec<_> = read.feed.items.iter().map(|item| item.byline.as_deref().unwrap()).collect();
    assert_eq!(
        bylines,
        ["A text", "An object", "One object", "One text", "A text, An object", "In an array", "Of version 1.1"]
    );
    read.assert_warns("items[4] (5) authors[3]: found an object without a name, left it out");
    read.assert_warns("items[4] (5) authors[4]: found an object without a name, left it out");
    read.assert_warns("items[5] (6) author[1].name");
}

#[test]
fn tags_are_read_in_every_shape() {
    row("`tags` as one text (comma-separated), as objects `{name}`");
    let read = fixture("tags.json");
    assert_eq!(read.item("1").tags, ["roads", "town hall"]);
    assert_eq!(read.item("2").tags, ["An object", "A title", "A text", "2026"]);
    assert!(read.item("3").tags.is_empty());
    read.assert_warns("tags[2]: found an object without a name, left it out");
    read.assert_warns("tags[7]: found \u{200b}, left it out: there is nothing to see in it");
}

#[test]
fn wordpress_posts_are_read_as_items() {
    row("WordPress REST object: `title: {rendered}`, `content: {rendered}`, `date_gmt`, `link`");
    let read = fixture("wordpress-posts.json");
    let post = read.item("4711");
    assert_eq!(post.headline, "Café ‘Sole’ opens");
    assert_eq!(post.url.as_ref().unwrap().as_str(), "https://wp.example/cafe-opens/");
    assert_eq!(post.published.unwrap().to_rfc3339(), "2026-05-01T10:00:00Z");
    assert!(matches!(&post.body, Body::Html(html) if html.contains("coffee")));
}

#[test]
fn an_invalid_item_leaves_the_other_items_in_place() {
    row("null or non-object items");
    let read = fixture("no-objects.json");
    assert_eq!(read.ids(), ["1"]);
    assert_eq!(read.warnings.iter().filter(|line| line.contains("left the item out: it is no object")).count(), 5);
}

#[test]
fn texts_stand_for_flags_and_numbers() {
    row("`expired: \"true\"`, sizes and durations as text or fraction");
    let read = fixture("texts-for-values.json");
    assert!(read.feed.expired);
    let files = &read.item("1").attachments;
    let values: Vec<_> = files.iter().map(|file| (file.size_in_bytes, file.duration_in_seconds)).collect();
    assert_eq!(values, [(Some(1024), Some(3723.0)), (Some(10), Some(90.5)), (None, None)]);
    read.assert_warns("attachments[2].size_in_bytes: found large, left it out");
    read.assert_warns("attachments[2].duration_in_seconds: found -1, left it out");
}

#[test]
fn dates_are_read_in_every_notation_and_never_made_up() {
    row("dates: no zone, date only, no seconds, RFC 822/2822, space for T, epoch numbers");
    let read = fixture("dates.json");
    let date = |id: &str| read.item(id).published.map(|moment| moment.to_rfc3339());
    for id in ["no seconds", "a space", "rfc 2822", "rfc 822", "seconds", "milliseconds", "milliseconds as text"] {
        assert_eq!(date(id).as_deref().map(|date| &date[..13]), Some("2020-11-06T06"), "{id}");
    }
    assert_eq!(date("no zone").as_deref(), Some("2020-11-06T14:30:00"));
    assert_eq!(date("a day").as_deref(), Some("2020-11-06"));
    for id in ["words", "no day", "Go's zero", "a year", "nothing"] {
        assert_eq!(date(id), None, "{id}");
    }
}

#[test]
fn relative_addresses_are_relative_to_the_item_then_the_home_page() {
    row("relative URLs (item, image, attachment, in the body)");
    let read = fixture("relative-urls.json");
    let item = read.item("1");
    assert_eq!(item.url.as_ref().unwrap().as_str(), "https://home.example/paper/2026/bridge/");
    assert_eq!(item.image.as_ref().unwrap().url.as_str(), "https://home.example/paper/2026/bridge/bridge.jpg");
    assert_eq!(item.attachments[0].url.as_str(), "https://home.example/paper/2026/bridge/bridge.mp3");
    assert_eq!(read.item("2").image.as_ref().unwrap().url.as_str(), "https://home.example/bridge.jpg");
    // Those in a body are the sanitiser's: `tests/native/html_policy.rs`.
}

#[test]
fn markup_in_texts_is_taken_as_the_text_that_it_means() {
    row("HTML tags or entities in `title` or `summary`");
    let read = fixture("markup-in-text.json");
    for item in &read.feed.items {
        assert!(!item.headline.contains("&amp;") && !item.headline.contains("</"), "{}", item.headline);
    }
    read.assert_warns("took the text of its markup");
}

#[test]
fn an_item_without_a_title_is_called_by_its_first_words() {
    row("no title (microblogs: a quarter of all items in the sample)");
    let read = fixture("microblog.json");
    assert!(read.feed.items.iter().all(|item| item.title.is_none() && !item.headline.is_empty()));
    assert!(read.feed.items[0].headline.starts_with("Just setting up this page."));
    assert_eq!(read.item("https://notes.example/2").headline, "2026-03-02");
    assert_eq!(read.item("https://notes.example/3").headline, "https://notes.example/3");
}

#[test]
fn text_alone_is_no_markup() {
    row("content_text only");
    let read = fixture("content-text.json");
    let Body::Text(text) = &read.item("1").body else { panic!("no text") };
    let paragraphs = body_text::paragraphs(text, parse_url_natively);
    assert_eq!(paragraphs.len(), 2, "a blank line parts them");
    assert_eq!(paragraphs[0][0], body_text::Piece::Text("First <b>line</b> &amp; more"));
    assert!(
        paragraphs[1]
            .iter()
            .any(|piece| matches!(piece, body_text::Piece::Link { text, .. } if *text == "https://a.example/x"))
    );
}

#[test]
fn the_type_of_an_attachment_is_guessed_from_its_name() {
    row("attachment without mime_type");
    let read = fixture("attachment-types.json");
    let types: Vec<_> = read.item("1").attachments.iter().map(|file| file.mime_type.as_deref()).collect();
    assert_eq!(types, [Some("audio/mpeg"), None, Some("application/pdf"), Some("audio/ogg")]);
}

#[test]
fn very_large_values_are_read_in_time() {
    row("very large feeds (4 MB, 970 items), bodies of 100 KB, 20,000 nested elements");
    let item = |id: usize| format!(r#"{{"id":"{id}","title":"T","content_html":"{}"}}"#, "<p>word</p>".repeat(400));
    let items: Vec<String> = (0..970).map(item).collect();
    let nested = format!(r#"{{"id":"nested","content_html":"{}"}}"#, "<div>".repeat(20_000));
    let long = format!(r#"{{"id":"long","content_text":"{}"}}"#, "word ".repeat(20_000));
    let json = format!(r#"{{"title":"T","items":[{},{nested},{long}]}}"#, items.join(","));
    assert!(json.len() > 4_000_000);
    let start = Instant::now();
    let (feed, _) = support::read(json.as_bytes(), "https://host.example/").unwrap();
    assert_eq!(feed.items.len(), 972);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    let too_large = vec![b' '; limits::FEED_BYTES + 1];
    assert_eq!(support::read(&too_large, "https://host.example/").unwrap_err(), FeedError::TooLarge);
}

/// The section below the table: how items look in the wild.
mod in_the_wild {
    use super::*;

    #[test]
    fn link_blogs_lead_to_what_they_are_about() {
        let read = fixture("link-blog.json");
        let source = read.item("a").source.as_ref().unwrap();
        assert_eq!(source.name, "elsewhere.example");
        assert_eq!(source.url.as_ref().unwrap().as_str(), "https://www.elsewhere.example/long-read");
        let without_body = read.item("b");
        assert!(!without_body.has_body() && without_body.summary.is_some());
        assert_eq!(read.item("c").external_url, None);
    }

    #[test]
    fn undated_items_keep_their_place() {
        let item = |id: &str, date: &str| format!(r#"{{"id":"{id}","date_published":{date}}}"#);
        let items = [
            item("old", r#""2020-11-01T00:00:00Z""#),
            item("undated after old", "null"),
            item("new", r#""2020-11-05T00:00:00Z""#),
            item("as new", r#""2020-11-05T00:00:00Z""#),
            item("unreadable after new", r#""soon""#),
        ];
        let json = format!(r#"{{"items":[{}]}}"#, items.join(","));
        let (feed, _) = support::read(json.as_bytes(), "https://host.example/").unwrap();
        let order = reading_order(&feed.items, TimeZone::new(None, dates::offset_of));
        let ids: Vec<&str> = order.iter().map(|at| feed.items[*at].id.as_str()).collect();
        assert_eq!(ids, ["new", "as new", "unreadable after new", "old", "undated after old"]);
    }

    #[test]
    fn updated_means_more_than_a_minute_later() {
        let read = fixture("dates.json");
        assert_eq!(read.item("updated a minute later").updated, None);
        assert!(read.item("updated later").updated.is_some());
        assert_eq!(read.item("updated before").updated, None);
    }

    #[test]
    fn nothing_is_lost_without_a_warning() {
        let read = fixture("silent-losses.json");
        for line in [
            "(twice) title: found The first, left it out: the field is there again, and the last counts",
            r#"(twice) tags: found ["a"], left it out: the field is there again"#,
            "(misspelt) _newsleaf.sectoin: found News, left it out: Newsleaf knows no such field",
            "(misspelt) _newsleaf.source.nme: found A paper, left it out",
            "(misspelt) _newsleaf.image",
            "(picture) _newsleaf.image.url: found q.jpg, left it out",
            "(picture) _newsleaf.image.width: found 0, left it out",
            "(picture) _newsleaf.image.height: found 1000000, left it out",
            "(picture) _newsleaf.image.srcset: found a.jpg 1q, b.jpg 640w, left pictures out",
            "(invisible) title: found \u{200b}, left it out: there is nothing to see in it",
            "(invisible) summary: found <br>, left it out: there is nothing to see in it",
            "(path) _newsleaf.section: found 9, left out all names after the first 8",
            "(wordpress) author: found 3, left it out",
            "(wordpress) tags[1]: found 5, left it out: it is a number of WordPress",
            "(no date) date_gmt: found 0001-01-01T00:00:00, left it out: programs write that for no date",
            "settings footer[0]: found no web address, left it out",
            "settings footer[1].titel: found x, left it out",
            "settings sections: found Nwes",
        ] {
            read.assert_warns(line);
        }
        assert_eq!(read.item("twice").headline, "The second");
        assert_eq!(read.item("no date").published.unwrap().to_rfc3339(), "2020-11-06T10:00:00");
        let is_about_alternatives = |line: &&String| line.contains("(alternatives)");
        assert_eq!(read.warnings.iter().find(is_about_alternatives), None, "what is there in another form is no loss");
    }
}

#[test]
fn the_documentation_names_every_limit() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/feed.md")).unwrap();
    let (_, section) = page.split_once("\n## Limits\n").expect("a section about the limits");
    let grouped = |number: usize| {
        let digits = number.to_string();
        let groups: Vec<&str> =
            digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap()).collect();
        groups.join(",")
    };
    for number in [
        limits::ITEMS,
        limits::ARCHIVE_PAGES,
        limits::TITLE_CHARS,
        limits::SUMMARY_CHARS,
        limits::ENTRIES,
        limits::SECTION_DEPTH,
        limits::WARNINGS,
        limits::JSON_DEPTH,
        limits::BODY_DEPTH,
        limits::BODY_REBUILT,
        limits::TAG_PARTS,
        limits::TEXT_PIECES,
        limits::ADDRESS_BYTES,
        limits::LARGEST_NUMBER as usize,
        limits::PIXELS as usize,
    ] {
        assert!(section.contains(&format!(" {}", grouped(number))), "{number} is not in docs/feed.md");
    }
    for (bytes, text) in [(limits::FEED_BYTES, "20 MB"), (limits::BODY_BYTES, "2 MB")] {
        assert_eq!(format!("{} MB", bytes / 1_000_000), text);
        assert!(section.contains(&format!("| {text}")), "{text} is not in docs/feed.md");
    }
}

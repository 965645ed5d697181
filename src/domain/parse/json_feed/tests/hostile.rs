//! Feeds that nobody would write, and somebody will: nothing panics, nothing hangs, no memory without bounds.

use crate::domain::limits::Limits;
use std::time::{Duration, Instant};

use super::super::*;
use super::{item, read};
use crate::domain::web_url::{WebUrl, parse_url_natively};

#[test]
fn urls_of_other_schemes_never_pass() {
    for url in [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "java\\tscript:alert(1)",
        "vbscript:x",
        "file:///etc/passwd",
    ] {
        let (item, _) = item(&format!(
            r#""url":"{url}","external_url":"{url}","image":"{url}","attachments":[{{"url":"{url}"}}],"_newsleaf":{{"source":{{"name":"s","url":"{url}"}}}}"#
        ));
        assert!(item.url.is_none() && item.external_url.is_none() && item.image.is_none(), "{url}");
        assert!(item.attachments.is_empty() && item.source.unwrap().url.is_none(), "{url}");
    }
}

#[test]
fn any_value_in_any_field_leaves_other_items_alone() {
    let values = [
        "null",
        "true",
        "-1",
        "1e999",
        "1.5",
        r#""""#,
        r#""x""#,
        r#""\ud800""#,
        "[]",
        "[null]",
        "[[[]]]",
        r#"["x",1,{}]"#,
        "{}",
        r#"{"rendered":1}"#,
        r#"{"name":[]}"#,
        r#"{"url":{}}"#,
        r#""javascript:x""#,
        r#""<script>x""#,
    ];
    let item_fields = [
        "id",
        "url",
        "external_url",
        "title",
        "content_html",
        "content_text",
        "summary",
        "image",
        "banner_image",
        "date_published",
        "date_modified",
        "author",
        "authors",
        "tags",
        "language",
        "attachments",
        "_newsleaf",
        "link",
        "content",
        "excerpt",
        "date_gmt",
    ];
    let feed_fields = [
        "version",
        "title",
        "home_page_url",
        "feed_url",
        "description",
        "next_url",
        "icon",
        "favicon",
        "author",
        "authors",
        "language",
        "expired",
        "hubs",
        "_newsleaf",
        "user_comment",
    ];
    for value in values {
        for field in item_fields {
            let (feed, _) = read(&format!(r#"{{"items":[{{"{field}":{value},"id":"a"}},{{"id":"b","title":"B"}}]}}"#));
            assert!(feed.items.iter().any(|item| item.headline == "B"), "{field}: {value}");
            assert!(feed.items.iter().all(|item| !item.headline.is_empty()), "{field}: {value}");
            let own = format!(
                r#"{{"items":[{{"id":"a","_newsleaf":{{"{field}":{value},"section":{value},"source":{value},"image":{value}}}}}]}}"#
            );
            assert_eq!(read(&own).0.items.len(), 1);
        }
        for field in feed_fields {
            let (feed, _) = read(&format!(r#"{{"{field}":{value},"items":[{{"id":"b","title":"B"}}]}}"#));
            assert_eq!(feed.items.len(), 1, "{field}: {value}");
        }
        for field in ["site", "sections", "share", "shared_url", "accent", "time_zone", "footer", "feed"] {
            let (feed, _) = read(&format!(r#"{{"_newsleaf":{{"{field}":{value}}},"items":[{{"id":"b"}}]}}"#));
            assert_eq!(feed.items.len(), 1, "{field}: {value}");
        }
    }
}

#[test]
fn no_cut_and_no_changed_byte_makes_reading_panic() {
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"咸宁 &amp; <b>x</b>","next_url":"?2","items":[{"id":1,"url":"/a","title":"\ud83d\ude80",
        "date_published":"2020-11-06T10:00:00+08:00","authors":[{"name":"A"}],"tags":"a,b","attachments":[{"url":"a.mp3","duration_in_seconds":"1:02"}]}]}"#;
    let address = WebUrl::parse("https://host.example/feed.json", None, parse_url_natively).unwrap();
    let context = Context { address: &address, parse_url: parse_url_natively, limits: Limits::BROWSER };
    for end in 0..json.len() {
        let _ = parse(&json.as_bytes()[..end], &context);
        for byte in [0, b'"', b'\\', b'{', b'<', b'&', 0xff, b'9', b'e'] {
            let mut bytes = json.as_bytes().to_vec();
            bytes[end] = byte;
            let _ = parse(&bytes, &context);
        }
    }
}

#[test]
fn too_long_values_are_cut_with_a_warning() {
    let (item, warnings) = item(&format!(r#""title":"{}""#, "long ".repeat(200)));
    assert!(item.headline.chars().count() <= limits::TITLE_CHARS + 1);
    assert_eq!(warnings.len(), 1);
    let many = vec!["1"; limits::ITEMS + 1].join(",");
    let (_, warnings) =
        read(&format!(r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{many}]}}"#));
    assert_eq!(warnings[0].field, "items");
}

#[test]
fn values_that_multiply_with_items_are_bounded_with_a_warning() {
    let long = format!("https://news.example/{}", "x".repeat(limits::AUTHORS_BYTES));
    let (feed, warnings) = read(&format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","authors":[{{"name":"A","avatar":"{long}"}},{{"name":"Ann"}},{{"name":"Bob"}}],"items":[{{"id":"1"}}]}}"#
    ));
    assert_eq!(feed.items[0].byline.as_deref(), Some("Ann, Bob"));
    assert_eq!((warnings.len(), warnings[0].field.as_str()), (1, "authors"));
    let base = format!("https://news.example/{}/", "x".repeat(limits::BASE_BYTES));
    let (item, warnings) =
        item(&format!(r#""url":"{base}","title":"T","image":"a.png","external_url":"https://a.example/""#));
    assert!(item.image.is_none() && item.external_url.is_some());
    assert!(warnings.len() == 1 && warnings[0].contains(" image: found a.png"), "{warnings:?}");
    let candidates = "a.png 1x, ".repeat(limits::SRCSET_BYTES);
    let (item, warnings) = super::item(&format!(
        r#""title":"T","image":"https://a.example/","_newsleaf":{{"image":{{"srcset":"{candidates}"}}}}"#
    ));
    let srcset = item.image.and_then(|image| image.srcset).unwrap_or_default();
    assert!(srcset.len() > limits::SRCSET_BYTES && srcset.len() < 2 * limits::SRCSET_BYTES, "{}", srcset.len());
    assert_eq!(warnings.len(), 1, "{warnings:?}");
}

/// Long enough for unoptimised code on a machine that has much else to do, far too short for work that grows with the
/// square of its input: it is a guard against hanging, and no measure of speed.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn many_members_of_one_name_give_warnings_and_are_fast() {
    let thrice = r#"{"version":"https://jsonfeed.org/version/1.1","title":"a","title":"b","title":"c","items":[{"id":"1"}],"items":[{"id":"2"}],"items":[{"id":"3"}]}"#;
    let (feed, warnings) = read(thrice);
    assert_eq!((feed.title.as_str(), feed.items[0].id.as_str()), ("c", "3"));
    let found = |field: &str| {
        let of_field = warnings
            .iter()
            .filter(|warning| warning.field == field && warning.action.to_string().contains("there again"));
        of_field.map(|warning| warning.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found("title"), ["b", "a"]);
    assert_eq!(found("items").len(), 2);
    let start = Instant::now();
    let (feed, warnings) = read(&format!(r#"{{{}"items":[]}}"#, r#""title":"a","#.repeat(300_000)));
    assert_eq!((feed.title.as_str(), warnings.len()), ("a", limits::WARNINGS + 1));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn endless_lists_are_cut_with_a_warning() {
    let many = |value: &str| vec![value; 20_000].join(",");
    let start = Instant::now();
    let distinct: String = (0..20_000).map(|n| format!("\"t{n}\",")).collect();
    let (item, warnings) = item(&format!(
        r#""tags":[{distinct}"x"],"authors":[{}],"attachments":[{}],"_newsleaf":{{"section":[{}]}}"#,
        (0..20_000).map(|n| format!(r#"{{"name":"A{n}"}}"#)).collect::<Vec<_>>().join(","),
        many(r#"{"url":"a.mp3","mime_type":"audio/mpeg"}"#),
        many(r#""S""#),
    ));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert_eq!((item.tags.len(), item.authors.len(), item.attachments.len()), (100, 100, 100));
    assert_eq!(item.section.len(), limits::SECTION_DEPTH);
    assert_eq!(warnings.len(), 4, "one for each list");
    let text = vec!["t"; 20_000].join(",");
    assert!(start.elapsed() < SOON && super::item(&format!(r#""tags":"{text}""#)).0.tags == ["t"]);
}

#[test]
fn faults_in_every_item_give_warnings_up_to_the_limit_and_all_items_are_read() {
    let start = Instant::now();
    let items: Vec<String> = (0..20_000)
        .map(|n| format!(r#"{{"id":{n},"image":"javascript:{}","tags":[{{}},{{}}]}}"#, "x".repeat(200)))
        .collect();
    let (feed, warnings) = read(&format!(r#"{{"items":[{}]}}"#, items.join(",")));
    assert_eq!(feed.items.len(), 20_000);
    assert_eq!(warnings.len(), limits::WARNINGS + 1);
    assert_eq!(warnings[limits::WARNINGS].action.to_string(), "left out all further warnings");
    let held: usize = warnings.iter().map(|w| w.value.capacity() + w.field.capacity()).sum();
    assert!(held < 400 * limits::WARNINGS, "{held}");
    assert!(start.elapsed() < 3 * SOON, "{:?}", start.elapsed());
}

#[test]
fn an_id_of_a_megabyte_is_not_repeated_in_every_warning() {
    let id = "i".repeat(1_000_000);
    let (feed, warnings) = read(&format!(r#"{{"items":[{{"id":"{id}","tags":[{}{{}}]}}]}}"#, "{},".repeat(99)));
    assert_eq!(feed.items[0].id.len(), 1_000_000);
    assert!(warnings.len() > 99 && warnings.iter().all(|warning| warning.to_string().len() < 500));
    assert!(feed.items[0].headline.len() < 100 && feed.items[0].slug.len() < 100);
}

#[test]
fn authors_of_the_feed_that_every_item_inherits_stay_few() {
    let start = Instant::now();
    let authors = (0..20_000).map(|n| format!(r#"{{"name":"A{n}"}}"#)).collect::<Vec<_>>().join(",");
    let items = (0..2_000).map(|n| format!(r#"{{"id":"{n}"}}"#)).collect::<Vec<_>>().join(",");
    let (feed, _) = read(&format!(r#"{{"authors":[{authors}],"items":[{items}]}}"#));
    assert_eq!((feed.items.len(), feed.authors.len()), (2_000, limits::ENTRIES));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn titles_and_bodies_of_unclosed_tags_are_read_in_linear_time() {
    let start = Instant::now();
    for beginning in ["<a ", "<!--", "</a ", "<i>", "<script></a "] {
        let long = beginning.repeat(20_000);
        for field in ["title", "summary", "content_html", "content_text"] {
            let (item, _) = item(&format!(r#""{field}":"{long}""#));
            assert!(!item.headline.is_empty(), "{field}: {beginning}");
        }
    }
    assert!(start.elapsed() < 3 * SOON, "{:?}", start.elapsed());
}

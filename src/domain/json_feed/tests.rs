//! Every deviation of public feeds, by name: what is read, and what the publisher is told.

use super::*;
use crate::domain::feed::Body;
use crate::domain::web_url::parse_url_natively;

fn read(json: &str) -> (Feed, Vec<Warning>) {
    let address = WebUrl::parse("https://host.example/news/feed.json", None, parse_url_natively).unwrap();
    parse(json.as_bytes(), &Context { address: &address, parse_url: parse_url_natively }).unwrap()
}

fn error(bytes: &[u8]) -> FeedError {
    let address = WebUrl::parse("https://host.example/news/feed.json", None, parse_url_natively).unwrap();
    parse(bytes, &Context { address: &address, parse_url: parse_url_natively }).unwrap_err()
}

/// A feed with one item that has these fields besides its id.
fn item(fields: &str) -> (Item, Vec<String>) {
    let json = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{{"id":"1",{fields}}},{{"id":"neighbour","title":"N"}}]}}"#
    );
    let (mut feed, warnings) = read(&json);
    assert_eq!(feed.items.pop().unwrap().id, "neighbour", "an odd item took its neighbour with it");
    (feed.items.remove(0), warnings.iter().map(ToString::to_string).collect())
}

#[test]
fn a_feed_as_the_specification_has_it_gives_no_warning() {
    let (feed, warnings) = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"City news","home_page_url":"https://city.example/",
        "feed_url":"https://city.example/feed.json","description":"D","language":"en-GB","next_url":"https://city.example/2.json",
        "icon":"https://city.example/i.png","expired":false,"user_comment":"c","hubs":[],"_other":{"a":1},
        "authors":[{"name":"Press office","url":"https://city.example/press"}],
        "items":[{"id":"a","url":"https://city.example/a","title":"A","content_html":"<p>x</p>","content_text":"x","summary":"S",
        "image":"https://city.example/a.jpg","date_published":"2020-11-06T10:00:00+08:00","date_modified":"2020-11-06T12:00:00+08:00",
        "tags":["News","City"],"language":"zh-Hans","attachments":[{"url":"https://city.example/a.mp3","mime_type":"audio/mpeg",
        "title":"Sound","size_in_bytes":12,"duration_in_seconds":3.5}]}]}"#,
    );
    assert_eq!(warnings, []);
    let item = &feed.items[0];
    assert_eq!(feed.language.as_deref(), Some("en-GB"));
    assert_eq!(item.body, Body::Html("<p>x</p>".into()));
    assert_eq!(item.byline.as_deref(), Some("Press office"), "items without authors inherit the feed's");
    assert_eq!(item.section, ["News"]);
    assert_eq!(item.updated.unwrap().to_rfc3339(), "2020-11-06T04:00:00Z");
    assert_eq!(item.attachments[0].size_in_bytes, Some(12));
    assert_eq!(item.slug, "a");
}

#[test]
fn a_missing_or_old_version_and_a_missing_title_are_no_reason_to_stop() {
    let (feed, warnings) = read(r#"{"home_page_url":"https://www.city.example/x","items":[]}"#);
    assert_eq!(feed.title, "city.example");
    assert_eq!(warnings.len(), 2);
    let (feed, warnings) =
        read(r#"{"version":"https://jsonfeed.org/version/1","title":"T","author":{"name":"A"},"items":[{"id":"1"}]}"#);
    assert_eq!(feed.items[0].byline.as_deref(), Some("A"));
    assert_eq!(warnings, [], "version 1.0 is a version");
}

#[test]
fn a_bare_array_and_a_single_object_are_read_as_items() {
    assert_eq!(read(r#"[{"id":"1"},{"id":"2"}]"#).0.items.len(), 2);
    assert_eq!(read(r#"{"title":"T","items":{"id":"1"}}"#).0.items.len(), 1);
}

#[test]
fn ids_that_are_no_text_become_text_and_missing_ones_the_url() {
    let ids = |json: &str| read(json).0.items.iter().map(|item| item.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        ids(r#"{"items":[{"id":7},{"id":true},{"id":1.5},{"url":"/a"},{"id":"","url":"/b"}]}"#),
        ["7", "true", "1.5", "https://host.example/a", "https://host.example/b"]
    );
    let (feed, warnings) =
        read(r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"title":"x"},{"id":"1"}]}"#);
    assert_eq!(feed.items.len(), 1);
    assert!(warnings[0].to_string().contains("items[0] id"), "{}", warnings[0]);
}

#[test]
fn of_items_with_one_id_the_first_stays() {
    let (feed, warnings) = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"a"},{"id":"1","title":"b"}]}"#,
    );
    assert_eq!(feed.items.len(), 1);
    assert_eq!(feed.items[0].headline, "a");
    assert_eq!(warnings.len(), 1);
}

#[test]
fn items_that_are_nothing_are_left_out_one_by_one() {
    let (feed, warnings) =
        read(r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[null,1,"x",[],{"id":"1"}]}"#);
    assert_eq!(feed.items.len(), 1);
    assert_eq!(warnings.len(), 4);
}

#[test]
fn authors_come_as_lists_objects_and_texts() {
    let byline = |fields: &str| item(fields).0.byline.unwrap_or_default();
    assert_eq!(byline(r#""authors":[{"name":"A"},{"name":"B &amp; C"}]"#), "A, B & C");
    assert_eq!(byline(r#""authors":{"name":"A"}"#), "A");
    assert_eq!(byline(r#""authors":"A""#), "A");
    assert_eq!(byline(r#""authors":["A",{"name":"B"},null,3]"#), "A, B");
    assert_eq!(byline(r#""author":"A""#), "A");
    assert_eq!(byline(r#""author":{"name":"A","url":"javascript:x"}"#), "A");
    assert_eq!(byline(r#""author":[{"name":"A"}]"#), "A");
    assert_eq!(byline(r#""authors":[{"url":"https://a.example"}]"#), "");
}

#[test]
fn tags_come_as_lists_texts_and_objects() {
    let tags = |fields: &str| item(fields).0.tags;
    assert_eq!(tags(r#""tags":"a, b,,a""#), ["a", "b"]);
    assert_eq!(tags(r#""tags":[{"name":"a"},"b",null,2020]"#), ["a", "b", "2020"]);
    assert_eq!(tags(r#""tags":{"a":1}"#), Vec::<String>::new());
}

#[test]
fn a_wordpress_post_is_an_item() {
    let (item, warnings) = item(
        r#""title":{"rendered":"Caf&#233; opens"},"content":{"rendered":"<p>b</p>","protected":false},"excerpt":{"rendered":"<p>e</p>"},
        "date":"2020-11-06T18:00:00","date_gmt":"2020-11-06T10:00:00","modified_gmt":"2020-11-07T10:00:00","link":"https://wp.example/?p=1",
        "author":3,"tags":[4,5]"#,
    );
    assert_eq!(item.headline, "Café opens");
    assert_eq!(item.body, Body::Html("<p>b</p>".into()));
    assert_eq!(item.summary.as_deref(), Some("e"));
    assert_eq!(item.published.unwrap().to_rfc3339(), "2020-11-06T10:00:00Z");
    assert_eq!(item.url.unwrap().as_str(), "https://wp.example/?p=1");
    assert!(item.tags.is_empty() && item.byline.is_none() && item.section.is_empty());
    assert!(warnings.len() >= 5, "{warnings:?}");
}

#[test]
fn dates_that_cannot_be_read_are_no_dates_and_never_now() {
    for (date, expected) in [
        (r#""Thu, 05 Nov 2020 09:30:00 +0800""#, Some("2020-11-05T01:30:00Z")),
        (r#""2020-11-05""#, Some("2020-11-05")),
        ("1604540000", Some("2020-11-05T01:33:20Z")),
        (r#""1604540000000""#, Some("2020-11-05T01:33:20Z")),
        (r#""yesterday""#, None),
        ("[]", None),
        ("{}", None),
        (r#""""#, None),
    ] {
        let (item, _) = item(&format!(r#""date_published":{date}"#));
        assert_eq!(item.published.map(|moment| moment.to_rfc3339()).as_deref(), expected, "{date}");
    }
}

#[test]
fn updated_means_more_than_a_minute_after() {
    let updated = |modified: &str| {
        item(&format!(r#""date_published":"2020-11-06T10:00:00Z","date_modified":"{modified}""#)).0.updated.is_some()
    };
    assert!(!updated("2020-11-06T10:00:59Z"));
    assert!(!updated("2020-11-05T10:00:00Z"));
    assert!(updated("2020-11-06T10:01:01Z"));
}

#[test]
fn relative_urls_are_relative_to_the_item_then_the_home_page_then_the_feed() {
    let image = |json: &str| read(json).0.items[0].image.as_ref().unwrap().url.to_string();
    assert_eq!(image(r#"{"items":[{"id":"1","image":"p.jpg"}]}"#), "https://host.example/news/p.jpg");
    assert_eq!(
        image(r#"{"home_page_url":"https://home.example/x/","items":[{"id":"1","image":"p.jpg"}]}"#),
        "https://home.example/x/p.jpg"
    );
    assert_eq!(
        image(r#"{"home_page_url":"https://home.example/x/","items":[{"id":"1","url":"a/","image":"p.jpg"}]}"#),
        "https://home.example/x/a/p.jpg"
    );
}

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
fn markup_in_titles_and_summaries_is_read_as_text_once() {
    let (item, warnings) = item(r#""title":"<b>Tom</b> &amp; &amp;lt;i&amp;gt;","summary":"a < b""#);
    assert_eq!(item.headline, "Tom & &lt;i&gt;");
    assert_eq!(item.summary.as_deref(), Some("a < b"));
    assert_eq!(warnings.len(), 1);
}

#[test]
fn an_item_without_a_title_gets_its_first_words_and_never_nothing() {
    let headline = |fields: &str| item(fields).0.headline;
    assert_eq!(headline(r#""content_html":"<p>Just <i>setting</i> up</p>""#), "Just setting up");
    assert_eq!(headline(r#""content_text":"Line one\nline two""#), "Line one line two");
    assert_eq!(headline(r#""summary":"In short","content_text":"x""#), "In short");
    assert_eq!(headline(r#""content_html":"<img src=x>","date_published":"2020-11-06""#), "2020-11-06");
    assert_eq!(headline(r#""content_html":"<img src=x>""#), "1");
    assert_eq!(headline(r#""title":"  ","content_html":"<p>b</p>""#), "b");
    let long = headline(&format!(r#""content_text":"{}""#, "word ".repeat(100)));
    assert!(long.ends_with("word…") && long.chars().count() <= 81, "{long}");
}

#[test]
fn sizes_and_durations_come_as_text_and_fractions() {
    let (item, _) = item(
        r#""attachments":[{"url":"a.mp3","size_in_bytes":"1024","duration_in_seconds":"1:02:03"},{"url":"b.unknown","size_in_bytes":10.7,"duration_in_seconds":-1}]"#,
    );
    let [a, b] = item.attachments.as_slice() else { panic!("two attachments") };
    assert_eq!(
        (a.mime_type.as_deref(), a.size_in_bytes, a.duration_in_seconds),
        (Some("audio/mpeg"), Some(1024), Some(3723.0))
    );
    assert_eq!((b.mime_type.as_deref(), b.size_in_bytes, b.duration_in_seconds), (None, Some(10), None));
}

#[test]
fn flags_count_only_when_true() {
    assert!(read(r#"{"expired":true,"items":[]}"#).0.expired);
    assert!(read(r#"{"expired":"true","items":[]}"#).0.expired);
    for value in [r#""yes""#, "1", "false", "null", "{}"] {
        assert!(!read(&format!(r#"{{"expired":{value},"items":[]}}"#)).0.expired, "{value}");
    }
}

#[test]
fn the_extension_gives_section_source_byline_and_the_pictures_words() {
    let (item, warnings) = item(
        r#""image":"p.jpg","tags":["T"],"external_url":"https://www.else.example/a","_newsleaf":{"section":["News","Xianning News"],
        "source":{"name":"xianning.gov.cn","url":"http://www.xianning.gov.cn/"},"byline":"After a report","kicker":"Report",
        "image":{"caption":"C","credit":"D","alt":"A","width":1200,"height":800}}"#,
    );
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(item.section, ["News", "Xianning News"]);
    assert_eq!(item.source.unwrap().name, "xianning.gov.cn");
    assert_eq!((item.byline.as_deref(), item.kicker.as_deref()), (Some("After a report"), Some("Report")));
    let picture = item.image.unwrap();
    assert_eq!((picture.alt.as_str(), picture.width, picture.height), ("A", Some(1200), Some(800)));
}

#[test]
fn without_the_extension_a_link_items_host_is_its_source() {
    let (item, _) = item(r#""external_url":"https://www.else.example/a""#);
    assert_eq!(item.source.unwrap().name, "else.example");
}

#[test]
fn what_is_no_feed_is_told_apart() {
    assert_eq!(error(b""), FeedError::Empty);
    assert_eq!(error(b"\xef\xbb\xbf \n"), FeedError::Empty);
    assert_eq!(error(b"<!doctype html><html>"), FeedError::WebPage);
    assert_eq!(error(b"<?xml version='1.0'?><rss>"), FeedError::Xml);
    assert_eq!(error(b"<?xml version='1.0'?><!DOCTYPE html><html>"), FeedError::WebPage);
    assert!(matches!(error(b"{\"a\":1}"), FeedError::NotAFeed { .. }));
    assert!(matches!(error(b"\"text\""), FeedError::NotAFeed { .. }));
    assert!(matches!(error(b"null"), FeedError::NotAFeed { .. }));
    assert!(matches!(error(b"{\"items\":[}"), FeedError::InvalidJson(_)));
    assert!(matches!(error(b"{\"items\":[]} x"), FeedError::InvalidJson(_)));
    assert_eq!(error(&vec![b' '; limits::FEED_BYTES + 1]), FeedError::TooLarge);
}

#[test]
fn any_value_in_any_field_takes_down_nothing_else() {
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
    let context = Context { address: &address, parse_url: parse_url_natively };
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
fn the_same_items_in_any_order_have_the_same_links() {
    let (forward, _) = read(r#"{"items":[{"id":"a","title":"One"},{"id":"b","title":"Two"},{"id":"c","title":"三"}]}"#);
    let (backward, _) =
        read(r#"{"items":[{"id":"c","title":"三"},{"id":"b","title":"Two, changed"},{"id":"a","title":"One"}]}"#);
    for item in &forward.items {
        let other = backward.items.iter().find(|other| other.id == item.id).unwrap();
        assert_eq!(item.key, other.key);
    }
}

#[test]
fn too_much_is_cut_and_told() {
    let (item, warnings) = item(&format!(r#""title":"{}""#, "long ".repeat(200)));
    assert!(item.headline.chars().count() <= limits::TITLE_CHARS + 1);
    assert_eq!(warnings.len(), 1);
    let many = vec!["1"; limits::ITEMS + 1].join(",");
    let (_, warnings) =
        read(&format!(r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{many}]}}"#));
    assert_eq!(warnings[0].field, "items");
}

use super::advice::{self, Advice};
use super::code::Code;
use super::feed_report::*;
use super::host_answer::HostAnswer;
use super::kind::Kind;
use super::part::Part;
use super::text::{age, bytes, lines, printable, text};
use super::{failure_advice, json};
use crate::domain::feed::date::Moment;
use crate::domain::feed::time_zone::Clock;
use crate::domain::limits::Limits;
use crate::domain::parse::document::FeedError;
use crate::domain::state::failure::Failure;
use crate::domain::state::failure::FileFault;
use crate::domain::web_url::{WebUrl, parse_url_natively};

const NOW: i64 = 1_764_000_000_000; // 2025-11-24T16:00:00Z

/// As far as these reports go, there is one time zone.
const CLOCK: Clock = Clock { now_ms: NOW, offset_of: |zone, _| (zone == "Asia/Shanghai").then_some(8 * 3_600_000) };

fn url(text: &str) -> WebUrl {
    WebUrl::parse(text, None, parse_url_natively).unwrap()
}

fn report_of(feed: &str) -> FeedReport {
    let address = url("https://news.example/feed.json");
    let document =
        Document { name: "feed.json", bytes: feed.as_bytes(), address: &address, host: None, limits: Limits::BROWSER };
    FeedReport::of_feed(document, parse_url_natively, CLOCK, None, 3).0
}

fn host(change: impl Fn(&mut HostAnswer)) -> HostAnswer {
    let mut host = HostAnswer {
        requested: url("https://news.example/feed.json"),
        answer_url: url("https://news.example/feed.json"),
        status: 200,
        content_type: Some("application/feed+json".into()),
        last_modified: None,
        has_validator: None,
        is_compressed: None,
        is_open_to_all: None,
    };
    change(&mut host);
    host
}

#[test]
fn the_report_of_a_clean_feed_has_its_numbers_and_dates() {
    let report = report_of(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "City", "language": "en", "next_url": "2.json",
        "_newsleaf": {"time_zone": "Asia/Shanghai"}, "items": [
        {"id": "1", "title": "a", "date_published": "2025-11-23T16:00:00Z", "_newsleaf": {"section": "News"}},
        {"id": "2", "title": "b", "date_published": "2025-10-01T00:00:00Z", "_newsleaf": {"section": "News > Local"}},
        {"id": "3", "title": "c", "date_published": "2031-01-01T00:00:00Z", "tags": ["Roads"]},
        {"id": "4", "title": "d"}]}"#,
    );
    assert!(report.is_clean(), "{:?}", report.groups);
    let summary = report.outcome.as_ref().unwrap();
    assert_eq!((summary.items_in_document, summary.items_read, summary.items_left_out()), (4, 4, 0));
    assert_eq!((summary.undated, summary.held_back), (1, 1));
    assert_eq!(summary.newest.unwrap().to_rfc3339(), "2025-11-23T16:00:00Z");
    assert_eq!(summary.oldest.unwrap().to_rfc3339(), "2025-10-01T00:00:00Z");
    assert_eq!(summary.sections, [("News".to_owned(), 2), ("Roads".to_owned(), 1)]);
    assert_eq!(summary.settings, ["time_zone"]);
    let text = text(&report, NOW);
    assert!(text.contains("newest        2025-11-23T16:00:00Z, 1 day ago"), "{text}");
    assert!(text.contains("JSON Feed 1.1") && text.contains("https://news.example/2.json"), "{text}");
}

#[test]
fn equal_warnings_about_the_same_field_are_one_group_with_the_first_places() {
    let items: Vec<String> = (0..50)
        .map(|at| format!(r#"{{"id": "i{at}", "title": "Story {at}", "date_published": "soon", "tags": ["a", 7]}}"#))
        .collect();
    let report = report_of(&format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{}]}}"#,
        items.join(",")
    ));
    let dates = report.groups.iter().find(|group| group.field == "date_published").unwrap();
    assert_eq!((dates.part, dates.count, dates.examples.len()), (Part::Item, 50, 3));
    let first = &dates.examples[0];
    assert_eq!((first.index, first.id.as_deref(), first.value.as_str()), (Some(0), Some("i0"), "soon"));
    assert_eq!(first.headline.as_deref(), Some("Story 0"));
    assert!(first.link.as_deref().unwrap().starts_with("./?article="), "{first:?}");
    let text = text(&report, NOW);
    assert!(
        text.contains(
            "date_published: left it out: it is no date; write it as 2026-11-24 or 2026-11-24T09:00:00+01:00 (50 times)"
        ),
        "{text}"
    );
    assert!(text.contains("items[2] (i2) date_published: found soon") && text.contains("and 47 more"), "{text}");
    let lists = report.groups.iter().find(|group| group.field.starts_with("tags[")).unwrap();
    assert_eq!((lists.field.as_str(), lists.count), ("tags[]", 50));
    assert_eq!(lists.examples[0].field, "tags[1]");
}

#[test]
fn stories_that_were_left_out_or_have_an_ambiguous_id_have_no_link() {
    let long = "x".repeat(100);
    let report = report_of(&format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
        {{"id": "a", "title": "A"}}, {{"id": "a", "title": "B"}},
        {{"id": "{long}1", "title": "C", "date_published": "soon"}}, {{"id": "{long}2", "title": "D"}}]}}"#
    ));
    assert_eq!(report.groups.len(), 2, "{:?}", report.groups);
    assert!(report.groups.iter().all(|group| group.examples[0].link.is_none()), "{:?}", report.groups);
    assert_eq!(report.outcome.unwrap().items_left_out(), 1);
}

#[test]
fn every_frequent_fault_of_json_has_advice() {
    for (json, help) in [
        ("{\"items\": [1,], x}", "Take out the comma"),
        ("[{\"items\": [],\n}, x]", "Take out the comma"),
        ("{\"items\": [{\"title\": \"a\nb\", x}]}", "write a line break as \\n"),
        ("{\"items\": [{\"title\": \"A \"quoted\" word\"}]}", "write a quotation mark as \\\""),
        ("{\"items\": [{\"id\": \"1\"}", "The end of the file is missing"),
        ("{'items': []}", "Use straight quotation marks"),
        ("{“items”: []}", "Use straight quotation marks"),
        ("{\"title\": \"a\"\n\"items\": []}", "Put a comma here"),
        ("{items: []}", "Correct what stands at this place, or let a program write"),
        ("{\n\u{a0}\"items\": []}", "The character at this place is U+00A0 NO-BREAK SPACE"),
        ("{\"items\": []}\u{1a}", "The character at this place is U+001A SUBSTITUTE"),
        ("[{\"title\": \"\u{25b8}\",}, x]", "Take out the comma"),
        (&"[".repeat(600), "Newsleaf reads 512 levels"),
    ] {
        let text = text(&report_of(json), NOW);
        assert!(text.contains(help), "{json}: {text}");
    }
}

#[test]
fn every_failure_has_advice_and_its_own_code() {
    use crate::domain::parse::json::InvalidJson;
    let at = InvalidJson { line: 1, column: 1, reason: String::new(), excerpt: String::new() };
    let all = [
        Failure::Offline,
        Failure::Insecure(url("http://a.example/")),
        Failure::OtherHost(url("https://a.example/")),
        Failure::Unreachable(url("https://a.example/")),
        Failure::Status(500),
        Failure::Unreadable(FeedError::Empty),
        Failure::Unreadable(FeedError::WebPage),
        Failure::Unreadable(FeedError::Xml),
        Failure::Unreadable(FeedError::InvalidJson(at)),
        Failure::Unreadable(FeedError::NotAFeed { found: "a text" }),
        Failure::Unreadable(FeedError::TooLarge),
        Failure::File(FileFault::NotFound),
        Failure::File(FileFault::NotAFile),
        Failure::File(FileFault::Outside),
        Failure::File(FileFault::Refused),
    ];
    let mut codes: Vec<_> = all.iter().map(Failure::code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all.len());
    let help = |kind, failure: &Failure| {
        failure_advice::sentence(kind, failure, None, crate::domain::report::health_messages::english())
    };
    assert!(all.iter().all(|failure| !help(Kind::Feed, failure).is_empty()));
    assert_ne!(help(Kind::Feed, &Failure::Status(404)), help(Kind::Feed, &Failure::Status(500)));
}

#[test]
fn no_character_of_a_feed_controls_the_terminal_or_the_direction_of_text() {
    let title = "a\\u001b[31mred\\u009b2J\\u202egnp.exe\\u0007";
    let mut report =
        report_of(&format!(r#"{{"title": "{title}", "items": [{{"id": "{title}", "date_published": "{title}"}}]}}"#));
    report.name = "a\u{1b}[31m\u{9b}2J.json".to_owned();
    let json = json::json(std::slice::from_ref(&report));
    for text in [text(&report, NOW), json.clone()] {
        let foul: Vec<char> = text.chars().filter(|c| *c != '\n' && !super::text::is_printable(*c)).collect();
        assert!(foul.is_empty(), "{foul:?} in {text}");
    }
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["documents"][0]["name"], report.name);
    assert_eq!(printable("a\u{2028}b\tc"), "a\u{fffd}b\u{fffd}c");
}

#[test]
fn the_advice_about_a_host_is_certain() {
    assert_eq!(advice::of(&host(|_| ()), 1_000_000), []);
    assert_eq!(advice::of(&host(|host| host.content_type = Some("Application/JSON; charset=utf-8".into())), 1), []);
    let html = advice::of(&host(|host| host.content_type = Some("text/html".into())), 1);
    assert_eq!(html, [Advice::ContentType("text/html".into())]);
    let slow = host(|host| {
        host.is_compressed = Some(false);
        host.has_validator = Some(false);
        host.is_open_to_all = Some(false);
    });
    assert_eq!(
        advice::of(&slow, 100),
        [Advice::NoValidator, Advice::NotOpenToAll],
        "a small feed needs no compression"
    );
    assert_eq!(advice::of(&slow, 1_000_000).len(), 3);
    let moved = advice::of(&host(|host| host.answer_url = url("https://new.example/feed.json")), 1);
    assert_eq!(moved, [Advice::Redirected(url("https://new.example/feed.json"))]);
    let plain =
        |address: &str| advice::of(&host(|host| (host.requested, host.answer_url) = (url(address), url(address))), 1);
    assert_eq!(plain("http://news.example/feed.json"), [Advice::Insecure]);
    for local in ["http://127.0.0.1:8080/f", "http://localhost:1/f", "http://[::1]:8080/f"] {
        assert_eq!(plain(local), [], "{local}");
    }
}

#[test]
fn a_settings_file_is_reported_and_known_by_its_names() {
    let address = url("https://news.example/newsleaf.json");
    let bytes = br##"{"accent": "#8a1c1c", "colour": "red"}"##;
    let document = Document { name: "newsleaf.json", bytes, address: &address, host: None, limits: Limits::BROWSER };
    let (report, settings) = FeedReport::of_settings(document, parse_url_natively, 3);
    assert_eq!(settings.unwrap().accent.as_deref(), Some("#8a1c1c"));
    assert_eq!(report.outcome.as_ref().unwrap().settings, ["accent"]);
    assert!(text(&report, NOW).contains("colour: left it out: Newsleaf knows no such field"), "{}", text(&report, NOW));
    assert!(looks_like_settings(bytes));
    assert!(
        !looks_like_settings(br#"{"items": [], "feed": "x"}"#)
            && !looks_like_settings(b"[")
            && !looks_like_settings(b"{}")
    );
}

#[test]
fn the_report_of_unreadable_settings_does_not_mention_a_feed() {
    let address = url("https://news.example/newsleaf.json");
    let large = vec![b' '; crate::domain::limits::FEED_BYTES + 1];
    let settings =
        [&b""[..], b"<!doctype html>", b"<?xml version='1.0'?><rss/>", b"{\"a\": [1,,]}", b"{", b"[1]", &large];
    for bytes in settings {
        let document =
            Document { name: "newsleaf.json", bytes, address: &address, host: None, limits: Limits::BROWSER };
        let report = FeedReport::of_settings(document, parse_url_natively, 3).0;
        let json: serde_json::Value = serde_json::from_str(&json::json(std::slice::from_ref(&report))).unwrap();
        let (text, error) = (text(&report, NOW), &json["documents"][0]["error"]);
        for field in ["message", "help"] {
            let sentence = error[field].as_str().unwrap();
            assert!(text.contains(sentence), "{sentence} in {text}");
            assert!(!sentence.replace("docs/feed.md", "").to_lowercase().contains("feed"), "{sentence}");
        }
    }
}

#[test]
fn a_feed_within_another_object_is_not_a_settings_file() {
    let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1"}]}"#;
    for wrapped in [
        format!(r#"{{"feed": {feed}}}"#),
        r#"{"site": {"title": "T"}, "posts": [{"id": "1"}]}"#.to_owned(),
        format!(r#"{{"site": "https://news.example/", "feed": [{feed}]}}"#),
        r#"{"feed": null}"#.to_owned(),
    ] {
        assert!(!looks_like_settings(wrapped.as_bytes()), "{wrapped}");
    }
    assert!(looks_like_settings(br#"{"feed": "feeds/city.json", "site": null}"#), "null says nothing");
}

#[test]
fn a_section_of_the_settings_file_without_stories_is_advice_unless_there_are_older_pages() {
    let address = url("https://news.example/feed.json");
    let advice_with = |next: &str| {
        let bytes = br#"{"sections": ["News", "Lcoal", "Sport"]}"#;
        let document =
            Document { name: "newsleaf.json", bytes, address: &address, host: None, limits: Limits::BROWSER };
        let (mut report, settings) = FeedReport::of_settings(document, parse_url_natively, 3);
        let feed = format!(
            r#"{{{next}"items": [{{"id": "1", "_newsleaf": {{"section": "News"}}}}, {{"id": "2", "tags": ["Local"]}}]}}"#
        );
        let document = Document {
            name: "feed.json",
            bytes: feed.as_bytes(),
            address: &address,
            host: None,
            limits: Limits::BROWSER,
        };
        let (_, feed) = FeedReport::of_feed(document, parse_url_natively, CLOCK, None, 3);
        report.check_sections(&settings.unwrap(), &feed.unwrap(), 3);
        assert!(report.is_clean());
        text(&report, NOW)
    };
    let text = advice_with("");
    let expected = "note: sections: left it in the navigation, though no story has it: Lcoal, Sport; the stories are in Local, News (2 times)";
    assert!(text.contains(expected), "{text}");
    assert!(!advice_with(r#""next_url": "feed-2.json", "#).contains("note:"));
}

#[test]
fn a_report_says_how_many_stories_are_held_back_and_when_the_next_is_due() {
    let of = |dates: &[&str]| {
        let item = |(at, date): (usize, &&str)| {
            format!(r#"{{"id": "{at}", "title": "A", "url": "https://news.example/{at}", "date_published": "{date}"}}"#)
        };
        let items = dates.iter().enumerate().map(item).collect::<Vec<_>>().join(",");
        report_of(&format!(
            r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "language": "en",
            "_newsleaf": {{"time_zone": "Asia/Shanghai"}}, "items": [{items}]}}"#
        ))
    };
    let report = of(&["2025-11-24T16:20:00Z", "2025-11-26", "2025-11-25T00:10:00", "2025-11-25T00:11:00"]);
    let text_of_both = text(&report, NOW);
    let sentence = "note: 3 stories are held back until their time; the next is due at 2025-11-24T16:11:00Z.";
    assert!(text_of_both.contains(sentence), "{text_of_both}");
    let json = json::json(std::slice::from_ref(&report));
    assert!(json.contains(r#""items_in_future": 3"#), "{json}");
    assert!(json.contains(r#""next_due": "2025-11-24T16:11:00Z""#), "{json}");
    assert_eq!(report.outcome.unwrap().newest.unwrap().to_rfc3339(), "2025-11-24T16:10:00Z");

    let one = of(&["2025-11-24T16:20:00Z"]);
    assert!(text(&one, NOW).contains("note: 1 story is held back until its time, 2025-11-24T16:20:00Z."));
    assert!(one.is_clean(), "it is no warning");
    let none = of(&["2025-11-24T16:10:00Z"]);
    assert!(!text(&none, NOW).contains("held back"));
    assert!(json::json(&[none]).contains(r#""next_due": null"#));
}

#[test]
fn stories_are_held_back_by_the_time_zone_of_the_settings_file() {
    let feed = r#"{"title": "T", "items": [{"id": "1", "title": "A", "date_published": "2025-11-25"}]}"#;
    let address = url("https://news.example/feed.json");
    let document =
        Document { name: "feed.json", bytes: feed.as_bytes(), address: &address, host: None, limits: Limits::BROWSER };
    let held_back = |zone: Option<&str>| {
        let (report, _) = FeedReport::of_feed(document, parse_url_natively, CLOCK, zone, 3);
        report.outcome.unwrap().held_back
    };
    assert_eq!((held_back(None), held_back(Some("Asia/Shanghai"))), (1, 0), "there the day has begun");
}

#[test]
fn an_unknown_time_zone_is_a_warning() {
    let report = report_of(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [], "_newsleaf": {"time_zone": "Asia/Xianning"}}"#,
    );
    let known = report.clone().with_zone_checked(|_| true, Vec::new);
    assert!(known.is_clean());
    assert_eq!(known.outcome.unwrap().settings, ["time_zone"]);
    let report = report.with_zone_checked(|zone| zone != "Asia/Xianning", Vec::new);
    assert_eq!((report.groups[0].field.as_str(), report.warnings()), ("time_zone", 1));
    let summary = report.outcome.unwrap();
    assert_eq!(
        (summary.settings.as_slice(), summary.time_zone),
        (&[][..], None),
        "settings that were left out do not count"
    );
}

#[test]
fn an_unknown_language_is_a_warning_at_its_place() {
    let address = url("https://news.example/feed.json");
    let report_of = |feed: &str| {
        let document = Document {
            name: "feed.json",
            bytes: feed.as_bytes(),
            address: &address,
            host: None,
            limits: Limits::BROWSER,
        };
        let (mut report, feed) = FeedReport::of_feed(document, parse_url_natively, CLOCK, None, 3);
        report.check_languages(&feed.unwrap(), document.bytes, |tag| tag.len() != 1 && tag != "en-x", 3);
        report
    };
    let head = r#""version": "https://jsonfeed.org/version/1.1", "title": "T""#;
    assert!(
        report_of(&format!(r#"{{{head}, "language": "en", "items": [{{"id": "1", "language": "de"}}]}}"#)).is_clean()
    );
    let report = report_of(&format!(
        r#"{{{head}, "language": "e", "items": [{{"id": "1", "language": "de"}}, null, {{"id": "3", "language": "en_x"}},
        {{"id": 4, "language": "en-x"}}, {{"id": "5", "language": "no tag"}}]}}"#
    ));
    let groups: Vec<_> =
        report.groups.iter().filter(|group| Code::of(group.part, group.action) == Code::LanguageUnknown).collect();
    assert_eq!(groups.len(), 2, "{:?}", report.groups);
    assert_eq!((groups[0].part, groups[0].count, groups[0].examples[0].value.as_str()), (Part::Feed, 1, "e"));
    assert!(groups[0].action.to_string().ends_with("dates and numbers are not written in it"));
    let places: Vec<_> = groups[1].examples.iter().map(|example| (example.index, example.id.as_deref())).collect();
    assert_eq!(places, [(Some(2), Some("3")), (Some(3), None)]);
    assert_eq!(
        report_of(r#"[{"id": "1", "language": "x"}]"#).groups.iter().filter(|group| group.field == "language").count(),
        1
    );
}

#[test]
fn an_endless_name_is_cut() {
    let report = report_of(&format!(r#"{{"items": [], "_newsleaf": {{"{}": 1}}}}"#, "x".repeat(1_000_000)));
    assert!(text(&report, NOW).len() < 2_000);
}

#[test]
fn ten_thousand_warnings_are_a_few_lines() {
    let items = vec!["null"; 20_000].join(",");
    let report =
        report_of(&format!(r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{items}]}}"#));
    assert!(report.warnings() > 10_000);
    assert!(lines(&report, NOW).len() < 30);
    assert_eq!(report.outcome.unwrap().items_left_out(), 20_000);
}

#[test]
fn ages_and_sizes_are_written_as_people_say_them() {
    let at = |ms: i64| age(Moment::instant(NOW - ms), NOW);
    const HOUR: i64 = 3_600_000;
    assert_eq!(
        [at(0), at(60_000), at(5 * HOUR), at(24 * HOUR), at(90 * 24 * HOUR), at(800 * 24 * HOUR), at(-1)],
        ["just now", "1 minute ago", "5 hours ago", "1 day ago", "3 months ago", "2 years ago", "in the future"]
    );
    assert_eq!([bytes(1), bytes(999), bytes(1_250), bytes(20_000_000)], ["1 byte", "999 bytes", "1.2 kB", "20.0 MB"]);
}

#[test]
fn content_of_a_body_that_a_page_cannot_show_gives_a_warning() {
    let body = |html: &str| {
        let item =
            serde_json::json!({ "id": "1", "title": "a", "url": "https://news.example/1", "content_html": html });
        let feed = serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "title": "City", "items": [null, item] });
        report_of(&feed.to_string())
    };
    for (html, expected) in [
        ("<object data=x>a film</object>", "embedded objects are not shown"),
        ("<iframe srcdoc='<p>x</p>' title=Results></iframe>", "showed its title only"),
        ("<iframe></iframe>", "a frame without an address"),
        ("<svg viewBox='0 0 640 480'><path d=x /></svg>", "a drawing or formula without a text alternative"),
        ("<img src=javascript:x>", "a picture without an address"),
        ("<audio>no</audio>", "a player without an address"),
        ("<amp-video><source type=x></amp-video>", "a player without an address"),
        ("<amp-youtube></amp-youtube>", "a player without an id"),
        ("&lt;p&gt;a&lt;/p&gt;", "the body is escaped twice"),
    ] {
        let report = body(html);
        let text = text(&report, NOW);
        assert!(text.contains(expected), "{html}: {text}");
        assert!(text.contains("items[1] (1) content_html"), "the place in the document: {text}");
    }
    for html in [
        "<p>a <b>b</b></p><img src=a.png><img src=x.gif width=1><img data-src=b.png alt=b>",
        "<video><source src=v.mp4></video><audio src=s.mp3></audio><amp-img src=a.png></amp-img>",
        "<iframe src=https://a.example/></iframe><iframe data-src=https://a.example/></iframe>",
        "<svg aria-hidden=true></svg><svg><title>A map</title></svg><math alttext=x></math>",
        "<math><semantics><mi>x</mi><annotation>x</annotation></semantics></math><svg viewBox='0 0 12 16'><path d=x /></svg><svg width=24><path d=x /></svg>",
        "<img alt='' aria-hidden=true src='data:image/svg+xml,x'><img src=x.gif style='display:none'>",
        "<amp-carousel><p>a</p></amp-carousel><amp-ad></amp-ad><p>1 &lt; 2</p>",
    ] {
        let report = body(html);
        assert_eq!(
            report.groups.iter().filter(|group| group.part == Part::Item && !group.field.is_empty()).count(),
            0,
            "{html}: {:?}",
            report.groups
        );
    }
}

#[test]
fn what_could_be_better_is_advice_and_no_warning() {
    let feed = |items: &str| {
        report_of(&format!(r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "City", "items": [{items}]}}"#))
    };
    let report = feed(
        r##"{"id": "1", "image": "/a.jpg", "date_modified": "2025-11-01T09:00:00Z", "content_html": "<a href='#gone'>x</a><a href='#top'>y</a>"},
        {"id": "2", "image": "/b.jpg", "content_html": "<img src='/b-300x200.jpg' width=300 height=200>"}"##,
    );
    assert!(report.is_clean(), "{:?}", report.groups);
    let text = text(&report, NOW);
    for line in [
        "note: image: has no width and height: the text jumps when the picture arrives\n",
        "note: date_modified: took it as the date of publication",
        "note: content_html: has links to places in the story that are not there\n",
    ] {
        assert!(text.contains(line), "{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&json::json(&[report])).unwrap();
    assert_eq!((&json["outcome"], &json["warnings"]), (&"clean".into(), &0.into()));
    assert_eq!(json["documents"][0]["advice"].as_array().unwrap().len(), 3);
}

#[test]
fn no_accent_is_a_warning() {
    let address = url("https://news.example/newsleaf.json");
    for colour in 0..0x1000 {
        let settings = format!(r##"{{"accent": "#{colour:03x}"}}"##);
        let document = Document {
            name: "newsleaf.json",
            bytes: settings.as_bytes(),
            address: &address,
            host: None,
            limits: Limits::BROWSER,
        };
        let (report, settings) = FeedReport::of_settings(document, parse_url_natively, 3);
        assert!(report.is_clean() && settings.unwrap().accent.is_some(), "#{colour:03x}: {:?}", report.groups);
    }
}

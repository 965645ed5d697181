//! The feed as a whole.

use super::super::*;
use super::{error, read};
use crate::domain::feed::Body;
use crate::domain::feed::warning::WarningAction;

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
fn a_feed_with_an_old_version_or_without_version_or_title_is_read() {
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
fn the_last_of_two_lists_of_items_counts_and_the_other_gives_a_warning() {
    let (feed, warnings) = read(r#"{"items":[{"id":"a"}],"title":"T","items":[{"id":"b"}],"items":null}"#);
    assert_eq!(feed.items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["b"]);
    let text = warnings.iter().map(ToString::to_string).find(|text| text.starts_with("feed items")).unwrap();
    assert_eq!(text, r#"feed items: found [{"id":"a"}], left it out: the field is there again, and the last counts"#);
    let (feed, warnings) = read(r#"{"items":null}"#);
    assert!(feed.items.is_empty() && warnings.iter().any(|warning| warning.action == WarningAction::NoItems));
}

#[test]
fn a_section_without_stories_gives_a_warning_unless_there_are_older_pages() {
    let titles = |next: &str| {
        let (_, warnings) = read(&format!(
            r#"{{"_newsleaf":{{"sections":["News","Letters"]}},{next}"items":[{{"id":"1","tags":["News"]}}]}}"#
        ));
        warnings.iter().filter(|warning| warning.field == "sections").map(|warning| warning.value.clone()).collect()
    };
    let texts: [Vec<String>; 2] = [titles(""), titles(r#""next_url":"2.json","#)];
    assert_eq!(texts, [vec!["Letters".to_owned()], vec![]]);
}

#[test]
fn first_of_duplicate_ids_wins() {
    let (feed, warnings) = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"a"},{"id":"1","title":"b"}]}"#,
    );
    assert_eq!(feed.items.len(), 1);
    assert_eq!(feed.items[0].headline, "a");
    assert_eq!(warnings.len(), 1);
}

#[test]
fn items_that_are_not_objects_are_left_out_one_by_one() {
    let (feed, warnings) =
        read(r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[null,1,"x",[],{"id":"1"}]}"#);
    assert_eq!(feed.items.len(), 1);
    assert_eq!(warnings.len(), 4);
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
fn flags_count_only_when_true() {
    assert!(read(r#"{"expired":true,"items":[]}"#).0.expired);
    assert!(read(r#"{"expired":"true","items":[]}"#).0.expired);
    for value in [r#""yes""#, "1", "false", "null", "{}"] {
        assert!(!read(&format!(r#"{{"expired":{value},"items":[]}}"#)).0.expired, "{value}");
    }
}

#[test]
fn documents_that_are_not_feeds_have_different_errors() {
    assert_eq!(error(b""), FeedError::Empty);
    assert_eq!(error(b"\xef\xbb\xbf \n"), FeedError::Empty);
    assert_eq!(error(b"<!doctype html><html>"), FeedError::WebPage);
    assert_eq!(error(b"<?xml version='1.0'?><rss>"), FeedError::Xml);
    assert_eq!(error(b"<?xml version='1.0'?><!DOCTYPE html><html>"), FeedError::WebPage);
    assert!(matches!(error(b"{\"a\":1}"), FeedError::NotAFeed { .. }));
    for no_feed in [
        r#"{"title":"Not found","description":"There is no such page"}"#,
        r#"{"title":"Not found","home_page_url":"/"}"#,
        r#"{"title":"","home_page_url":"https://gazette.example/"}"#,
        r#"{"home_page_url":"https://gazette.example/"}"#,
    ] {
        assert!(matches!(error(no_feed.as_bytes()), FeedError::NotAFeed { .. }), "{no_feed}");
    }
    assert!(matches!(error(b"\"text\""), FeedError::NotAFeed { .. }));
    assert!(matches!(error(b"null"), FeedError::NotAFeed { .. }));
    assert!(matches!(error(b"{\"items\":[}"), FeedError::InvalidJson(_)));
    assert!(matches!(error(b"{\"items\":[]} x"), FeedError::InvalidJson(_)));
    assert_eq!(error(&vec![b' '; limits::FEED_BYTES + 1]), FeedError::TooLarge);
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
fn a_feeds_pictures_are_relative_to_its_home_page_and_its_next_page_to_itself() {
    let (feed, _) = read(
        r#"{"home_page_url":"https://home.example/x/","icon":"i.png","favicon":"/f.ico","next_url":"?page=2","feed_url":"feed.json",
        "authors":[{"name":"A","avatar":"a.png"}],"items":[]}"#,
    );
    assert_eq!(feed.icon.unwrap().as_str(), "https://home.example/x/i.png");
    assert_eq!(feed.favicon.unwrap().as_str(), "https://home.example/f.ico");
    assert_eq!(feed.authors[0].avatar.as_ref().unwrap().as_str(), "https://home.example/x/a.png");
    assert_eq!(feed.next_url.unwrap().as_str(), "https://host.example/news/feed.json?page=2");
    assert_eq!(feed.feed_url.unwrap().as_str(), "https://host.example/news/feed.json");
}

#[test]
fn an_invisible_title_is_left_out() {
    for title in [r#""""#, r#"" ""#, r#""\u200b""#, r#""<br>""#, "null", "{}"] {
        assert_eq!(read(&format!(r#"{{"title":{title},"items":[]}}"#)).0.title, "host.example", "{title}");
    }
}

#[test]
fn an_unknown_extension_gives_no_warning() {
    let (_, warnings) = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","_podcast":{"a":[1]},"generator":"x",
        "items":[{"id":"1","title":"T","_other":null,"slug":"s","external_url":"https://a.example/"},{"id":"2","content_text":"no title"}]}"#,
    );
    assert_eq!(warnings, []);
}

#[test]
fn a_feed_whose_first_story_is_not_written_is_an_empty_site() {
    for json in [
        r#"{"title":"The Gazette","home_page_url":"https://gazette.example/"}"#,
        r#"{"title":"The Gazette","feed_url":"https://gazette.example/feed.json"}"#,
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"The Gazette"}"#,
    ] {
        let (feed, warnings) = read(json);
        assert_eq!((feed.title.as_str(), feed.items.len(), feed.has_items), ("The Gazette", 0, false), "{json}");
        let texts: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        assert!(texts.iter().any(|text| text.contains("items: found nothing, took it as an empty list")), "{texts:?}");
    }
    assert!(read(r#"{"items":[]}"#).0.has_items, "an empty list is a list");
}

#[test]
fn a_removed_item_is_on_no_page_of_the_feed() {
    let (mut newest, warnings) = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
        {"id":"1","content_text":"a"},{"id":"2","content_text":"b","_newsleaf":{"removed":true}}]}"#,
    );
    assert_eq!(warnings, Vec::new());
    let ids = |feed: &Feed| feed.items.iter().map(|item| item.id.clone()).collect::<Vec<_>>();
    assert_eq!((ids(&newest), newest.removed.clone()), (vec!["1".to_owned()], vec!["2".to_owned()]));
    let (older, _) = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
        {"id":"2","content_text":"b"},{"id":"3","content_text":"c"}]}"#,
    );
    newest.append(older);
    assert_eq!(ids(&newest), ["1", "3"]);
}

//! `newsleaf import`: feeds of others as a JSON Feed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::import::refusal::Refusal;
use newsleaf::import::{Document, read};
use serde_json::{Value, json};

use crate::support::command::{answer, command_of, errors, folder, host, status, text};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import");

/// The feed and the notes of a document.
fn import(bytes: &[u8]) -> (Value, Vec<String>) {
    let imported = read(&Document { name: "feed.xml", bytes, address: None, charset: None }).expect("a feed");
    let notes = imported.notes.iter().map(ToString::to_string).collect();
    (serde_json::from_slice(&imported.into_json()).expect("JSON"), notes)
}

/// The items of an RSS document with these items.
fn items(items: &str) -> (Vec<Value>, Vec<String>) {
    let (feed, notes) = import(rss(items).as_bytes());
    (feed["items"].as_array().expect("items").clone(), notes)
}

fn rss(items: &str) -> String {
    format!("<rss version='2.0'><channel><title>T</title><link>https://x.example/</link>{items}</channel></rss>")
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(FIXTURES).join(name)).expect("a fixture")
}

fn refusal(bytes: &[u8]) -> Refusal {
    read(&Document { name: "x", bytes, address: None, charset: None }).expect_err("no feed")
}

#[test]
fn rss_becomes_a_json_feed() {
    let (feed, notes) = import(&fixture("bulletin.rss"));
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!(
        feed,
        json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": "The Village Bulletin",
            "home_page_url": "https://bulletin.example/",
            "feed_url": "https://bulletin.example/feed.xml",
            "description": "News from both sides of the river",
            "language": "en-gb",
            "icon": "https://bulletin.example/icon.png",
            "hubs": [{ "type": "WebSub", "url": "https://hub.example/" }],
            "_rss": { "rights": "The Village" },
            "items": [
                {
                    "id": "bridge-2026",
                    "url": "https://bulletin.example/2026/bridge",
                    "title": "The bridge is open & lit",
                    "summary": "After eleven months, and two days early.",
                    "content_html": "<p>Traffic has <a href=\"https://bulletin.example/maps\">crossed</a> it since this morning.</p>",
                    "date_published": "2026-11-28T23:30:00-05:00",
                    "authors": [{ "name": "A. Wren" }, { "name": "B. Finch" }],
                    "tags": ["Roads", "Bridge"],
                    "image": "https://bulletin.example/bridge.jpg",
                    "_newsleaf": {
                        "image": { "caption": "The new railing.", "credit": "C. Crow", "width": 1200, "height": 800 }
                    },
                    "attachments": [{
                        "url": "https://bulletin.example/bridge.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1843200
                    }]
                },
                {
                    "id": "https://bulletin.example/2026/y-bont",
                    "url": "https://bulletin.example/2026/y-bont",
                    "title": "Y bont",
                    "language": "cy",
                    "content_html": "<p>Mae'r bont ar agor.</p>",
                    "date_published": "2026-11-27T09:00:00Z",
                    "authors": [{ "name": "A. Wren" }]
                }
            ]
        })
    );
}

#[test]
fn atom_becomes_a_json_feed() {
    let (feed, notes) = import(&fixture("notes.atom"));
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!(feed["title"], "Notes & queries");
    assert_eq!(feed["home_page_url"], "https://notes.example/");
    assert_eq!(feed["feed_url"], "https://notes.example/atom.xml");
    assert_eq!(
        (&feed["icon"], &feed["favicon"]),
        (&json!("https://notes.example/logo.png"), &json!("https://notes.example/favicon.ico"))
    );
    assert_eq!(feed["authors"], json!([{ "name": "Editors" }]));
    assert_eq!(
        feed["items"][0],
        json!({
            "id": "tag:notes.example,2026:1",
            "url": "https://notes.example/heron",
            "external_url": "https://birds.example/heron",
            "title": "A heron",
            "summary": "One heron.",
            "content_html": "<p>It stood<br>by the <a href=\"https://notes.example/river\">river</a>.</p>",
            "date_published": "2026-11-28T09:00:00+01:00",
            "date_modified": "2026-11-28T10:00:00+01:00",
            "authors": [{ "name": "A. Wren", "url": "https://notes.example/wren" }],
            "tags": ["Birds"],
            "attachments": [{
                "url": "https://notes.example/heron.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1000, "title": "Its call"
            }],
            "_newsleaf": { "source": { "name": "River news", "url": "https://river.example/" } },
            "_rss": { "rights": "CC BY", "source": { "title": "River news", "url": "https://river.example/atom.xml" } }
        })
    );
    let second = &feed["items"][1];
    assert_eq!((&second["title"], &second["language"]), (&json!("1 < 2"), &json!("de")));
    assert_eq!(second["content_text"], "Zwei Zeilen.\n\nNoch eine.");
    assert!(second.get("date_published").is_none());
}

#[test]
fn older_versions_of_rss_are_read() {
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' \
        xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='https://x.example/'><title>T</title>\
        <link>https://x.example/</link><items/></channel><image><url>https://x.example/i.png</url></image>\
        <item rdf:about='https://x.example/1'><title>A</title><link>https://x.example/1</link>\
        <dc:date>2026-11-28T10:00:00+09:00</dc:date></item></rdf:RDF>";
    let (feed, notes) = import(rdf.as_bytes());
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!(feed["icon"], "https://x.example/i.png");
    assert_eq!(feed["items"][0]["id"], "https://x.example/1");
    assert_eq!(feed["items"][0]["date_published"], "2026-11-28T10:00:00+09:00");
    for start in ["<rss version='0.91'>", "<rss version='0.92'>", "<rss version='0.93'>", "<rss>", "<RSS>"] {
        let document = format!(
            "{start}<channel><title>T</title><item><title>A</title><link>https://x.example/</link></item></channel></rss>"
        );
        assert_eq!(import(document.as_bytes()).0["items"][0]["title"], "A", "{start}");
    }
}

#[test]
fn odd_items_are_read_and_take_no_other_with_them() {
    // Each input with a field of its first item and the value of it.
    let cases: &[(&str, &str, Value)] = &[
        ("<item><title>A &nbsp; &eacute; &unknown; B</title></item>", "/title", json!("A é &unknown; B")),
        ("<item><title>Bread & butter</title></item>", "/title", json!("Bread & butter")),
        ("<item><title>1 < 2</title></item>", "/title", json!("1 < 2")),
        ("<item><title>A <b>bold</b> word</title></item>", "/title", json!("A bold word")),
        ("<item><title>A &lt;i&gt;slanted&lt;/i&gt; word</title></item>", "/title", json!("A slanted word")),
        ("<item><title>A\u{1}B\n  C</title></item>", "/title", json!("AB C")),
        ("<item><title>T</title><description>x <b>y</description></item>", "/content_html", json!("x <b>y</b>")),
        ("<item><description>A<br>B</description></item>", "/content_html", json!("A<br>B")),
        (
            "<item><description>No markup &amp;amp; none</description></item>",
            "/content_text",
            json!("No markup & none"),
        ),
        ("<item><description><![CDATA[a]]]]><![CDATA[>b]]></description></item>", "/content_text", json!("a]]>b")),
        ("<item><title>A<link>https://x.example/1</link></item>", "/url", json!("https://x.example/1")),
        ("<item><title>A</title><link/><guid>https://x.example/1</guid></item>", "/url", json!("https://x.example/1")),
        ("<item><title>A</title><guid isPermaLink='false'>https://x.example/1</guid></item>", "/url", Value::Null),
        (
            "<item><title>A</title><media:group><media:thumbnail url='https://x.example/a.jpg'/><media:description>Text.</media:description></media:group></item>",
            "/_newsleaf",
            Value::Null,
        ),
        ("<item><title>A</title><guid isPermaLink='true'>/1</guid></item>", "/url", json!("https://x.example/1")),
        (
            "<item><description><![CDATA[a <![CDATA[<b>b</b>]]> c]]></description></item>",
            "/content_html",
            json!("a <b>b</b> c"),
        ),
        (
            "<item><title>A</title><pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate></item>",
            "/date_published",
            Value::Null,
        ),
        ("<item><title>A</title><guid>17</guid></item>", "/id", json!("17")),
        ("<item><title>A</title><link>/1</link></item>", "/url", json!("https://x.example/1")),
        ("<item><title>A</title><link>javascript:x</link></item>", "/url", Value::Null),
        ("<item><title>A</title><link>https://other.example/</link></item>", "/title", json!("A")),
        (
            "<item><title>A</title><pubDate>28 Nov 26 10:00 EST</pubDate></item>",
            "/date_published",
            json!("2026-11-28T10:00:00-05:00"),
        ),
        (
            "<item><title>A</title><pubDate>2026-11-28 10:00:00</pubDate></item>",
            "/date_published",
            json!("2026-11-28T10:00:00"),
        ),
        ("<item><title>A</title><pubDate>soon</pubDate></item>", "/date_published", Value::Null),
        ("<item><title>A</title><author>a@b.example</author></item>", "/authors", Value::Null),
        (
            "<item><title>A</title><enclosure url='https://x.example/a.jpg' type='image/jpg'/></item>",
            "/image",
            json!("https://x.example/a.jpg"),
        ),
        (
            "<item><title>A</title><enclosure url=https://x.example/a.mp3 length=''/></item>",
            "/attachments/0/mime_type",
            json!("audio/mpeg"),
        ),
        (
            "<item><title>A</title><media:content url='https://x.example/v.mp4' type='video/mp4' duration='9'/><enclosure url='https://x.example/a.mp3'/></item>",
            "/attachments/1/url",
            json!("https://x.example/a.mp3"),
        ),
        (
            "<item><title>A</title><media:thumbnail url='https://x.example/s.jpg' width='90'/><media:thumbnail url='https://x.example/l.jpg' width='900'/></item>",
            "/image",
            json!("https://x.example/l.jpg"),
        ),
        (
            "<item><title>A</title><media:group><media:content url='https://x.example/s.jpg' medium='image' width='90'/><media:content url='https://x.example/l.jpg' medium='image' width='900'/></media:group></item>",
            "/image",
            json!("https://x.example/l.jpg"),
        ),
        (
            "<item><title>A</title><itunes:duration>1:01:01</itunes:duration><enclosure url='https://x.example/a.mp3'/></item>",
            "/attachments/0/duration_in_seconds",
            json!(3661),
        ),
        ("<item><title>A</title><georss:point>52.5 13.4</georss:point></item>", "/_rss/geo/latitude", json!(52.5)),
        (
            "<item><title>A</title><georss:where><gml:Point><gml:pos>52.5 13.4</gml:pos></gml:Point></georss:where></item>",
            "/_rss/geo/longitude",
            json!(13.4),
        ),
        ("<item><title>A</title><dc:author>Ann Lee</dc:author></item>", "/authors/0/name", json!("Ann Lee")),
        (
            "<item><title>A</title><source url='https://y.example/rss'>Y</source></item>",
            "/_newsleaf/source/name",
            json!("Y"),
        ),
        (
            "<item><title>A</title><comments>https://x.example/1#c</comments></item>",
            "/_rss/comments",
            json!("https://x.example/1#c"),
        ),
        (
            "<item><title>A</title><category>a</category><category>A</category><media:keywords>b, c</media:keywords></item>",
            "/tags",
            json!(["a", "b", "c"]),
        ),
        ("<item><title>A</title><description><![CDATA[cut</description></item>", "/content_text", json!("cut")),
        ("<item><title>A</title><!-- <item> --></item>", "/title", json!("A")),
        ("<item><title>A</title><description>a</p></div></i></description></item>", "/content_text", json!("a")),
    ];
    for (input, pointer, expected) in cases {
        let (items, notes) = items(&format!("{input}<item><title>Next</title><guid>next</guid></item>"));
        assert_eq!(items.len(), 2, "{input}\n{notes:#?}");
        assert_eq!(items[0].pointer(pointer).unwrap_or(&Value::Null), expected, "{input}\n{:#}\n{notes:#?}", items[0]);
        assert_eq!(items[1]["title"], "Next", "{input}");
    }
}

#[test]
fn a_cut_document_gives_all_complete_items() {
    let whole = String::from_utf8(fixture("bulletin.rss")).expect("text");
    let second = whole.find("<item xml:lang").expect("an item");
    for end in second..whole.find("</channel>").expect("an end") {
        let bytes = &whole.as_bytes()[..end];
        let (feed, notes) = import(bytes);
        let is_whole = whole[..end].matches("</item>").count();
        assert_eq!(feed["items"].as_array().map(Vec::len), Some(is_whole), "{end}: {notes:?}");
        assert!(
            notes.iter().any(|note| note.contains("cut")
                || note.contains("ends within")
                || note.contains("no end")
                || note.contains("no tag")),
            "{end}: {notes:?}"
        );
    }
}

#[test]
fn an_item_that_is_not_closed_ends_where_the_next_begins() {
    let (items, notes) = items("<item><title>A</title><guid>1</guid><item><title>B</title><guid>2</guid></item>");
    assert_eq!(items.len(), 2, "{notes:?}");
    assert!(notes[0].contains("the item of line 1 is not closed"), "{notes:?}");
}

#[test]
fn ids_are_the_same_each_time_and_differ() {
    let nameless = "<item><title>A</title><pubDate>28 Nov 2026 10:00 GMT</pubDate></item><item><title>B</title></item>";
    let (first, notes) = items(nameless);
    assert_eq!(first, items(nameless).0);
    assert!(first[0]["id"].as_str().is_some_and(|id| id.starts_with("blake3:")) && first[0]["id"] != first[1]["id"]);
    assert!(notes[0].starts_with("feed.xml:1: item 1: guid: it has none"), "{notes:?}");
    let (same, notes) = items(
        "<item><guid>0</guid><link>https://x.example/1</link></item><item><guid>0</guid><link>https://x.example/2</link></item>\
         <item><guid>0</guid><link>https://x.example/2</link></item>",
    );
    let ids: Vec<&Value> = same.iter().map(|item| &item["id"]).collect();
    assert_eq!(ids, ["0", "https://x.example/2"], "{notes:?}");
}

#[test]
fn stories_of_one_id_and_one_link_differ_by_their_titles_or_files() {
    let item = |title: &str, file: &str| {
        format!(
            "<item><title>{title}</title><link>https://x.example/</link><guid>https://x.example/</guid>\
             <enclosure url='https://x.example/{file}.mp3' type='audio/mpeg'/></item>"
        )
    };
    let feed = [item("A", "a"), item("B", "a"), item("A", "c"), item("A", "a")].concat();
    let (same, notes) = items(&feed);
    let ids: Vec<&str> = same.iter().map(|item| item["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), 3, "{notes:?}");
    assert!(ids[0] == "https://x.example/" && ids[1].starts_with("https://x.example/#"), "{ids:?}");
    let (later, _) = items(&[item("A", "a"), item("New", "n"), item("B", "a")].concat());
    assert_eq!(later[2]["id"], ids[1], "it is the same whatever stands before it");
    assert!(notes.iter().any(|note| note.contains("item 4") && note.contains("is left out")), "{notes:?}");
}

#[test]
fn stories_of_one_id_without_title_or_page_differ_by_their_texts() {
    let item = |title: &str, text: &str| format!("<item><guid>s</guid>{title}<description>{text}</description></item>");
    let dated = "<title>A</title><pubDate>28 Nov 2026 10:00 GMT</pubDate>";
    for title in ["", "<title>A</title>", dated] {
        let (same, notes) =
            items(&[item(title, "one"), item(title, "two"), item(title, "three"), item(title, "two")].concat());
        let ids: Vec<&str> = same.iter().map(|item| item["id"].as_str().expect("an id")).collect();
        assert!(ids.len() == 3 && ids[1] != ids[2], "{title}: {ids:?} {notes:?}");
        assert!(ids[0] == "s" && ids[1].starts_with("s#"), "{ids:?}");
        let (later, _) = items(&[item(title, "new"), item(title, "two")].concat());
        assert_eq!(later[1]["id"], ids[1], "it is the same whatever stands before it");
    }
    let page = "<title>A</title><link>https://x.example/1</link>";
    assert_eq!(items(&[item(page, "one"), item(page, "corrected")].concat()).0.len(), 1);
}

#[test]
fn paragraphs_of_classic_posts_stand_beside_blocks_and_within_quotations() {
    let post = "<item><title>A</title><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded>\
        <![CDATA[First\n\n<p style=\"text-align:center\">centre</p>\n\nSecond\n\n<pre>code\n\nmore</pre>\n\n\
        <blockquote>q1\n\nq2</blockquote>]]></content:encoded></item>";
    assert_eq!(
        items(post).0[0]["content_html"],
        "<p>First</p>\n<p style=\"text-align:center\">centre</p>\n<p>Second</p>\n<pre>code\n\nmore</pre>\n\
         <blockquote><p>q1</p>\n<p>q2</p>\n</blockquote>\n"
    );
}

#[test]
fn content_at_another_address_is_linked_or_attached() {
    let entry = |inner: &str| {
        let document = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><link href='https://x.example/'/>\
             <entry xml:base='https://x.example/e/'><id>tag:x.example:1</id><title>A</title>{inner}</entry></feed>"
        );
        let (feed, notes) = import(document.as_bytes());
        (feed["items"][0].clone(), notes)
    };
    let (item, notes) = entry("<content src='page.html' type='text/html'/><summary>S</summary>");
    assert_eq!((&item["url"], &item["summary"]), (&json!("https://x.example/e/page.html"), &json!("S")));
    assert!(notes[0].contains("the text is at https://x.example/e/page.html"), "{notes:?}");
    let (item, _) = entry("<link href='own'/><content src='page.html'/>");
    assert_eq!(
        (&item["url"], &item["external_url"]),
        (&json!("https://x.example/e/own"), &json!("https://x.example/e/page.html"))
    );
    let (item, notes) = entry("<content src='film.mp4' type='video/mp4'/>");
    assert_eq!(item["attachments"], json!([{ "url": "https://x.example/e/film.mp4", "mime_type": "video/mp4" }]));
    assert_eq!(notes, Vec::<String>::new());
    let (item, _) = entry("<content src='map.png' type='image/png'/>");
    assert_eq!(item["image"], "https://x.example/e/map.png");
}

#[test]
fn an_entry_is_a_feed_of_one() {
    let entry = "<entry xmlns='http://www.w3.org/2005/Atom'><title>A</title><id>tag:x.example:1</id>\
        <source><title>The feed</title></source></entry>";
    let (feed, _) = import(entry.as_bytes());
    assert_eq!((&feed["title"], &feed["items"][0]["title"]), (&json!("The feed"), &json!("A")));
}

#[test]
fn elements_of_atom_count_in_rss_without_their_namespace() {
    let (items, notes) = items(
        "<item><title>A</title><id>urn:x:1</id><link rel='enclosure' href='https://x.example/a.mp3' type='audio/mpeg'/>\
         <link href='https://x.example/1'/><updated>2026-11-28T10:00:00Z</updated><summary>S</summary></item>",
    );
    assert_eq!(notes, Vec::<String>::new());
    let item = &items[0];
    assert_eq!((&item["id"], &item["url"]), (&json!("urn:x:1"), &json!("https://x.example/1")));
    assert_eq!((&item["date_modified"], &item["content_text"]), (&json!("2026-11-28T10:00:00Z"), &json!("S")));
    assert_eq!(item["attachments"][0]["url"], "https://x.example/a.mp3");
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>1</id><link>https://x.example/1</link></entry></feed>";
    assert_eq!(import(atom.as_bytes()).0["items"][0]["url"], "https://x.example/1");
}

#[test]
fn a_link_to_another_site_is_what_the_story_is_about() {
    let own = "<item><guid>1</guid><link>https://x.example/1</link></item>";
    let (found, _) = items(&format!(
        "{own}<item><guid>2</guid><link>https://www.x.example/2</link></item><item><guid>https://x.example/3</guid><link>https://y.example/3</link></item>"
    ));
    assert_eq!((&found[1]["url"], found[1].get("external_url")), (&json!("https://www.x.example/2"), None));
    assert_eq!(
        (&found[2]["url"], &found[2]["external_url"]),
        (&json!("https://x.example/3"), &json!("https://y.example/3"))
    );
}

#[test]
fn encodings_are_told_by_the_bytes() {
    let latin =
        b"<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>Caf\xe9 \x96 Bar</title></channel></rss>";
    assert_eq!(import(latin).0["title"], "Café – Bar");
    let wide: Vec<u8> = rss("<item><title>é日</title></item>").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(import(&wide).0["items"][0]["title"], "é日");
    let document = Document {
        name: "x",
        bytes: b"<rss><channel><title>\xe0</title></channel></rss>",
        address: None,
        charset: Some("windows-1251"),
    };
    assert_eq!(read(&document).expect("a feed").head["title"], "а");
}

#[test]
fn what_is_no_feed_is_named() {
    assert_eq!(refusal(b" \n"), Refusal::Empty);
    assert_eq!(refusal(b"\x1f\x8b\x08"), Refusal::Compressed);
    assert_eq!(refusal(b"{}"), Refusal::Json);
    assert_eq!(refusal(b"<!DOCTYPE html><p>x"), Refusal::Page);
    let page = b"<html><link rel=alternate type='application/rss+xml' href='/feed'></html>";
    assert_eq!(refusal(page), Refusal::PageOfFeed("/feed".to_owned()));
    assert_eq!(refusal(b"words"), Refusal::NoXml);
    assert_eq!(refusal(b"<svg/>"), Refusal::OtherRoot("svg".to_owned()));
}

#[test]
fn relative_addresses_are_relative_to_the_feed() {
    let address = WebUrl::parse("https://x.example/news/feed.xml", None, parse_url_natively).expect("an address");
    let document =
        rss("<item><title>A</title><link>1.html</link><description>&lt;img src='a.png'&gt;</description></item>");
    let document = Document { name: "x", bytes: document.as_bytes(), address: Some(&address), charset: None };
    let imported = read(&document).expect("a feed");
    assert_eq!(imported.items()[0]["url"], "https://x.example/news/1.html");
    assert_eq!(imported.items()[0]["content_html"], "<img src='https://x.example/news/a.png'>");
}

#[test]
fn hostile_documents_are_read_in_bounded_time_and_depth() {
    for piece in ["<a>", "<item>", "<![CDATA[", "&a;", "<b c='", "</item>", "<item><title>", "<xhtml:p xmlns:a='b'>"] {
        let (feed, _) = import(rss(&piece.repeat(20_000)).as_bytes());
        assert_eq!(feed["title"], "T", "{piece}");
    }
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>";
    let (feed, _) = import(format!("{bomb}{}", rss("<item><title>&a; &b;</title></item>")).as_bytes());
    assert_eq!(feed["items"][0]["title"], "aaaaaaaaaa &a;&a;&a;&a;&a;");
}

#[test]
fn an_export_of_wordpress_gives_its_published_posts() {
    let (feed, notes) = import(&fixture("wordpress.xml"));
    assert_eq!(
        feed["items"],
        json!([{
            "id": "https://blog.example/?p=7",
            "url": "https://blog.example/bridge/",
            "title": "The bridge",
            "summary": "It is open.",
            "content_html": "<p>First line<br>\nsecond line.</p>\n<figure><img src=\"https://blog.example/a.jpg\"><figcaption>The \
                bridge</figcaption></figure>\n<p>Last [gallery ids=\"1,2\"]</p>\n",
            "date_published": "2026-11-28T23:30:00+09:00",
            "date_modified": "2026-11-29T10:00:00+09:00",
            "authors": [{ "name": "Ann Lee" }],
            "tags": ["Roads", "Bridge"],
            "image": "https://blog.example/wp-content/bridge.jpg",
            "_newsleaf": { "image": { "caption": "The railing", "alt": "A red railing" } }
        }])
    );
    assert_eq!(
        notes,
        [
            "feed.xml:17: item 1: content:encoded: the shortcode '[gallery]' stays as it is written",
            "feed.xml: drafts: 1 left out",
            "feed.xml: pages: 1 left out",
            "feed.xml: posts with a password: 1 left out",
        ]
    );
}

/// Runs `newsleaf import` in a folder.
fn run(name: &str, arguments: &[&str]) -> (Output, PathBuf) {
    let folder = folder(name);
    let output = command_of("import", arguments).current_dir(&folder).output().expect("the command runs");
    (output, folder)
}

#[test]
fn an_imported_feed_passes_the_strict_check() {
    for name in ["bulletin.rss", "notes.atom"] {
        let (output, folder) = run("import-strict", &[&format!("{FIXTURES}/{name}"), "--out", &format!("{name}.json")]);
        assert_eq!((status(&output), errors(&output).as_str()), (0, ""), "{name}");
        assert!(text(&output).ends_with(".json is written: 2 items.\n"), "{}", text(&output));
        let feed = folder.join(format!("{name}.json"));
        let checked =
            command_of("check", &[&feed.display().to_string(), "--strict"]).output().expect("the command runs");
        assert_eq!(status(&checked), 0, "{}", text(&checked));
    }
}

#[test]
fn a_feed_comes_from_a_host_in_the_encoding_that_it_names() {
    let document = rss("<item><title>ä</title><link>1</link></item>");
    let host = host(vec![("/feed", answer("200 OK", "application/rss+xml; charset=utf-8", &document))]);
    let (output, _) = run("import-host", &[&format!("{host}/feed"), "--out", "-"]);
    assert_eq!(status(&output), 0, "{}", errors(&output));
    let feed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(feed["items"][0]["title"], "ä");
    let (output, _) = run("import-host", &[&format!("{host}/none"), "--out", "-"]);
    assert!(status(&output) == 2 && errors(&output).contains("404"), "{}", errors(&output));
}

#[test]
fn a_feed_that_is_there_is_not_written_over() {
    let (_, folder) = run("import-exists", &["--help"]);
    fs::write(folder.join("feed.json"), "mine").expect("a file");
    let source = format!("{FIXTURES}/bulletin.rss");
    let (output, _) = run("import-exists", &[&source]);
    assert!(status(&output) == 2 && errors(&output).contains("feed.json is there already"), "{}", errors(&output));
    assert_eq!(fs::read_to_string(folder.join("feed.json")).expect("a file"), "mine");
}

#[test]
fn a_missing_folder_is_named_before_anything_is_read() {
    let (output, folder) = run("import-no-folder", &["missing.xml", "--out", "none/feed.json"]);
    assert!(status(&output) == 2 && errors(&output).contains("the folder none is not there"), "{}", errors(&output));
    assert!(!folder.join("none").exists());
}

#[test]
fn relative_addresses_are_relative_to_the_site_where_the_address_of_the_feed_is_not_known() {
    let rss = r#"<rss version="2.0"><channel><title>T</title><link>https://t.example/x/</link>
        <item><title>One</title><link>/a</link><description>&lt;img src="b.png"&gt;</description></item></channel></rss>"#;
    let (feed, notes) = import(rss.as_bytes());
    assert_eq!(feed["items"][0]["url"], "https://t.example/a", "{notes:?}");
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link href="https://t.example/"/>
        <entry><id>1</id><title>One</title><link href="a"/></entry></feed>"#;
    assert_eq!(import(atom.as_bytes()).0["items"][0]["url"], "https://t.example/a");
}

/// The titles of the items that are imported from a host, and what the command says.
fn import_pages(name: &str, url: &str, arguments: &[&str]) -> (Vec<String>, String) {
    let (output, _) = run(name, &[&[url, "--out", "-"], arguments].concat());
    assert_eq!(status(&output), 0, "{}", errors(&output));
    let feed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let titles =
        feed["items"].as_array().expect("items").iter().map(|item| item["title"].as_str().unwrap_or("").to_owned());
    (titles.collect(), errors(&output))
}

fn rss_page(titles: &str) -> Vec<u8> {
    let items: String = titles
        .split(' ')
        .map(|title| format!("<item><title>{title}</title><guid>https://x.example/{title}</guid></item>"))
        .collect();
    answer("200 OK", "application/rss+xml", &rss(&items))
}

#[test]
fn numbered_pages_of_wordpress_are_read_to_their_end() {
    let site = host(vec![
        ("/feed/", rss_page("a b")),
        ("/feed/?paged=2", rss_page("b c")),
        ("/feed/?paged=3", rss_page("d")),
        ("/plain/", rss_page("a b")),
        ("/plain/?paged=2", rss_page("a b")),
        ("/page/", rss_page("a")),
        ("/page/?paged=2", answer("200 OK", "text/html", "<!doctype html><p>Welcome")),
        ("/broken/", rss_page("a")),
        ("/broken/?paged=2", answer("500 Internal Server Error", "text/html", "")),
        ("/refused/", rss_page("a")),
        ("/refused/?paged=2", answer("403 Forbidden", "text/html", "")),
        ("/later/", rss_page("a")),
        ("/later/?paged=2", rss_page("b")),
        ("/later/?paged=3", answer("403 Forbidden", "text/html", "")),
    ]);
    let import = |path: &str, pages: &str| import_pages("import-paged", &format!("{site}{path}"), &["--pages", pages]);
    let silent = |titles: &str| (titles.split(' ').map(str::to_owned).collect::<Vec<String>>(), String::new());
    assert_eq!(import("/feed/", "1"), silent("a b"));
    assert_eq!(import("/feed/", "2"), silent("a b c"));
    assert_eq!(import("/feed/", "50"), silent("a b c d"), "the page after the last is a 404");
    assert_eq!(import("/plain/", "50"), silent("a b"), "a page without new items is the end");
    assert_eq!(import("/page/", "50"), silent("a"), "a web page is the end");
    let (titles, said) = import("/broken/", "50");
    assert!(
        titles == ["a"] && said.contains("/broken/?paged=2: this page and all older ones are left out: "),
        "{said}"
    );
    let (titles, said) = import("/refused/", "50");
    let is_note = said.starts_with("newsleaf: note: ") && said.contains("403");
    assert!(
        titles == ["a"] && is_note && said.contains("/refused/?paged=2: the feed has no numbered pages: "),
        "{said}"
    );
    let (titles, said) = import("/later/", "50");
    assert!(
        titles == ["a", "b"] && said.contains("/later/?paged=3: this page and all older ones are left out"),
        "{said}"
    );
}

#[test]
fn pages_that_a_feed_names_are_read() {
    let page = |id: &str, link: &str| {
        let feed = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{link}<entry><id>urn:x:{id}</id><title>{id}</title></entry></feed>"
        );
        answer("200 OK", "application/atom+xml", &feed)
    };
    let site = host(vec![
        ("/feed", page("a", "<link rel='next' href='two'/>")),
        ("/two", page("b", "<link rel='prev-archive' href='/three'/>")),
        ("/three", page("c", "<link rel='next' href='/gone'/>")),
        ("/round", page("a", "<link rel='next' href='/back'/>")),
        ("/back", page("b", "<link rel='next' href='/round'/>")),
    ]);
    let (titles, said) = import_pages("import-next", &format!("{site}/feed"), &[]);
    assert!(
        titles == ["a"] && said.contains(&format!("there are older items at {site}/two; --pages reads them")),
        "{said}"
    );
    let (titles, said) = import_pages("import-next", &format!("{site}/feed"), &["--pages", "9"]);
    assert!(titles == ["a", "b", "c"] && said.contains("/gone: this page and all older ones are left out"), "{said}");
    let (titles, said) = import_pages("import-next", &format!("{site}/round"), &["--pages", "9"]);
    assert!(titles == ["a", "b"] && said.contains("/round: the feed names this older page twice"), "{said}");
}

#[test]
fn a_file_has_no_older_pages() {
    let (output, _) = run("import-file-pages", &[&format!("{FIXTURES}/bulletin.rss"), "--pages", "2", "--out", "-"]);
    assert!(
        status(&output) == 2 && errors(&output).contains("only a feed that comes from an address"),
        "{}",
        errors(&output)
    );
}

#[test]
fn names_of_html_become_characters_wherever_a_text_has_them() {
    let (items, notes) = items(
        "<item><guid>1</guid><title>&alpha; &rArr; &amp;Ccaron;</title><category>&amp;beta;</category>\
         <description>&amp;gamma;</description><content:encoded>&lt;p&gt;long &amp;delta;&lt;/p&gt;</content:encoded></item>\
         <item><guid>2</guid><title>2</title><description>&amp;gamma; &unknown;</description></item>",
    );
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!((&items[0]["title"], &items[0]["tags"][0]), (&json!("α ⇒ Č"), &json!("β")));
    assert_eq!((&items[0]["summary"], &items[0]["content_html"]), (&json!("γ"), &json!("<p>long &delta;</p>")));
    assert_eq!(items[1]["content_text"], "γ &unknown;");
}

#[test]
fn texts_of_atom_0_3_in_base64_are_decoded() {
    let document = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title mode='base64'>VGhlIDxiPmJyaWRnZTwvYj4=</title>\
        <entry><id>1</id><title>A</title><created>2026-11-28T10:00:00Z</created>\
        <content type='text/html' mode='base64'>PHA+VGV4dDwv\n cD4=</content></entry></feed>";
    let (feed, notes) = import(document.as_bytes());
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!((&feed["title"], &feed["items"][0]["content_html"]), (&json!("The bridge"), &json!("<p>Text</p>")));
    assert_eq!(feed["items"][0]["date_published"], "2026-11-28T10:00:00Z");
}

#[test]
fn the_beginning_of_a_calendar_is_no_date() {
    for date in ["Mon, 30 Nov -0001 00:00:00 +0000", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"] {
        let (items, notes) = items(&format!("<item><guid>1</guid><title>A</title><pubDate>{date}</pubDate></item>"));
        assert_eq!(items[0].get("date_published"), None, "{date}");
        assert!(notes[0].contains("stands for no date"), "{notes:?}");
    }
}

#[test]
fn what_podcasts_say_of_themselves_is_read() {
    let document = "<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><title>T</title>\
        <itunes:summary>About</itunes:summary><itunes:image url='https://x.example/t.png'/><item><guid>1</guid>\
        <title>A</title><author>Ann Lee (ann@x.example)</author><itunes:image url='https://x.example/a.png'/>\
        <itunes:category text='Arts'><itunes:category text='Books'/></itunes:category></item></channel></rss>";
    let (feed, notes) = import(document.as_bytes());
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!((&feed["description"], &feed["icon"]), (&json!("About"), &json!("https://x.example/t.png")));
    let item = &feed["items"][0];
    assert_eq!((&item["image"], &item["tags"]), (&json!("https://x.example/a.png"), &json!(["Arts", "Books"])));
    assert_eq!(item["authors"], json!([{ "name": "Ann Lee" }]));
}

#[test]
fn exports_of_wordpress_lose_no_date_gallery_or_address() {
    let document = "<rss><channel><title>T</title><item><guid>1</guid><title>A</title>\
        <pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate><wp:post_id>5</wp:post_id><wp:post_date>2012-03-04 10:00:00</wp:post_date>\
        <wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>\
        <category domain='post_format' nicename='post-format-aside'>Aside</category><category domain='post_tag'>River</category>\
        <content:encoded><![CDATA[Text\n\n[gallery]\n\nhttps://video.example/1\n\n[vc_row a=\"1\"]\n\n\
        <!-- wp:footnotes /-->]]></content:encoded><wp:postmeta><wp:meta_key>footnotes</wp:meta_key>\
        <wp:meta_value>[{\"id\":\"n\",\"content\":\"Note\"}]</wp:meta_value></wp:postmeta></item>\
        <item><wp:post_id>6</wp:post_id><wp:post_parent>5</wp:post_parent><wp:post_type>attachment</wp:post_type>\
        <wp:attachment_url>https://x.example/a.jpg</wp:attachment_url></item></channel></rss>";
    let (feed, notes) = import(document.as_bytes());
    let item = &feed["items"][0];
    assert_eq!((&item["date_published"], &item["tags"]), (&json!("2012-03-04T10:00:00"), &json!(["River"])));
    assert_eq!(
        item["content_html"],
        "<p>Text</p>\n<figure><img src=\"https://x.example/a.jpg\"></figure>\n\n\
         <p><a href=\"https://video.example/1\">https://video.example/1</a></p>\n<p>[vc_row a=\"1\"]</p>\n\
         <ol>\n<li id=\"n\">Note <a href=\"#n-link\">↩</a></li>\n</ol>\n"
    );
    assert!(notes.iter().any(|note| note.contains("the shortcode '[vc_row]' stays as it is written")), "{notes:?}");
    assert!(!notes.iter().any(|note| note.contains("gallery")), "{notes:?}");
}

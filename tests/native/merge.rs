//! `newsleaf merge`: several feeds as one.

use std::fs;
use std::path::Path;
use std::process::Output;

use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::context::Context;
use newsleaf::domain::parse::json_feed;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::merge::{Options, Role, Source, local, merge};
use serde_json::{Value, json};

use crate::support::command::{answer, command_of, empty_folder, errors, host, newsleaf_in, status, text};

const NOW: &str = "2026-11-29T12:00:00Z";

fn source(name: &str, role: Role, address: &str, feed: &Value) -> Source {
    let address = WebUrl::parse(address, None, parse_url_natively).expect("an address");
    let context = Context { address: &address, parse_url: parse_url_natively, limits: Limits::PUBLISHED };
    let parsed = json_feed::parse_with_json(feed.to_string().as_bytes(), &context).expect("a feed");
    let requested = (!local::is_local(&address)).then(|| address.clone());
    let (name, file_name, mark) = (name.to_owned(), name.to_owned(), name.to_owned());
    Source { name, file_name, mark, role, parsed, address, requested, older: Vec::new() }
}

fn feed(title: &str, home: &str, items: Value) -> Value {
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": home, "items": items })
}

fn choir(items: Value) -> Source {
    source(
        "choir",
        Role::Joined,
        "https://choir.example/feed.json",
        &feed("The choir", "https://choir.example/", items),
    )
}

fn club(items: Value) -> Source {
    source("club", Role::Joined, "https://club.example/feed.json", &feed("The club", "https://club.example/", items))
}

/// The merged feed and the notes.
fn joined(sources: &[Source], options: &Options) -> (Value, Vec<String>) {
    let merged = merge(sources, options);
    let notes = merged.notes.iter().map(ToString::to_string).collect();
    (serde_json::from_slice(&merged.into_json()).expect("JSON"), notes)
}

fn values<'a>(feed: &'a Value, name: &str) -> Vec<&'a Value> {
    feed["items"].as_array().expect("items").iter().map(|item| &item[name]).collect()
}

#[test]
fn stories_stand_by_date_and_name_their_feed_as_the_source() {
    let one = choir(json!([
        { "id": "2", "title": "Concert", "date_published": "2026-11-28T20:00:00+01:00", "content_html": "<p><img src=\"a.jpg\"></p>",
          "_newsleaf": { "section": ["News", "Music"], "kicker": "Tonight" }, "tags": ["Music"] },
        { "id": "1", "title": "Rehearsal", "content_text": "No date." },
    ]));
    let two = club(json!([
        { "id": "2", "title": "Match", "url": "https://club.example/match/", "image": "cup.jpg", "date_published": "2026-11-28T19:30:00Z",
          "attachments": [{ "url": "cup.mp3", "mime_type": "audio/mpeg" }] },
        { "id": "tag:club.example,2026:1", "title": "From elsewhere", "date_published": "2026-11-20T00:00:00Z",
          "_newsleaf": { "source": { "name": "County", "url": "https://county.example/" } } },
    ]));
    let (feed, notes) = joined(&[one, two], &Options::default());
    assert_eq!(notes, Vec::<String>::new());
    assert_eq!(values(&feed, "title"), ["Match", "Concert", "Rehearsal", "From elsewhere"]);
    assert_eq!(
        values(&feed, "id"),
        ["club.example#2", "choir.example#2", "choir.example#1", "tag:club.example,2026:1"]
    );
    let extensions = values(&feed, "_newsleaf");
    let choir = json!({ "name": "The choir", "url": "https://choir.example/" });
    assert_eq!(extensions[0], &json!({ "source": { "name": "The club", "url": "https://club.example/" } }));
    assert_eq!(extensions[1], &json!({ "section": ["News", "Music"], "kicker": "Tonight", "source": choir }));
    assert_eq!(extensions[3]["source"]["name"], "County");
    assert_eq!(feed["items"][0]["image"], "https://club.example/match/cup.jpg");
    assert_eq!(feed["items"][0]["attachments"][0]["url"], "https://club.example/match/cup.mp3");
    assert_eq!(feed["items"][1]["content_html"], "<p><img src=\"https://choir.example/a.jpg\"></p>");
}

#[test]
fn an_id_does_not_depend_on_the_other_feeds() {
    let items = json!([{ "id": "1", "title": "A" }, { "id": "https://choir.example/2", "title": "B" }]);
    let alone = joined(&[choir(items.clone())], &Options::default()).0;
    let behind = joined(&[club(json!([{ "id": "1", "title": "C" }])), choir(items)], &Options::default()).0;
    assert_eq!(values(&alone, "id"), ["choir.example#1", "https://choir.example/2"]);
    assert_eq!(values(&behind, "id"), ["club.example#1", "choir.example#1", "https://choir.example/2"]);
}

#[test]
fn a_story_of_two_feeds_stands_once_and_is_named() {
    let one = choir(json!([
        { "id": "https://x.example/1", "title": "Same id" },
        { "id": "a", "title": "Same page", "url": "https://www.choir.example/fete/" },
        { "id": "b", "title": "All", "url": "https://choir.example/" },
        { "id": "c", "title": "have one page", "url": "https://choir.example/" },
    ]));
    let two = club(json!([
        { "id": "https://x.example/1", "title": "Same id, again" },
        { "id": "z", "title": "Same page, again", "url": "http://choir.example/fete" },
        { "id": "y", "title": "No copy", "url": "https://choir.example/" },
    ]));
    let (feed, notes) = joined(&[one, two], &Options::default());
    assert_eq!(values(&feed, "title"), ["Same id", "Same page", "All", "have one page", "No copy"]);
    assert_eq!(
        notes,
        [
            "club: id: the story 'Same id, again' is in choir too, with the same id; it stands once, as it is there",
            "club: url: the story 'Same page, again' is in choir too, with the same url; it stands once, as it is there",
        ]
    );
}

#[test]
fn a_story_of_two_feeds_stands_once_while_the_first_one_fails() {
    let (id, address) = ("urn:uuid:1", "https://cms.example/?p=1");
    let items =
        json!([{ "id": id, "title": "Fête" }, { "id": address, "title": "Match" }, { "id": "1", "title": "Own" }]);
    let (before, notes) = joined(&[choir(items.clone()), club(items)], &Options::default());
    assert_eq!((values(&before, "id").len(), notes.len()), (4, 2), "{before}");
    let marks: Vec<&Value> = values(&before, "_merge").iter().map(|merge| &merge["id"]).collect();
    assert_eq!(marks, [&json!(id), &json!(address), &Value::Null, &Value::Null]);

    let of_choir: Vec<&Value> = before["items"].as_array().expect("items")[..3].iter().collect();
    let folder = local::address([].into_iter()).expect("an address");
    let last = source("choir", Role::LastMerged, folder.as_str(), &feed("T", "https://t.example/", json!(of_choir)));
    let club = club(
        json!([{ "id": id, "title": "Fête" }, { "id": address, "title": "Match" }, { "id": "1", "title": "Own" }]),
    );
    let (after, _) = joined(&[last, club], &Options::default());
    assert_eq!(after["items"], before["items"]);
}

#[test]
fn one_id_on_two_sites_is_two_stories() {
    let id = "https://cms.example/?p=1";
    let one = choir(json!([{ "id": id, "title": "A", "url": "https://choir.example/1" }]));
    let two = club(json!([{ "id": id, "title": "B", "url": "https://club.example/1" }]));
    let (feed, notes) = joined(&[one, two], &Options::default());
    assert_eq!(
        values(&feed, "id"),
        ["choir.example#https://cms.example/?p=1", "club.example#https://cms.example/?p=1"]
    );
    assert_eq!(notes, Vec::<String>::new());
    let site = |name: &str, page: &str| {
        let items = json!([{ "id": "https://cms.example/?p=1", "title": name, "url": page }]);
        source(name, Role::Joined, "https://cms.example/feed.json", &feed_of_cms(items))
    };
    let (feed, notes) =
        joined(&[site("A", "https://choir.example/1"), site("B", "https://club.example/1")], &Options::default());
    assert_eq!(values(&feed, "id"), [id, "cms.example#https://cms.example/?p=1"]);
    assert!(notes[0].contains("another feed has"), "{notes:?}");
}

fn feed_of_cms(items: Value) -> Value {
    feed("The CMS", "https://cms.example/", items)
}

/// A feed of another site with stories and removals of the ids of others.
fn hostile(role: Role, address: &str, claim: &str) -> Source {
    let ids = ["https://city.example/old", "tag:city.example,2026:old", "urn:uuid:old", "old"];
    let mut items: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "title": "Taken over" })).collect();
    let removed = ids.iter().map(|id| json!({ "id": id.replace("old", "gone"), "_newsleaf": { "removed": true } }));
    items.extend(removed);
    let mut feed = feed("The hostile feed", claim, json!(items));
    feed["feed_url"] = json!(claim);
    source("hostile", role, address, &feed)
}

#[test]
fn a_joined_feed_has_no_ids_of_other_feeds() {
    // The city's feed has these stories no longer.
    let city = |role| {
        source("city", role, "https://city.example/feed.json", &feed("City", "https://city.example/", json!([])))
    };
    let begin_with = |sources: &[Source], prefix: &str| {
        let (feed, _) = joined(sources, &Options::default());
        let ids = values(&feed, "id");
        assert_eq!(ids.len(), 8);
        let is_own = |id: &&Value| id.as_str().is_some_and(|id| id.starts_with(prefix));
        assert!(ids.iter().all(is_own), "{ids:?}");
    };
    let of_host = || hostile(Role::Joined, "https://b.example/feed.json", "https://city.example/");
    begin_with(&[city(Role::Own), of_host()], "b.example/feed.json#");
    begin_with(&[city(Role::Joined), of_host()], "b.example/feed.json#");
    // A file has no host, but it is not the publisher's.
    let folder = local::address([].into_iter()).expect("an address");
    let of_file = || hostile(Role::Joined, folder.as_str(), "https://www.city.example/");
    begin_with(&[city(Role::Own), of_file()], "hostile#");
    let mut head = serde_json::Map::new();
    head.insert("home_page_url".to_owned(), json!("https://city.example/news/"));
    let (feed, _) = joined(&[of_file()], &Options { head, ..Options::default() });
    assert_eq!(feed["items"][0]["id"], "hostile#https://city.example/old");
    // The own feed was not fetched.
    let last = feed_of_city(json!([{ "id": "https://city.example/a", "title": "A", "_merge": { "feed": "city" } }]));
    let last = source("city", Role::LastMerged, folder.as_str(), &last);
    let publisher = vec![WebUrl::parse("https://city.example/", None, parse_url_natively).expect("an address")];
    let (feed, _) = joined(&[last, of_file()], &Options { publisher, ..Options::default() });
    let ids: Vec<&str> = values(&feed, "id").into_iter().filter_map(Value::as_str).collect();
    assert_eq!(ids[0], "https://city.example/a");
    assert!(ids.len() == 9 && ids[1..].iter().all(|id| id.starts_with("hostile#")), "{ids:?}");
}

fn feed_of_city(items: Value) -> Value {
    feed("City", "https://city.example/", items)
}

#[test]
fn a_joined_file_has_no_ids_of_the_own_feed_while_that_fails() {
    let folder = empty_folder("merge-own-fails");
    let claims = json!([
        { "id": "https://city.example/old", "title": "Taken over" },
        { "id": "https://city.example/gone", "_newsleaf": { "removed": true } },
    ]);
    fs::write(folder.join("hostile.json"), feed_of_city(claims).to_string()).expect("a file");
    let expected = ["hostile#https://city.example/old", "hostile#https://city.example/gone"];
    let merged = |own: &str, more: &[&str]| {
        let arguments = [&["--own", own, "hostile.json", "--keep-going"], more].concat();
        // No host is asked: the proxy answers nothing.
        let mut command = command_of("merge", &arguments);
        let output = command.env("http_proxy", "http://127.0.0.1:9").current_dir(&folder).output();
        let output = output.expect("the command runs");
        assert_eq!(status(&output), 0, "{}", errors(&output));
        errors(&output)
    };
    let ids = || {
        let feed = fs::read(folder.join("feed.json")).expect("the feed");
        let feed: Value = serde_json::from_slice(&feed).expect("JSON");
        json!(values(&feed, "id"))
    };
    let said = merged("http://city.example/feed.json", &["--title", "T", "--out", "feed.json"]);
    assert!(said.contains("city.example"), "{said}");
    assert_eq!(ids(), json!(expected));

    // A file is at no host; its home page is that of the last merged feed.
    let own = feed_of_city(json!([{ "id": "1", "title": "Ours" }]));
    fs::write(folder.join("city.json"), own.to_string()).expect("a file");
    for whether in ["is read", "fails"] {
        merged("city.json", &["--out", "feed.json"]);
        assert_eq!(ids(), json!(["1", expected[0], expected[1]]), "the own feed {whether}");
        fs::write(folder.join("city.json"), "Database error").expect("a file");
    }
}

#[test]
fn a_removal_by_the_feed_of_the_story_stays() {
    let removed = |id: &str| json!({ "id": id, "_newsleaf": { "removed": true } });
    let of_choir = ["https://www.choir.example/1", "tag:choir.example,2026:1"];
    let (feed, _) = joined(&[choir(json!(of_choir.map(removed)))], &Options::default());
    assert_eq!(values(&feed, "id"), of_choir);
}

#[test]
fn what_a_feed_says_of_all_its_stories_stands_on_each() {
    let mut one = feed(
        "Le chœur",
        "https://choir.example/",
        json!([{ "id": "1", "title": "A" }, { "id": "2", "language": "oc" }]),
    );
    one["language"] = json!("fr");
    one["authors"] = json!([{ "name": "Ann", "url": "/ann" }]);
    let one = source("choir", Role::Joined, "https://choir.example/feed.json", &one);
    let mut head = serde_json::Map::new();
    head.insert("language".to_owned(), json!("de"));
    let (feed, _) = joined(&[one], &Options { head, ..Options::default() });
    assert_eq!((feed["language"].clone(), feed.get("authors")), (json!("de"), None));
    assert_eq!(values(&feed, "language"), ["fr", "oc"]);
    assert_eq!(feed["items"][0]["authors"], json!([{ "name": "Ann", "url": "https://choir.example/ann" }]));
}

#[test]
fn the_own_feed_keeps_its_ids_and_gives_title_and_settings() {
    let mut own = feed(
        "District news",
        "https://paper.example/",
        json!([{ "id": "1", "title": "Ours", "_newsleaf": { "lead": true } }]),
    );
    own["_newsleaf"] = json!({ "accent": "#8a1c1c", "logo": "logo.svg", "generated": true });
    let own = source("own", Role::Own, "https://paper.example/feed.json", &own);
    let other = choir(json!([{ "id": "1", "title": "Theirs", "_newsleaf": { "lead": true, "pin": true } }]));
    let (feed, notes) = joined(&[own, other], &Options::default());
    assert_eq!(feed["title"], "District news");
    assert_eq!(feed["_newsleaf"], json!({ "accent": "#8a1c1c", "logo": "https://paper.example/logo.svg" }));
    assert_eq!(values(&feed, "id"), ["1", "choir.example#1"]);
    assert_eq!(feed["items"][0]["_newsleaf"], json!({ "lead": true }));
    assert_eq!(feed["items"][1]["_newsleaf"]["pin"], true);
    assert!(feed["items"][1]["_newsleaf"].get("lead").is_none() && notes[0].contains("no lead"), "{notes:?}");
}

#[test]
fn a_story_that_is_held_back_takes_no_place_of_the_limit() {
    let one = choir(json!([
        { "id": "1", "title": "Next year", "date_published": "2027-05-01T10:00:00Z" },
        { "id": "2", "title": "Today", "date_published": "2026-11-29T10:00:00Z" },
        { "id": "3", "title": "Yesterday", "date_published": "2026-11-28T10:00:00Z" },
    ]));
    let now_ms = jiff::Timestamp::as_millisecond(NOW.parse().expect("a time"));
    let (feed, _) = joined(&[one], &Options { limit: Some(1), now_ms, ..Options::default() });
    assert_eq!(values(&feed, "title"), ["Next year", "Today"]);
}

#[test]
fn a_removed_story_stays_removed() {
    let removed = json!({ "id": "1", "_newsleaf": { "removed": true } });
    let (feed, _) = joined(&[choir(json!([removed, { "id": "2", "title": "A" }]))], &Options::default());
    assert_eq!(values(&feed, "id"), ["choir.example#2", "choir.example#1"]);
    assert_eq!(feed["items"][1]["_newsleaf"], json!({ "removed": true }));
}

#[test]
fn addresses_of_a_local_feed_are_relative_to_the_merged_feed() {
    let address = local::address(["my site", "x"].into_iter()).expect("an address");
    let local = json!({ "version": "https://jsonfeed.org/version/1.1", "items": [
        { "id": "1", "title": "A", "image": "a.jpg", "content_html": "<img src=\"b.jpg\">" }
    ] });
    let (feed, _) = joined(&[source("x", Role::Joined, address.as_str(), &local)], &Options::default());
    let item = &feed["items"][0];
    assert_eq!(
        (&item["image"], &item["content_html"]),
        (&json!("my%20site/x/a.jpg"), &json!("<img src=\"my%20site/x/b.jpg\">"))
    );
    assert_eq!((&item["id"], &item["_newsleaf"]), (&json!("x#1"), &json!({ "source": { "name": "x" } })));
    assert!(!feed.to_string().contains(local::host()), "{feed}");
}

#[test]
fn a_feed_from_a_host_names_no_files_of_the_publisher() {
    // Even if it knew the host that local addresses have in this run.
    let url = format!("https://{}/board/minutes.pdf", local::host());
    let html = format!("<a href=\"{url}\">Minutes</a>");
    let items = json!([{ "id": "1", "title": "A", "image": url, "content_html": html }]);
    let mut hostile = feed("The choir", &url, items);
    hostile["icon"] = json!(url);
    let (feed, _) =
        joined(&[source("choir", Role::Joined, "https://choir.example/feed.json", &hostile)], &Options::default());
    assert_eq!((&feed["items"][0]["image"], &feed["items"][0]["content_html"]), (&json!(url), &json!(html)));
    assert_eq!(feed["icon"], json!(url));
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command_of("merge", arguments).current_dir(folder).output().expect("the command runs")
}

const RSS: &str = "<rss version='2.0'><channel><title>The brigade</title><link>https://brigade.example/</link><language>de</language>\
    <item><title>Alarm</title><guid>https://brigade.example/1</guid><pubDate>Sat, 28 Nov 2026 10:00:00 +0100</pubDate>\
    <description>&lt;p&gt;At ten.&lt;/p&gt;</description></item></channel></rss>";

fn json_feed(title: &str) -> String {
    feed(title, "https://choir.example/", json!([{ "id": "1", "title": "Concert", "content_text": "Tonight.", "date_published": "2026-11-27T10:00:00Z" }]))
        .to_string()
}

#[test]
fn files_folders_and_hosts_make_a_feed_that_passes_the_strict_check_and_names_sources_on_pages() {
    let folder = empty_folder("merge-all");
    let host = host(vec![("/feed/", answer("200 OK", "application/rss+xml", RSS))]);
    fs::write(folder.join("choir.json"), json_feed("The choir")).expect("a file");
    fs::create_dir_all(folder.join("own/stories")).expect("a folder");
    let story = "---\ntitle: Our story\nid: ours\ndate: 2026-11-26T10:00:00Z\n---\n\nIt is ours.\n";
    fs::write(folder.join("own/stories/ours.md"), story).expect("a file");
    fs::write(folder.join("own/newsleaf.json"), r#"{"publication": {"title": "District news", "language": "en"}}"#)
        .expect("a file");
    let arguments = ["--own", "own", "choir.json", &format!("{host}/feed/"), "--out", "feed.json"];
    let output = run(&folder, &arguments);
    assert_eq!((status(&output), errors(&output).as_str()), (0, ""));
    assert_eq!(text(&output), "feed.json is written: 3 stories, from 3 feeds.\n");
    let first = fs::read(folder.join("feed.json")).expect("the feed");
    assert!(text(&run(&folder, &arguments)).contains("is as it was"));
    assert_eq!(fs::read(folder.join("feed.json")).expect("the feed"), first, "it is the same each time");
    let feed: Value = serde_json::from_slice(&first).expect("JSON");
    assert_eq!(values(&feed, "title"), ["Alarm", "Concert", "Our story"]);
    assert_eq!(values(&feed, "id")[2], "ours");
    assert_eq!(feed["items"][0]["language"], "de");
    // The feed of the brigade comes from another host than that of its ids.
    let brigade = format!("{}#https://brigade.example/1", [host.trim_start_matches("http://"), "/feed"].concat());
    assert_eq!(feed["items"][0]["id"], brigade.as_str());
    let checked =
        command_of("check", &["feed.json", "--strict"]).current_dir(&folder).output().expect("the command runs");
    assert_eq!(status(&checked), 0, "{}", text(&checked));
    for (id, source) in
        [(brigade.as_str(), Some("The brigade")), ("choir.example#1", Some("The choir")), ("ours", None)]
    {
        let key = newsleaf::domain::feed::key::Key::of_id(id);
        let page = newsleaf_in(&folder, &["page", "feed.json", "--query", &format!("?article={key}")]);
        let page = text(&page);
        assert!(page.contains("article__origin"), "{id}: {page}");
        assert_eq!(page.contains("article__source"), source.is_some(), "{id}: {page}");
        assert!(source.is_none_or(|source| page.contains(source)), "{id}");
    }
}

#[test]
fn a_feed_that_does_not_come_stops_the_merge_or_keeps_its_last_stories() {
    let folder = empty_folder("merge-failure");
    let (choir, brigade) = (folder.join("choir.json"), folder.join("brigade.xml"));
    fs::write(&choir, json_feed("The choir")).expect("a file");
    fs::write(&brigade, RSS).expect("a file");
    let out = folder.join("feed.json");
    let arguments = ["choir.json", "brigade.xml", "--out", "feed.json"];
    let with_keep_going = [&arguments[..], &["--keep-going"]].concat();
    let output = run(&folder, &arguments);
    assert_eq!(status(&output), 0);
    assert_eq!(
        errors(&output),
        "newsleaf: note: the merged feed is called 'The choir' as its first feed; --title names it\n"
    );
    let whole = fs::read(&out).expect("the feed");

    fs::write(&brigade, "<!doctype html><p>Database error").expect("a file");
    let output = run(&folder, &arguments);
    assert_eq!(status(&output), 2);
    let said = errors(&output);
    assert!(said.contains("brigade.xml: it is a web page and no feed"), "{said}");
    assert!(said.contains("nothing is written: 1 feed can't be fetched or read; with --keep-going"), "{said}");
    assert_eq!(fs::read(&out).expect("the feed"), whole);

    fs::write(&choir, json_feed("The new choir")).expect("a file");
    let output = run(&folder, &with_keep_going);
    assert!(
        status(&output) == 0 && errors(&output).contains("brigade.xml: 1 story of the last merged feed stays"),
        "{}",
        errors(&output)
    );
    let feed: Value = serde_json::from_slice(&fs::read(&out).expect("the feed")).expect("JSON");
    let before: Value = serde_json::from_slice(&whole).expect("JSON");
    assert_eq!((&feed["title"], &feed["items"][0]), (&json!("The new choir"), &before["items"][0]));
    assert_eq!(values(&feed, "title"), ["Alarm", "Concert"]);

    fs::remove_file(&out).expect("a file");
    let output = run(&folder, &with_keep_going);
    assert!(errors(&output).contains("brigade.xml: none of its stories are in the merged feed"), "{}", errors(&output));
    fs::remove_file(&choir).expect("a file");
    assert!(errors(&run(&folder, &with_keep_going)).contains("no feed can be fetched and read"));
}

#[test]
fn older_pages_are_read_where_they_are_asked_for() {
    let folder = empty_folder("merge-pages");
    let page = |id: &str, next: Option<&str>| {
        let mut page = feed("The choir", "https://choir.example/", json!([{ "id": id, "title": id }]));
        if let Some(next) = next {
            page["next_url"] = json!(next);
        }
        answer("200 OK", "application/feed+json", &page.to_string())
    };
    let host = host(vec![
        ("/feed.json", page("1", Some("/2.json"))),
        ("/2.json", page("2", Some("/3.json"))),
        ("/3.json", page("3", None)),
    ]);
    let url = format!("{host}/feed.json");
    let merged = |arguments: &[&str]| {
        let output = run(&folder, &[&[url.as_str()], arguments].concat());
        let feed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        (feed["items"].as_array().map_or(0, Vec::len), errors(&output))
    };
    let (stories, said) = merged(&[]);
    assert!(stories == 1 && said.contains("there are older stories at") && said.contains("--pages"), "{said}");
    assert_eq!(merged(&["--pages", "9"]), (3, String::new()));
}

#[test]
fn addresses_of_an_older_page_lead_from_that_page() {
    let folder = empty_folder("merge-page-addresses");
    let page = |id: &str, next: Option<&str>| {
        let mut page = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "The choir", "items": [{ "id": id, "title": id, "image": "b.png" }] });
        if let Some(next) = next {
            page["next_url"] = json!(next);
        }
        answer("200 OK", "application/feed+json", &page.to_string())
    };
    let host = host(vec![
        ("/feed.json", page("1", Some("archive/2.json"))),
        ("/archive/2.json", page("2", Some("3.json"))),
        ("/archive/3.json", page("3", Some("2.json"))),
    ]);
    let output = run(&folder, &[&format!("{host}/feed.json"), "--pages", "9"]);
    let feed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let expected = ["b.png", "archive/b.png", "archive/b.png"].map(|path| format!("{host}/{path}"));
    assert_eq!(json!(values(&feed, "image")), json!(expected));
    let circle =
        format!("newsleaf: warning: {host}/feed.json: the feed names the older page {host}/archive/2.json twice\n");
    assert_eq!(errors(&output), circle);
}

#[test]
fn of_a_feed_whose_older_page_does_not_come_the_last_stories_stay() {
    let folder = empty_folder("merge-page-fails");
    let removed = json!({ "id": "4", "_newsleaf": { "removed": true } });
    let mut first = feed("The choir", "https://choir.example/", json!([{ "id": "1", "title": "New" }, removed]));
    first["next_url"] = json!("/2.json");
    let host = host(vec![
        ("/feed.json", answer("200 OK", "application/feed+json", &first.to_string())),
        ("/2.json", answer("500 Internal Server Error", "text/html", "")),
    ]);
    let url = format!("{host}/feed.json");
    let id = |number: &str| format!("{}#{number}", url.trim_start_matches("http://"));
    let mark = &blake3::hash(url.as_bytes()).to_hex()[..16];
    let last = |number: &str, title: &str| json!({ "id": id(number), "title": title, "_merge": { "feed": mark } });
    let last = feed("T", "https://t.example/", json!([last("1", "Old"), last("3", "On page 2"), last("4", "Removed")]));
    fs::write(folder.join("feed.json"), last.to_string()).expect("a file");
    let output = run(&folder, &[&url, "--pages", "2", "--title", "T", "--out", "feed.json"]);
    let said = errors(&output);
    assert!(status(&output) == 0 && said.contains("an older page and all behind it are left out: "), "{said}");
    assert!(said.contains("/2.json") && said.contains("500"), "{said}");
    assert!(said.contains("its other stories of the last merged feed stay"), "{said}");
    assert_eq!(text(&output), "feed.json is written: 2 stories, from 1 feed.\n");
    let merged: Value = serde_json::from_slice(&fs::read(folder.join("feed.json")).expect("the feed")).expect("JSON");
    assert_eq!(json!(values(&merged, "id")), json!([id("1"), id("3"), id("4")]));
    assert_eq!(values(&merged, "title")[..2], ["New", "On page 2"]);
    assert_eq!(merged["items"][2]["_newsleaf"]["removed"], true);
}

/// Merges a feed of RSS whose second page, which only the command guesses, gets this status, into a merged feed that has another
/// story of it. Returns the summary and the errors.
fn merge_with_page_2(name: &str, page_2: &str) -> (String, String) {
    let folder = empty_folder(name);
    let host = host(vec![
        ("/feed/", answer("200 OK", "application/rss+xml", RSS)),
        ("/feed/?paged=2", answer(page_2, "text/html", "")),
    ]);
    let url = format!("{host}/feed/");
    let mark = &blake3::hash(url.as_bytes()).to_hex()[..16];
    let last = json!([{ "id": "on-page-2", "title": "On page 2", "_merge": { "feed": mark } }]);
    fs::write(folder.join("feed.json"), feed("T", "https://t.example/", last).to_string()).expect("a file");
    let output = run(&folder, &[&url, "--pages", "2", "--title", "T", "--out", "feed.json"]);
    (text(&output), errors(&output))
}

#[test]
fn of_a_feed_of_rss_whose_older_page_does_not_come_the_last_stories_stay() {
    for (at, page_2) in ["500 Internal Server Error", "429 Too Many Requests"].iter().enumerate() {
        let (summary, said) = merge_with_page_2(&format!("merge-rss-page-fails-{at}"), page_2);
        assert!(said.contains("this page and all older ones are left out: ") && said.contains("stay"), "{said}");
        assert_eq!(summary, "feed.json is written: 2 stories, from 1 feed.\n");
    }
}

#[test]
fn a_feed_of_rss_whose_host_refuses_a_numbered_page_is_whole() {
    for (at, page_2) in ["404 Not Found", "400 Bad Request", "403 Forbidden"].iter().enumerate() {
        let written = "feed.json is written: 1 story, from 1 feed.\n".to_owned();
        assert_eq!(merge_with_page_2(&format!("merge-rss-no-page-{at}"), page_2), (written, String::new()), "{page_2}");
    }
}

#[test]
fn a_merged_feed_takes_the_place_of_none_of_its_feeds() {
    let folder = empty_folder("merge-place");
    fs::write(folder.join("feed.json"), json_feed("A")).expect("a file");
    let output = run(&folder, &["./feed.json", "--out", "feed.json"]);
    assert!(status(&output) == 2 && errors(&output).contains("would be lost"), "{}", errors(&output));
    fs::create_dir_all(folder.join("site/stories")).expect("a folder");
    fs::write(folder.join("site/stories/a.md"), "---\ntitle: A\n---\n\nText.\n").expect("a file");
    let output = run(&folder, &["--own", "site", "feed.json", "--out", "site/feed.json"]);
    assert!(status(&output) == 2 && errors(&output).contains("hides them"), "{}", errors(&output));
}

#[test]
fn arguments_name_the_merged_feed() {
    let folder = empty_folder("merge-head");
    fs::write(folder.join("a.json"), json_feed("A")).expect("a file");
    fs::write(folder.join("newsleaf.json"), r#"{"publication": {"title": "Of the settings", "language": "fr"}}"#)
        .expect("a file");
    let output = run(
        &folder,
        &[
            "a.json",
            "--settings",
            "newsleaf.json",
            "--title",
            "District",
            "--home-page",
            "https://paper.example/",
            "--icon",
            "i.png",
        ],
    );
    let feed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (&feed["title"], &feed["home_page_url"], &feed["language"], &feed["icon"]),
        (&json!("District"), &json!("https://paper.example/"), &json!("fr"), &json!("i.png"))
    );
}

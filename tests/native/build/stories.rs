//! The published stories: the stories of the feed, and the ones that have left it.

use std::collections::BTreeSet;
use std::fs;

use newsleaf::domain::feed::key::Key;
use serde_json::{Value, json};

use super::support::{Project, file_host, stories, story, summary, texts};

/// The paths of the articles of a site.
fn articles(project: &Project, site: &str) -> BTreeSet<String> {
    project.all_files(site).into_keys().filter(|path| path.starts_with("article/")).collect()
}

#[test]
fn thirty_builds_of_a_sliding_feed_lose_no_page_and_renumber_none_with_or_without_the_folder() {
    let project = Project::new("sliding");
    let live = file_host(project.folder.join("live"));
    let mut known = BTreeSet::new();
    for build in 0..30 {
        let newest = 20 + build * 2;
        project.feed(&stories(newest - 20, newest));
        project.build(&[]);
        // The same by the live site alone, as on a machine that keeps nothing.
        let _ = fs::remove_dir_all(project.folder.join("fresh"));
        for left in ["fresh.manifest", "fresh.changes.txt", "fresh.lock"] {
            let _ = fs::remove_file(project.folder.join(left));
        }
        let previous = ["--previous", &live, "--format", "json"];
        // The very first build has no last build.
        summary(&project.build_into("fresh", if build == 0 { &previous[2..] } else { &previous }));
        let (by_folder, by_host) = (project.all_files("site"), project.all_files("fresh"));
        assert_eq!(by_folder.keys().collect::<Vec<_>>(), by_host.keys().collect::<Vec<_>>());
        assert!(by_folder == by_host, "build {build}: the bytes differ");
        let _ = fs::remove_dir_all(project.folder.join("live"));
        fs::rename(project.folder.join("fresh"), project.folder.join("live")).expect("a folder");
        let now = articles(&project, "site");
        assert!(known.is_subset(&now), "build {build} lost {:?}", known.difference(&now).collect::<Vec<_>>());
        known = now;
    }
    let all = 20 + 29 * 2;
    assert_eq!(known.len(), 2 * all, "a page and an oEmbed document for each");
    // Every story is once on the pages of the list of all stories.
    let files = project.all_files("site");
    let pages = files.iter().filter(|(path, _)| **path == "index.html" || path.starts_with("page/"));
    let text: String = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    for number in 0..all {
        let count = text.matches(&format!(">Story number {number}<")).count();
        assert_eq!(count, 1, "story {number}");
    }
}

#[test]
fn full_pages_of_lists_and_of_the_feed_never_change() {
    let project = Project::new("full-pages");
    project.feed(&stories(0, 130));
    project.build(&[]);
    let is_full = |path: &&String| path.contains("page/") || path.starts_with("feed/");
    let before = project.all_files("site");
    project.feed(&stories(125, 185));
    let summary = project.build(&[]);
    let after = project.all_files("site");
    for path in before.keys().filter(is_full) {
        assert_eq!(before[path], after[path], "{path}");
    }
    assert!(before.keys().any(|path| path == "page/5/index.html"), "there are some");
    assert!(before.keys().any(|path| path == "feed/0002.json"));
    assert!(texts(&summary["changed"]).iter().all(|path| !is_full(&&(*path).to_owned())));
}

#[test]
fn a_story_is_taken_away_by_its_mark_by_the_settings_or_with_prune() {
    let project = Project::new("removed");
    project.feed(&stories(0, 6));
    project.build(&[]);
    let is_there = |number: usize| {
        let files = project.all_files("site");
        let name = format!("story-number-{number}/");
        let has_page = files.keys().any(|path| path.contains(&name));
        let named: Vec<&String> = files
            .iter()
            .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&format!("tory number {number}")))
            .map(|(path, _)| path)
            .collect();
        assert_eq!(has_page, !named.is_empty(), "{number} is named in {named:?}");
        has_page
    };
    let mut marked = story(1);
    marked["_newsleaf"]["removed"] = json!(true);
    project.feed(&[vec![marked], stories(2, 6)].concat());
    project.build(&[]);
    assert_eq!((0..6).map(is_there).collect::<Vec<_>>(), [true, false, true, true, true, true]);
    project.put("newsleaf.json", br#"{"removed": ["2"]}"#);
    project.feed(&stories(2, 6));
    project.build(&[]);
    assert_eq!((0..6).map(is_there).collect::<Vec<_>>(), [true, false, false, true, true, true]);
    let summary = project.build(&["--prune"]);
    assert_eq!((0..6).map(is_there).collect::<Vec<_>>(), [false, false, false, true, true, true]);
    assert_eq!((summary["stories"].as_u64(), summary["left_feed"].as_u64()), (Some(3), Some(0)));
}

#[test]
fn an_empty_feed_takes_nothing_away_even_with_prune() {
    let project = Project::new("empty");
    project.feed(&stories(0, 5));
    project.build(&[]);
    project.feed(&[]);
    let summary = project.build(&["--prune"]);
    assert_eq!(summary["stories"], 5);
    assert!(texts(&summary["warnings"]).iter().any(|warning| warning.contains("no stories")), "{summary}");
}

#[test]
fn a_story_of_the_future_is_written_nowhere_and_the_next_build_is_said() {
    let project = Project::new("future");
    let mut future = story(9);
    future["title"] = json!("An embargo");
    future["date_published"] = json!("2026-12-24T08:00:00+01:00");
    project.feed(&[vec![future], stories(0, 2)].concat());
    let summary = project.build(&[]);
    assert_eq!(summary["held_back"], 1);
    for (path, bytes) in project.all_files("site") {
        assert!(!String::from_utf8_lossy(&bytes).contains("embargo"), "{path}");
    }
    let next: Vec<&str> = summary["next"].as_array().unwrap().iter().filter_map(|next| next["time"].as_str()).collect();
    assert!(next.contains(&"2026-12-24T07:00:00Z"), "{next:?}");
    let summary = project.build(&["--now", "2026-12-24T06:59:59Z"]);
    assert_eq!(summary["held_back"], 1, "a time that was said is exact");
    let summary = project.build(&["--now", "2026-12-24T07:00:00Z"]);
    assert_eq!((summary["held_back"].as_u64(), summary["stories"].as_u64()), (Some(0), Some(3)));
    assert!(project.site("index.html").contains("An embargo"));
}

#[test]
fn items_stay_whole_with_the_fields_of_other_programs() {
    let project = Project::new("whole");
    let mut item = story(0);
    item["_podcast"] = json!({"episode": 7, "list": [1, null, 2.5]});
    item["image"] = json!("pictures/a.png");
    project.feed(&[item]);
    project.build(&[]);
    project.feed(&stories(1, 3));
    project.build(&[]);
    project.build(&[]);
    let feed: Value = serde_json::from_str(&project.site("feed.json")).unwrap();
    let item = feed["items"].as_array().unwrap().iter().find(|item| item["id"] == "0").expect("it stays").clone();
    assert_eq!(item["_podcast"], json!({"episode": 7, "list": [1, null, 2.5]}));
    assert_eq!(item["image"], "https://news.example/paper/pictures/a.png");
    assert_eq!(item["_newsleaf"]["section"], json!(["News", "Part 0"]));
}

#[test]
fn items_of_the_feed_have_the_addresses_of_their_pages_for_other_readers() {
    let project = Project::new("page-urls");
    let mut items = stories(0, 55);
    items[0]["url"] = json!("https://cms.example/54");
    project.feed(&items);
    project.build(&[]);
    let urls = |path: &str| -> Vec<String> {
        let feed: Value = serde_json::from_str(&project.site(path)).unwrap();
        let urls = feed["items"].as_array().unwrap().iter().map(|item| item["url"].as_str().unwrap().to_owned());
        urls.collect()
    };
    let newest = urls("feed.json");
    assert_eq!(newest[0], "https://cms.example/54", "an address of its own stays");
    for url in newest[1..].iter().chain(&urls("feed/0001.json")) {
        let path = url.strip_prefix("https://news.example/paper/").expect("a page of the site");
        assert!(project.all_files("site").contains_key(&[path, "index.html"].concat()), "{url}");
    }
    let article = newest[1].replace("https://news.example/paper/", "") + "index.html";
    let before = project.site(&article);
    assert!(!before.contains("rel=\"noopener\">Continue"), "a page does not lead to itself");
    project.build(&[]);
    assert_eq!(urls("feed.json"), newest, "they are not taken for the stories' own");
    // At another address, and with the store alone: no address of the last site is left.
    project.feed(&items[..1]);
    let output = project.build_into("site", &["--site", "https://elsewhere.example/"]);
    assert!(output.status.success(), "{output:?}");
    assert!(urls("feed.json")[1..].iter().all(|url| url.starts_with("https://elsewhere.example/article/")));
}

#[test]
fn the_page_of_a_story_on_another_site_is_its_url_after_it_has_left_the_feed() {
    let project = Project::new("left-with-url");
    let id = "tag:choir.example,2026:1";
    // The other site is one of Newsleaf, too: the story has the same key there.
    let url = format!("https://choir.example/article/{}-concert/", Key::of_id(id));
    let concert = json!({ "id": id, "url": url, "title": "Concert", "content_text": "Tonight." });
    let others: Vec<Value> = (1..=9).map(|number| json!({ "id": number.to_string(), "title": "A" })).collect();
    project.feed(&[&[concert], &others[..]].concat());
    project.build(&[]);
    project.feed(&others);
    let url_of_concert = || {
        let feed: Value = serde_json::from_str(&project.site("feed.json")).expect("JSON");
        let items = feed["items"].as_array().expect("items").clone();
        items.into_iter().find(|item| item["id"] == id).expect("the story")["url"].clone()
    };
    // The second time it is read from what the first build has written.
    for _ in 0..2 {
        project.build(&[]);
        assert_eq!(url_of_concert(), url.as_str());
    }
}

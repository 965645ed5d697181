//! How a build continues the site of before, and when it does not.

use std::fs;

use serde_json::{Value, json};

use super::support::{Project, SITE, file_host, stories, story, summary, texts};
use crate::support::command::{errors, status};

/// Why a build into an empty folder is refused that continues the site at this address.
fn refused(project: &Project, previous: &str) -> String {
    let output = project.build_into("fresh", &["--previous", previous]);
    assert_eq!(status(&output), 2, "{}", errors(&output));
    assert!(!project.folder.join("fresh").exists());
    errors(&output)
}

#[test]
fn a_site_that_is_not_where_it_should_be_is_an_error_and_no_beginning() {
    let project = Project::new("no-previous");
    project.feed(&stories(0, 3));
    let host = file_host(project.folder.join("live"));
    assert!(refused(&project, &host).contains("has no feed.json"));
    project.put("live/feed.json", b"<html>");
    assert!(refused(&project, &host).contains("feed.json of the site that is published is broken"));
    project.put("newsleaf.json", br#"{"build": {"previous": "news.example"}}"#);
    assert!(project.refused(&[]).contains("build.previous: it should be an http or https address"));
    project.put("newsleaf.json", br#"{"build": {"prune": "yes"}}"#);
    assert!(project.refused(&[]).contains("build.prune: it should be true or false"));
    fs::remove_file(project.folder.join("newsleaf.json")).unwrap();
    project.build(&[]);
    fs::remove_file(project.folder.join("site/feed.json")).unwrap();
    assert!(project.refused(&[]).contains("has no feed.json"));
}

#[test]
fn a_host_names_no_file_outside_the_site() {
    let project = Project::new("traversal");
    project.feed(&stories(0, 3));
    project.build_into("live", &[]);
    let escaped = project.folder.join("escaped.txt");
    let index = json!({
        "generator": "newsleaf", "navigation": [],
        "assets": {"../../escaped.txt": "2026-11-28", escaped.to_str().unwrap(): "2026-11-28", "assets/../../escaped.txt": "2026-11-28"},
    });
    project.put("live/assets/index.json", index.to_string().as_bytes());
    project.put("escaped.txt", b"before");
    let host = file_host(project.folder.join("live"));
    summary(&project.build_into("fresh", &["--previous", &host, "--format", "json"]));
    assert_eq!(fs::read_to_string(escaped).unwrap(), "before");
}

#[test]
fn folders_of_others_beside_the_site_stay() {
    let project = Project::new("beside");
    project.feed(&stories(0, 3));
    for name in ["site.old/a.txt", "site.new-design/a.txt", "site.new-1/a.txt"] {
        project.put(name, b"mine");
    }
    project.build(&[]);
    project.build(&[]);
    for name in ["site.old/a.txt", "site.new-design/a.txt", "site.new-1/a.txt"] {
        assert_eq!(fs::read_to_string(project.folder.join(name)).unwrap(), "mine");
    }
}

#[test]
fn a_drop_in_that_was_here_before_is_continued_whole() {
    let project = Project::new("drop-in");
    let old = json!({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
        {"id": 7, "Title": "With a number", "Content_HTML": "<p>a <img src='p/a.png'></p>", "date_published": "2026-10-01T00:00:00Z"},
        {"url": "old.html", "title": "With an address", "date_published": "2026-10-02T00:00:00Z"},
    ]});
    project.put("live/feed.json", old.to_string().as_bytes());
    project.put("live/p/a.png", b"picture");
    project.feed(&stories(0, 2));
    let host = file_host(project.folder.join("live"));
    let built = summary(&project.build_into("site", &["--previous", &host, "--format", "json"]));
    assert_eq!((built["stories"].as_u64(), built["left_feed"].as_u64()), (Some(4), Some(2)));
    assert_eq!(project.site("p/a.png"), "picture");
    let feed: Value = serde_json::from_str(&project.site("feed.json")).unwrap();
    let ids: Vec<&str> = feed["items"].as_array().unwrap().iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(ids, ["1", "0", &format!("{SITE}old.html"), "7"]);
    assert!(project.site("feed.json").contains(&format!("{SITE}p/a.png")));
    let again = project.build(&[]);
    assert_eq!((again["stories"].as_u64(), &again["removed"]), (Some(4), &json!([])));
}

#[test]
fn a_site_that_moves_keeps_its_stories_and_their_pictures() {
    let project = Project::new("moves");
    let mut item = story(0);
    item["id"] = json!(format!("{SITE}stories/0"));
    item["image"] = json!("p/a.png");
    item["content_html"] = json!("<p><img src='p/b.png'></p>");
    project.feed(&[item]);
    project.put("p/a.png", b"a");
    project.put("p/b.png", b"b");
    project.build(&[]);
    project.feed(&stories(1, 3));
    fs::remove_dir_all(project.folder.join("p")).unwrap();
    let built = project.build(&["--site", "https://new.example/"]);
    assert_eq!(built["stories"], 3);
    assert!(built["warnings"].to_string().contains("the site was at https://news.example/paper/"), "{built}");
    assert_eq!((project.site("p/a.png"), project.site("p/b.png")), ("a".to_owned(), "b".to_owned()));
    let id = format!("{SITE}stories/0");
    let key = newsleaf::domain::feed::key::Key::of_id(&id);
    for (path, bytes) in project.all_files("site") {
        let text = String::from_utf8_lossy(&bytes).replace(&id, "");
        assert!(!text.contains("news.example"), "{path}");
    }
    assert!(project.site("feed.json").contains(&id), "the id stays, and with it the address of the story");
    assert!(project.site(&format!("article/{key}-story-number-0/index.html")).contains("../../p/b.png"));
}

#[test]
fn the_folder_of_another_site_is_not_written() {
    let project = Project::new("another-site");
    project.feed(&stories(0, 2));
    project.build(&[]);
    let before = project.all_files("site");
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "The Choir", "items": stories(5, 7)});
    project.put("feed.json", feed.to_string().as_bytes());
    let refused = project.refused(&["--site", "https://choir.example/"]);
    assert!(refused.contains("has the site \"The Paper\" of https://news.example/paper/"), "{refused}");
    assert!(before == project.all_files("site"), "nothing is written");
    let built = project.build(&["--site", "https://choir.example/", "--force"]);
    assert_eq!(built["stories"], 4);
}

#[test]
fn a_story_without_a_date_stays_with_its_neighbours() {
    let project = Project::new("undated");
    let mut undated = story(50);
    undated.as_object_mut().unwrap().remove("date_published");
    undated["title"] = json!("Undated");
    let feed = |last: Vec<Value>| {
        let mut items = vec![story(60), undated.clone()];
        items.extend(stories(20, 45));
        items.extend(last);
        project.feed(&items);
        project.build(&[]);
        let feed: Value = serde_json::from_str(&project.site("feed.json")).unwrap();
        let items = feed["items"].as_array().unwrap().clone();
        items.iter().position(|item| item["title"] == "Undated").expect("it is published")
    };
    assert_eq!(feed(Vec::new()), 1);
    let mut old = story(1);
    old["date_published"] = json!("2020-01-01T00:00:00Z");
    assert_eq!(feed(vec![old]), 1, "a new story at the end of the feed changes nothing");
}

#[test]
fn a_feed_from_a_host_publishes_no_file_of_the_folder_here() {
    let project = Project::new("remote");
    let mut item = story(0);
    item["content_html"] = json!(format!("<a href='{SITE}notes.txt'>n</a><img src='{SITE}a.png'>"));
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item],
        "_newsleaf": {"footer": [{"title": "F", "url": format!("{SITE}secret.env")}]},
    });
    project.put("remote/feed.json", feed.to_string().as_bytes());
    for name in ["notes.txt", "a.png", "secret.env", "imprint.html"] {
        project.put(name, b"of this folder");
    }
    project.put("newsleaf.json", br#"{"footer": [{"title": "I", "url": "imprint.html"}]}"#);
    let host = file_host(project.folder.join("remote"));
    let built = project.build(&[&format!("{host}feed.json")]);
    let copied: Vec<String> = project
        .all_files("site")
        .into_iter()
        .filter(|(_, bytes)| bytes == b"of this folder")
        .map(|(path, _)| path)
        .collect();
    assert_eq!(copied, ["imprint.html"], "what the settings file names, and nothing else");
    assert!(texts(&built["warnings"]).iter().any(|warning| warning.contains("a.png")), "{built}");
}

#[test]
fn removed_pages_go_even_without_the_manifest() {
    let project = Project::new("no-manifest");
    project.feed(&stories(0, 4));
    project.build(&[]);
    fs::remove_file(project.folder.join("site.manifest")).unwrap();
    project.put("newsleaf.json", br#"{"removed": ["2"]}"#);
    let built = project.build(&[]);
    assert!(texts(&built["removed"]).iter().any(|path| path.contains("story-number-2/index.html")), "{built}");
    assert!(!project.all_files("site").keys().any(|path| path.contains("story-number-2")));
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_written_where_it_leads() {
    let project = Project::new("link");
    project.feed(&stories(0, 2));
    fs::create_dir_all(project.folder.join("www/v1")).unwrap();
    std::os::unix::fs::symlink("www/v1", project.folder.join("site")).unwrap();
    project.build(&[]);
    project.build(&[]);
    assert!(project.folder.join("www/v1/index.html").is_file());
    assert!(fs::symlink_metadata(project.folder.join("site")).unwrap().is_symlink());
}

#[test]
fn a_new_mount_point_is_written_in_place() {
    let project = Project::new("mount");
    project.feed(&stories(0, 2));
    fs::create_dir_all(project.folder.join("site/lost+found")).unwrap();
    fs::create_dir_all(project.folder.join("site/.newsleaf-new-1")).unwrap();
    project.build(&["--in-place"]);
    assert!(!project.folder.join("site/.newsleaf-new-1").exists());
    assert!(project.folder.join("site/lost+found").exists());
}

#[test]
fn addresses_that_no_site_should_have_are_refused() {
    let project = Project::new("addresses");
    project.feed(&stories(0, 2));
    for (site, sentence) in [
        ("https://me:secret@news.example/", "no user name and no password"),
        ("https://news.example//", "no empty folder"),
    ] {
        let output = project.build_into("fresh", &["--site", site]);
        assert_eq!(status(&output), 2);
        assert!(errors(&output).contains(sentence) && !errors(&output).contains("secret"), "{}", errors(&output));
    }
    project.put("app/feed.json", b"{}");
    assert!(project.refused(&[]).contains("there is a feed.json of yours in it"));
}

#[test]
fn settings_that_do_not_fit_the_stories_give_a_warning_and_no_link() {
    let project = Project::new("unfitting");
    project.feed(&stories(0, 4));
    project.put(
        "newsleaf.json",
        br##"{"sections": ["News", "Raods"], "time_zone": "Europe/Berln", "accent": "#0a5c4a"}"##,
    );
    let built = project.build(&[]);
    let warnings = texts(&built["warnings"]);
    assert!(warnings.iter().any(|warning| warning.contains("'Raods'")), "{warnings:?}");
    assert!(warnings.iter().any(|warning| warning.contains("Europe/Berln")), "{warnings:?}");
    assert_eq!(warnings.len(), 2, "a tuned colour is none: {warnings:?}");
    assert!(!project.site("index.html").contains("raods"));
    let settings: serde_json::Value = serde_json::from_str(&project.site("newsleaf.json")).unwrap();
    assert_eq!(settings["sections"], json!([["News"]]), "the search page has the same navigation");
}

#[test]
fn a_picture_that_fails_to_come_is_not_one_that_is_missing() {
    let project = Project::new("failing");
    let mut item = story(0);
    item["image"] = json!("p/a.png");
    project.feed(&[item]);
    project.put("p/a.png", b"a");
    project.build_into("live", &[]);
    project.feed(&stories(1, 3));
    fs::remove_dir_all(project.folder.join("p")).unwrap();
    project.put("live/p/a.png.broken", b"");
    let host = file_host(project.folder.join("live"));
    assert!(refused(&project, &host).contains("p/a.png of the site that is published can't be read"));
    fs::remove_file(project.folder.join("live/p/a.png.broken")).unwrap();
    summary(&project.build_into("fresh", &["--previous", &host, "--format", "json"]));
    assert_eq!(fs::read(project.folder.join("fresh/p/a.png")).unwrap(), b"a");
}

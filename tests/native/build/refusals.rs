//! What is refused, and that the old site is as it was then.

use std::fs;
use std::fs::File;

use serde_json::json;

use super::support::{Paper, SITE, stories, story};

/// Asserts that a build is refused with this sentence, and that nothing of the site has changed.
fn refused(paper: &Paper, arguments: &[&str], sentence: &str) {
    let before = paper.all_files("site");
    let why = paper.refused(arguments);
    assert!(why.contains(sentence), "{why}");
    assert!(before == paper.all_files("site"));
    let left: Vec<String> = fs::read_dir(&paper.folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("site.new"))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "nothing is left beside the site");
}

#[test]
fn a_feed_that_broke_off_is_no_feed_or_is_missing_leaves_the_site_as_it_is() {
    let paper = Paper::new("broken");
    paper.feed(&stories(0, 3));
    paper.build(&[]);
    paper.put("feed.json", b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": \"1\"");
    refused(&paper, &[], "invalid JSON in line 1");
    paper.put("feed.json", b"<html>");
    refused(&paper, &[], "web page");
    fs::remove_file(paper.folder.join("feed.json")).unwrap();
    refused(&paper, &[], "feed.json");
}

#[test]
fn many_stories_at_once_are_taken_away_only_with_force() {
    let paper = Paper::new("force");
    paper.feed(&stories(0, 30));
    paper.build(&[]);
    paper.feed(&stories(26, 31));
    refused(&paper, &["--prune"], "26 of 30 stories would be taken away");
    let summary = paper.build(&["--prune", "--force"]);
    assert_eq!(summary["stories"], 5);
    // Three at a time are few, however few there are.
    paper.feed(&stories(29, 31));
    assert_eq!(paper.build(&["--prune"])["stories"], 2);
}

#[test]
fn a_folder_of_others_is_refused() {
    let paper = Paper::new("folder");
    paper.feed(&stories(0, 2));
    paper.put("site/index.html", b"mine");
    refused(&paper, &[], "the folder is not empty");
    let output = paper.build_into(".", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("are the same"), "{output:?}");
    paper.put("file", b"");
    let output = paper.build_into("file", &[]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("it is no folder"), "{output:?}");
}

#[test]
fn one_build_at_a_time() {
    let paper = Paper::new("lock");
    paper.feed(&stories(0, 2));
    paper.build(&[]);
    let lock = File::create(paper.folder.join("site.lock")).unwrap();
    lock.lock().unwrap();
    refused(&paper, &[], "another build is writing this site");
    drop(lock);
    paper.build(&[]);
}

#[test]
fn a_build_without_the_app_or_the_address_says_what_is_missing() {
    let paper = Paper::new("missing");
    paper.feed(&stories(0, 2));
    paper.build(&[]);
    refused(&paper, &["--app", "nowhere"], "make dist");
    paper.put("newsleaf.json", br#"{"site": "https://other.example/"}"#);
    refused(&paper, &[], "which one is it?");
    refused(&paper, &["--site", "https://news.example/paper/?x"], "no '?'");
    paper.put("newsleaf.json", b"{ \"accent\": ");
    refused(&paper, &[], "newsleaf.json: invalid JSON");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    fs::remove_file(paper.folder.join("newsleaf.json")).unwrap();
    let output = command.current_dir(&paper.folder).args(["build", "--app", "app"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("--site"), "{output:?}");
}

#[test]
fn a_folder_static_has_no_file_that_is_the_sites_own() {
    let paper = Paper::new("static");
    paper.feed(&[story(0)]);
    paper.put("static/CNAME", b"news.example");
    paper.put("static/a/b.txt", b"b");
    paper.build(&[]);
    assert_eq!((paper.site("CNAME"), paper.site("a/b.txt")), ("news.example".to_owned(), "b".to_owned()));
    paper.put("static/index.html", b"mine");
    refused(&paper, &[], "index.html: a page and a file of the folder static have the same place");
}

#[test]
fn a_site_whose_own_feed_is_damaged_is_not_continued() {
    let paper = Paper::new("damaged");
    paper.feed(&stories(0, 120));
    paper.build(&[]);
    fs::remove_file(paper.folder.join("site/feed/0001.json")).unwrap();
    refused(&paper, &[], "feed/0001.json of the site that is published is missing");
    paper.put("site/feed/0001.json", b"{\"items\": [");
    refused(&paper, &[], "put feed/0001.json back");
}

#[test]
fn what_build_says_in_the_settings_is_as_if_it_were_typed() {
    let paper = Paper::new("settings");
    paper.feed(&stories(0, 2));
    let build = json!({"site": SITE, "app": "app", "out": "public/paper", "colour": "red"});
    paper.put(
        "newsleaf.json",
        json!({"feed": "https://cms.example/feed.json", "accent": "#123456", "build": build}).to_string().as_bytes(),
    );
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    let output = command.current_dir(&paper.folder).args(["build", "feed.json"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("build.colour: there is no such setting"), "{output:?}");
    let settings = fs::read_to_string(paper.folder.join("public/paper/newsleaf.json")).unwrap();
    assert_eq!(settings, r##"{"accent":"#123456"}"##, "what is for the build alone stays here");
}

#[test]
fn an_older_page_of_a_feed_is_not_asked_for_in_a_private_network() {
    let paper = Paper::new("private");
    let asked = super::support::file_host(paper.folder.join("private"));
    let older = json!({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [story(7)]});
    paper.put("private/older.json", older.to_string().as_bytes());
    let feed = |next: &str| {
        let feed =
            json!({"version": "https://jsonfeed.org/version/1.1", "title": "T", "next_url": next, "items": [story(8)]});
        paper.put("feed.json", feed.to_string().as_bytes());
        paper.build(&[])
    };
    let summary = feed(&format!("{asked}older.json"));
    assert_eq!(summary["stories"], 1);
    assert!(summary["warnings"].to_string().contains("not public"), "{summary}");
    // Beside the feed it is read.
    let summary = feed("private/older.json");
    assert_eq!((summary["stories"].as_u64(), &summary["warnings"]), (Some(2), &json!([])));
}

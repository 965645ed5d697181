//! Builds that are refused, and leave the old site unchanged.

use std::fs;
use std::fs::File;

use serde_json::json;

use super::support::{Project, SITE, stories, story};

/// Asserts that a build is refused with this sentence, and that nothing of the site has changed.
fn refused(project: &Project, arguments: &[&str], sentence: &str) {
    let before = project.all_files("site");
    let why = project.refused(arguments);
    assert!(why.contains(sentence), "{why}");
    assert!(before == project.all_files("site"));
    let left: Vec<String> = fs::read_dir(&project.folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("newsleaf-new") || name.contains("newsleaf-old"))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "nothing is left beside the site");
}

#[test]
fn a_feed_that_broke_off_is_no_feed_or_is_missing_leaves_the_site_as_it_is() {
    let project = Project::new("broken");
    project.feed(&stories(0, 3));
    project.build(&[]);
    project.put("feed.json", b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": \"1\"");
    refused(&project, &[], "invalid JSON in line 1");
    project.put("feed.json", b"<html>");
    refused(&project, &[], "web page");
    fs::remove_file(project.folder.join("feed.json")).unwrap();
    refused(&project, &[], "feed.json");
}

#[test]
fn many_stories_at_once_are_taken_away_only_with_force() {
    let project = Project::new("force");
    project.feed(&stories(0, 30));
    project.build(&[]);
    project.feed(&stories(26, 31));
    refused(&project, &["--prune"], "26 of 30 stories would be taken away");
    let summary = project.build(&["--prune", "--force"]);
    assert_eq!(summary["stories"], 5);
    // Three at a time are few, however few there are.
    project.feed(&stories(29, 31));
    assert_eq!(project.build(&["--prune"])["stories"], 2);
}

#[test]
fn a_folder_of_others_is_refused() {
    let project = Project::new("folder");
    project.feed(&stories(0, 2));
    project.put("site/index.html", b"mine");
    refused(&project, &[], "the folder is not empty");
    let output = project.build_into(".", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("are the same"), "{output:?}");
    project.put("file", b"");
    let output = project.build_into("file", &[]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("it is no folder"), "{output:?}");
}

#[test]
fn one_build_at_a_time() {
    let project = Project::new("lock");
    project.feed(&stories(0, 2));
    project.build(&[]);
    let lock = File::create(project.folder.join("site.lock")).unwrap();
    lock.lock().unwrap();
    refused(&project, &[], "another build is writing this site");
    drop(lock);
    project.build(&[]);
}

#[test]
fn a_build_without_the_app_or_the_address_says_what_is_missing() {
    let project = Project::new("missing");
    project.feed(&stories(0, 2));
    project.build(&[]);
    refused(&project, &["--app", "nowhere"], "make dist");
    project.put("newsleaf.json", br#"{"site": "https://other.example/"}"#);
    refused(&project, &[], "which one is it?");
    refused(&project, &["--site", "https://news.example/paper/?x"], "no '?'");
    project.put("newsleaf.json", b"{ \"accent\": ");
    refused(&project, &[], "newsleaf.json: invalid JSON");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    fs::remove_file(project.folder.join("newsleaf.json")).unwrap();
    let output = command.current_dir(&project.folder).args(["build", "--app", "app"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("--site"), "{output:?}");
}

#[test]
fn a_folder_static_has_no_file_that_is_the_sites_own() {
    let project = Project::new("static");
    project.feed(&[story(0)]);
    project.put("static/CNAME", b"news.example");
    project.put("static/a/b.txt", b"b");
    project.build(&[]);
    assert_eq!((project.site("CNAME"), project.site("a/b.txt")), ("news.example".to_owned(), "b".to_owned()));
    project.put("static/index.html", b"mine");
    refused(&project, &[], "index.html: a page and a file of the folder static have the same place");
}

#[test]
fn a_site_whose_own_feed_is_damaged_is_not_continued() {
    let project = Project::new("damaged");
    project.feed(&stories(0, 120));
    project.build(&[]);
    fs::remove_file(project.folder.join("site/feed/0001.json")).unwrap();
    refused(&project, &[], "feed/0001.json of the site that is published is missing");
    project.put("site/feed/0001.json", b"{\"items\": [");
    refused(&project, &[], "put feed/0001.json back");
}

#[test]
fn what_build_says_in_the_settings_is_as_if_it_were_typed() {
    let project = Project::new("settings");
    project.feed(&stories(0, 2));
    let build = json!({"site": SITE, "app": "app", "out": "public/paper", "colour": "red"});
    project.put(
        "newsleaf.json",
        json!({"feed": "https://cms.example/feed.json", "accent": "#123456", "build": build}).to_string().as_bytes(),
    );
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    let output = command.current_dir(&project.folder).args(["build", "feed.json"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("build.colour: there is no such setting"), "{output:?}");
    let settings = fs::read_to_string(project.folder.join("public/paper/newsleaf.json")).unwrap();
    assert_eq!(settings, r##"{"accent":"#123456"}"##, "what is for the build alone stays here");
}

#[test]
fn an_argument_wins_over_build_and_the_setting_site_has_to_agree() {
    let project = Project::new("two-sites");
    project.feed(&stories(0, 2));
    let settings = |text: &str| project.put("newsleaf.json", text.as_bytes());
    settings(r#"{"build": {"site": "https://other.example/", "cards": "all", "jobs": 1, "timeout": 5, "font": []}}"#);
    project.build(&[]);
    assert!(project.site("index.html").contains(r#"<link rel="canonical" href="https://news.example/paper/">"#));
    settings(r#"{"site": "https://news.example/paper", "build": {"site": "https://other.example/"}}"#);
    project.build(&[]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    let output = command.current_dir(&project.folder).args(["build", "--app", "app"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("which one is it?"), "{output:?}");
    settings("{}");
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [story(0)],
        "_newsleaf": {"site": "https://other.example/"},
    });
    project.put("feed.json", feed.to_string().as_bytes());
    refused(&project, &[], "which one is it?");
    settings(r#"{"site": "https://news.example/paper/"}"#);
    project.build(&[]);
}

#[test]
fn values_of_build_that_make_no_sense_are_refused() {
    let project = Project::new("build-values");
    project.feed(&stories(0, 2));
    project.build(&[]);
    for (build, sentence) in [
        ("[1]", "build: it should be an object"),
        (r#"{"prune": "yes"}"#, "build.prune: it should be true or false"),
        (r#"{"jobs": 0}"#, "build.jobs: it should be a number from 1 on"),
        (r#"{"timeout": "5"}"#, "build.timeout: it should be a number of seconds"),
        (r#"{"font": [7]}"#, "build.font: it should be a text or a list of texts"),
        (r#"{"font": "none.ttf"}"#, "none.ttf"),
    ] {
        project.put("newsleaf.json", format!(r#"{{"build": {build}}}"#).as_bytes());
        refused(&project, &[], sentence);
    }
}

#[test]
fn with_prune_in_the_settings_all_pages_of_the_feed_have_to_come_too() {
    let project = Project::new("prune-setting");
    project.feed(&stories(0, 4));
    project.build(&[]);
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "T", "items": stories(1, 4), "next_url": "older.json",
    });
    project.put("feed.json", feed.to_string().as_bytes());
    project.put("newsleaf.json", br#"{"build": {"prune": true}}"#);
    refused(&project, &[], "with --prune all pages of the feed have to come");
}

#[test]
fn no_older_page_is_requested_from_a_private_network() {
    let project = Project::new("private");
    let private_host = super::support::file_host(project.folder.join("private"));
    let older = json!({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [story(7)]});
    project.put("private/older.json", older.to_string().as_bytes());
    let feed = |next: &str| {
        let feed =
            json!({"version": "https://jsonfeed.org/version/1.1", "title": "T", "next_url": next, "items": [story(8)]});
        project.put("feed.json", feed.to_string().as_bytes());
        project.build(&[])
    };
    let summary = feed(&format!("{private_host}older.json"));
    assert_eq!(summary["stories"], 1);
    assert!(summary["warnings"].to_string().contains("not public"), "{summary}");
    // Beside the feed it is read.
    let summary = feed("private/older.json");
    assert_eq!((summary["stories"].as_u64(), &summary["warnings"]), (Some(2), &json!([])));
}

#[test]
fn files_of_others_beside_the_site_stay_as_they_are() {
    let project = Project::new("beside");
    project.feed(&stories(0, 2));
    project.put("site.lock", b"precious");
    project.put("site.new", b"precious");
    project.build(&[]);
    let read = |name: &str| fs::read_to_string(project.folder.join(name)).expect("a file");
    assert_eq!((read("site.lock"), read("site.new")), ("precious".to_owned(), "precious".to_owned()));
    project.build(&[]);
    for name in ["site.manifest", "site.changes.txt", "site.stories", "site.stories-new", "site.host-files"] {
        let before = fs::read(project.folder.join(name)).ok();
        project.put(name, b"My own list\n");
        let why = project.refused(&[]);
        assert!(why.contains(name) && why.contains("newsleaf has not made this file"), "{why}");
        assert_eq!(read(name), "My own list\n");
        match before {
            Some(before) => project.put(name, &before),
            None => fs::remove_file(project.folder.join(name)).expect("a file"),
        }
    }
}

#[test]
fn a_file_for_the_host_that_was_edited_or_is_of_others_stays() {
    let project = Project::new("host-files");
    project.feed(&stories(0, 2));
    let at_root = |host: &'static str| ["--site", "https://news.example/", "--host", host];
    let read = |name: &str| fs::read_to_string(project.folder.join(name)).expect("a file");
    project.put("site.nginx.conf", b"precious");
    let summary = project.build(&at_root("nginx"));
    assert!(summary["warnings"].to_string().contains("site.nginx.conf.new"), "{summary}");
    assert_eq!(read("site.nginx.conf"), "precious");
    assert!(read("site.nginx.conf.new").contains("try_files"));
    assert_eq!(project.build(&at_root("nginx"))["warnings"], json!([]));
    // The name of the Worker is there to be edited.
    project.build(&at_root("cloudflare"));
    let edited = read("site.wrangler.jsonc").replace("\"newsleaf\"", "\"city-paper\"");
    project.put("site.wrangler.jsonc", edited.as_bytes());
    assert_eq!(project.build(&at_root("cloudflare"))["warnings"], json!([]));
    assert_eq!(read("site.wrangler.jsonc"), edited);
    // What a build has written follows the next one; the only warning is of the site's new address.
    project.build(&["--host", "caddy"]);
    assert!(read("site.Caddyfile").contains("/paper/assets"));
    assert_eq!(project.build(&["--host", "caddy", "--site", "https://news.example/"])["warnings"][1], json!(null));
    assert!(!read("site.Caddyfile").contains("/paper/assets"));
}

#[test]
fn a_site_within_the_folder_static_is_refused() {
    let project = Project::new("out-in-static");
    project.feed(&stories(0, 2));
    project.put("static/a.txt", b"a");
    for out in ["static", "static/site", "static/new/../site/paper"] {
        let output = project.build_into(out, &[]);
        assert_eq!(output.status.code(), Some(2), "{out}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("copied into itself"), "{out}: {output:?}");
    }
    assert_eq!(project.all_files("static").into_keys().collect::<Vec<_>>(), ["a.txt"]);
    // A folder beside it whose name begins alike is another one.
    assert!(project.build_into("static-site", &[]).status.success());
}

#[test]
#[cfg(unix)]
fn a_link_in_the_folder_static_that_leads_into_the_site_is_refused() {
    let project = Project::new("link-in-static");
    project.feed(&stories(0, 2));
    project.build(&[]);
    project.put("static/a.txt", b"a");
    std::os::unix::fs::symlink("../site", project.folder.join("static/x")).expect("a link");
    refused(&project, &[], "leads into the site");
    assert!(!project.folder.join("site/x").exists());
    // Others are followed.
    fs::remove_file(project.folder.join("static/x")).expect("a file");
    project.put("elsewhere/b.txt", b"b");
    std::os::unix::fs::symlink("../elsewhere", project.folder.join("static/x")).expect("a link");
    project.build(&[]);
    assert_eq!(project.site("x/b.txt"), "b");
}

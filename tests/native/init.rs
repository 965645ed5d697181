//! `newsleaf init` and `newsleaf new`: what they make, and that they write over nothing.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::command::{empty_folder, errors, newsleaf_in, status, text};

fn folder(name: &str) -> PathBuf {
    empty_folder(&format!("init-{name}"))
}

fn made(folder: &Path, arguments: &[&str]) -> String {
    let output = newsleaf_in(folder, arguments);
    assert_eq!(status(&output), 0, "{arguments:?}: {}", errors(&output));
    text(&output)
}

fn read_json(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).expect("a file")).expect("JSON")
}

#[test]
fn a_new_site_passes_a_strict_check_in_any_language_with_or_without_an_address() {
    let folder = folder("clean");
    for (name, flags) in [
        ("plain", &[][..]),
        (
            "flags",
            &[
                "--title",
                "The \"Bulletin\" <1>",
                "--language",
                "zh-Hans",
                "--site",
                "https://news.example/x/",
                "--host",
                "nginx",
            ],
        ),
    ] {
        made(&folder, &[&["init", name][..], flags].concat());
        made(&folder, &["check", name, "--strict"]);
        let json = format!("{name}-json");
        made(&folder, &[&["init", &json, "--json"][..], flags].concat());
        let (feed, settings) = (format!("{json}/feed.json"), format!("{json}/newsleaf.json"));
        let report = made(&folder, &["check", &feed, "--settings", &settings, "--strict"]);
        assert!(!report.contains("jumps"), "{report}");
        assert!(!folder.join(&json).join("stories").exists());
    }
    assert!(made(&folder, &["init", "Ana's site"]).contains("newsleaf check 'Ana'\\''s site'\n"));
    let settings = read_json(&folder.join("flags/newsleaf.json"));
    assert_eq!(settings["publication"], json!({ "title": "The \"Bulletin\" <1>", "language": "zh-Hans" }));
    assert_eq!((&settings["site"], &settings["build"]["host"]), (&json!("https://news.example/x/"), &json!("nginx")));
    let settings = read_json(&folder.join("plain/newsleaf.json"));
    assert_eq!(settings["publication"], json!({ "title": "Plain", "language": "en" }));
    assert!(settings.get("site").is_none());
    // A feed of the publisher's own has no mark of one that is made.
    assert!(read_json(&folder.join("flags-json/feed.json")).get("_newsleaf").is_none());
}

#[test]
fn init_writes_over_nothing() {
    let folder = folder("existing");
    fs::write(folder.join(".gitignore"), "mine").expect("a file");
    fs::write(folder.join("notes.txt"), "mine").expect("a file");
    let output = newsleaf_in(&folder, &["init"]);
    assert_eq!(status(&output), 0, "{}", errors(&output));
    assert!(errors(&output).contains(".gitignore: it stays as it is"), "{}", errors(&output));
    assert_eq!(fs::read_to_string(folder.join(".gitignore")).expect("a file"), "mine");
    let before = fs::read(folder.join("newsleaf.json")).expect("a file");
    let again = newsleaf_in(&folder, &["init", "--title", "Other"]);
    assert_eq!(status(&again), 2);
    assert!(errors(&again).contains("newsleaf.json: it is there already"), "{}", errors(&again));
    assert_eq!(fs::read(folder.join("newsleaf.json")).expect("a file"), before);
    // Nothing is written where one of the files is there.
    fs::create_dir_all(folder.join("other/pictures")).expect("a folder");
    fs::write(folder.join("other/pictures/paper-planes.svg"), "mine").expect("a file");
    assert_eq!(status(&newsleaf_in(&folder, &["init", "other"])), 2);
    assert_eq!(fs::read_dir(folder.join("other")).expect("a folder").count(), 1);
}

#[test]
fn a_flag_that_makes_no_sense_is_refused() {
    let folder = folder("flags");
    for flags in [&["--language", "german"][..], &["--site", "news"], &["--host", "nowhere"]] {
        let output = newsleaf_in(&folder, &[&["init", "x"][..], flags].concat());
        assert_eq!(status(&output), 2, "{flags:?}");
        assert!(!folder.join("x").exists(), "{flags:?}");
    }
}

#[test]
fn a_new_story_is_a_draft_that_is_clean_once_it_is_published() {
    let folder = folder("new");
    made(&folder, &["init", "paper", "--language", "de"]);
    let name = made(&folder, &["new", "Die Brücke: \"offen\"", "--folder", "paper", "--section", "Straßen"]);
    let file = folder.join(name.trim());
    assert!(name.starts_with("paper/stories/20") && name.ends_with("-die-brücke-offen.md\n"), "{name}");
    let text = fs::read_to_string(&file).expect("a file");
    for line in
        ["language: \"de\"", "section: \"Straßen\"", "title: \"Die Brücke: \\\"offen\\\"\"", "draft: true", "tags: []"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    let report = made(&folder, &["check", "paper", "--strict"]);
    assert!(report.contains("it is a draft") && report.contains("stories       3"), "{report}");
    let published: String =
        text.lines().filter(|line| !line.starts_with("draft")).map(|line| format!("{line}\n")).collect();
    fs::write(&file, published + "Text.\n").expect("a file");
    let report = made(&folder, &["check", "paper", "--strict"]);
    assert!(report.contains("stories       4"), "{report}");
}

#[test]
fn new_writes_over_nothing_and_needs_no_site() {
    let folder = folder("new-existing");
    let name = made(&folder, &["new", "Bridge"]);
    let again = newsleaf_in(&folder, &["new", "Bridge"]);
    assert_eq!(status(&again), 2);
    assert!(errors(&again).contains(name.trim()), "{}", errors(&again));
    assert_eq!(status(&newsleaf_in(&folder, &["new", "  "])), 2);
    // A headline without a letter has a name all the same.
    assert!(made(&folder, &["new", "🚀"]).ends_with(".md\n"));
    made(&folder, &["init", "json", "--json"]);
    let output = newsleaf_in(&folder, &["new", "Bridge", "--folder", "json"]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("json/feed.json"), "{}", errors(&output));
    assert!(!folder.join("json/stories").exists());
}

#[test]
fn new_takes_the_settings_of_the_site_and_makes_no_folder_of_a_misspelt_name() {
    let folder = folder("new-settings");
    made(&folder, &["init", "paper", "--language", "fr"]);
    let story = |arguments: &[&str]| {
        let name = made(&folder, arguments);
        (name.clone(), fs::read_to_string(folder.join(name.trim())).expect("a file"))
    };
    let (name, text) = story(&["new", "Pont", "--folder", "paper/stories"]);
    assert!(name.starts_with("paper/stories/20") && text.contains("language: \"fr\""), "{name} {text}");
    // So in a folder that has no story yet.
    fs::remove_dir_all(folder.join("paper/stories")).expect("a folder");
    fs::create_dir(folder.join("paper/stories")).expect("a folder");
    let (name, text) = story(&["new", "Pont", "--folder", "paper/stories"]);
    assert!(name.starts_with("paper/stories/20") && text.contains("language: \"fr\""), "{name} {text}");

    let output = newsleaf_in(&folder, &["new", "Bridge", "--folder", "papr"]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("papr: there is no such folder"), "{}", errors(&output));
    assert!(!folder.join("papr").exists());
    fs::write(folder.join("paper/newsleaf.json"), "{").expect("a file");
    assert_eq!(status(&newsleaf_in(&folder, &["new", "Other", "--folder", "paper"])), 2);
}

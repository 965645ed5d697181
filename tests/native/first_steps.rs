//! What the command says to somebody who tries it for the first time, and makes the usual mistakes.

use std::fs;
use std::path::{Path, PathBuf};

use newsleaf::publish::hosts::Host;

use crate::build::support::{Project, stories};
use crate::support::command::{CLEAN, empty_folder, errors, newsleaf_in, status, text};

const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title></channel></rss>";

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = empty_folder(&format!("first-steps-{name}"));
    for (path, content) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }
    folder
}

/// The report of a check that comes to its end.
fn checked(folder: &Path, arguments: &[&str]) -> String {
    let output = newsleaf_in(folder, &[&["check"], arguments].concat());
    assert!(errors(&output).is_empty(), "{}", errors(&output));
    text(&output)
}

/// What a command says that fails.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = newsleaf_in(folder, arguments);
    assert_eq!(status(&output), 2, "{}", text(&output));
    errors(&output)
}

#[test]
fn the_place_of_a_missing_comma_is_where_it_belongs() {
    let folder = folder("comma", &[("feed.json", "{\n  \"title\": \"City\"\n  \"items\": []\n}\n")]);
    let report = checked(&folder, &["feed.json"]);
    for line in ["--> feed.json:2:18", "^ a comma is missing here", "help: Put a comma here:"] {
        assert!(report.contains(line), "{line}: {report}");
    }
}

#[test]
fn whoever_has_rss_is_told_of_the_import() {
    let folder = folder("rss", &[("my rss.xml", RSS)]);
    let import = "`newsleaf import 'my rss.xml' --out feed.json`";
    assert!(checked(&folder, &["my rss.xml"]).contains(import));
    // Without an app the build would end for another reason.
    let project = Project::new("first-steps-rss");
    project.put("my rss.xml", RSS.as_bytes());
    let why = project.refused(&["my rss.xml"]);
    assert!(why.contains(import) && !why.contains("shows the place"), "{why}");
}

#[test]
fn a_check_without_an_argument_looks_at_the_feed_or_the_stories_that_are_here() {
    assert!(checked(&folder("here", &[("feed.json", CLEAN)]), &[]).starts_with("feed.json\n"));
    let stories = folder("stories", &[("stories/a.md", "---\ntitle: A\ndate: 2026-11-20\nid: a\n---\n\nText.\n")]);
    assert!(checked(&stories, &[]).starts_with("stories\n"));
    let named =
        folder("named", &[("feeds/my.json", CLEAN), ("newsleaf.json", r#"{"build": {"feed": "feeds/my.json"}}"#)]);
    assert!(checked(&named, &[]).contains("feeds/my.json\n"));
}

#[test]
fn a_folder_with_a_feed_is_that_feed_with_its_settings() {
    let project = Project::new("first-steps-folder");
    project.put("j/feed.json", CLEAN.as_bytes());
    project.put("j/newsleaf.json", b"{\"accent\": \"#00\"}");
    let report = checked(&project.folder, &["j"]);
    assert!(report.contains("j/newsleaf.json\n") && report.contains("accent: left it out"), "{report}");
    assert_eq!(project.build(&["j"])["stories"], 1);
}

#[test]
fn what_is_not_there_is_said_without_the_words_of_the_system() {
    let folder = folder("missing", &[("empty/readme.txt", "")]);
    let why = refused(&folder, &["check", "my-sit"]);
    assert!(why.contains("my-sit: there is no such file; name the feed or a folder of stories"), "{why}");
    assert!(!why.contains("os error"), "{why}");
    let why = refused(&folder, &["check", "empty"]);
    assert!(why.contains("without stories and without a feed.json"), "{why}");
}

#[test]
fn a_check_says_of_the_settings_what_a_build_would_refuse_or_miss() {
    for (settings, sentence) in [
        (r#"{"site": "city.example"}"#, "site: 'city.example' has no https:// before it"),
        (r#"{"build": {"site": "city.example"}}"#, "build.site: it should be an http or https address"),
        (r#"{"build": {"host": "githup"}}"#, "build.host: there is no host 'githup'; it should be github,"),
        (r#"{"build": {"cards": "some"}}"#, "build.cards: it is 'some'"),
        (r#"{"build": {"oot": "site"}}"#, "build.oot: there is no such setting"),
        (r#"{"build": [1]}"#, "build: it should be an object"),
        (r#"{"footer": [{"title": "Imprint", "url": "imprint.html"}]}"#, "footer: imprint.html: there is no such file"),
    ] {
        let folder = folder("settings", &[("feed.json", CLEAN), ("newsleaf.json", settings)]);
        for arguments in [&["feed.json"][..], &["newsleaf.json"]] {
            let report = checked(&folder, arguments);
            assert!(report.contains(sentence) && !report.contains("Clean"), "{settings}: {report}");
        }
    }
    let right = r#"{"site": "https://city.example/", "build": {"host": "github"}, "footer": [
        {"title": "Imprint", "url": "imprint.html"}, {"title": "Shop", "url": "https://shop.example/a.html"},
        {"title": "Contact", "url": "mailto:a@city.example"}, {"title": "Privacy", "url": "privacy.html"}]}"#;
    let files = [("feed.json", CLEAN), ("newsleaf.json", right), ("imprint.html", ""), ("static/privacy.html", "")];
    let report = checked(&folder("right", &files), &["feed.json"]);
    assert!(report.contains("Clean"), "{report}");
}

#[test]
fn an_address_without_its_scheme_is_named_by_the_build() {
    let folder = folder("scheme", &[("feed.json", CLEAN), ("newsleaf.json", r#"{"site": "city.example"}"#)]);
    assert!(refused(&folder, &["build"]).contains("newsleaf.json: site: 'city.example' has no https:// before it"));
}

#[test]
fn the_summary_of_a_build_begins_with_the_folder_and_says_nothing_of_what_is_none() {
    let project = Project::new("first-steps-summary");
    project.feed(&stories(0, 2));
    project.put("newsleaf.json", br#"{"footer": [{"title": "Imprint", "url": "imprint.html"}]}"#);
    let summary = text(&project.build_into("out/site", &[]));
    assert!(summary.starts_with("out/site/ is written: 2 stories, "), "{summary}");
    assert!(!summary.contains("left the feed") && !summary.contains(" 0 "), "{summary}");
    assert_eq!(summary.matches("imprint.html: the file is missing").count(), 1, "{summary}");
    for line in summary.lines().filter(|line| line.contains("robots.txt") || line.contains("uild again")) {
        assert!(line.starts_with("Optional: "), "{line}");
    }
    assert!(summary.contains("robots.txt"), "{summary}");
}

#[test]
fn help_names_every_host() {
    let here = folder("help", &[]);
    for command in ["build", "init"] {
        let help = text(&newsleaf_in(&here, &[command, "--help"]));
        let option = help.split("--host").nth(1).and_then(|rest| rest.split("--").next()).expect("the option");
        for host in Host::ALL {
            assert!(option.contains(host.name()), "{command}: {host}: {option}");
        }
    }
}

#[test]
fn a_new_site_says_where_to_edit_and_how_to_look_and_its_commands_work() {
    let folder = folder("init", &[]);
    let said = text(&newsleaf_in(&folder, &["init", "my-site"]));
    for hint in
        ["my-site/stories", "my-site/newsleaf.json", "newsleaf serve my-site --open", "newsleaf check my-site\n"]
    {
        assert!(said.contains(hint), "{hint}: {said}");
    }
    let said = text(&newsleaf_in(&folder, &["init", "j", "--json"]));
    assert!(said.contains("newsleaf check j\n") && !said.contains("--settings"), "{said}");
    for site in ["my-site", "j"] {
        assert!(checked(&folder.join(site), &[]).contains("Clean"));
    }
    let story = fs::read_dir(folder.join("my-site/stories")).expect("stories").flatten();
    let story = story.map(|story| story.path()).find(|path| path.display().to_string().contains("welcome"));
    let story = fs::read_to_string(story.expect("a story")).expect("text");
    for row in
        ["| `newsleaf serve --open` |", "| `newsleaf check` |", "| `newsleaf build --site https://news.example/` |"]
    {
        assert!(story.contains(row), "{row}: {story}");
    }
}

#[test]
fn the_example_of_a_merge_keeps_the_own_pictures_and_a_warning_names_the_way() {
    let story = "---\ntitle: A\ndate: 2026-11-20\nid: a\nimage:\n  src: ../pictures/a.svg\n  alt: A\n---\n\nText.\n";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let files = [("my-site/stories/a.md", story), ("my-site/pictures/a.svg", svg), ("other.json", CLEAN)];
    let folder = folder("merge", &files);
    let merge = ["merge", "--own", "my-site", "other.json", "--title", "T", "--out"];
    let output = newsleaf_in(&folder, &[&merge[..], &["feed.json"]].concat());
    assert!(status(&output) == 0 && !errors(&output).contains("lead nowhere"), "{}", errors(&output));
    let feed = fs::read_to_string(folder.join("feed.json")).expect("a feed");
    assert!(feed.contains("\"my-site/pictures/a.svg\""), "{feed}");
    fs::create_dir(folder.join("merged")).expect("a folder");
    let output = newsleaf_in(&folder, &[&merge[..], &["merged/feed.json"]].concat());
    let said = errors(&output);
    assert!(said.contains("lead nowhere") && said.contains("write the merged feed into a folder"), "{said}");
}

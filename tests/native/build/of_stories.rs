//! A site from a folder of Markdown files.

use std::fs;

use serde_json::json;

use super::support::{Project, SITE, texts};

const SETTINGS: &str =
    r#"{ "publication": { "title": "The Project", "language": "en-GB" }, "time_zone": "Europe/Berlin" }"#;

fn project(name: &str) -> Project {
    let project = Project::new(name);
    project.put("newsleaf.json", SETTINGS.as_bytes());
    project.put("pictures/a.svg", b"<svg width='600' height='400'/>");
    project.put(
        "stories/bridge.md",
        b"---\nid: bridge\ntitle: The bridge\ndate: 2026-11-20T10:00:00Z\n---\n![A bridge](../pictures/a.svg)\n\nSee [the vote](vote.md).\n",
    );
    project.put(
        "stories/vote.md",
        b"---\nid: vote\ntitle: The vote\ndate: 2026-11-21T10:00:00Z\n---\n| a |\n|---|\n| 1 |\n",
    );
    project
}

#[test]
fn stories_are_built_and_the_drop_in_gets_their_feed() {
    let project = project("of-stories");
    project.put("stories/later.md", b"---\nid: later\ntitle: Later\ndate: 2027-01-01T00:00:00Z\n---\n");
    project.put("stories/draft.md", b"---\nid: draft\ntitle: Draft\ndraft: true\n---\n");
    // Without a name, `stories` beside the settings is the feed.
    let summary = project.build(&[]);
    assert_eq!((&summary["stories"], &summary["held_back"]), (&json!(2), &json!(1)));
    assert_eq!(texts(&summary["warnings"]), ["1 draft or expired story is left out"]);
    let feed: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(project.folder.join("feed.json")).unwrap()).unwrap();
    assert_eq!((&feed["_newsleaf"]["generated"], feed["items"].as_array().map(Vec::len)), (&json!(true), Some(3)));
    assert!(project.site("pictures/a.svg").contains("600"));
    let pages = project.all_files("site");
    let page = |slug: &str| {
        let (_, page) = pages.iter().find(|(path, _)| path.contains(slug) && path.ends_with("index.html")).expect(slug);
        String::from_utf8_lossy(page).into_owned()
    };
    assert!(page("the-vote").contains("<table>"));
    assert!(page("the-bridge").contains("-the-vote/"), "{}", page("the-bridge"));
    assert!(!pages.keys().any(|path| path.contains("draft") || path.contains("later")));
    // What is for the command alone does not reach readers.
    assert!(!project.site("newsleaf.json").contains("publication") && !project.site("feed.json").contains("generated"));
    assert!(project.site("feed.json").contains(SITE));
}

#[test]
fn a_file_that_is_broken_takes_no_published_story_away() {
    let project = project("of-broken-stories");
    project.build(&["."]);
    project.put("stories/vote.md", b"---\ntitle: [\n---\n");
    let summary = project.build(&["."]);
    assert_eq!((&summary["stories"], &summary["left_feed"]), (&json!(2), &json!(1)));
    assert!(
        texts(&summary["warnings"])[0].starts_with("./stories/vote.md:")
            || texts(&summary["warnings"])[0].starts_with("stories/vote.md:")
    );
}

#[test]
fn stories_beside_another_feed_are_built_only_if_they_are_named() {
    let project = project("of-two-feeds");
    project.feed(&[]);
    let before = fs::read(project.folder.join("feed.json")).unwrap();
    let refused = project.refused(&[]);
    assert!(refused.contains("feed.json") && refused.contains("stories"), "{refused}");
    let summary = project.build(&["stories"]);
    assert_eq!(summary["stories"], 2);
    assert!(texts(&summary["warnings"])[0].contains("stays as it is"), "{summary}");
    assert_eq!(fs::read(project.folder.join("feed.json")).unwrap(), before);
}

#[test]
fn a_story_whose_embargo_is_unreadable_is_on_no_page() {
    let project = project("of-stories-embargo");
    for (name, line) in [
        ("zone", "date: 2099-01-01 10:00 CET"),
        ("hugo", "date: 2026-01-01\npublishDate: 2099-01-01"),
        ("todo", "date: 2026-01-01\ndraft: TODO"),
    ] {
        let text = format!("---\nid: {name}\ntitle: Secret {name}\n{line}\n---\nSecret\n");
        project.put(&format!("stories/{name}.md"), text.as_bytes());
    }
    let summary = project.build(&[]);
    assert_eq!((&summary["stories"], &summary["held_back"]), (&json!(2), &json!(1)));
    let warnings = texts(&summary["warnings"]).join("\n");
    for place in ["stories/zone.md:4: date: ", "stories/todo.md:5: draft: "] {
        assert!(warnings.contains(place), "{warnings}");
    }
    for (path, bytes) in project.all_files("site") {
        assert!(!String::from_utf8_lossy(&bytes).contains("Secret"), "{path}");
    }
}

#[test]
fn a_build_without_a_readable_story_is_refused() {
    let project = project("of-stories-empty");
    project.build(&[]);
    let before = fs::read(project.folder.join("feed.json")).unwrap();
    for name in ["bridge", "vote"] {
        project.put(&format!("stories/{name}.md"), b"---\nid: [\n---\n");
    }
    let why = project.refused(&[]);
    assert!(why.contains("no story can be published"), "{why}");
    assert_eq!(fs::read(project.folder.join("feed.json")).unwrap(), before);
}

//! A site from a folder of Markdown files.

use std::fs;

use serde_json::json;

use super::support::{Paper, SITE, texts};

const SETTINGS: &str =
    r#"{ "publication": { "title": "The Paper", "language": "en-GB" }, "time_zone": "Europe/Berlin" }"#;

fn paper(name: &str) -> Paper {
    let paper = Paper::new(name);
    paper.put("newsleaf.json", SETTINGS.as_bytes());
    paper.put("pictures/a.svg", b"<svg width='600' height='400'/>");
    paper.put(
        "stories/bridge.md",
        b"---\nid: bridge\ntitle: The bridge\ndate: 2026-11-20T10:00:00Z\n---\n![A bridge](../pictures/a.svg)\n\nSee [the vote](vote.md).\n",
    );
    paper.put(
        "stories/vote.md",
        b"---\nid: vote\ntitle: The vote\ndate: 2026-11-21T10:00:00Z\n---\n| a |\n|---|\n| 1 |\n",
    );
    paper
}

#[test]
fn stories_are_built_and_the_drop_in_gets_their_feed() {
    let paper = paper("of-stories");
    paper.put("stories/later.md", b"---\nid: later\ntitle: Later\ndate: 2027-01-01T00:00:00Z\n---\n");
    paper.put("stories/draft.md", b"---\nid: draft\ntitle: Draft\ndraft: true\n---\n");
    // Without a name, `stories` beside the settings is the feed.
    let summary = paper.build(&[]);
    assert_eq!((&summary["stories"], &summary["held_back"]), (&json!(2), &json!(1)));
    assert_eq!(texts(&summary["warnings"]), ["1 draft is left out"]);
    let feed: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(paper.folder.join("feed.json")).unwrap()).unwrap();
    assert_eq!((&feed["_newsleaf"]["generated"], feed["items"].as_array().map(Vec::len)), (&json!(true), Some(3)));
    assert!(paper.site("pictures/a.svg").contains("600"));
    let pages = paper.all_files("site");
    let page = |slug: &str| {
        let (_, page) = pages.iter().find(|(path, _)| path.contains(slug) && path.ends_with("index.html")).expect(slug);
        String::from_utf8_lossy(page).into_owned()
    };
    assert!(page("the-vote").contains("<table>"));
    assert!(page("the-bridge").contains("-the-vote/"), "{}", page("the-bridge"));
    assert!(!pages.keys().any(|path| path.contains("draft") || path.contains("later")));
    // What is for the command alone does not reach readers.
    assert!(!paper.site("newsleaf.json").contains("publication") && !paper.site("feed.json").contains("generated"));
    assert!(paper.site("feed.json").contains(SITE));
}

#[test]
fn a_file_that_is_broken_takes_no_published_story_away() {
    let paper = paper("of-broken-stories");
    paper.build(&["."]);
    paper.put("stories/vote.md", b"---\ntitle: [\n---\n");
    let summary = paper.build(&["."]);
    assert_eq!((&summary["stories"], &summary["left_feed"]), (&json!(2), &json!(1)));
    assert!(
        texts(&summary["warnings"])[0].starts_with("./stories/vote.md:")
            || texts(&summary["warnings"])[0].starts_with("stories/vote.md:")
    );
}

#[test]
fn stories_beside_another_feed_are_built_only_if_they_are_named() {
    let paper = paper("of-two-feeds");
    paper.feed(&[]);
    let before = fs::read(paper.folder.join("feed.json")).unwrap();
    let refused = paper.refused(&[]);
    assert!(refused.contains("feed.json") && refused.contains("stories"), "{refused}");
    let summary = paper.build(&["stories"]);
    assert_eq!(summary["stories"], 2);
    assert!(texts(&summary["warnings"])[0].contains("stays as it is"), "{summary}");
    assert_eq!(fs::read(paper.folder.join("feed.json")).unwrap(), before);
}

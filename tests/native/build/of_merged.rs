//! A site from a merged feed.

use serde_json::json;

use super::support::{Project, texts};
use crate::support::command::{errors, newsleaf_in, status};

fn feed(title: &str, home: &str) -> Vec<u8> {
    let item = json!({ "id": "1", "title": format!("Story of {title}"), "content_text": "Text.", "date_published": "2026-11-20T10:00:00Z" });
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": home, "items": [item] })
        .to_string()
        .into_bytes()
}

#[test]
fn each_article_of_a_merged_feed_names_its_source() {
    let project = Project::new("of-merged");
    project.put("choir.json", &feed("Choir", "https://choir.example/"));
    project.put("club.json", &feed("Club", "https://club.example/"));
    let merged = newsleaf_in(
        &project.folder,
        &["merge", "choir.json", "club.json", "--title", "District", "--out", "feed.json"],
    );
    assert_eq!((status(&merged), errors(&merged).as_str()), (0, ""));
    let summary = project.build(&[]);
    assert_eq!((&summary["stories"], texts(&summary["warnings"])), (&json!(2), Vec::<&str>::new()));
    for (title, home) in [("Choir", "https://choir.example/"), ("Club", "https://club.example/")] {
        let slug = format!("-story-of-{}/index.html", title.to_lowercase());
        let pages = project.all_files("site");
        let (_, page) = pages.iter().find(|(path, _)| path.ends_with(&slug)).expect("a page");
        let page = String::from_utf8_lossy(page);
        let source = page.split_once("article__source").expect("a source").1;
        let source = source.split_once("</span>").expect("its end").0;
        assert!(source.contains(title) && source.contains(home), "{source}");
    }
}

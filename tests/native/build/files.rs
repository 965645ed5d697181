//! Files that stories and settings name.

use std::fs;

use newsleaf::publish::document::hash_source;
use serde_json::json;

use super::support::{Project, SITE, stories, story, texts};

#[test]
fn files_beside_the_feed_are_copied_and_named_relative_to_each_page() {
    let project = Project::new("copied");
    let mut item = story(0);
    item["image"] = json!("pictures/a b.png");
    item["content_html"] = json!(
        "<p>A <a href='papers/minutes.pdf#page=2'>paper</a> and <img src=\"pictures/b.png\" srcset=\"pictures/b2.png 2x\" alt=\"\"><img src='pictures/100%.png'></p>"
    );
    item["attachments"] = json!([{"url": "sound/a.mp3", "mime_type": "audio/mpeg"}, {"url": "sound/no%231.mp3", "mime_type": "audio/mpeg"}]);
    project.feed(&[item]);
    project.put("newsleaf.json", br#"{"logo": "logo.svg", "footer": [{"title": "Imprint", "url": "imprint.html"}]}"#);
    for path in [
        "pictures/a b.png",
        "pictures/b.png",
        "pictures/b2.png",
        "papers/minutes.pdf",
        "sound/a.mp3",
        "sound/no#1.mp3",
        "logo.svg",
    ] {
        project.put(path, path.as_bytes());
    }
    project.put("imprint.html", b"imprint");
    project.put("pictures/100%.png", b"%");
    project.put("pictures/unnamed.png", b"not named");
    let summary = project.build(&[]);
    assert_eq!(summary["warnings"], json!([]), "{summary}");
    for path in [
        "pictures/a b.png",
        "pictures/b.png",
        "pictures/b2.png",
        "papers/minutes.pdf",
        "sound/a.mp3",
        "sound/no#1.mp3",
        "logo.svg",
    ] {
        assert_eq!(project.site(path), path);
    }
    assert_eq!(project.site("imprint.html"), "imprint");
    assert!(!project.all_files("site").contains_key("pictures/unnamed.png"));
    let files = project.all_files("site");
    let article = files.iter().find(|(path, _)| path.starts_with("article/") && path.ends_with("index.html")).unwrap();
    let html = String::from_utf8_lossy(article.1);
    for relative in [
        "src=\"../../pictures/a%20b.png\"",
        "href=\"../../papers/minutes.pdf#page=2\"",
        "srcset=\"../../pictures/b2.png 2x\"",
        "src=\"../../sound/a.mp3\"",
        "src=\"../../pictures/100%25.png\"",
        "src=\"../../logo.svg\"",
        "href=\"../../imprint.html\"",
    ] {
        assert!(html.contains(relative), "{relative} is not in {html}");
    }
    assert!(project.site("404.html").contains("src=\"/paper/logo.svg\""));
    assert!(project.site("rss.xml").contains(&format!("{SITE}pictures/b.png")), "other readers get whole addresses");
    // They stay with the story when it has left the feed, and the files their folder.
    project.feed(&stories(1, 3));
    fs::remove_dir_all(project.folder.join("pictures")).unwrap();
    project.build(&[]);
    assert_eq!(project.site("pictures/b.png"), "pictures/b.png");
}

#[test]
fn a_missing_file_is_a_warning_and_nothing_outside_the_folder_or_hidden_is_copied() {
    let project = Project::new("outside");
    project.put("secret.png", b"secret");
    project.put("feed/.hidden.png", b"hidden");
    project.put("feed/notes.xyz", b"notes");
    let mut item = story(0);
    item["content_html"] = json!(
        "<img src='missing.png'><img src='../secret.png'><img src='%2e%2e/secret.png'><img src='linked.png'><img src='.hidden.png'><a href='notes.xyz'>n</a><a href='newsleaf.json'>s</a>"
    );
    let feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item]});
    project.put("feed/feed.json", feed.to_string().as_bytes());
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.png", project.folder.join("feed/linked.png")).unwrap();
    let summary = project.build(&["feed/feed.json"]);
    let warnings = texts(&summary["warnings"]);
    assert!(warnings.iter().any(|warning| warning.contains("missing.png: the file is missing")), "{warnings:?}");
    for refused in [".hidden.png", "notes.xyz"] {
        let start = [refused, ": it is not copied"].concat();
        assert!(warnings.iter().any(|warning| warning.starts_with(&start)), "{warnings:?}");
    }
    for (path, bytes) in project.all_files("site") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!["secret", "hidden", "notes"].contains(&text.as_str()), "{path}");
    }
}

/// The first bytes of a PNG of this size.
fn png(width: u32, height: u32) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]]
        .concat()
}

#[test]
fn the_size_of_a_lead_picture_beside_the_feed_is_read_and_stays() {
    let project = Project::new("sizes");
    let mut items = stories(0, 3);
    items[0]["image"] = json!("pictures/large.png");
    items[1]["image"] = json!("pictures/small.png");
    items[2]["image"] = json!("pictures/large.png");
    items[2]["_newsleaf"]["image"] = json!({"width": 800, "alt": "A bridge"});
    project.put("pictures/large.png", &png(1600, 900));
    project.put("pictures/small.png", &png(40, 30));
    project.feed(&items);
    project.build(&["--cards", "all"]);
    let page = |number: usize| {
        let name = format!("story-number-{number}/index.html");
        let files = project.all_files("site");
        let (_, bytes) = files.iter().find(|(path, _)| path.ends_with(&name)).unwrap();
        String::from_utf8_lossy(bytes).into_owned()
    };
    let size = r#"<meta property="og:image:width" content="1600">"#;
    assert!(page(2).contains(size) && page(2).contains(r#"width="1600" height="900""#), "{}", page(2));
    assert!(
        !page(1).contains(r#"og:image" content="https://news.example/paper/pictures/"#),
        "it is too small to be shared"
    );
    assert!(!page(0).contains(size), "what the feed says counts");
    project.put("pictures/large.png", &png(1400, 900));
    project.build(&["--cards", "all"]);
    assert!(page(2).contains(r#"width="1400" height="900""#), "another picture, and the same feed");
    project.put("pictures/large.png", &png(1600, 900));
    project.build(&["--cards", "all"]);
    project.feed(&stories(3, 4));
    project.build(&["--cards", "all"]);
    assert!(page(2).contains(size), "the story has left the feed");
}

#[test]
fn pages_of_the_footer_are_copied_if_the_feed_names_them_itself() {
    let project = Project::new("footer");
    let footer = json!({"imprint": "about/imprint.html", "data": "about/data.db"});
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [story(0)], "_newsleaf": {"footer": footer},
    });
    project.put("feed.json", feed.to_string().as_bytes());
    project.put("about/imprint.html", b"imprint");
    project.put("about/data.db", b"data");
    let summary = project.build(&[]);
    assert_eq!(project.site("about/imprint.html"), "imprint");
    assert!(!project.all_files("site").contains_key("about/data.db"));
    assert!(texts(&summary["warnings"])[0].starts_with("about/data.db: it is not copied"), "{summary}");
}

#[test]
fn a_body_is_sanitised_and_no_page_has_markers_of_the_framework() {
    let project = Project::new("safe");
    let mut item = story(0);
    item["content_html"] =
        json!("<p onclick=alert(1)>Text<script>alert(2)</script><a href='javascript:alert(3)'>x</a></p>");
    item["title"] = json!("</title><script>alert(4)</script> & \"quotes\"");
    project.feed(&[item]);
    project.build(&[]);
    for (path, bytes) in project.all_files("site") {
        if path.ends_with(".html") && !path.starts_with("embed") && !path.starts_with("feed-health") {
            let html = String::from_utf8_lossy(&bytes);
            assert!(!html.contains("<!>") && !html.contains("<!--"), "{path}");
            assert!(!html.contains("<script>alert") && !html.contains("onclick"), "{path}: {html}");
            assert!(!html.contains("javascript:"), "{path}");
        }
    }
    assert!(!project.site("feed.json").contains("</script>alert"), "JSON is JSON");
}

#[test]
fn a_story_without_a_usable_picture_has_a_share_card_that_stays_while_it_is_the_same() {
    let project = Project::new("cards");
    let picture = |number: usize, url: &str| {
        let mut item = story(number);
        item["image"] = json!(url);
        item
    };
    let items = [picture(3, "https://p.example/a.jpg"), picture(2, "https://p.example/a.svg"), story(1), story(0)];
    project.feed(&items);
    let summary = project.build(&["--cards", "all"]);
    let warnings = summary["warnings"].to_string();
    if warnings.contains("there is no font") {
        eprintln!("skipped: there is no font here");
        return;
    }
    let cards =
        || project.all_files("site").into_iter().filter(|(path, _)| path.starts_with("cards/")).collect::<Vec<_>>();
    let before = cards();
    assert_eq!(before.len(), 3, "of four stories one has a picture: {warnings}");
    for (path, bytes) in &before {
        assert!(bytes.starts_with(b"\x89PNG") && bytes.len() < 300_000, "{path}");
    }
    let files = project.all_files("site");
    let page = |number: usize| {
        let name = format!("story-number-{number}/index.html");
        let (_, bytes) = files.iter().find(|(path, _)| path.ends_with(&name)).unwrap();
        String::from_utf8_lossy(bytes).into_owned()
    };
    let key = |number: usize| newsleaf::domain::feed::key::Key::of_id(&number.to_string());
    assert!(page(2).contains(&format!("property=\"og:image\" content=\"{SITE}cards/{}-", key(2))));
    assert!(
        page(2).contains("content=\"summary_large_image\"") && page(2).contains("og:image:width\" content=\"1200\"")
    );
    assert!(page(3).contains("property=\"og:image\" content=\"https://p.example/a.jpg\""));
    let mut changed = story(1);
    changed["title"] = json!("Another headline");
    project.feed(&[items[0].clone(), items[1].clone(), changed, story(0)]);
    project.build(&["--cards", "all"]);
    let after = cards();
    assert_eq!(after.len(), 3);
    let same =
        before.iter().filter(|(path, bytes)| after.iter().any(|(other, new)| other == path && new == bytes)).count();
    assert_eq!(same, 2, "the card of the other headline has another address");
    project.build(&["--cards", "none"]);
    assert_eq!(cards(), Vec::new());
    assert!(!project.site("index.html").contains("cards/"));
}

#[test]
fn a_site_without_an_icon_has_pictures_of_the_leaf_and_one_with_an_icon_has_its_own_alone() {
    let project = Project::new("icons");
    project.feed(&stories(0, 1));
    project.build(&[]);
    let files = project.all_files("site");
    assert!(files["favicon.ico"].starts_with(&[0, 0, 1, 0, 1, 0, 32, 32]));
    let front = project.site("index.html");
    for link in [
        "<link rel=\"icon\" sizes=\"32x32\" href=\"./favicon.ico\">",
        "href=\"./assets/icon.svg\"",
        "<link rel=\"apple-touch-icon\" href=\"./assets/icon-180.png\">",
    ] {
        assert!(front.contains(link), "{link} is not in {front}");
    }
    assert!(project.site("manifest.webmanifest").contains("assets/icon-512.png"));
    for path in ["assets/icon-180.png", "assets/icon-192.png", "assets/icon-512.png"] {
        assert!(files[path].starts_with(b"\x89PNG"), "{path}");
    }
    // Its own in the folder static stays.
    project.put("static/favicon.ico", b"own");
    project.build(&[]);
    assert_eq!(project.site("favicon.ico"), "own");
    fs::remove_dir_all(project.folder.join("static")).unwrap();
    project.put("newsleaf.json", br#"{"icon": "own.png"}"#);
    project.put("own.png", b"own");
    project.build(&[]);
    let files = project.all_files("site");
    assert!(!files.contains_key("favicon.ico") && !files.contains_key("assets/icon-512.png"));
    assert!(!project.site("index.html").contains("favicon.ico"));
}

#[test]
fn sections_and_tags_with_names_that_paths_need_have_pages_of_their_own() {
    let project = Project::new("reserved");
    let mut items = stories(0, 45);
    for item in &mut items {
        item["_newsleaf"]["section"] = json!(["Page"]);
        item["tags"] = json!(["aux"]);
    }
    items[0]["_newsleaf"]["section"] = json!(["Page", "1"]);
    project.feed(&items);
    let summary = project.build(&[]);
    assert_eq!(summary["warnings"], json!([]), "{summary}");
    let files = project.all_files("site");
    for path in ["section/page~/index.html", "section/page~/1/index.html", "section/page~/page/1/index.html"] {
        assert!(files.contains_key(path), "{path} is not among {:?}", files.keys().collect::<Vec<_>>());
    }
    assert!(files.contains_key("tag/aux~/index.html") && !files.keys().any(|path| path.starts_with("tag/aux/")));
    assert!(project.site("index.html").contains("href=\"./section/page~/\""));
}

#[test]
fn the_page_of_the_search_has_the_accent_before_the_app_has_loaded() {
    let project = Project::new("search-accent");
    project.put("newsleaf.json", br##"{"accent": "#aa0000"}"##);
    project.feed(&stories(0, 3));
    project.build(&[]);
    let search = project.site("search/index.html");
    let style = search.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).expect("a style").0;
    assert!(style.starts_with(":root{--accent-light:#aa0000;"), "{style}");
    assert!(search.contains(&format!("style-src 'self' {}; frame-src", hash_source(style))), "{search}");
}

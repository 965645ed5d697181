//! Feeds that `newsleaf check --strict` accepts or refuses: codes, levels, and suggestions for misspelt names.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::command::{CLEAN, check, check_input, command, errors, folder, json, status, text};

/// A feed of one item, with these fields of the feed and of the item.
fn feed(fields: &str, item: &str) -> String {
    format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "City", {fields} "items": [{{"id": "1", "title": "A"{item}}}]}}"#
    )
}

/// Something is lost.
fn lost() -> String {
    feed("", r#", "date_published": "soon""#)
}

/// Something is repaired, and nothing lost.
fn repaired() -> String {
    feed("", r#", "date_published": "2026-11-20""#)
}

fn docs(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    fs::read_to_string(path).expect("a page of the docs")
}

/// The blocks of code of this language in a page of the docs.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let start = format!("```{language}\n");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

/// The only warnings, each as code and level, in their order.
fn codes(report: &Value) -> Vec<(String, String)> {
    let warnings = report["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .flat_map(|document| document["warnings"].as_array().expect("warnings").clone());
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    warnings.map(|warning| (text(&warning["code"]), text(&warning["level"]))).collect()
}

#[test]
fn strict_fails_at_both_levels_and_strict_lost_at_the_first() {
    for (feed, both, only_lost) in [(CLEAN.to_owned(), 0, 0), (repaired(), 1, 0), (lost(), 1, 1)] {
        for (argument, expected) in [("--strict", both), ("--strict=repaired", both), ("--strict=lost", only_lost)] {
            let output = check_input(feed.as_bytes(), &[argument]);
            assert_eq!(status(&output), expected, "{argument}: {}", text(&output));
        }
        assert_eq!(status(&check_input(feed.as_bytes(), &[])), 0);
    }
    for argument in ["--strict", "--strict=lost"] {
        assert_eq!(status(&check_input(b"{", &[argument])), 2, "what can't be read has a status of its own");
    }
}

#[test]
fn the_level_is_written_with_an_equals_sign_and_a_word_behind_a_space_is_the_feed() {
    let folder = folder("strict-word");
    fs::write(folder.join("lost"), repaired()).expect("a feed");
    let output = command(&["--strict", "lost", "--format", "json"]).current_dir(&folder).output().expect("it runs");
    assert_eq!(json(&output)["documents"][0]["name"], "lost", "{}", errors(&output));
    assert_eq!(status(&output), 1, "at any warning");
    let output = check_input(CLEAN.as_bytes(), &["--strict", "lost"]);
    assert_eq!(status(&output), 2, "two feeds are one too many");
    let output = check_input(CLEAN.as_bytes(), &["--strict=loud"]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("[possible values: repaired, lost]"), "{}", errors(&output));
}

#[test]
fn every_warning_has_its_code_and_level_and_advice_is_not_counted() {
    let items = [
        r#"{"id": "1", "title": "<b>A</b>", "date_published": "2026-11-20"}"#,
        r#"{"id": "2", "title": "B", "date_modified": "soon", "_newsleaf": {"bylin": "X"}, "image": "a.png"}"#,
        r#"{"id": "1", "title": "C"}"#,
    ];
    let feed = format!(
        r##"{{"version": "https://jsonfeed.org/version/1.1", "title": "City", "_newsleaf": {{"acent": "#123", "accent": "#fc0"}}, "items": [{}]}}"##,
        items.join(",")
    );
    let report = json(&check_input(feed.as_bytes(), &["--format", "json"]));
    let pair = |code: &str, level: &str| (code.to_owned(), level.to_owned());
    assert_eq!(
        codes(&report),
        [
            pair("unknown-setting", "lost"),
            pair("markup-removed", "repaired"),
            pair("date-repaired", "repaired"),
            pair("unknown-field", "lost"),
            pair("date-left-out", "lost"),
            pair("item-left-out", "lost"),
        ]
    );
    assert_eq!((&report["outcome"], &report["warnings"]), (&"warnings".into(), &6.into()));
    let advice: Vec<&str> = report["documents"][0]["advice"]
        .as_array()
        .expect("advice")
        .iter()
        .map(|advice| advice["code"].as_str().expect("a code"))
        .collect();
    assert_eq!(advice, ["accent-tuned", "no-picture-size"]);
    let text = text(&check_input(feed.as_bytes(), &[]));
    for line in [
        "date_published: read it, though it is not RFC 3339 [repaired: date-repaired]\n",
        "id: left the item out: an item before it has the same id [lost: item-left-out]\n",
        "6 things were corrected or left out, 4 of them lost (",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
}

#[test]
fn what_the_docs_show_passes_strict() {
    let folder = folder("docs");
    let page = docs("feed.md");
    let examples = blocks(&page, "json");
    let feed =
        examples.iter().find(|block| block.contains("bridge-2026") && block.contains("version")).expect("a feed");
    let settings =
        examples.iter().find(|block| block.contains("shared_url") && block.contains("accent")).expect("settings");
    assert!(
        settings.contains("sections") && settings.contains("footer") && settings.contains("time_zone"),
        "{settings}"
    );
    fs::write(folder.join("feed.json"), feed).expect("a feed");
    fs::write(folder.join("newsleaf.json"), settings).expect("settings");
    // The pages of the footer are the publisher's.
    for link in
        serde_json::from_str::<serde_json::Value>(settings).expect("JSON")["footer"].as_array().into_iter().flatten()
    {
        let url = link["url"].as_str().unwrap_or_default();
        if !url.contains(':') {
            fs::write(folder.join(url), "").expect("a page");
        }
    }
    let path = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    let output = check(&[&path("newsleaf.json"), "--strict"]);
    assert_eq!(status(&output), 0, "{}", text(&output));

    let item = examples.iter().find(|block| block.contains("xianning-southern-pilot-cities")).expect("an item");
    let with_item = format!(r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "City", "items": [{item}]}}"#);
    let output = check_input(with_item.as_bytes(), &["--strict"]);
    assert_eq!(status(&output), 0, "{}", text(&output));

    // The pipeline, with another last step: rsync to a host that there is not would fail.
    let page = docs("feed-health.md");
    let pipeline =
        blocks(&page, "sh").into_iter().find(|block| block.contains("rsync")).expect("a pipeline").to_owned();
    let (check_step, _) = pipeline.split_once(" && rsync").expect("two steps");
    let script = check_step.replace("newsleaf check", &format!("'{}' check", env!("CARGO_BIN_EXE_newsleaf")))
        + " >report && echo published";
    let output = Command::new("sh").args(["-c", &script]).current_dir(&folder).output().expect("a shell runs");
    assert_eq!(text(&output), "published\n", "{}", fs::read_to_string(folder.join("report")).unwrap_or_default());
}

#[test]
fn the_sample_passes_strict() {
    for arguments in
        [&["sample/feed.json"][..], &["sample/feed.json", "--feed-url", "https://sample.example/feed.json"]]
    {
        let output =
            command(arguments).arg("--strict").current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("it runs");
        assert_eq!(status(&output), 0, "{}", text(&output));
    }
}

#[test]
fn a_file_is_only_missing_for_certain_within_the_folder_of_a_feed_that_has_others_of_its_files() {
    let folder = folder("strict-files");
    let feeds = folder.join("feeds");
    fs::create_dir_all(&feeds).expect("a folder");
    let path = feeds.join("feed.json");
    let passes = |fields: &str, pictures: &str| {
        fs::write(&path, feed(fields, &format!(r#", "content_html": "{pictures}""#))).expect("a feed");
        status(&check(&[path.to_str().expect("a path"), "--strict=lost"])) == 0
    };
    let _ = fs::remove_file(feeds.join("a.png"));
    assert!(passes("", "<img src=a.png><img src=gone.png>"), "none is there");
    fs::write(feeds.join("a.png"), "a").expect("a file");
    assert!(!passes("", "<img src=a.png><img src=gone.png>"), "one of two is there");
    assert!(passes("", "<img src=a.png><img src='..%2Fgone.png'>"), "the name leads out of the folder");
    assert!(passes(r#""home_page_url": "https://cms.example/","#, "<img src=a.png><img src=gone.png>"), "another base");
    #[cfg(unix)]
    {
        fs::write(folder.join("shared.png"), "a").expect("a file");
        let _ = fs::remove_file(feeds.join("link.png"));
        std::os::unix::fs::symlink("../shared.png", feeds.join("link.png")).expect("a link");
        assert!(passes("", "<img src=a.png><img src=link.png>"), "a link leads out of the folder");
    }
}

#[test]
fn a_misspelt_field_of_json_feed_is_advice_that_names_the_right_one() {
    for (fields, item, expected) in [
        ("", r#", "datePublished": "2026-11-20T09:00:00Z""#, "did you mean date_published?"),
        ("", r#", "date_publised": "2026-11-20T09:00:00Z""#, "did you mean date_published?"),
        ("", r#", "content-html": "<p>x</p>""#, "did you mean content_html?"),
        ("", r#", "tag": ["x"]"#, "did you mean tags?"),
        ("", r#", "newsleaf": {"section": "News"}"#, "did you mean _newsleaf?"),
        (
            "",
            r#", "authors": [{"name": "A", "avtar": "https://a.example/a.png"}]"#,
            "authors[].avtar: is passed over: JSON Feed knows no such field; did you mean avatar?",
        ),
        (
            "",
            r#", "attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg", "sizeInBytes": 3}]"#,
            "did you mean size_in_bytes?",
        ),
        (r#""homepage_url": "https://city.example/","#, "", "did you mean home_page_url?"),
    ] {
        let feed = feed(fields, item);
        let output = check_input(feed.as_bytes(), &["--strict"]);
        assert!(text(&output).contains(expected), "{feed}: {}", text(&output));
        assert_eq!(status(&output), 0, "it is advice: {}", text(&output));
    }
}

#[test]
fn extensions_and_names_that_other_programs_have_are_no_misspellings() {
    for (fields, item) in [
        ("", r#", "_title": "x", "_date_publised": "x", "_blog": {"about": "https://a.example/", "tag": "x"}"#),
        ("", r#", "date_published": "2026-11-20T09:00:00Z", "datePublished": "x""#),
        (
            "",
            r#", "subtitle": "x", "guid": "x", "uri": "x", "comments": 3, "categories": ["x"], "slug": "a", "body": "x""#,
        ),
        (r#""links": [], "generator": "x", "copyright": "x", "id": "x", "url": "https://a.example/","#, ""),
        (
            r#""user_comment": "x", "hubs": [{"type": "x", "url": "https://a.example/"}], "icon": "a.png", "favicon": "b.png","#,
            "",
        ),
        ("", r#", "tags": null, "tag": null, "titles": """#),
    ] {
        let feed = feed(fields, item);
        let text = text(&check_input(feed.as_bytes(), &[]));
        assert!(!text.contains("did you mean"), "{feed}: {text}");
    }
}

#[test]
fn an_unknown_setting_is_lost_and_the_right_one_or_all_are_named() {
    let settings = |json: &str| {
        let folder = folder("strict-settings");
        let file = folder.join("newsleaf.json");
        fs::write(&file, json).expect("settings");
        let output = check(&[file.to_str().expect("a path"), "--strict=lost"]);
        assert_eq!(status(&output), 1, "{json}: {}", text(&output));
        text(&output)
    };
    for (json, expected) in [
        (
            r#"{"timezone": "UTC"}"#,
            "timezone: left it out: Newsleaf knows no such field; did you mean time_zone? [lost: unknown-setting]",
        ),
        (r##"{"Accent": "#123456"}"##, "did you mean accent?"),
        (r#"{"section": ["News"]}"#, "did you mean sections?"),
        (
            r#"{"colour": "red"}"#,
            "it knows feed, site, sections, front, share, shared_url, canonical, accent, logo, icon, time_zone, footer, removed, build, publication [",
        ),
        (r#"{"footer": [{"tilte": "x", "url": "x.html"}]}"#, "did you mean title?"),
        (r#"{"share": ["email", "watsapp"]}"#, "there is no such network; did you mean whatsapp? ["),
        (r#"{"share": ["email", "watsapp", "myspace"]}"#, "the networks are email, facebook, x, linkedin,"),
        (r#"{"shared_url": "story"}"#, "it should be page or item"),
        (r#"{"time_zone": "Europe/Berln"}"#, "there is no such time zone; did you mean Europe/Berlin?"),
        (r#"{"accent": "red"}"#, "it should be a colour such as #8a1c1c"),
    ] {
        let text = settings(json);
        assert!(text.contains(expected), "{json}: {text}");
    }
}

#[test]
fn an_unknown_size_gives_a_warning_with_the_known_ones() {
    let feed = feed(
        "",
        r#", "image": "a.png", "_newsleaf": {"image": {"width": "wide", "heigth": 3}}, "attachments": [{"url": "a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": -1}]"#,
    );
    let text = text(&check_input(feed.as_bytes(), &[]));
    for expected in [
        "_newsleaf.image.width: left it out: it is no number, or an impossible one; it should be a number of pixels from 1 to 99999 [",
        "_newsleaf.image.heigth: left it out: Newsleaf knows no such field; did you mean height? [",
        "attachments[].size_in_bytes: left it out: it is no number, or an impossible one; it should be a number of bytes, 0 or more [",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

//! A folder of Markdown files in the place of a feed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::command::{errors, json as report, status, text};

const SETTINGS: &str = r#"{
  "publication": { "title": "The Bulletin", "language": "en-GB" },
  "time_zone": "Europe/Berlin",
  "build": { "cards": "none", "app": "app", "site": "https://news.example/paper/" }
}"#;
const BRIDGE: &str = "---\nid: bridge\ntitle: The bridge is open\ndate: 2026-11-20\nimage: { src: ../pictures/a.svg, alt: A bridge }\n---\nSee [the vote](vote.md).\n";
const VOTE: &str = "+++\nid = 'vote'\ntitle = 'The vote'\ndate = 2026-11-21T10:00:00+01:00\n+++\n| a |\n|---|\n| 1 |\n";

/// A folder of its own with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("stories-{name}"));
    let _ = fs::remove_dir_all(&folder);
    for (path, content) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, content).expect("a file");
    }
    folder
}

/// A folder without a fault, and these files besides.
fn paper(name: &str, more: &[(&str, &str)]) -> PathBuf {
    let files = [
        ("newsleaf.json", SETTINGS),
        ("stories/bridge.md", BRIDGE),
        ("stories/vote.md", VOTE),
        ("pictures/a.svg", "<svg width='600' height='400'/>"),
    ];
    folder(name, &[&files[..], more].concat())
}

fn newsleaf(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    command.current_dir(folder).args(arguments).output().expect("the command runs")
}

fn feed_of(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("feed.json")).expect("a feed")).expect("JSON")
}

#[test]
fn a_folder_is_checked_as_a_feed_and_nothing_is_written() {
    let folder = paper("check", &[]);
    for argument in [".", "stories"] {
        let output = newsleaf(&folder, &["check", argument, "--strict"]);
        assert_eq!(status(&output), 0, "{}", text(&output));
        assert!(text(&output).contains("Clean: nothing had to be corrected"), "{}", text(&output));
        assert!(text(&output).contains("The Bulletin"), "{}", text(&output));
    }
    assert!(!folder.join("feed.json").exists());
}

#[test]
fn the_feed_has_the_mark_and_what_the_files_say() {
    let folder = paper("feed", &[]);
    let output = newsleaf(&folder, &["feed"]);
    assert_eq!((status(&output), text(&output).as_str()), (0, "feed.json is written: 2 stories.\n"));
    let feed = feed_of(&folder);
    assert_eq!(feed["_newsleaf"]["generated"], json!(true));
    assert_eq!((&feed["title"], &feed["language"]), (&json!("The Bulletin"), &json!("en-GB")));
    let items = feed["items"].as_array().expect("items");
    assert_eq!((&items[0]["id"], &items[1]["id"]), (&json!("vote"), &json!("bridge")));
    assert_eq!(items[1]["date_published"], "2026-11-19T23:00:00Z");
    assert_eq!(items[1]["image"], "pictures/a.svg");
    assert_eq!(items[1]["_newsleaf"]["image"], json!({ "alt": "A bridge", "width": 600, "height": 400 }));
    assert!(items[1]["content_html"].as_str().is_some_and(|html| html.contains("./?article=")));
    assert_eq!(text(&newsleaf(&folder, &["feed"])), "feed.json is as it was: 2 stories.\n");
    // The feed is one like any other.
    assert_eq!(status(&newsleaf(&folder, &["check", "feed.json", "--strict", "--settings", "newsleaf.json"])), 0);
}

#[test]
fn a_fault_names_file_and_line_and_takes_no_other_story_with_it() {
    let folder = paper(
        "faults",
        &[
            ("stories/news/broken.md", "---\ntitle: x\ntags: [a\n---\n"),
            ("stories/draft.md", "---\ntitle: x\ndraft: true\n---\n"),
            ("stories/late.md", "---\nid: late\ntitle: x\nlead: soon\ndate: 2026-11-01\n---\nSee ![a](gone.png)\n"),
        ],
    );
    fs::write(folder.join("stories/latin.md"), b"---\ntitle: caf\xe9\n---\n").expect("a file");
    let output = newsleaf(&folder, &["check", ".", "--strict", "--format", "json"]);
    assert_eq!(status(&output), 1);
    let report = report(&output);
    let feed = &report["documents"][1];
    assert_eq!(feed["feed"]["items_read"], 3);
    let notes: Vec<(&str, Option<u64>, &str)> = feed["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|note| {
            let text = |name: &str| note[name].as_str().unwrap_or_default();
            (text("file"), note["line"].as_u64(), text("level"))
        })
        .collect();
    assert_eq!(
        notes,
        [
            ("stories/latin.md", None, "lost"),
            ("stories/draft.md", Some(3), "advice"),
            ("stories/news/broken.md", Some(3), "lost"),
            ("stories/late.md", Some(4), "lost"),
        ]
    );
    // What the feed's own reader finds has the file, too.
    assert_eq!(feed["warnings"][0]["places"][0]["file"], "stories/late.md");
    let shown = text(&newsleaf(&folder, &["check", "."]));
    assert!(shown.contains("stories/news/broken.md:3: the story is left out"), "{shown}");
    assert!(shown.contains("stories/draft.md:3: it is a draft"), "{shown}");
    let written = newsleaf(&folder, &["feed"]);
    assert_eq!(status(&written), 0);
    assert!(errors(&written).contains("warning: stories/news/broken.md:3:"), "{}", errors(&written));
}

#[test]
fn a_feed_of_another_origin_is_never_written_over() {
    let own = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Mine", "items": []}"#;
    let folder = paper("two-feeds", &[("feed.json", own)]);
    for arguments in [&["check", "."][..], &["feed"], &["build"], &["page", "."]] {
        let output = newsleaf(&folder, arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        let errors = errors(&output);
        assert!(errors.contains("feed.json") && errors.contains("stories"), "{arguments:?}: {errors}");
    }
    for (argument, title) in [("feed.json", "Mine"), ("stories", "The Bulletin")] {
        let output = newsleaf(&folder, &["check", argument]);
        assert!(text(&output).contains(&format!("title         {title}")), "{argument}: {}", text(&output));
    }
    let output = newsleaf(&folder, &["feed", "stories"]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("is not written over"), "{}", errors(&output));
    assert_eq!(fs::read_to_string(folder.join("feed.json")).expect("a feed"), own);
}

#[test]
fn write_ids_adds_a_line_and_keeps_the_address_of_the_story() {
    let folder = paper(
        "ids",
        &[("stories/roads/tunnel.md", "---\r\ntitle: The tunnel # or not\r\ndate: 2026-11-01\r\n---\r\nText")],
    );
    let advice = text(&newsleaf(&folder, &["check", "."]));
    assert!(advice.contains("it has no id"), "{advice}");
    assert_eq!(status(&newsleaf(&folder, &["feed"])), 0);
    let before = feed_of(&folder);
    assert_eq!(status(&newsleaf(&folder, &["feed", "--write-ids"])), 0);
    assert_eq!(feed_of(&folder), before);
    let file = fs::read_to_string(folder.join("stories/roads/tunnel.md")).expect("a file");
    assert_eq!(file, "---\r\nid: \"roads/tunnel\"\r\ntitle: The tunnel # or not\r\ndate: 2026-11-01\r\n---\r\nText");
    assert_eq!(fs::read_to_string(folder.join("stories/vote.md")).expect("a file"), VOTE);
    assert_eq!(fs::read_dir(folder.join("stories/roads")).expect("a folder").count(), 1);
    assert!(!text(&newsleaf(&folder, &["check", "."])).contains("it has no id"));
}

#[test]
fn folders_of_hugo_jekyll_and_zola_are_read_where_they_lie() {
    let hugo = "---\ntitle: Hugo\ndate: 2026-11-20T10:00:00Z\nslug: hugo-post\ncategories: [News]\n---\nText";
    let jekyll = "---\nlayout: post\ntitle: Jekyll\ncategories: news roads\n---\nText {% include x.html %}";
    let zola =
        "+++\ntitle = 'Zola'\ndate = 2026-11-20T10:00:00Z\n[taxonomies]\ntags = ['x']\n+++\n[other](@/blog/other.md)";
    let other = "+++\ntitle = 'Other'\nid = 'other'\ndate = 2026-11-20T10:00:00Z\n+++\n";
    for (name, files, id) in [
        (
            "hugo",
            &[("content/posts/a.md", hugo), ("content/posts/_index.md", "---\ntitle: All\n---\n")][..],
            "posts/hugo-post",
        ),
        ("jekyll", &[("_posts/2026-11-20-a.md", jekyll), ("README.md", "# Read me")], "2026-11-20-a"),
        ("zola", &[("content/blog/a.md", zola), ("content/blog/other.md", other)], "blog/a"),
        ("loose", &[("a.md", hugo), ("notes.md", "# No story")], "hugo-post"),
    ] {
        let folder = folder(name, files);
        let output = newsleaf(&folder, &["feed"]);
        assert_eq!(status(&output), 0, "{name}: {}", errors(&output));
        assert_eq!(feed_of(&folder)["items"][0]["id"], id, "{name}");
        let is_said = errors(&output).contains("_posts/2026-11-20-a.md:6: a command of another program");
        assert_eq!(is_said, name == "jekyll", "{name}: {}", errors(&output));
        let leads_to_story = feed_of(&folder).to_string().contains("./?article=");
        assert_eq!(leads_to_story, name == "zola", "{name}");
    }
}

#[test]
fn a_folder_without_stories_is_no_feed() {
    let folder = folder("none", &[("notes.md", "# No story"), ("stories/a.txt", "x")]);
    for arguments in [&["check", "."][..], &["feed"]] {
        let output = newsleaf(&folder, arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(errors(&output).contains("stor"), "{arguments:?}: {}", errors(&output));
    }
}

#[test]
fn without_a_name_of_the_site_that_of_the_folder_stands_for_it() {
    let folder = folder("untitled", &[("stories/vote.md", VOTE)]);
    let output = newsleaf(&folder, &["check", ".", "--strict"]);
    assert_eq!(status(&output), 1);
    assert!(text(&output).contains("newsleaf.json: publication.title"), "{}", text(&output));
    assert!(text(&output).contains("title         stories-untitled"), "{}", text(&output));
}

#[test]
fn a_page_of_the_stories_can_be_printed() {
    let folder = paper("page", &[]);
    let output = newsleaf(&folder, &["page", "."]);
    assert!(text(&output).contains("The bridge is open"), "{}", text(&output));
}

#[test]
fn pictures_in_the_static_folder_of_a_hugo_site_are_found() {
    let story = "---\nid: a\ntitle: A\ndate: 2026-11-20T10:00:00Z\nimage: /a.svg\nimage_alt: A\n---\n![b](/a.svg)\n";
    let settings = r#"{"publication": {"title": "T"}}"#;
    let svg = "<svg width='600' height='400'/>";
    let folder = folder("static", &[("content/a.md", story), ("static/a.svg", svg), ("newsleaf.json", settings)]);
    let output = newsleaf(&folder, &["check", ".", "--strict"]);
    assert_eq!(status(&output), 0, "{}", text(&output));
    assert!(!text(&output).contains("jumps"), "{}", text(&output));
}

#[test]
#[cfg(unix)]
fn links_out_of_the_folder_are_neither_published_nor_written() {
    use std::os::unix::fs::symlink;
    let secret = "---\ntitle: Secret\ndate: 2026-11-01\n---\nSecret text\n";
    let other = folder("links-other", &[("secret.md", secret), ("folder/more.md", secret)]);
    let folder = paper("links", &[("texts/inner.md", "---\ntitle: Inner\ndate: 2026-11-02\n---\n")]);
    symlink(other.join("secret.md"), folder.join("stories/leak.md")).expect("a link");
    symlink(other.join("folder"), folder.join("stories/leaks")).expect("a link");
    symlink("../texts/inner.md", folder.join("stories/inner.md")).expect("a link");
    let output = newsleaf(&folder, &["feed", "--write-ids"]);
    assert_eq!(status(&output), 0, "{}", errors(&output));
    for name in ["stories/leak.md", "stories/leaks"] {
        let said = format!("{name}: it is left out: it leads out of the folder");
        assert!(errors(&output).contains(&said), "{said}: {}", errors(&output));
    }
    let feed = feed_of(&folder);
    assert!(!feed.to_string().contains("Secret") && feed.to_string().contains("Inner"), "{feed}");
    for file in ["secret.md", "folder/more.md"] {
        assert_eq!(fs::read_to_string(other.join(file)).expect("a file"), secret, "{file}");
    }
    // Within the folder, the file that a link leads to is written.
    assert!(folder.join("stories/inner.md").is_symlink());
    assert!(fs::read_to_string(folder.join("texts/inner.md")).expect("a file").contains("id: \"inner\""));
    let output = newsleaf(&folder, &["check", ".", "--strict"]);
    assert_eq!(status(&output), 1, "{}", text(&output));

    fs::rename(folder.join("stories"), folder.join("texts/moved")).expect("a folder");
    symlink(&other, folder.join("stories")).expect("a link");
    let output = newsleaf(&folder, &["feed"]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("stories: it leads out of the folder"), "{}", errors(&output));
}

#[test]
fn a_site_in_a_folder_that_is_called_as_stories_are_is_a_site() {
    let outer = folder(
        "named",
        &[
            ("content/newsleaf.json", r#"{"publication": {"title": "Inner"}}"#),
            ("content/stories/a.md", VOTE),
            ("_posts/stories/a.md", VOTE),
        ],
    );
    for (name, title) in [("content", "Inner"), ("_posts", "_posts")] {
        let output = newsleaf(&outer, &["feed", name]);
        assert_eq!(status(&output), 0, "{}", errors(&output));
        assert_eq!(feed_of(&outer.join(name))["title"], title);
        assert!(!outer.join("feed.json").exists(), "{name}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_to_a_folder_of_stories_is_the_folder_that_it_leads_to() {
    let data = paper("linked-data", &[]);
    let folder = folder("linked", &[("stories/other.md", "---\ntitle: Other\ndate: 2026-11-01\n---\n")]);
    std::os::unix::fs::symlink(data.join("stories"), folder.join("current")).expect("a link");
    let output = newsleaf(&folder, &["feed", "current"]);
    assert_eq!(status(&output), 0, "{}", errors(&output));
    assert_eq!(feed_of(&data)["title"], "The Bulletin");
    assert!(!folder.join("feed.json").exists());
}

#[test]
fn a_fault_in_the_settings_leaves_the_feed_as_it_is() {
    let folder = paper("broken-settings", &[]);
    assert_eq!(status(&newsleaf(&folder, &["feed"])), 0);
    let before = feed_of(&folder);
    fs::write(folder.join("newsleaf.json"), SETTINGS.replace("},", "}")).expect("a file");
    for arguments in [&["feed"][..], &["build"]] {
        let output = newsleaf(&folder, arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(errors(&output).contains("newsleaf.json: "), "{arguments:?}: {}", errors(&output));
        assert_eq!(feed_of(&folder), before, "{arguments:?}");
    }
    assert_eq!(status(&newsleaf(&folder, &["check", "."])), 2);
}

#[test]
#[cfg(unix)]
fn a_pipe_that_is_named_as_a_picture_is_not_waited_for() {
    let story =
        "---\nid: a\ntitle: A\ndate: 2026-11-20\nimage: ../pictures/pipe.png\n---\n![x](../pictures/pipe.png)\n";
    let folder = paper("pipe", &[("stories/a.md", story)]);
    for name in ["pictures/pipe.png", "stories/pipe.md"] {
        assert!(Command::new("mkfifo").arg(folder.join(name)).status().expect("mkfifo runs").success());
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    let mut child = command.current_dir(&folder).arg("feed").stdout(Stdio::null()).spawn().expect("the command runs");
    let end = Instant::now() + Duration::from_secs(60);
    let status = loop {
        match child.try_wait().expect("a status") {
            Some(status) => break Some(status),
            None if Instant::now() > end => break None,
            None => thread::sleep(Duration::from_millis(20)),
        }
    };
    if status.is_none() {
        child.kill().expect("it ends");
    }
    assert!(status.expect("the command waits for the pipe").success());
}

#[test]
#[cfg(unix)]
fn no_whole_disk_is_looked_through_for_stories() {
    let folder = folder("disk", &[("notes.md", "# No story")]);
    std::os::unix::fs::symlink("/", folder.join("root")).expect("a link");
    // More files than are looked at, of which the last would be a story.
    for number in 0..10_100 {
        fs::write(folder.join(format!("a{number:05}.txt")), "").expect("a file");
    }
    fs::write(folder.join("z.md"), BRIDGE).expect("a file");
    let began = Instant::now();
    assert_eq!(status(&newsleaf(&folder, &["feed"])), 2);
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    fs::remove_dir_all(folder).expect("a folder");
}

#[test]
fn a_file_that_begins_with_a_rule_is_no_story_and_an_empty_feed_is_not_written() {
    let rule = folder("rule", &[("notes.md", "---\n\nA rule, and notes under it.\n")]);
    let output = newsleaf(&rule, &["feed"]);
    assert_eq!(status(&output), 2);
    assert!(!rule.join("feed.json").exists());

    let folder = folder("empty", &[("newsleaf.json", SETTINGS), ("stories/vote.md", VOTE)]);
    assert_eq!(status(&newsleaf(&folder, &["feed"])), 0);
    let before = feed_of(&folder);
    fs::write(folder.join("stories/vote.md"), "+++\nid = 'vote\n+++\n").expect("a file");
    let output = newsleaf(&folder, &["feed"]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("no story can be published"), "{}", errors(&output));
    assert_eq!(feed_of(&folder), before);
    // What its author holds back is meant to be.
    fs::write(folder.join("stories/vote.md"), "+++\nid = 'vote'\ndraft = true\n+++\n").expect("a file");
    assert_eq!(status(&newsleaf(&folder, &["feed"])), 0);
    assert_eq!(feed_of(&folder)["items"], json!([]));
}

#[test]
#[cfg(unix)]
fn odd_names_of_files_are_read_or_named() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = paper("odd-names", &[("stories/a\\b.md", "---\ntitle: Odd\ndate: 2026-11-01\n---\n")]);
    fs::write(folder.join("stories").join(OsStr::from_bytes(b"caf\xe9.md")), VOTE).expect("a file");
    let output = newsleaf(&folder, &["feed", "--write-ids"]);
    assert_eq!(status(&output), 0, "{}", errors(&output));
    assert!(errors(&output).contains("its name is no text in UTF-8"), "{}", errors(&output));
    assert!(!errors(&output).contains("no id is written"), "{}", errors(&output));
    assert!(feed_of(&folder).to_string().contains("Odd"));
}

#[test]
fn a_dated_story_in_a_file_that_is_called_as_those_of_folders_are_is_named() {
    let folder = paper("license", &[("stories/license.md", VOTE), ("stories/README.md", "# Read me")]);
    let output = newsleaf(&folder, &["feed"]);
    let lines = errors(&output);
    assert!(lines.contains("stories/license.md: it is left out: its name says that it tells of the folder"), "{lines}");
    assert!(!lines.contains("README"), "{lines}");
}

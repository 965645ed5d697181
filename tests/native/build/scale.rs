//! Large sites: memory, and what the next build need not read.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::support::{Project, stories, story, texts};

/// Builds, adds a story, and builds again: with what the first build remembers, and without.
fn with_and_without_memory(name: &str, arguments: &[&str]) {
    let project = Project::new(name);
    let linked = |number: usize| {
        let mut story = story(number);
        story["content_html"] =
            json!(format!("<p><a href=\"./?article=x\">x</a> <a href=\"https://other.example/{number}\">y</a></p>"));
        story["url"] = json!(format!("https://other.example/{}", number + 1));
        story
    };
    let feed = |end: usize| (0..end).rev().map(linked).collect::<Vec<_>>();
    project.feed(&feed(120));
    project.build(arguments);
    project.build_into("other", arguments);
    project.feed(&feed(121)[..60]);
    assert!(project.folder.join("site.stories").is_file());
    fs::remove_file(project.folder.join("other.stories")).unwrap();
    let summary = project.build(arguments);
    let articles = texts(&summary["added"]).iter().filter(|path| path.starts_with("article/")).count();
    assert_eq!((&summary["stories"], articles), (&json!(121), 2), "{summary}");
    project.build_into("other", arguments);
    assert!(project.all_files("site") == project.all_files("other"), "the bytes are the same");
    // All pages are made again from stories that are not in the feed.
    project.put("newsleaf.json", br##"{"accent": "#aa0000"}"##);
    project.build(arguments);
    fs::remove_file(project.folder.join("other.stories")).unwrap();
    project.build_into("other", arguments);
    assert!(project.all_files("site") == project.all_files("other"), "the bytes are the same");
}

#[test]
fn a_rebuild_in_place_writes_the_same_bytes_with_and_without_what_it_remembers() {
    with_and_without_memory("remembered-in-place", &["--in-place"]);
}

#[test]
fn a_rebuild_by_exchange_writes_the_same_bytes_with_and_without_what_it_remembers() {
    with_and_without_memory("remembered", &[]);
}

#[test]
fn a_story_that_comes_from_an_older_page_to_the_first_one_is_made_anew() {
    let project = Project::new("remembered-older-page");
    // The authors of the first page are those of its own stories alone.
    let feed = |newest: &[Value], older: &[Value]| {
        let page = |items: &[Value]| json!({"version": "https://jsonfeed.org/version/1.1", "title": "The Paper", "items": items});
        let mut first = page(newest);
        first["authors"] = json!([{"name": "Desk"}]);
        first["next_url"] = json!("older/2.json");
        project.put("feed.json", first.to_string().as_bytes());
        project.put("older/2.json", page(older).to_string().as_bytes());
    };
    let mut items = stories(0, 4);
    items.iter_mut().for_each(|item| drop(item.as_object_mut().unwrap().remove("authors")));
    items[1]["image"] = json!("lead.png");
    feed(&items[..1], &items[1..]);
    project.build(&[]);
    // The first page has room for more.
    feed(&items[..3], &items[3..]);
    project.build(&[]);
    project.build_into("other", &[]);
    assert!(project.site("feed.json").contains("Desk"));
    assert!(project.all_files("site") == project.all_files("other"), "the bytes are the same");
}

#[test]
fn a_page_of_the_store_with_its_size_and_time_is_not_read_again_and_another_one_is() {
    let project = Project::new("not-read");
    project.feed(&stories(0, 120));
    project.build(&[]);
    project.feed(&stories(100, 121));
    let page = project.folder.join("site/feed/0001.json");
    let (bytes, time) = (fs::read(&page).unwrap(), fs::metadata(&page).unwrap().modified().unwrap());
    let put = |bytes: &[u8]| {
        // A new file, because the old one may have another name beside the site.
        fs::remove_file(&page).unwrap();
        fs::write(&page, bytes).unwrap();
        fs::File::options().append(true).open(&page).unwrap().set_modified(time).unwrap();
    };
    put(&vec![b'x'; bytes.len()]);
    assert_eq!(project.build(&[])["stories"], json!(121), "its stories are remembered");
    put(&vec![b'x'; bytes.len() - 1]);
    assert!(project.refused(&[]).contains("feed/0001.json"), "it is read, and broken");
    put(&bytes);
    fs::write(project.folder.join("site.stories"), "newsleaf stories 1\nbroken").unwrap();
    assert_eq!(project.build(&[])["stories"], json!(121), "without a memory everything is read");
}

/// The highest memory of a build, in KB.
#[cfg(target_os = "linux")]
fn highest_memory(project: &Project, arguments: &[&str]) -> u64 {
    use std::process::{Command, Stdio};
    use std::thread;
    use std::time::Duration;

    use super::support::{NOW, SITE};

    let mut child = Command::new(env!("CARGO_BIN_EXE_newsleaf"))
        .current_dir(&project.folder)
        .args([
            "build", "--out", "site", "--app", "app", "--site", SITE, "--cards", "none", "--now", NOW, "--jobs", "2",
            "--quiet",
        ])
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()
        .expect("the command runs");
    let status = format!("/proc/{}/status", child.id());
    let mut highest = 0;
    loop {
        let text = fs::read_to_string(Path::new(&status)).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok());
        highest = highest.max(kilobytes.unwrap_or(0));
        if let Some(status) = child.try_wait().expect("a child") {
            assert!(status.success());
            return highest;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_memory_of_a_build_does_not_grow_with_the_bodies_of_its_stories() {
    const STORIES: usize = 2_000;
    /// A third of the bytes of the feed, and the rest of the program.
    const MOST_KB: u64 = 110_000;
    let project = Project::new("memory");
    let text = "All of it is kept in the store and stands on no page. ".repeat(560);
    let item = |number: usize| {
        let mut item = story(number % 600);
        item["id"] = json!(format!("id-{number}"));
        item["_notes"] = json!(text);
        item
    };
    project.feed(&(0..STORIES).rev().map(item).collect::<Vec<_>>());
    assert!(fs::metadata(project.folder.join("feed.json")).unwrap().len() > 60_000_000);
    for build in ["the first build", "the next one"] {
        let highest = highest_memory(&project, &["--in-place"]);
        println!("{build}: {highest} KB");
        assert!(highest < MOST_KB, "{build} needs {highest} KB");
        let mut items: Vec<_> = (0..STORIES).rev().map(item).collect();
        items.insert(0, story(600));
        project.feed(&items);
    }
}

//! The changes of a build on disk.

use std::collections::BTreeSet;
use std::fs;

use serde_json::json;

use super::support::{Project, stories, story, texts};

#[test]
fn the_same_input_gives_the_same_bytes_and_touches_no_file() {
    let project = Project::new("same");
    project.feed(&stories(0, 45));
    project.build(&[]);
    let before = project.all_files("site");
    let times = || {
        let modified =
            |path: &String| fs::metadata(project.folder.join("site").join(path)).unwrap().modified().unwrap();
        before.keys().map(modified).collect::<Vec<_>>()
    };
    let times_before = times();
    let summary = project.build(&[]);
    assert_eq!((&summary["added"], &summary["changed"], &summary["removed"]), (&json!([]), &json!([]), &json!([])));
    assert!(before == project.all_files("site"));
    assert_eq!(times_before, times(), "a synchronising tool would send what is new");
    // Elsewhere, from nothing, in another order of the same work.
    project.build_into("other", &["--jobs", "1"]);
    assert!(before == project.all_files("other"));
}

#[test]
fn one_new_story_changes_few_files_and_each_for_a_reason() {
    let project = Project::new("one-new");
    project.feed(&stories(0, 130));
    project.build(&[]);
    project.feed(&stories(101, 131));
    let summary = project.build(&[]);
    let (added, changed) = (texts(&summary["added"]), texts(&summary["changed"]));
    let key = |number: usize| newsleaf::domain::feed::key::Key::of_id(&number.to_string()).to_string();
    let article = |number: usize| format!("article/{}-story-number-{number}/index.html", key(number));
    let expected_added: BTreeSet<String> = [article(130), article(130).replace("index.html", "oembed.json")].into();
    let mut expected_changed: BTreeSet<String> = [
        // The neighbour has a newer story.
        article(129),
        // The lists that the story is in: all stories, month, two levels of its section, its tag, its author.
        "index.html".to_owned(),
        "archive/2026/11/index.html".to_owned(),
        "section/news/index.html".to_owned(),
        "section/news/part-0/index.html".to_owned(),
        "tag/tag-1/index.html".to_owned(),
        "author/author-0/index.html".to_owned(),
        // The feeds, and files for other programs.
        "feed.json".to_owned(),
        "rss.xml".to_owned(),
        "latest.json".to_owned(),
        "sitemap.xml".to_owned(),
        "sitemap/000.xml".to_owned(),
    ]
    .into();
    let shard = format!("keys/{}.json", &key(130)[..2]);
    let is_new_shard = added.contains(&shard.as_str());
    if !is_new_shard {
        expected_changed.insert(shard.clone());
    }
    let own = |paths: &[&str]| {
        paths
            .iter()
            .map(|path| (*path).to_owned())
            .filter(|path| !is_new_shard || *path != shard)
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(own(&added), expected_added);
    assert_eq!(own(&changed), expected_changed);
    assert_eq!(texts(&summary["removed"]), Vec::<&str>::new());
    // Twelve, and one for each level of the section, each tag and each author.
    assert!(added.len() + changed.len() <= 12 + 2 + 1 + 1, "{}", added.len() + changed.len());
    let listed = fs::read_to_string(project.folder.join("site.changes.txt")).unwrap();
    assert_eq!(listed.lines().count(), added.len() + changed.len());
    assert!(listed.contains(&format!("+ {}\n", article(130))) && listed.contains("~ index.html\n"), "{listed}");
}

#[test]
fn a_new_story_that_makes_lists_roll_over_changes_one_more_file_for_each() {
    let project = Project::new("roll-over");
    // The news sitemap changes with it.
    let arguments = ["--now", "2026-11-02T18:00:00Z"];
    project.feed(&stories(0, 39));
    project.build(&arguments);
    project.feed(&stories(20, 40));
    let summary = project.build(&arguments);
    let (added, changed) = (texts(&summary["added"]), texts(&summary["changed"]));
    let rolled: Vec<&&str> = added.iter().filter(|path| path.ends_with("page/1/index.html")).collect();
    assert_eq!(rolled.len(), 3, "all stories, their month and their section: {added:?}");
    assert!(changed.contains(&"sitemap-news.xml"));
    assert!(added.len() + changed.len() <= 12 + 2 + 1 + 1 + 3, "{added:?} {changed:?}");
}

#[test]
fn the_news_sitemap_changes_with_the_clock_and_nothing_else_does() {
    let project = Project::new("clock");
    project.feed(&[story(0), {
        let mut news = story(1);
        news["date_published"] = json!("2026-11-28T09:00:00Z");
        news
    }]);
    let summary = project.build(&[]);
    assert!(project.site("sitemap-news.xml").contains("Story number 1"));
    assert!(summary["next"].to_string().contains("2026-11-30T09:00:00"), "{summary}");
    let summary = project.build(&["--now", "2027-03-01T00:00:00Z"]);
    assert_eq!(texts(&summary["changed"]), ["sitemap-news.xml"]);
    assert!(!project.site("sitemap-news.xml").contains("Story number 1"));
}

#[test]
fn in_place_and_by_the_folder_give_the_same_site() {
    let project = Project::new("in-place");
    for newest in [30, 47, 95] {
        project.feed(&stories(newest - 30, newest));
        let by_folder = project.build(&[]);
        let in_place = super::support::summary(&project.build_into("other", &["--in-place", "--format", "json"]));
        assert_eq!((&by_folder["added"], &by_folder["changed"]), (&in_place["added"], &in_place["changed"]));
        assert!(project.all_files("site") == project.all_files("other"));
    }
    project.put("newsleaf.json", br#"{"removed": ["3"]}"#);
    let by_folder = project.build(&[]);
    let in_place = super::support::summary(&project.build_into("other", &["--in-place", "--format", "json"]));
    assert_eq!(by_folder["removed"], in_place["removed"]);
    assert!(!texts(&in_place["removed"]).is_empty());
    assert!(project.all_files("site") == project.all_files("other"));
}

#[test]
fn old_assets_stay_for_thirty_days() {
    let project = Project::new("assets");
    project.feed(&stories(0, 2));
    project.build(&["--now", "2026-11-01T00:00:00Z"]);
    let shell = fs::read_to_string(project.folder.join("app/index.html")).unwrap();
    project.put("app/index.html", shell.replace("style-2222222222222222", "style-4444444444444444").as_bytes());
    fs::rename(
        project.folder.join("app/style-2222222222222222.css"),
        project.folder.join("app/style-4444444444444444.css"),
    )
    .unwrap();
    let has_old = |now: &str| {
        project.build(&["--now", now]);
        project.all_files("site").contains_key("assets/app/style-2222222222222222.css")
    };
    assert!(has_old("2026-11-02T00:00:00Z"));
    assert!(has_old("2026-12-01T00:00:00Z"));
    assert!(!has_old("2026-12-03T00:00:00Z"));
    assert!(project.site("index.html").contains("assets/app/style-4444444444444444.css"));
}

#[test]
fn files_that_no_build_has_written_stay_and_give_a_warning() {
    let project = Project::new("unknown");
    project.feed(&stories(0, 2));
    project.build(&[]);
    // Some of them lie in the folders that builds write into, and two have names such as builds give.
    let mine =
        ["article/draft/notes.html", "google1234.html", "keys/zz.json", "section/old/index.html", "tag/list.txt"];
    for path in mine {
        project.put(&["site/", path].concat(), b"mine");
    }
    for (number, arguments) in [&[][..], &["--in-place"]].into_iter().enumerate() {
        project.feed(&stories(0, 3 + number));
        let summary = project.build(arguments);
        assert_eq!(texts(&summary["unknown"]), mine);
        assert!(mine.iter().all(|path| project.site(path) == "mine"));
    }
    // Without the list of its files a build can't tell the last two from pages of a story that is gone.
    std::fs::remove_file(project.folder.join("site.manifest")).unwrap();
    assert_eq!(texts(&project.build(&[])["unknown"]), ["article/draft/notes.html", "google1234.html", "tag/list.txt"]);
}

#[test]
#[cfg(unix)]
fn a_file_of_others_in_the_folder_of_an_article_stays_through_every_build() {
    let project = Project::new("in-article");
    for stories_of_site in [3, 350] {
        project.feed(&stories(0, stories_of_site));
        project.build(&[]);
        let folder = format!("site/article/{}-story-number-0", newsleaf::domain::feed::key::Key::of_id("0"));
        project.put(&[folder.as_str(), "/note.txt"].concat(), b"mine");
        // The folder is older than the last look at it.
        let old = std::time::SystemTime::now() - std::time::Duration::from_secs(60);
        fs::File::open(project.folder.join(&folder)).expect("a folder").set_modified(old).expect("a time");
        for (step, arguments) in [&[][..], &["--in-place"], &[], &[]].into_iter().enumerate() {
            project.feed(&stories(0, stories_of_site + step));
            project.build(arguments);
            assert_eq!(project.site(&[&folder["site/".len()..], "/note.txt"].concat()), "mine", "{step}");
        }
    }
}

#[test]
#[cfg(unix)]
fn files_with_odd_names_stay_through_every_build() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new("odd-names");
    let odd = [OsStr::new("a\\b.txt"), OsStr::from_bytes(b"caf\xe9.txt"), OsStr::from_bytes(b"caf\xe9/x.txt")];
    // The second number is that of a site with a spare one.
    for stories_of_site in [2, 350] {
        project.feed(&stories(0, stories_of_site));
        project.build(&[]);
        for name in odd {
            let file = project.folder.join("site").join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, "mine").expect("a file");
        }
        for step in 1..4 {
            project.feed(&stories(0, stories_of_site + step));
            project.build(&[]);
            for name in odd {
                let file = project.folder.join("site").join(name);
                assert_eq!(fs::read_to_string(&file).ok().as_deref(), Some("mine"), "{step}: {}", file.display());
            }
        }
        // One that is taken away does not come back from the spare site.
        fs::remove_file(project.folder.join("site").join(odd[1])).expect("a file");
        project.feed(&stories(0, stories_of_site));
        project.build(&[]);
        assert!(!project.folder.join("site").join(odd[1]).exists());
    }
}

#[test]
fn empty_folders_and_files_of_others_stay() {
    let project = Project::new("empty-folders");
    for stories_of_site in [2, 350] {
        project.feed(&stories(0, stories_of_site));
        project.build(&[]);
        let site = project.folder.join("site");
        fs::create_dir_all(site.join(".git/refs/heads")).expect("a folder");
        project.put("site/.git/HEAD", b"ref: refs/heads/main");
        for step in 1..4 {
            project.put("site/article/mine/note.txt", b"mine");
            project.feed(&stories(0, stories_of_site + step));
            let output = project.build_into("site", &[]);
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(said.contains("that no build has written stay there"), "{said}");
            assert_eq!(project.site("article/mine/note.txt"), "mine", "{step}");
            assert!(site.join(".git/refs/heads").is_dir() && site.join(".git/HEAD").is_file(), "{step}");
        }
    }
}

#[test]
fn files_with_names_of_ours_are_removed_and_named_after_a_build_that_was_stopped() {
    let project = Project::new("named-as-ours");
    for stories_of_site in [2, 350] {
        project.feed(&stories(0, stories_of_site));
        project.build(&[]);
        let site = project.folder.join("site");
        fs::create_dir_all(site.join(".git/refs/heads")).expect("a folder");
        project.put("site/.git/HEAD", b"ref: refs/heads/main");
        for step in 1..4 {
            // A build was stopped, so nobody knows whether this was a page of the site.
            project.put("site/section/mine/index.html", b"mine");
            fs::create_dir_all(project.folder.join(".site.newsleaf-new-1")).expect("a folder");
            project.feed(&stories(0, stories_of_site + step));
            let output = project.build_into("site", &[]);
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(
                said.contains("was removed from a folder where only builds write: section/mine/index.html"),
                "{said}"
            );
            assert!(site.join(".git/refs/heads").is_dir() && site.join(".git/HEAD").is_file(), "{step}");
        }
        // A folder that only builds write in does not stay empty.
        assert!(!site.join("section/mine").exists());
    }
}

#[test]
fn files_of_others_stay_after_a_build_that_was_stopped_at_its_end() {
    let project = Project::new("stopped-at-its-end");
    project.feed(&stories(0, 2));
    project.build(&[]);
    project.put("site/section/mine/index.html", b"mine");
    for left in [".site.newsleaf-new-1-done", ".site.newsleaf-new-1-spare", "site/.newsleaf-new-1-done"] {
        // The manifest was written: what is left was to be removed.
        fs::create_dir_all(project.folder.join(left)).expect("a folder");
        for arguments in [&[][..], &["--in-place"]] {
            project.build(arguments);
            assert_eq!(project.site("section/mine/index.html"), "mine", "{left}");
        }
        assert!(!project.folder.join(left).exists(), "{left}");
    }
}

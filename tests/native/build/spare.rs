//! The spare site of a large site: builds that have one write the same as builds that have none.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::support::{Project, stories};

/// So many that the site has a spare one.
const STORIES: usize = 350;

#[test]
fn builds_with_a_spare_site_write_the_same_as_builds_in_place() {
    let project = Project::new("spare");
    let spare = project.folder.join(".site.newsleaf-spare");
    let build = |step: &str, has_spare: bool| {
        project.build(&[]);
        let output = project.build_into("twin", &["--in-place", "--format", "json"]);
        assert!(output.status.success(), "{step}: {output:?}");
        assert!(project.all_files("site") == project.all_files("twin"), "{step}: the sites differ");
        assert_eq!(spare.is_dir(), has_spare, "{step}: whether there is a spare site");
    };
    let mut items = stories(0, STORIES);
    project.feed(&items);
    build("the first build", false);
    build("the second build", true);
    assert_eq!(mode(&spare), 0o700, "a server finds nothing in the spare site");
    let story = fs::read_dir(project.folder.join("site/article")).unwrap().next().unwrap().unwrap().file_name();
    let page = Path::new("article").join(story).join("index.html");
    assert_eq!(number(&spare.join(&page)), number(&project.folder.join("site").join(&page)), "the files are the same");

    items.insert(0, stories(STORIES, STORIES + 1).remove(0));
    project.feed(&items);
    build("a new story", true);

    items[5]["title"] = json!("Another headline");
    items[200]["_newsleaf"]["removed"] = json!(true);
    project.feed(&items);
    fs::write(project.folder.join("site/by-hand.txt"), "unknown").unwrap();
    fs::write(project.folder.join("twin/by-hand.txt"), "unknown").unwrap();
    build("another headline, a removed story, an unknown file", true);

    // Whatever has been done to the spare site: a file with other bytes, one too many, and a folder that is missing.
    fs::remove_file(spare.join(&page)).unwrap();
    fs::write(spare.join(&page), "other bytes").unwrap();
    fs::create_dir_all(spare.join("article/too/many")).unwrap();
    fs::write(spare.join("article/too/many/index.html"), "too many").unwrap();
    fs::remove_dir_all(spare.join("keys")).unwrap();
    fs::remove_file(spare.join("feed.json")).unwrap();
    fs::create_dir(spare.join("feed.json")).unwrap();
    fs::remove_file(project.folder.join("site/by-hand.txt")).unwrap();
    fs::remove_file(project.folder.join("twin/by-hand.txt")).unwrap();
    items[0]["title"] = json!("The newest headline");
    project.feed(&items);
    build("a spare site that was changed", true);

    // Without the folder, whoever has removed it, the site is written anew.
    fs::remove_dir_all(project.folder.join("site")).unwrap();
    fs::remove_dir_all(project.folder.join("twin")).unwrap();
    build("a folder that was removed", false);
    build("the build after it", true);

    // In place there is none.
    let output = project.build_into("site", &["--in-place"]);
    assert!(output.status.success() && !spare.exists(), "{output:?}");
}

#[cfg(unix)]
fn mode(folder: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(folder).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
fn number(file: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(file).unwrap().ino()
}

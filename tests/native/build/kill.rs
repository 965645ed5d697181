//! Never half a site: builds are killed at random points.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use super::links::{target, urls};
use super::support::{NOW, Project, SITE, stories};

/// How often a build is killed, each way. `make bench` asks for 50.
fn kills() -> u32 {
    std::env::var("NEWSLEAF_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(6)
}

fn start(project: &Project, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsleaf"));
    command
        .current_dir(&project.folder)
        .args(["build", "--app", "app", "--out", "site", "--site", SITE, "--now", NOW, "--cards", "none"]);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command runs")
}

/// Every page of the site is whole, and every link of it leads to a file.
fn assert_whole(project: &Project, when: &str) {
    let files = project.all_files("site");
    let is_page = |path: &str| path.ends_with(".html") && !path.starts_with(".newsleaf");
    let mut pages = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| is_page(path)) {
        let html = String::from_utf8_lossy(bytes);
        assert!(
            html.trim_end().ends_with("</html>") || path.starts_with("embed-") || path.starts_with("feed-health"),
            "{when}: {path} is cut"
        );
        if path.starts_with("embed") || path.starts_with("feed-health") || path.starts_with("search") {
            continue;
        }
        for url in urls(&html)
            .iter()
            .filter(|url| !url.contains("://") && !url.starts_with("mailto:") && !url.starts_with(['#', '?']))
        {
            let target = target(path, url);
            assert!(files.contains_key(&target), "{when}: {path}: {url} leads to {target}");
        }
        pages += 1;
    }
    assert!(pages > 60, "{when}: {pages} pages");
    serde_json::from_slice::<serde_json::Value>(&files["feed.json"]).expect("the feed is JSON");
}

fn kill_at_random_points(name: &str, arguments: &[&str], count: usize, kills: u32) {
    let project = Project::new(name);
    let feed = |version: u32| {
        let mut items = stories(0, count);
        for item in &mut items {
            let title = format!("{} in version {version}", item["title"].as_str().unwrap_or_default());
            item["title"] = serde_json::json!(title);
            item["image"] = serde_json::json!(format!("pictures/{version}.png"));
        }
        project.put(&format!("pictures/{version}.png"), b"picture");
        project.feed(&items);
    };
    feed(0);
    project.build(arguments);
    feed(1);
    let began = Instant::now();
    project.build(arguments);
    let lasts = began.elapsed();
    // Points that are spread over the whole time of a build, in another order each time.
    let seed = std::process::id();
    for kill in 1..=kills {
        feed(kill + 1);
        let share = f64::from((seed.wrapping_mul(2_654_435_761).wrapping_add(kill * 40_503)) % 1_000) / 1_000.0;
        let point = lasts.mul_f64(if kill % 2 == 0 { 0.6 + 0.5 * share } else { share });
        let mut child = start(&project, arguments);
        thread::sleep(point);
        let _ = child.kill();
        let _ = child.wait();
        assert_whole(&project, &format!("kill {kill} after {point:?} of {lasts:?}"));
    }
    project.build(arguments);
    assert_whole(&project, "after the last build");
    let left: Vec<_> = fs::read_dir(&project.folder)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("newsleaf-new") || name.contains("newsleaf-old"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_build_that_is_killed_leaves_a_whole_site() {
    kill_at_random_points("kill", &[], 60, kills());
}

#[test]
fn a_build_in_place_that_is_killed_leaves_a_whole_site() {
    kill_at_random_points("kill-in-place", &["--in-place"], 60, kills());
}

/// A large site is exchanged for its spare one.
#[cfg(unix)]
#[test]
fn a_build_with_a_spare_site_that_is_killed_leaves_a_whole_site() {
    kill_at_random_points("kill-spare", &[], 350, kills() / 2);
}

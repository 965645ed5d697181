//! Data for the scripts of pages, and of other sites' pages.

use serde_json::Value;

use super::support::{Project, stories};

#[test]
fn the_front_page_knows_the_newest_stories_and_other_pages_do_not() {
    let project = Project::new("latest");
    project.feed(&stories(0, 50));
    project.build(&[]);
    let latest: Value = serde_json::from_str(&project.site("latest.json")).expect("JSON");
    let keys: Vec<&str> =
        latest["stories"].as_array().expect("a list").iter().map(|key| key.as_str().expect("a key")).collect();
    assert_eq!(keys.len(), 40);
    let front = project.site("index.html");
    assert!(front.contains(&format!(" data-latest=\"{}\"", keys.join(" "))), "{front}");
    assert!(front.contains(" data-new-stories=\"{&quot;one&quot;:"), "{front}");
    for (path, bytes) in project.all_files("site") {
        let is_other_page = path.ends_with(".html") && path != "index.html";
        assert!(!is_other_page || !String::from_utf8_lossy(&bytes).contains("data-latest"), "{path}");
    }
}

#[test]
fn the_rules_for_preparing_pages_are_the_same_at_every_depth_and_allowed_by_the_policy() {
    let project = Project::new("speculation");
    project.feed(&stories(0, 3));
    project.build(&[]);
    let mut rules = Vec::new();
    for (path, bytes) in project.all_files("site") {
        let html = String::from_utf8_lossy(&bytes);
        let Some((head, rest)) = html.split_once("<script type=\"speculationrules\">") else { continue };
        let text = rest.split("</script>").next().unwrap_or_default().to_owned();
        let hash = newsleaf::publish::document::hash_source(&text);
        assert!(head.contains(&hash), "{path}");
        rules.push(text);
    }
    assert!(rules.len() > 5, "{}", rules.len());
    rules.dedup();
    assert_eq!(rules.len(), 1);
}

#[test]
fn the_embed_script_knows_the_folder_of_the_widgets() {
    let project = Project::new("embed-script");
    project.feed(&stories(0, 1));
    project.build(&[]);
    assert_eq!(project.site("embed.js"), "embed(\"newsleaf-widgets:embed/\")");
    assert!(project.site("embed/index.html").contains("data-root=\"../\""));
}

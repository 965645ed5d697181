//! `docs/html-policy.md` names a test for each line of the policy. A name that no test has would be a promise that nobody
//! keeps.

use std::fs;
use std::path::Path;

fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "mjs") {
            all.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_test_that_the_page_of_the_policy_names_is_there() {
    let page = fs::read_to_string("docs/html-policy.md").unwrap();
    let mut all = String::new();
    for folder in ["src", "tests"] {
        sources(Path::new(folder), &mut all);
    }
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| line"));
    let mut named = 0;
    for tests in rows.filter_map(|row| row.trim_end_matches(" |").rsplit_once(" | ").map(|(_, tests)| tests)) {
        for name in tests.split('`').skip(1).step_by(2) {
            let is_there = all.contains(&format!("fn {name}()")) || all.contains(&format!("test(\"{name}\""));
            assert!(is_there, "there is no test called {name}");
            named += 1;
        }
    }
    assert!(named > 30, "{named}");
}

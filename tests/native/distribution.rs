//! What the command brings with it: the drop-in, completions, manual pages.

use std::fs;
use std::path::PathBuf;

use newsleaf::publish::bundled_app;

use crate::support::command::{empty_folder, errors, newsleaf_in, status, text};

fn folder(name: &str) -> PathBuf {
    empty_folder(&format!("distribution-{name}"))
}

#[test]
fn the_drop_in_is_unpacked_beside_the_publishers_files_or_the_command_says_that_it_has_none() {
    let folder = folder("app");
    fs::create_dir_all(folder.join("site")).expect("a folder");
    for own in ["feed.json", "newsleaf.json"] {
        fs::write(folder.join("site").join(own), "mine").expect("a file");
    }
    let output = newsleaf_in(&folder, &["app", "--out", "site"]);
    match bundled_app::files() {
        // As the tests are built, unless NEWSLEAF_APP names an app.
        None => {
            assert_eq!(status(&output), 2);
            assert!(errors(&output).contains("make dist"), "{}", errors(&output));
            assert_eq!(fs::read_dir(folder.join("site")).expect("a folder").count(), 2);
        }
        Some(files) => {
            assert_eq!(status(&output), 0, "{}", errors(&output));
            for (path, bytes) in files {
                assert_eq!(fs::read(folder.join("site").join(&path)).expect("a file"), bytes, "{path}");
            }
            // Once more is an update, and a page of others stays.
            assert_eq!(status(&newsleaf_in(&folder, &["app", "--out", "site"])), 0);
            fs::write(folder.join("index.html"), "<p>mine</p>").expect("a file");
            let refused = newsleaf_in(&folder, &["app", "--out", "."]);
            assert_eq!(status(&refused), 2);
            assert!(errors(&refused).contains("index.html"), "{}", errors(&refused));
            assert_eq!(fs::read_to_string(folder.join("index.html")).expect("a file"), "<p>mine</p>");
        }
    }
    for own in ["feed.json", "newsleaf.json"] {
        assert_eq!(fs::read_to_string(folder.join("site").join(own)).expect("a file"), "mine");
    }
}

#[test]
fn a_build_without_any_app_says_how_to_get_one() {
    if bundled_app::files().is_some() {
        return;
    }
    let folder = folder("no-app");
    fs::write(folder.join("feed.json"), "{}").expect("a file");
    let output = newsleaf_in(&folder, &["build", "--site", "https://news.example/"]);
    assert_eq!(status(&output), 2);
    assert!(errors(&output).contains("make dist") && errors(&output).contains("--app"), "{}", errors(&output));
}

#[test]
fn shells_get_their_completions_and_others_are_refused() {
    let folder = folder("completions");
    for (shell, mark) in [("bash", "complete -F"), ("zsh", "#compdef newsleaf"), ("fish", "complete -c newsleaf")] {
        let output = newsleaf_in(&folder, &["completions", shell]);
        assert_eq!(status(&output), 0);
        let script = text(&output);
        assert!(script.contains(mark) && script.contains("write-ids"), "{shell}");
    }
    assert_eq!(status(&newsleaf_in(&folder, &["completions", "command.com"])), 2);
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = folder("man");
    let page = text(&newsleaf_in(&folder, &["man"]));
    assert!(page.contains(".TH newsleaf 1") && page.contains("newsleaf\\-build"), "{page}");
    assert_eq!(status(&newsleaf_in(&folder, &["man", "--out", "pages"])), 0);
    for name in [
        "newsleaf",
        "newsleaf-build",
        "newsleaf-check",
        "newsleaf-feed",
        "newsleaf-init",
        "newsleaf-new",
        "newsleaf-ping",
        "newsleaf-serve",
        "newsleaf-app",
    ] {
        let page = fs::read_to_string(folder.join("pages").join(format!("{name}.1"))).expect(name);
        assert!(page.contains(&format!(".TH {name} 1")), "{name}: {page}");
    }
}

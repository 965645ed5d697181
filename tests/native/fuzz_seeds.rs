//! The seeds of the fuzzers, with the checks of the fuzz targets (`fuzz/src/checks`). An input that a fuzzer has found becomes a
//! file in `fuzz/seeds/TARGET`, and is tried here from then on.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fuzz_checks::{body, feed, route, settings};
use crate::support::{corpora, samples};

/// Whole bodies of public feeds are tried elsewhere; longer ones than this cost much here.
const LONGEST_BODY: usize = 16_000;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The paths of a target's own seeds.
fn seeds(target: &str) -> Vec<PathBuf> {
    let paths = files(&Path::new("fuzz/seeds").join(target));
    assert!(!paths.is_empty(), "there are no seeds for {target}");
    paths
}

fn fixtures() -> Vec<PathBuf> {
    files(Path::new("tests/fixtures"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect()
}

/// A file's bytes. Its name is printed, so that a failing check shows its input.
fn read(path: &Path) -> Vec<u8> {
    println!("{}", path.display());
    fs::read(path).unwrap()
}

/// Text as a fuzz target gets it: up to the first byte that is not UTF-8.
fn read_text(path: &Path) -> String {
    let bytes = read(path);
    bytes.utf8_chunks().next().map_or(String::new(), |chunk| chunk.valid().to_owned())
}

#[test]
fn feed_checks_hold_for_seeds_fixtures_and_public_feeds() {
    let public = corpora::find("feeds").map(|folder| files(&folder)).unwrap_or_default();
    for path in seeds("feed").into_iter().chain(fixtures()).chain(public) {
        feed::check(&read(&path));
    }
}

#[test]
fn body_checks_hold_for_seeds_attacks_and_public_bodies() {
    for path in seeds("body") {
        body::check(&read_text(&path));
    }
    for sample in samples::attacks().into_iter().chain(samples::bodies()) {
        if sample.html.len() <= LONGEST_BODY {
            println!("{}", sample.name);
            body::check(&sample.html);
        }
    }
}

#[test]
fn settings_checks_hold_for_seeds_and_fixtures() {
    for path in seeds("settings").into_iter().chain(fixtures()) {
        settings::check(&read(&path));
    }
}

#[test]
fn route_checks_hold_for_seeds() {
    for path in seeds("route") {
        route::check(&read_text(&path));
    }
}

//! The native sanitiser over everything there is: published attacks on sanitisers, and the bodies of real feeds.
//!
//! The files are not part of the project; without them these tests say that they were skipped. `NEWSLEAF_XSS` and
//! `NEWSLEAF_FEEDS` name other places for them.

#[path = "support/body_faults.rs"]
mod body_faults;
#[path = "support/clean.rs"]
mod clean;
#[path = "support/html_tree.rs"]
mod html_tree;

use std::path::PathBuf;
use std::{env, fs};

use body_faults::faults;
use html_tree::{Node, each_element, parse, texts};
use newsleaf::domain::feed::Body;
use newsleaf::domain::html_policy::elements::{Treatment, treatment};
use newsleaf::domain::json_feed;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

/// Some HTML with a name to find it by, and the URL that its links are relative to.
struct Sample {
    name: String,
    html: String,
    base: WebUrl,
}

fn place(variable: &str, beside: &str) -> Option<PathBuf> {
    let path = env::var_os(variable).map(PathBuf::from);
    let path = path.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")).join(beside));
    if path.exists() {
        // Either the file is named, or the folder that it is in.
        let within = path.join(beside.rsplit('/').next().unwrap_or(beside));
        return Some(if within.exists() { within } else { path });
    }
    println!("skipped: there is no {beside}");
    None
}

fn attacks() -> Vec<Sample> {
    // All that are at hand, and some of our own that are always there.
    let own = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/attacks.json"));
    let read = |file: PathBuf| -> Vec<serde_json::Value> { serde_json::from_slice(&fs::read(file).unwrap()).unwrap() };
    let payloads = place("NEWSLEAF_XSS", "xss/payloads.json").into_iter().chain([own]).flat_map(read);
    let base = clean::url("https://news.example/story");
    payloads
        .map(|each| Sample {
            name: format!("{} {}", each["src"].as_str().unwrap(), each["i"]),
            html: each["p"].as_str().unwrap().to_owned(),
            base: base.clone(),
        })
        .collect()
}

fn bodies() -> Vec<Sample> {
    let Some(folder) = place("NEWSLEAF_FEEDS", "feeds") else { return vec![] };
    let mut samples = vec![];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let address = clean::url("https://feeds.example/feed.json");
        let context = json_feed::Context { address: &address, parse_url: parse_url_natively };
        let Ok((feed, _)) = json_feed::parse(&fs::read(&path).unwrap(), &context) else { continue };
        for item in feed.items {
            let base = item.url.or_else(|| feed.home_page_url.clone()).unwrap_or_else(|| address.clone());
            if let Body::Html(html) = item.body {
                samples.push(Sample {
                    name: format!("{} {}", path.file_stem().unwrap_or_default().to_string_lossy(), item.id),
                    html,
                    base,
                });
            }
        }
    }
    samples
}

fn cleaned(sample: &Sample) -> String {
    clean::clean(&sample.html, &clean::context(&sample.base)).as_html().to_owned()
}

/// The words of the original that a reader would have seen and that the body has not, in their order.
fn lost_words(original: &[Node], body: &[Node]) -> Vec<String> {
    let unread = |name: &str| {
        matches!(treatment(name), Treatment::Remove | Treatment::Drawing | Treatment::Frame | Treatment::PicturesOnly)
    };
    let mut expected = vec![];
    texts(original, &unread, &mut expected);
    let mut found = vec![];
    texts(body, &|_| false, &mut found);
    let found = found.concat().replace('\r', "\n");
    let mut rest = found.as_str();
    let mut lost = vec![];
    let is_separator = |c: char| c.is_whitespace() || c == '\u{feff}';
    for word in expected.iter().flat_map(|text| text.split(is_separator)) {
        match rest.find(word) {
            Some(at) => rest = &rest[at + word.len()..],
            None => lost.push(word.to_owned()),
        }
    }
    lost
}

#[test]
fn no_attack_and_no_body_leaves_anything_outside_the_policy_or_loses_a_word() {
    let (mut elements, mut words) = (0, 0);
    let samples: Vec<Sample> = attacks().into_iter().chain(bodies()).collect();
    let mut wrong = vec![];
    for sample in &samples {
        let body = cleaned(sample);
        let nodes = parse(&body);
        each_element(&nodes, &mut |_, _| elements += 1);
        words += body.split_whitespace().count();
        let faults = faults(&nodes);
        let lost = lost_words(&parse(&sample.html), &nodes);
        if !faults.is_empty() || !lost.is_empty() {
            wrong.push(format!("{}: {faults:?} lost {lost:?}", sample.name));
        }
    }
    println!("{} samples, {elements} elements, {words} words in the bodies", samples.len());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), samples.len(), wrong.join("\n"));
}

/// Leaves what the native sanitiser makes of everything where the browser's tests find it: they compare node by node.
#[test]
fn the_browser_s_tests_get_every_body_to_compare_with() {
    let base = clean::url("https://news.example/story");
    let list = |samples: Vec<Sample>| -> Vec<serde_json::Value> {
        let cleaned = |sample: &Sample| clean::clean(&sample.html, &clean::context(&base)).as_html().to_owned();
        samples
            .iter()
            .map(|each| serde_json::json!({ "name": each.name, "html": each.html, "clean": cleaned(each) }))
            .collect()
    };
    let bodies = serde_json::json!({ "base": base.as_str(), "attacks": list(attacks()), "bodies": list(bodies()) });
    fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/clean-bodies.json"), bodies.to_string()).unwrap();
}

#[test]
fn cleaning_what_is_clean_changes_nothing() {
    let mut wrong = vec![];
    for sample in attacks().into_iter().chain(bodies()) {
        let once = cleaned(&sample);
        let twice = cleaned(&Sample { html: once.clone(), name: String::new(), base: sample.base.clone() });
        if once != twice {
            wrong.push(format!("{}:\n  {once}\n  {twice}", sample.name));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

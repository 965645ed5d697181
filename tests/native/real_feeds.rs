//! Feeds as they are in public, where the corpora have them.
//! `cargo test --test native real_feeds -- --nocapture` prints what was read of each, and what was corrected.

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use newsleaf::domain::feed::warning::{Place, Warning};
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::parse::plain_text;

use crate::support::{self, corpora};

fn is_item_left_out(warning: &Warning) -> bool {
    matches!(warning.place, Place::Item { .. }) && warning.action.leaves_item_out()
}

#[test]
fn every_item_of_every_real_feed_is_read_or_gives_a_warning() {
    let Some(folder) = corpora::find("feeds") else { return };
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("MANIFEST.json")).unwrap()).unwrap();
    let mut total = 0;
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for entry in manifest.as_array().unwrap() {
        let name = entry["file"].as_str().unwrap();
        let bytes = fs::read(folder.join(name)).unwrap();
        let start = Instant::now();
        let result = support::read(&bytes, "https://feeds.example/feed.json");
        let took = start.elapsed();
        let Some(expected) = entry["items"].as_u64() else {
            let Err(error) = result else { panic!("{name} is no feed") };
            if let FeedError::InvalidJson(at) = &error {
                assert!(at.line >= 1 && at.column >= 1 && !at.excerpt.is_empty(), "{name}: {at:?}");
            }
            println!("{name}: {error}");
            continue;
        };
        let (feed, warnings) = result.unwrap_or_else(|error| panic!("{name}: {error}"));
        let left_out = warnings.iter().filter(|warning| is_item_left_out(warning)).count();
        assert_eq!(feed.items.len() + left_out, expected as usize, "{name}");
        for item in &feed.items {
            assert!(plain_text::is_visible(&item.headline), "{name}: {} has no headline", item.id);
        }
        let mut keys: Vec<_> = feed.items.iter().map(|item| item.key).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), feed.items.len(), "{name}: two items share a key");
        println!("{name}: {} bytes, {} items, {} warnings, {took:?}", bytes.len(), feed.items.len(), warnings.len());
        total += feed.items.len();
        for warning in warnings {
            let field = warning.field.replace(|c: char| c.is_ascii_digit(), "");
            *kinds.entry(format!("{field}: {}", warning.action)).or_default() += 1;
        }
    }
    println!("{total} items in all; warnings by kind:");
    for (kind, count) in kinds {
        println!("{count:5} {kind}");
    }
}

#[test]
fn every_title_of_a_real_feed_that_has_no_markup_is_shown_letter_by_letter() {
    let Some(folder) = corpora::find("feeds") else { return };
    let mut compared = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let Ok(json) = serde_json::from_slice::<serde_json::Value>(&bytes) else { continue };
        let Ok((feed, _)) = support::read(&bytes, "https://feeds.example/feed.json") else { continue };
        let Some(items) = json["items"].as_array() else { continue };
        let is_first =
            |at: usize| items[..at].iter().all(|before| before["id"].is_null() || before["id"] != items[at]["id"]);
        for (_, item) in items.iter().enumerate().filter(|(at, _)| is_first(*at)) {
            let Some(title) = item["title"].as_str() else { continue };
            let folded = title.split_whitespace().collect::<Vec<_>>().join(" ");
            if folded.is_empty() || folded.contains(['&', '\u{ad}']) || folded.contains("</") {
                continue;
            }
            assert!(feed.items.iter().any(|item| item.headline == folded), "{title}");
            compared += 1;
        }
    }
    println!("{compared} titles compared");
}

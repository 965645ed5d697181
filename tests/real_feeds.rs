//! Feeds as they are in public, where a copy of them is at hand: `NEWSLEAF_FEEDS`, or `../shared/feeds`.

use std::fs;
use std::path::PathBuf;

use newsleaf::domain::json_feed::{self, Context, FeedError};
use newsleaf::domain::warning::Place;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("NEWSLEAF_FEEDS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/feeds")), PathBuf::from);
    let there = folder.join("MANIFEST.json").is_file();
    if !there {
        println!("skipped: there are no real feeds at {}", folder.display());
    }
    there.then_some(folder)
}

#[test]
fn every_item_of_every_real_feed_is_read_or_told() {
    let Some(folder) = folder() else { return };
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(folder.join("MANIFEST.json")).unwrap()).unwrap();
    let address = WebUrl::parse("https://feeds.example/feed.json", None, parse_url_natively).unwrap();
    let mut total = 0;
    for entry in manifest.as_array().unwrap() {
        let name = entry["file"].as_str().unwrap();
        let bytes = fs::read(folder.join(name)).unwrap();
        let result = json_feed::parse(&bytes, &Context { address: &address, parse_url: parse_url_natively });
        let Some(expected) = entry["items"].as_u64() else {
            assert!(matches!(result, Err(FeedError::InvalidJson(_))), "{name} is invalid JSON");
            println!("{name}: {}", result.unwrap_err());
            continue;
        };
        let (feed, warnings) = result.unwrap_or_else(|error| panic!("{name}: {error}"));
        let left_out = warnings
            .iter()
            .filter(|warning| {
                matches!(warning.place, Place::Item { .. }) && warning.done.starts_with("left the item out")
            })
            .count();
        assert_eq!(feed.items.len() + left_out, expected as usize, "{name}");
        for item in &feed.items {
            assert!(!item.headline.trim().is_empty(), "{name}: {} has no headline", item.id);
        }
        let mut keys: Vec<_> = feed.items.iter().map(|item| item.key).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), feed.items.len(), "{name}: two items share a key");
        println!("{name}: {} items, {} warnings", feed.items.len(), warnings.len());
        total += feed.items.len();
    }
    println!("{total} items in all");
}

//! Every deviation of public feeds, by name: what the parser reads and warns of.

mod feed;
mod hostile;
mod item;
mod random;

use crate::domain::limits::Limits;
use std::sync::Arc;

use super::*;
use crate::domain::web_url::{WebUrl, parse_url_natively};

pub fn read(json: &str) -> (Feed, Vec<Warning>) {
    let address = WebUrl::parse("https://host.example/news/feed.json", None, parse_url_natively).unwrap();
    parse(json.as_bytes(), &Context { address: &address, parse_url: parse_url_natively, limits: Limits::BROWSER })
        .unwrap()
}

pub fn error(bytes: &[u8]) -> FeedError {
    let address = WebUrl::parse("https://host.example/news/feed.json", None, parse_url_natively).unwrap();
    parse(bytes, &Context { address: &address, parse_url: parse_url_natively, limits: Limits::BROWSER }).unwrap_err()
}

/// A feed with one item that has these fields besides its id.
pub fn item(fields: &str) -> (Item, Vec<String>) {
    let json = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{{"id":"1",{fields}}},{{"id":"neighbour","title":"N"}}]}}"#
    );
    let (mut feed, warnings) = read(&json);
    assert_eq!(feed.items.pop().unwrap().id, "neighbour", "an odd item took its neighbour with it");
    (Arc::unwrap_or_clone(feed.items.remove(0)), warnings.iter().map(ToString::to_string).collect())
}

//! HTML to clean: attacks, of which some are the project's own, and the bodies of public feeds.

use newsleaf::domain::limits::Limits;
use std::fs;

use newsleaf::domain::feed::Body;
use newsleaf::domain::parse::context::Context;
use newsleaf::domain::parse::json_feed;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};

use super::{clean, corpora};

/// Some HTML with a name to find it by, and the URL that its links are relative to.
pub struct Sample {
    pub name: String,
    pub html: String,
    pub base: WebUrl,
}

/// The project's own attacks, and those of the corpora.
pub fn attacks() -> Vec<Sample> {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/attacks.json").into();
    let read = |file| -> Vec<serde_json::Value> { serde_json::from_slice(&fs::read(file).unwrap()).unwrap() };
    let payloads = corpora::find("xss/payloads.json").into_iter().chain([own]).flat_map(read);
    let base = clean::url("https://news.example/story");
    payloads
        .map(|each| Sample {
            name: format!("{} {}", each["src"].as_str().unwrap(), each["i"]),
            html: each["p"].as_str().unwrap().to_owned(),
            base: base.clone(),
        })
        .collect()
}

/// The bodies of the feeds in the corpora.
pub fn bodies() -> Vec<Sample> {
    let Some(folder) = corpora::find("feeds") else { return vec![] };
    let mut samples = vec![];
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let address = clean::url("https://feeds.example/feed.json");
        let context = Context { address: &address, parse_url: parse_url_natively, limits: Limits::BROWSER };
        let Ok((feed, _)) = json_feed::parse(&fs::read(&path).unwrap(), &context) else { continue };
        for item in feed.items {
            let base = item.url.clone().or_else(|| feed.home_page_url.clone()).unwrap_or_else(|| address.clone());
            if let Body::Html(html) = &item.body {
                samples.push(Sample {
                    name: format!("{} {}", path.file_stem().unwrap_or_default().to_string_lossy(), item.id),
                    html: html.clone(),
                    base,
                });
            }
        }
    }
    samples
}

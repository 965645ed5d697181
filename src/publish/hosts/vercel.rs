//! `vercel.json`.

use serde_json::{Value, json};

use super::escape;
use super::pieces::Topic;

/// The configuration of a site at `path`. Without `trailingSlash`, a folder without a slash is served as it is, and its relative
/// links lead one folder too high.
pub fn config(path: &str) -> String {
    let headers: Vec<Value> = rules(path).into_iter().map(|(_, rule)| rule).collect();
    let config = json!({ "trailingSlash": true, "headers": headers });
    serde_json::to_string_pretty(&config).unwrap_or_default() + "\n"
}

/// The part of the configuration about a topic.
pub fn about(path: &str, topic: Topic) -> Option<String> {
    if topic == Topic::Slash {
        return Some("\"trailingSlash\": true".to_owned());
    }
    let rules = rules(path).into_iter().filter(|(of, _)| *of == topic).map(|(_, rule)| format!("  {rule}"));
    let rules: Vec<String> = rules.collect();
    (!rules.is_empty()).then(|| format!("\"headers\": [\n{}\n]", rules.join(",\n")))
}

fn rules(path: &str) -> Vec<(Topic, Value)> {
    let path = escape::path_to_regexp(path);
    let header = |source: &str, key: &str, value: &str| json!({ "source": format!("{path}{source}"), "headers": [{ "key": key, "value": value }] });
    let mut rules = vec![
        (Topic::AssetCache, header("assets/app/(.*)", "Cache-Control", "public, max-age=31536000, immutable")),
        (Topic::NoSniff, header("(.*)", "X-Content-Type-Options", "nosniff")),
        (Topic::FeedType, header("feed.json", "Content-Type", "application/feed+json; charset=utf-8")),
    ];
    for open in
        ["assets/(.*)", "embed/(.*)", "feed/(.*)", "keys/(.*)", "embed.js", "feed.json", "latest.json", "newsleaf.json"]
    {
        rules.push((Topic::Cors, header(open, "Access-Control-Allow-Origin", "*")));
    }
    rules
}

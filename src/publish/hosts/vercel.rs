//! `vercel.json`.

use serde_json::json;

/// The configuration of a site at `path`. Without `trailingSlash`, a folder without a slash is served as it is, and its relative
/// links lead one folder too high.
pub fn config(path: &str) -> String {
    let header = |source: &str, key: &str, value: &str| json!({ "source": format!("{path}{source}"), "headers": [{ "key": key, "value": value }] });
    let mut headers = vec![
        header("assets/app/(.*)", "Cache-Control", "public, max-age=31536000, immutable"),
        header("(.*)", "X-Content-Type-Options", "nosniff"),
        header("feed.json", "Content-Type", "application/feed+json; charset=utf-8"),
    ];
    for open in
        ["assets/(.*)", "embed/(.*)", "feed/(.*)", "keys/(.*)", "embed.js", "feed.json", "latest.json", "newsleaf.json"]
    {
        headers.push(header(open, "Access-Control-Allow-Origin", "*"));
    }
    let config = json!({ "trailingSlash": true, "headers": headers });
    serde_json::to_string_pretty(&config).unwrap_or_default() + "\n"
}

//! `_headers` of Netlify and of Cloudflare: a line with a path, then lines of headers, indented. All rules that fit count, and
//! doubled names are joined by commas, so the rules of one header have no path in common.

use super::pieces::{Piece, Topic, piece};

/// The headers of a site at `path`, as it stands in requests. A `:` or `*` in it is a placeholder, which fits the path itself too. Pages have the hosts' default: browsers revalidate them each time.
pub fn headers(path: &str) -> Vec<Piece> {
    let assets = ["assets/app/*"];
    // Files that a widget in a frame without an origin, or another site's script, may read. Netlify matches `/feed/*` with
    // `/feed.json` too, and a placeholder only with the part behind the slash.
    let open = [
        "assets/*",
        "embed/",
        "embed/index.html",
        "feed/:page",
        "keys/:page",
        "embed.js",
        "feed.json",
        "latest.json",
        "newsleaf.json",
        "rss.xml",
    ];
    let mut pieces = Vec::new();
    for rule in assets {
        let text = format!("{path}{rule}\n  Cache-Control: public, max-age=31536000, immutable\n");
        pieces.push(piece(&[Topic::AssetCache], text));
    }
    for rule in open {
        pieces.push(piece(&[Topic::Cors], format!("{path}{rule}\n  Access-Control-Allow-Origin: *\n")));
    }
    pieces.push(piece(&[Topic::NoSniff], format!("{path}*\n  X-Content-Type-Options: nosniff\n")));
    let feed = format!("{path}feed.json\n  Content-Type: application/feed+json; charset=utf-8\n");
    pieces.push(piece(&[Topic::FeedType], feed));
    pieces
}

/// The configuration of a Cloudflare Worker that serves the folder.
pub fn wrangler(folder: &str) -> String {
    let config = serde_json::json!({
        "name": "newsleaf",
        "compatibility_date": "2026-01-01",
        "assets": {
            "directory": format!("./{folder}"),
            "html_handling": "auto-trailing-slash",
            "not_found_handling": "404-page",
        },
    });
    serde_json::to_string_pretty(&config).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_each_header_once() {
        let text = super::super::pieces::whole(&headers("/"));
        let mut rules: Vec<(&str, &str)> = Vec::new();
        let mut path = "";
        for line in text.lines() {
            match line.strip_prefix("  ") {
                None => path = line,
                Some(header) => rules.push((path, header.split(':').next().unwrap())),
            }
        }
        assert!(rules.len() <= 100, "Cloudflare reads a hundred rules");
        for (at, rule) in rules.iter().enumerate() {
            assert!(!rules[..at].contains(rule), "{rule:?}");
        }
        assert!(
            rules.contains(&("/assets/app/*", "Cache-Control"))
                && rules.contains(&("/embed/", "Access-Control-Allow-Origin"))
        );
        serde_json::from_str::<serde_json::Value>(&wrangler("site")).expect("JSON");
    }
}

//! The hubs of a feed: servers that tell subscribers when it has changed (JSON Feed 1.1, `hubs`).

use serde_json::Value;

use super::item_json::Members;
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// The hubs of a feed at `base` that speak WebSub. A hub without a type is taken for one.
pub fn websub_hubs(head: &Members, base: &WebUrl) -> Vec<WebUrl> {
    let mut hubs: Vec<WebUrl> = Vec::new();
    for hub in head.get("hubs").and_then(Value::as_array).into_iter().flatten() {
        let kind = hub.get("type").and_then(Value::as_str).unwrap_or("WebSub");
        let is_known = ["websub", "pubsubhubbub"].iter().any(|known| kind.eq_ignore_ascii_case(known));
        let url = hub.get("url").and_then(Value::as_str).and_then(|url| parse(url, base));
        hubs.extend(url.filter(|url| is_known && !hubs.contains(url)));
    }
    hubs
}

/// Makes the addresses of hubs absolute, for a feed that is read from another place.
pub fn make_hubs_absolute(head: &mut Members, base: &WebUrl) {
    for hub in head.get_mut("hubs").and_then(Value::as_array_mut).into_iter().flatten() {
        let url = hub.get("url").and_then(Value::as_str).and_then(|url| parse(url, base));
        if let (Some(url), Some(member)) = (url, hub.get_mut("url")) {
            *member = Value::from(url.as_str());
        }
    }
}

fn parse(url: &str, base: &WebUrl) -> Option<WebUrl> {
    WebUrl::parse(url.trim(), Some(base), parse_url_natively).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hubs_of_other_protocols_and_broken_ones_are_passed_over() {
        let head = serde_json::json!({ "hubs": [
            { "type": "WebSub", "url": "https://hub.example/" },
            { "type": "PubSubHubbub", "url": " //other.example/push " },
            { "url": "/hub" },
            { "type": "rssCloud", "url": "https://cloud.example/" },
            { "type": "WebSub", "url": "https://hub.example/" },
            { "type": "WebSub", "url": "javascript:alert(1)" },
            { "type": "WebSub" },
            "https://text.example/",
            7,
        ] });
        let Value::Object(mut head) = head else { unreachable!() };
        let base = WebUrl::parse("https://city.example/feed.json", None, parse_url_natively).unwrap();
        let expected = ["https://hub.example/", "https://other.example/push", "https://city.example/hub"];
        let urls = |head: &Members, base: &WebUrl| -> Vec<String> {
            websub_hubs(head, base).iter().map(|hub| hub.as_str().to_owned()).collect()
        };
        assert_eq!(urls(&head, &base), expected);
        make_hubs_absolute(&mut head, &base);
        let elsewhere = WebUrl::parse("https://elsewhere.example/", None, parse_url_natively).unwrap();
        assert_eq!(urls(&head, &elsewhere), expected);
        let Value::Object(no_list) = serde_json::json!({ "hubs": "https://hub.example/" }) else { unreachable!() };
        assert_eq!(urls(&no_list, &base), [""; 0]);
    }
}

//! The hubs and the addresses that feeds name (WebSub, 4: headers, links of the document; JSON Feed 1.1: `hubs`).

use std::time::Duration;

use newsleaf::domain::html::tag_attributes::of_tag;
use newsleaf::domain::html::tokens::{Token, Tokens};
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::publish::hubs::websub_hubs;
use serde_json::Value;

use crate::source::site_client::{Answer, Client, Request};

/// What feeds say of themselves.
#[derive(Debug, Default)]
pub struct Discovered {
    /// The addresses that hubs know the feeds by.
    pub feeds: Vec<WebUrl>,
    /// The hubs that the feeds name.
    pub hubs: Vec<WebUrl>,
    /// Why feeds can't be read.
    pub faults: Vec<String>,
}

/// Reads the feeds at these paths of an address. Only its own host is asked.
pub fn discover(named: &WebUrl, paths: &[&str], timeout: Duration) -> Discovered {
    let client = Client::new(named.clone(), timeout);
    let mut found = Discovered::default();
    for url in paths.iter().filter_map(|path| if path.is_empty() { Some(named.clone()) } else { client.at(path) }) {
        match client.follow(&Request::get(url.clone())) {
            Ok(answer) if answer.is_success() && !answer.is_html() && answer.fault.is_none() => {
                let (own, hubs) = of_answer(&answer);
                add(&mut found.feeds, own.unwrap_or(url));
                hubs.into_iter().for_each(|hub| add(&mut found.hubs, hub));
            }
            Ok(answer) if answer.is_success() => {
                let why = answer.fault.unwrap_or_else(|| "it is a web page and no feed".to_owned());
                found.faults.push(format!("{}: {why}", url.without_userinfo()));
            }
            Ok(answer) => found.faults.push(format!("{}: status {}", url.without_userinfo(), answer.status)),
            Err(cause) => found.faults.push(format!("{}: {cause}", url.without_userinfo())),
        }
    }
    found
}

fn add(list: &mut Vec<WebUrl>, url: WebUrl) {
    if !list.contains(&url) {
        list.push(url);
    }
}

/// The address that a feed gives itself, and its hubs.
fn of_answer(answer: &Answer) -> (Option<WebUrl>, Vec<WebUrl>) {
    let parse = |text: &str| WebUrl::parse(text.trim(), Some(&answer.url), parse_url_natively).ok();
    let mut named: Vec<(String, WebUrl)> = Vec::new();
    for (rel, url) in answer.all("link").iter().flat_map(|header| links_of_header(header)) {
        named.extend(parse(&url).map(|url| (rel, url)));
    }
    let text = answer.text();
    if let Ok(Value::Object(feed)) = serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        let own = feed.get("feed_url").and_then(Value::as_str).and_then(parse);
        named.extend(own.map(|own| ("self".to_owned(), own)));
        named.extend(websub_hubs(&feed, &answer.url).into_iter().map(|url| ("hub".to_owned(), url)));
    } else {
        for token in Tokens::of(&text) {
            let Token::Start(name, tag) = token else { continue };
            // Items have links of their own.
            if matches!(name, "item" | "entry") {
                break;
            }
            if matches!(name.rsplit(':').next(), Some("link")) && tag.len() < 10_000 {
                let attributes = of_tag(tag);
                let of =
                    |name: &str| attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
                if let (Some(rel), Some(url)) = (of("rel"), of("href").and_then(|href| parse(&href))) {
                    named.push((rel, url));
                }
            }
        }
    }
    let own = named.iter().find(|(rel, url)| rel == "self" && url.host() == answer.url.host());
    let own = own.map(|(_, url)| url.clone());
    let hubs = named.into_iter().filter(|(rel, _)| rel.eq_ignore_ascii_case("hub")).map(|(_, url)| url);
    (own, hubs.collect())
}

/// The relations and addresses of a `Link` header (RFC 8288).
fn links_of_header(header: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for link in header.split('<').skip(1) {
        let Some((url, parameters)) = link.split_once('>') else { continue };
        let rel = parameters.split([';', ',']).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("rel").then(|| value.trim().trim_matches('"').to_owned())
        });
        let rels = rel.unwrap_or_default();
        links.extend(rels.split_ascii_whitespace().map(|rel| (rel.to_ascii_lowercase(), url.to_owned())));
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_header_may_have_several_links_with_several_relations() {
        let links = links_of_header(
            "<https://hub.example/>; rel=\"hub\", </feed.json>; title=\"a, b\"; rel=\"self alternate\", <x>; REL=next, broken",
        );
        let of = |rel: &str| links.iter().find(|(found, _)| found == rel).map(|(_, url)| url.as_str());
        assert_eq!(of("hub"), Some("https://hub.example/"));
        assert_eq!(of("self"), Some("/feed.json"));
        assert_eq!(of("next"), Some("x"));
        assert_eq!(links_of_header("<<<>>;;rel=,,"), Vec::new());
    }
}

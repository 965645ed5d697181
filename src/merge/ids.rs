//! Ids in a merged feed. Links are made of them, so an id must not depend on the feeds that are joined besides: it never changes
//! because another feed has the same, or has it no longer.

use super::{Role, Source, local};
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// What the ids of a feed begin with: the address by which the feed names itself, else its site, else where it came from.
pub fn prefix(source: &Source) -> String {
    let feed = &source.parsed.feed;
    let named = [&feed.feed_url, &feed.home_page_url].into_iter().flatten().find(|url| !local::is_local(url));
    // The query of an address that was requested may hold a key.
    let requested = || Some(source.address.as_str().split(['?', '#']).next()?.to_owned());
    let address = named.map(WebUrl::without_userinfo);
    let address = address.or_else(|| requested().filter(|_| !local::is_local(&source.address)));
    match address {
        Some(address) => {
            let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
            rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
        }
        None => source.file_name.clone(),
    }
}

/// The id of a story in the merged feed.
pub fn id(source: &Source, prefix: &str, id: &str) -> String {
    if source.role != Role::Joined || is_unique(id) { id.to_owned() } else { prefixed(prefix, id) }
}

/// An id that begins with the address of its feed.
pub fn prefixed(prefix: &str, id: &str) -> String {
    [prefix, "#", id].concat()
}

/// Whether no other feed has this id for another story: it is an address, or of a scheme of unique names. An id that is made of title
/// and date is none: two clubs may have an annual meeting on one day.
fn is_unique(id: &str) -> bool {
    let start = id.get(..9).unwrap_or(id).to_ascii_lowercase();
    if ["tag:", "urn:"].iter().any(|scheme| start.starts_with(scheme)) {
        return true;
    }
    let Ok(url) = WebUrl::parse(id, None, parse_url_natively) else { return false };
    // Sites that were made on an editor's machine keep such ids.
    let host = url.host().split(':').next().unwrap_or_default();
    let is_nobody = host == "localhost" || !host.contains('.') || host.parse::<std::net::Ipv4Addr>().is_ok();
    !is_nobody && ![".local", ".localhost", ".test"].iter().any(|end| host.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_unique_and_a_number_is_not() {
        for id in ["https://a.example/1", "tag:a.example,2026:1", "URN:uuid:1"] {
            assert!(is_unique(id), "{id}");
        }
        for id in [
            "1",
            "bridge",
            "blake3:12ab",
            "",
            "http://localhost/?p=1",
            "http://127.0.0.1:8080/1",
            "http://site.local/1",
            "日本語の記事",
        ] {
            assert!(!is_unique(id), "{id}");
        }
    }
}

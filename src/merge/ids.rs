//! Ids in a merged feed. Links are made of them, so an id must not depend on the feeds that are joined besides: it never changes
//! because another feed has the same, or has it no longer. And no joined feed may have the id of a story of another host's feed, or it
//! could take over that story's page, or remove it, as soon as the other feed has the story no longer.

use serde_json::Value;

use super::{Options, Role, Source, local};
use crate::domain::web_url::{WebUrl, parse_url_natively};

/// The ids of a feed's stories in the merged feed.
#[derive(Debug)]
pub struct Ids {
    role: Role,
    /// What ids begin with that another feed could have too.
    prefix: String,
    /// The hosts of the feed. An id that is an address on another host may be that of another feed's story.
    hosts: Vec<String>,
}

impl Ids {
    /// The ids of a feed. `publisher` are the hosts that only a feed from there can be of.
    pub fn new(source: &Source, publisher: &[String]) -> Ids {
        let feed = &source.parsed.feed;
        let named = [&feed.feed_url, &feed.home_page_url].into_iter().flatten().filter(|url| !local::is_local(url));
        // Feeds can lie. One from a host is of this host alone. Of a file nothing is known but what it says.
        let named: Vec<&WebUrl> = match &source.requested {
            Some(requested) => named.filter(|url| url.display_host() == requested.display_host()).collect(),
            None if source.role == Role::Own => named.collect(),
            None => named.filter(|url| !publisher.iter().any(|host| host == url.display_host())).collect(),
        };
        let hosts = named.iter().copied().chain(&source.requested).map(|url| url.display_host().to_owned()).collect();
        // The query of an address that was requested may hold a key.
        let requested = || Some(source.requested.as_ref()?.without_userinfo().split(['?', '#']).next()?.to_owned());
        let prefix = match named.first().map(|url| url.without_userinfo()).or_else(requested) {
            Some(address) => {
                let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
                rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
            }
            None => source.file_name.clone(),
        };
        Ids { role: source.role, prefix, hosts }
    }

    /// The id of a story in the merged feed.
    pub fn id(&self, id: &str) -> String {
        let stays = self.role != Role::Joined || authority(id).is_some_and(|authority| self.hosts.contains(&authority));
        if stays { id.to_owned() } else { self.prefixed(id) }
    }

    /// An id that begins with the address of its feed.
    pub fn prefixed(&self, id: &str) -> String {
        [&self.prefix, "#", id].concat()
    }
}

/// The hosts of the publisher: those of the own feed, and that of the home page in the named head of the merged feed.
pub fn publisher_hosts(sources: &[Source], options: &Options) -> Vec<String> {
    let home = options.head.get("home_page_url").and_then(Value::as_str);
    let home = home.and_then(|url| WebUrl::parse(url, None, parse_url_natively).ok());
    let own = sources.iter().filter(|source| source.role == Role::Own).flat_map(|source| {
        let feed = &source.parsed.feed;
        [&feed.feed_url, &feed.home_page_url, &source.requested].into_iter().flatten()
    });
    own.chain(&options.publisher).chain(&home).map(|url| url.display_host().to_owned()).collect()
}

/// Whether stories of two feeds that have this id are one story: it is an address, or of a scheme of unique names. An id that is
/// made of title and date is none: two clubs may have an annual meeting on one day.
pub fn is_unique(id: &str) -> bool {
    authority(id).is_some() || has_scheme(id, "urn:")
}

/// The host that gives an id which is an address or a tag (RFC 4151), without a leading `www.`.
fn authority(id: &str) -> Option<String> {
    if has_scheme(id, "tag:") {
        let authority = id.get(4..)?.split([',', ':']).next()?;
        // A person's tags have a mail address.
        let host = authority.rsplit('@').next()?.to_ascii_lowercase();
        return Some(host.strip_prefix("www.").unwrap_or(&host).to_owned());
    }
    let url = WebUrl::parse(id, None, parse_url_natively).ok()?;
    // Sites that were made on an editor's machine keep such ids.
    let host = url.host().split(':').next().unwrap_or_default();
    let is_nobody = host == "localhost" || !host.contains('.') || host.parse::<std::net::Ipv4Addr>().is_ok();
    let is_nobody = is_nobody || [".local", ".localhost", ".test"].iter().any(|end| host.ends_with(end));
    (!is_nobody).then(|| url.display_host().to_owned())
}

fn has_scheme(id: &str, scheme: &str) -> bool {
    id.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_is_the_host_that_gives_the_id() {
        for (id, host) in [
            ("https://u@www.a.example:8443/1", "a.example:8443"),
            ("HTTP://A.example", "a.example"),
            ("tag:www.a.example,2026:1", "a.example"),
            ("TAG:ann@A.example,2026-11:b,c", "a.example"),
        ] {
            assert_eq!(authority(id).as_deref(), Some(host), "{id}");
        }
        assert_eq!(authority("urn:uuid:1"), None);
    }

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

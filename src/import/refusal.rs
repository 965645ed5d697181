//! Documents that are no feed, and what they are instead.

use thiserror::Error;

use super::xml::Element;
use crate::domain::html::tag_attributes::of_tag;
use crate::domain::html::tokens::{Token, Tokens};

/// Why a document is not imported.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing but space is in it.
    #[error("it is empty")]
    Empty,
    /// It is a gzip or zip file.
    #[error("it is compressed; unpack it first")]
    Compressed,
    /// It begins like JSON.
    #[error("it is a JSON Feed already, or other JSON; `newsleaf check` looks at it")]
    Json,
    /// It is a web page that names this feed.
    #[error("it is a web page; the feed of the page is {0}")]
    PageOfFeed(String),
    /// It is a web page that names no feed.
    #[error("it is a web page and no feed")]
    Page,
    /// It has no element.
    #[error("there is no XML in it")]
    NoXml,
    /// It is XML of another kind, with this outermost element.
    #[error("its outermost element is <{0}>, which is neither RSS nor Atom")]
    OtherRoot(String),
}

/// Looks at what is no XML.
pub fn look(bytes: &[u8], text: &str) -> Result<(), Refusal> {
    if bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(b"PK\x03\x04") {
        return Err(Refusal::Compressed);
    }
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.is_empty() {
        return Err(Refusal::Empty);
    }
    if start.starts_with(['{', '[']) {
        return Err(Refusal::Json);
    }
    let is_html = |text: &str| {
        ["<!doctype html", "<html"]
            .iter()
            .any(|tag| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
    };
    if is_html(start) {
        return Err(feed_of_page(start).map_or(Refusal::Page, Refusal::PageOfFeed));
    }
    Ok(())
}

/// Whether an outermost element is that of a feed. Some feeds lack it, and begin with the channel.
pub fn is_feed(root: &Element) -> bool {
    matches!(root.name.as_str(), "rss" | "rdf:rdf" | "channel" | "atom:feed" | "rdf")
}

/// The address of the feed that a page names.
fn feed_of_page(html: &str) -> Option<String> {
    Tokens::of(html).find_map(|token| {
        let Token::Start(name, tag) = token else { return None };
        if !name.eq_ignore_ascii_case("link") {
            return None;
        }
        let attributes = of_tag(tag);
        let get = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let is_feed =
            get("type").is_some_and(|kind| kind.contains("rss") || kind.contains("atom") || kind.contains("feed+json"));
        get("href").filter(|_| is_feed).map(str::to_owned)
    })
}

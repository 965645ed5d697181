//! Which kind of site answers, if any.

use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::publish::hosts::Assets;
use newsleaf::publish::output::MARKER;
use newsleaf::publish::previous::SiteIndex;
use serde_json::Value;
use thiserror::Error;

use super::page::Page;
use crate::source::site_client::{Answer, Client, NoAnswer, Request};

/// What every build writes first into its index.
const GENERATOR: &str = "newsleaf";

/// A site that answers.
pub struct LiveSite {
    /// Published pages, or the drop-in.
    pub kind: Kind,
    /// The answer with the front page.
    pub front: Answer,
    /// What the front page names.
    pub page: Page,
    /// Where the feed is.
    pub feed: WebUrl,
}

/// A kind of site.
pub enum Kind {
    /// Pages that `newsleaf build` wrote. Without its index, if that is not there.
    Published(Option<SiteIndex>),
    /// The drop-in.
    DropIn,
}

impl Kind {
    /// Its name in the report.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Published(_) => "published",
            Kind::DropIn => "drop-in",
        }
    }

    /// Where its files are that never change.
    pub fn assets(&self) -> Assets {
        match self {
            Kind::Published(_) => Assets::Published,
            Kind::DropIn => Assets::DropIn,
        }
    }
}

/// Why nothing is looked at.
#[derive(Debug, Error)]
pub enum NoSite {
    #[error("{url}: {cause}")]
    Silent { url: String, cause: String },
    #[error("{url}: the host answers with status {status}")]
    Status { url: String, status: u16 },
    #[error("{url} leads on to {to}, which is on another host: name the address that readers end at")]
    Elsewhere { url: String, to: String },
    #[error(
        "{url}: there is no site of Newsleaf's here. It has neither the assets/index.json of `newsleaf build`, nor is its index.html the \
         drop-in's; what is there is {found}"
    )]
    Other { url: String, found: String },
}

/// Looks which kind of site is there.
pub fn find(client: &Client) -> Result<LiveSite, NoSite> {
    let url = client.site.without_userinfo();
    let silent = |cause: String| NoSite::Silent { url: url.clone(), cause };
    let front = client.follow(&Request::get(client.site.clone())).map_err(|why| silent(why.to_string()))?;
    if front.is_redirect() {
        let to = front.location().map_or_else(|| "nowhere".to_owned(), |to| to.without_userinfo());
        return Err(NoSite::Elsewhere { url, to });
    }
    let index = match client.at(MARKER).map(|url| client.follow(&Request::get(url))) {
        // Without it the kind is unknown.
        Some(Err(NoAnswer::NotAsked(why))) => return Err(silent(why.to_string())),
        index => index.and_then(Result::ok),
    };
    let index = index.filter(Answer::is_success).and_then(|answer| serde_json::from_slice(&answer.body).ok());
    let index = index.filter(|index: &SiteIndex| index.generator.starts_with(GENERATOR));
    if !front.is_success() && index.is_none() {
        return Err(NoSite::Status { url, status: front.status });
    }
    if front.body.is_empty()
        && let Some(cause) = front.fault.clone()
    {
        return Err(silent(cause));
    }
    let page = Page::read(&front.text(), &front.url);
    let is_published = index.is_some() || page.files.iter().any(|file| is_asset(client, file)) && !page.is_drop_in;
    let kind = match (is_published, page.is_drop_in) {
        (true, _) => Kind::Published(index),
        (false, true) => Kind::DropIn,
        (false, false) => return Err(NoSite::Other { url, found: described(&front, &page) }),
    };
    let feed = match &kind {
        Kind::Published(_) => client.at("feed.json"),
        Kind::DropIn => feed_of_drop_in(client, &page),
    };
    let feed = feed.unwrap_or_else(|| client.site.clone());
    Ok(LiveSite { kind, front, page, feed })
}

/// The feed that the settings name, else that of the page, else `feed.json`.
fn feed_of_drop_in(client: &Client, page: &Page) -> Option<WebUrl> {
    let settings = client.at("newsleaf.json").and_then(|url| client.follow(&Request::get(url)).ok());
    let settings = settings.filter(|answer| answer.is_success() && !answer.is_html());
    let named = settings.and_then(|answer| serde_json::from_slice::<Value>(&answer.body).ok()).and_then(|settings| {
        WebUrl::parse(settings.get("feed")?.as_str()?, Some(&client.site), parse_url_natively).ok()
    });
    named.or_else(|| page.feeds.first().cloned()).or_else(|| client.at("feed.json"))
}

/// Whether a file is one of the app of a published site.
pub fn is_asset(client: &Client, url: &WebUrl) -> bool {
    client.is_of_site(url) && url.as_str()[client.site.as_str().len()..].starts_with("assets/app/")
}

fn described(front: &Answer, page: &Page) -> String {
    match front.media_type() {
        _ if !page.title.is_empty() => format!("a page called '{}'", page.title),
        kind if kind == "text/html" => "a page without a title".to_owned(),
        kind if kind.is_empty() => "something without a media type".to_owned(),
        kind => format!("something of the type {}", kind.chars().take(60).collect::<String>()),
    }
}

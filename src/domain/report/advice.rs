//! Advice about the host of a feed: only certain findings, and only ones that a publisher can change.

use super::health_messages::HealthMessages;
use super::host_answer::HostAnswer;
use crate::domain::site::messages::interpolate;
use crate::domain::web_url::WebUrl;

/// One thing that the host could do better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The media type is not JSON.
    ContentType(String),
    /// The address redirects to this one.
    Redirected(WebUrl),
    /// No header tells a browser whether the feed has changed.
    NoValidator,
    /// A large feed was not compressed.
    Uncompressed,
    /// Sites on other hosts can't read the feed.
    NotOpenToAll,
    /// The feed is at `http`, which pages at `https` can't read.
    Insecure,
}

/// A smaller feed needs no compression, in bytes.
const WORTH_COMPRESSING: usize = 50_000;

/// The advice about an answer with this number of bytes.
pub fn of(host: &HostAnswer, bytes: usize) -> Vec<Advice> {
    let mut advice = Vec::new();
    if let Some(sent) = &host.content_type
        && !is_json(sent)
    {
        advice.push(Advice::ContentType(sent.chars().filter(|c| !c.is_control()).take(80).collect()));
    }
    if host.was_redirected() {
        advice.push(Advice::Redirected(host.answer_url.clone()));
    }
    if host.has_validator == Some(false) {
        advice.push(Advice::NoValidator);
    }
    if host.is_compressed == Some(false) && bytes > WORTH_COMPRESSING {
        advice.push(Advice::Uncompressed);
    }
    if host.is_open_to_all == Some(false) {
        advice.push(Advice::NotOpenToAll);
    }
    if host.answer_url.scheme() == "http" && !is_this_machine(host.answer_url.host()) {
        advice.push(Advice::Insecure);
    }
    advice
}

/// Whether a media type is JSON: `application/json`, `application/feed+json` and others that end in `json`.
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Whether the host is the publisher's own machine, where this does not matter.
pub fn is_this_machine(host: &str) -> bool {
    let name = host
        .strip_prefix('[')
        .map_or_else(|| host.split(':').next().unwrap_or(""), |address| address.split(']').next().unwrap_or(""));
    name == "localhost" || name.ends_with(".localhost") || name == "::1" || name.starts_with("127.")
}

impl Advice {
    /// A sentence for the publisher.
    pub fn sentence(&self, messages: &HealthMessages) -> String {
        match self {
            Advice::ContentType(sent) => interpolate(messages.health_advice_type(), &[("type", sent)]),
            Advice::Redirected(to) => {
                interpolate(messages.health_advice_redirect(), &[("url", &to.without_userinfo())])
            }
            Advice::NoValidator => messages.health_advice_validators().to_owned(),
            Advice::Uncompressed => messages.health_advice_compression().to_owned(),
            Advice::NotOpenToAll => messages.health_advice_cors().to_owned(),
            Advice::Insecure => messages.health_advice_http().to_owned(),
        }
    }

    /// The name of this advice for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Advice::ContentType(_) => "content_type",
            Advice::Redirected(_) => "redirected",
            Advice::NoValidator => "no_validator",
            Advice::Uncompressed => "uncompressed",
            Advice::NotOpenToAll => "no_cors",
            Advice::Insecure => "http",
        }
    }
}

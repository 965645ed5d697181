//! What a host could do better: only what is certain, and only what a publisher can change.

use super::health_messages::HealthMessages;
use super::host_answer::HostAnswer;
use crate::domain::site::messages::interpolate;
use crate::domain::web_url::WebUrl;

/// One thing that could be better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The media type is none of JSON.
    ContentType(String),
    /// The address leads on to another one.
    Redirected(WebUrl),
    /// Nothing tells a browser whether the feed has changed.
    NoValidator,
    /// A large feed came as it is.
    Uncompressed,
    /// Sites on other hosts can't read it.
    NotOpenToAll,
    /// The feed is at `http`, which pages at `https` can't read.
    Insecure,
}

/// Below this nobody notices whether a feed is compressed.
const WORTH_COMPRESSING: usize = 50_000;

/// What there is to say of an answer with so many bytes.
pub fn of(host: &HostAnswer, bytes: usize) -> Vec<Advice> {
    let mut advice = Vec::new();
    if let Some(sent) = &host.content_type
        && !is_json(sent)
    {
        advice.push(Advice::ContentType(sent.chars().filter(|c| !c.is_control()).take(80).collect()));
    }
    if host.was_redirected() {
        advice.push(Advice::Redirected(host.came_from.clone()));
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
    if host.came_from.scheme() == "http" && !is_this_machine(host.came_from.host()) {
        advice.push(Advice::Insecure);
    }
    advice
}

/// `application/json`, `application/feed+json` and whatever else ends in JSON.
fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// A server on the publisher's own machine is for looking at.
fn is_this_machine(host: &str) -> bool {
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

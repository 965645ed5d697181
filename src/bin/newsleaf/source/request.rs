//! Requests a document from a host, with an exact cause if that fails.

use std::time::Duration;

use flate2::read::MultiGzDecoder;
use newsleaf::domain::limits::Limits;
use newsleaf::domain::report::host_answer::HostAnswer;
use newsleaf::domain::report::{FeedReport, Kind};
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use thiserror::Error;
use ureq::config::ConfigBuilder;
use ureq::http::Response;
use ureq::typestate::AgentScope;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use super::document::{Document, FetchedDocument, bounded};
use super::public_host::PublicResolver;

/// The largest number of content codings that a message names, and the largest length of each.
const MOST_CODINGS: usize = 10;
const CODING_CHARS: usize = 40;

/// The largest number of redirects.
const MOST_REDIRECTS: u32 = 8;
const ACCEPT: &str = "application/feed+json, application/json;q=0.9, */*;q=0.5";
const NO_SUCH_HOST: &str = "there is no host of this name (DNS)";
pub const USER_AGENT: &str = concat!("newsleaf/", env!("CARGO_PKG_VERSION"));

/// Why a host gives no answer.
#[derive(Debug, Error)]
enum NoAnswer {
    #[error("{}", cause(.0))]
    Unreachable(ureq::Error),
    #[error("{}: {}", .at.without_userinfo(), without_userinfo(.at, cause(.error)))]
    UnreachableAfterRedirect { at: WebUrl, error: ureq::Error },
    #[error("a redirect that names no address")]
    RedirectWithoutAddress,
    #[error("a redirect to what is no http or https address")]
    RedirectToNoWebUrl,
    #[error("more than {MOST_REDIRECTS} redirects")]
    TooManyRedirects,
}

impl NoAnswer {
    /// The failure of a request for this address.
    fn failure(&self, url: &WebUrl) -> Failure {
        match self {
            NoAnswer::Unreachable(_) => Failure::Unreachable(url.clone()),
            _ => Failure::Redirected(url.clone()),
        }
    }
}

/// Requests a document that a person has named. A host may be silent for `timeout` at each step.
pub fn read(url: &WebUrl, timeout: Duration, limits: Limits) -> FetchedDocument {
    read_with(url, &config(timeout).build().into(), limits)
}

/// Requests a document that only a feed names. It sends no request to a host in a private network.
pub fn read_public(url: &WebUrl, timeout: Duration, limits: Limits) -> FetchedDocument {
    // A proxy would resolve the names by itself, and could reach hosts of its own network.
    let config = config(timeout).proxy(None).build();
    read_with(url, &Agent::with_parts(config, DefaultConnector::default(), PublicResolver::new(&[])), limits)
}

fn config(timeout: Duration) -> ConfigBuilder<AgentScope> {
    let timeout = Some(timeout);
    Agent::config_builder()
        .timeout_resolve(timeout)
        .timeout_connect(timeout)
        .timeout_recv_response(timeout)
        .timeout_per_read(timeout)
        // Redirects are followed here, so that a failure is known to be that of the address or of a redirect's target.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .user_agent(USER_AGENT)
        .accept(ACCEPT)
}

fn read_with(url: &WebUrl, agent: &Agent, limits: Limits) -> FetchedDocument {
    let (mut response, answer_url) = match send(agent, url) {
        Ok(answered) => answered,
        Err(error) => return failed(url, error.failure(url), None, error.to_string()),
    };
    let codings = codings(&response);
    let host = host_answer(url, answer_url, &response, &codings);
    if !response.status().is_success() {
        let failure = Failure::Status(host.status);
        return FetchedDocument::Failed(Box::new(FeedReport::of_failure(
            &url.without_userinfo(),
            Kind::Feed,
            failure,
            Some(host),
        )));
    }
    // `Content-Location` names the original of a document that the host passes on (RFC 9110, 8.7).
    let address = header(&response, "content-location")
        .and_then(|location| WebUrl::parse(&location, Some(&host.answer_url), parse_url_natively).ok())
        .unwrap_or_else(|| host.answer_url.clone());
    let body = response.body_mut().as_reader();
    // The limit counts decompressed bytes: a few kilobytes can unfold to gigabytes.
    let bytes = match codings.as_slice() {
        [] => bounded(body, limits),
        [coding] if is_gzip(coding) => bounded(MultiGzDecoder::new(body), limits),
        codings => {
            let cause = format!("the host compressed it with {}, though only gzip was asked for", codings.join(", "));
            return failed(url, Failure::Interrupted(url.clone()), Some(host), cause);
        }
    };
    match bytes {
        Ok(bytes) => FetchedDocument::Read(Document::new(url.without_userinfo(), bytes, address, Some(host))),
        // The host has answered with 200, so it can be reached: only its body ended early.
        Err(error) => failed(url, Failure::Interrupted(url.clone()), Some(host), cause(&ureq::Error::from(error))),
    }
}

/// Follows redirects, and returns the last answer with its URL, or the reason why there is none.
fn send(agent: &Agent, url: &WebUrl) -> Result<(Response<Body>, WebUrl), NoAnswer> {
    let mut at = url.clone();
    for redirects in 0..=MOST_REDIRECTS {
        let request =
            agent.get(at.without_fragment()).header("Accept-Encoding", "gzip").header("Cache-Control", "no-cache");
        let response = request.call().map_err(|error| match redirects {
            0 => NoAnswer::Unreachable(error),
            _ => NoAnswer::UnreachableAfterRedirect { at: at.clone(), error },
        })?;
        if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
            return Ok((response, at));
        }
        let Some(location) = header(&response, "location") else {
            return Err(NoAnswer::RedirectWithoutAddress);
        };
        at = WebUrl::parse(&location, Some(&at), parse_url_natively).map_err(|_| NoAnswer::RedirectToNoWebUrl)?;
    }
    Err(NoAnswer::TooManyRedirects)
}

fn failed(url: &WebUrl, failure: Failure, host: Option<HostAnswer>, cause: String) -> FetchedDocument {
    let report = FeedReport::of_failure(&url.without_userinfo(), Kind::Feed, failure, host);
    FetchedDocument::Failed(Box::new(FeedReport { cause: Some(without_userinfo(url, cause)), ..report }))
}

/// The content codings of the body, in the order in which they were applied (RFC 9110, 8.4). `identity` does not count.
fn codings(response: &Response<Body>) -> Vec<String> {
    let headers = response.headers().get_all("content-encoding").iter();
    let names = headers.map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase());
    let names: Vec<String> = names.collect();
    names
        .iter()
        .flat_map(|names| names.split(','))
        .map(str::trim)
        .filter(|name| !name.is_empty() && *name != "identity")
        .map(|name| name.chars().take(CODING_CHARS).collect())
        .take(MOST_CODINGS)
        .collect()
}

/// `x-gzip` is the same under an older name (RFC 9110, 8.4.1.3).
fn is_gzip(coding: &str) -> bool {
    matches!(coding, "gzip" | "x-gzip")
}

/// A text that may quote the address, without the user name and the password of it.
fn without_userinfo(url: &WebUrl, text: String) -> String {
    let authority = url.as_str().split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next());
    match authority.and_then(|authority| authority.rsplit_once('@')) {
        Some((userinfo, _)) => text.replace(&format!("{userinfo}@"), ""),
        None => text,
    }
}

/// The cause, in plain words if it is a known one.
pub fn cause(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => NO_SUCH_HOST.to_owned(),
        ureq::Error::Timeout(what) => format!("the host was silent for too long ({what})"),
        ureq::Error::Rustls(error) => format!("no secure connection (TLS): {error}"),
        ureq::Error::Io(error) => match error.kind() {
            std::io::ErrorKind::ConnectionRefused => "the connection was refused: nothing listens there".to_owned(),
            std::io::ErrorKind::ConnectionReset => "the host broke the connection off".to_owned(),
            std::io::ErrorKind::UnexpectedEof => "the answer ended too early".to_owned(),
            std::io::ErrorKind::TimedOut => "the host was silent for too long".to_owned(),
            // The resolver's error has no stable kind.
            _ if error.to_string().contains("lookup address") => NO_SUCH_HOST.to_owned(),
            _ => error.to_string(),
        },
        error => error.to_string(),
    }
}

fn host_answer(requested: &WebUrl, answer_url: WebUrl, response: &Response<Body>, codings: &[String]) -> HostAnswer {
    HostAnswer {
        requested: requested.clone(),
        answer_url,
        status: response.status().as_u16(),
        content_type: header(response, "content-type"),
        last_modified: header(response, "last-modified"),
        has_validator: Some(
            response.headers().contains_key("last-modified") || response.headers().contains_key("etag"),
        ),
        is_compressed: Some(!codings.is_empty()),
        is_open_to_all: Some(
            header(response, "access-control-allow-origin").is_some_and(|origin| origin.trim() == "*"),
        ),
    }
}

/// A header of an answer as text.
pub fn header(response: &Response<Body>, name: &str) -> Option<String> {
    response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

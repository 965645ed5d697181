//! Asking a host for a document, and saying exactly what went wrong where it does not come.

use std::time::Duration;

use flate2::read::MultiGzDecoder;
use newsleaf::domain::failure::Failure;
use newsleaf::domain::feed_report::host_answer::HostAnswer;
use newsleaf::domain::feed_report::{FeedReport, Kind};
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use ureq::http::Response;
use ureq::{Agent, Body, Error, ResponseExt};

use super::document::{Came, Whole, bounded};

/// Redirects beyond this number are no way to a feed.
const MOST_REDIRECTS: u32 = 8;
const ACCEPT: &str = "application/feed+json, application/json;q=0.9, */*;q=0.5";
const NO_SUCH_HOST: &str = "there is no host of this name (DNS)";
const USER_AGENT: &str = concat!("newsleaf/", env!("CARGO_PKG_VERSION"));

/// Asks for a document. A host may be silent for `timeout` at each step.
pub fn read(url: &WebUrl, timeout: Duration) -> Came {
    let timeout = Some(timeout);
    let agent: Agent = Agent::config_builder()
        .timeout_resolve(timeout)
        .timeout_connect(timeout)
        .timeout_recv_response(timeout)
        .timeout_per_read(timeout)
        .max_redirects(MOST_REDIRECTS)
        .max_redirects_will_error(true)
        .http_status_as_error(false)
        .user_agent(USER_AGENT)
        .accept(ACCEPT)
        .build()
        .into();
    let request =
        agent.get(url.without_fragment()).header("Accept-Encoding", "gzip").header("Cache-Control", "no-cache");
    let mut response = match request.call() {
        Ok(response) => response,
        Err(error) => return not_reached(url, None, &error),
    };
    let host = host_answer(url, &response);
    if !response.status().is_success() {
        let failure = Failure::Status(host.status);
        return Came::Failed(Box::new(FeedReport::of_failure(
            &url.without_userinfo(),
            Kind::Feed,
            failure,
            Some(host),
        )));
    }
    // A host that passes on another's document says so (RFC 9110, 8.7).
    let address = header(&response, "content-location")
        .and_then(|location| WebUrl::parse(&location, Some(&host.came_from), parse_url_natively).ok())
        .unwrap_or_else(|| host.came_from.clone());
    let is_gzip = header(&response, "content-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("gzip"));
    let body = response.body_mut().as_reader();
    // The limit is for what comes out of it: a few kilobytes can unfold to gigabytes.
    let bytes = if is_gzip { bounded(MultiGzDecoder::new(body)) } else { bounded(body) };
    match bytes {
        Ok(bytes) => Came::Whole(Whole { name: url.without_userinfo(), bytes, address, host: Some(host) }),
        Err(error) => not_reached(url, Some(host), &Error::from(error)),
    }
}

fn not_reached(url: &WebUrl, host: Option<HostAnswer>, error: &Error) -> Came {
    let report = FeedReport::of_failure(&url.without_userinfo(), Kind::Feed, Failure::Unreachable(url.clone()), host);
    Came::Failed(Box::new(FeedReport { cause: Some(without_userinfo(url, cause(error))), ..report }))
}

/// A text that may quote the address, without the user name and the password of it.
fn without_userinfo(url: &WebUrl, text: String) -> String {
    let authority = url.as_str().split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next());
    match authority.and_then(|authority| authority.rsplit_once('@')) {
        Some((userinfo, _)) => text.replace(&format!("{userinfo}@"), ""),
        None => text,
    }
}

/// What went wrong, in plain words where they are known.
fn cause(error: &Error) -> String {
    match error {
        Error::HostNotFound => NO_SUCH_HOST.to_owned(),
        Error::Timeout(what) => format!("the host was silent for too long ({what})"),
        Error::TooManyRedirects => format!("more than {MOST_REDIRECTS} redirects"),
        Error::RedirectFailed => "a redirect that leads nowhere".to_owned(),
        Error::Rustls(error) => format!("no secure connection (TLS): {error}"),
        Error::Io(error) => match error.kind() {
            std::io::ErrorKind::ConnectionRefused => "the connection was refused: nothing listens there".to_owned(),
            std::io::ErrorKind::ConnectionReset => "the host broke the connection off".to_owned(),
            std::io::ErrorKind::UnexpectedEof => "the answer ended too early".to_owned(),
            std::io::ErrorKind::TimedOut => "the host was silent for too long".to_owned(),
            // The kind of what the system's resolver says has no name yet.
            _ if error.to_string().contains("lookup address") => NO_SUCH_HOST.to_owned(),
            _ => error.to_string(),
        },
        error => error.to_string(),
    }
}

fn host_answer(asked: &WebUrl, response: &Response<Body>) -> HostAnswer {
    let came_from = WebUrl::parse(&response.get_uri().to_string(), None, parse_url_natively);
    HostAnswer {
        asked: asked.clone(),
        came_from: came_from.unwrap_or_else(|_| asked.clone()),
        status: response.status().as_u16(),
        content_type: header(response, "content-type"),
        last_modified: header(response, "last-modified"),
        has_validator: Some(
            response.headers().contains_key("last-modified") || response.headers().contains_key("etag"),
        ),
        is_compressed: Some(response.headers().contains_key("content-encoding")),
        is_open_to_all: Some(
            header(response, "access-control-allow-origin").is_some_and(|origin| origin.trim() == "*"),
        ),
    }
}

fn header(response: &Response<Body>, name: &str) -> Option<String> {
    response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

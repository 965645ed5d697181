//! Asking a host for a document, with what it says beside it.

use gloo_net::http::{Request, Response};
use newsleaf::browser::{address, timing};
use newsleaf::domain::failure::Failure;
use newsleaf::domain::feed_report::host_answer::HostAnswer;
use newsleaf::domain::json_feed::FeedError;
use newsleaf::domain::limits;
use newsleaf::domain::web_url::WebUrl;
use web_sys::{AbortController, RequestCache};

/// How long a host may take.
const PATIENCE_MS: i32 = 30_000;

/// A document that came.
pub struct Came {
    pub bytes: Vec<u8>,
    /// What relative addresses in it are relative to.
    pub address: WebUrl,
    pub host: HostAnswer,
}

/// A document that did not, with what the host said all the same.
pub struct Failed {
    pub failure: Failure,
    pub host: Option<HostAnswer>,
}

/// Asks the host itself, whatever the browser has kept.
pub async fn ask(url: &WebUrl) -> Result<Came, Failed> {
    let abort = AbortController::new().ok();
    let signal = abort.as_ref().map(AbortController::signal);
    if let Some(abort) = abort {
        timing::after(PATIENCE_MS, move || abort.abort());
    }
    let request = Request::get(url.as_str()).cache(RequestCache::NoCache).abort_signal(signal.as_ref()).build();
    let response = match request {
        Ok(request) => request.send().await,
        Err(error) => Err(error),
    };
    let response = response.map_err(|_| Failed { failure: no_answer(url), host: None })?;
    let host = host_answer(url, &response);
    let failed = |failure| Failed { failure, host: Some(host.clone()) };
    if !response.ok() {
        return Err(failed(Failure::Status(response.status())));
    }
    let length = header(&response, "content-length").and_then(|length| length.trim().parse::<usize>().ok());
    if length.is_some_and(|length| length > limits::FEED_BYTES) {
        return Err(failed(Failure::Unreadable(FeedError::TooLarge)));
    }
    let bytes = response.binary().await.map_err(|_| failed(no_answer(url)))?;
    let location = header(&response, "content-location");
    let address = location
        .and_then(|location| WebUrl::parse(&location, Some(&host.came_from), address::parse_url).ok())
        .unwrap_or_else(|| host.came_from.clone());
    Ok(Came { bytes, address, host })
}

fn no_answer(url: &WebUrl) -> Failure {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    Failure::of_request(url, address::document_url().as_ref(), online)
}

fn host_answer(url: &WebUrl, response: &Response) -> HostAnswer {
    let came_from = WebUrl::parse(&response.url(), None, address::parse_url).unwrap_or_else(|_| url.clone());
    // Of other hosts browsers show a few headers only, so that what is not seen may be there.
    let is_own = address::document_url().is_some_and(|page| page.same_origin(&came_from));
    let has = |name| header(response, name).is_some();
    HostAnswer {
        asked: url.clone(),
        status: response.status(),
        content_type: header(response, "content-type"),
        last_modified: header(response, "last-modified"),
        has_validator: is_own.then(|| has("last-modified") || has("etag")),
        is_compressed: is_own.then(|| has("content-encoding")),
        // It has just been read, so the site may.
        is_open_to_all: None,
        came_from,
    }
}

fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name)
}

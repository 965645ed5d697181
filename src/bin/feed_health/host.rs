//! Requests a document from a host, with the answer's headers.

use gloo_net::http::Response;
use newsleaf::browser::address;
use newsleaf::browser::network::{self, FetchedDocument, Received};
use newsleaf::domain::report::host_answer::HostAnswer;
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::WebUrl;

/// A document that was received.
pub struct HostDocument {
    pub bytes: Vec<u8>,
    /// The base of relative addresses in the document.
    pub address: WebUrl,
    pub host: HostAnswer,
}

/// A request that failed, with the headers of the answer if there was one.
pub struct Failed {
    pub failure: Failure,
    pub host: Option<HostAnswer>,
}

/// Fetches a document from the host itself, past the browser's cache, in one request with the time limit and the size limits of
/// the site.
pub async fn fetch(url: &WebUrl) -> Result<HostDocument, Failed> {
    let Received { response, result } = network::get(url.clone(), true).receive_with_head().await;
    let host = response.map(|response| host_answer(url, &response));
    match (result, host) {
        (Ok(FetchedDocument { address, bytes }), Some(host)) => Ok(HostDocument { bytes, address, host }),
        (Ok(_), None) => Err(Failed { failure: Failure::Unreachable(url.clone()), host: None }),
        (Err(failure), host) => Err(Failed { failure, host }),
    }
}

fn host_answer(url: &WebUrl, response: &Response) -> HostAnswer {
    let answer_url = WebUrl::parse(&response.url(), None, address::parse_url).unwrap_or_else(|_| url.clone());
    // Browsers show only a few headers of other hosts, so a header may exist without being visible here.
    let is_own = address::document_url().is_some_and(|page| page.same_origin(&answer_url));
    let header = |name| response.headers().get(name);
    let has = |name| header(name).is_some();
    HostAnswer {
        requested: url.clone(),
        status: response.status(),
        content_type: header("content-type"),
        last_modified: header("last-modified"),
        has_validator: is_own.then(|| has("last-modified") || has("etag")),
        is_compressed: is_own.then(|| has("content-encoding")),
        // It has just been read, so the site may.
        is_open_to_all: None,
        answer_url,
    }
}

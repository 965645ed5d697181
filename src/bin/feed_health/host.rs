//! Asking a host for a document, with what it says beside it.

use newsleaf::browser::{address, fetch};
use newsleaf::domain::report::host_answer::HostAnswer;
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::WebUrl;
use wasm_bindgen::JsCast;
use web_sys::Response;

/// A document that came.
pub struct FetchedDocument {
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

/// Asks the host itself, whatever the browser has kept, once and with the site's own patience and limits.
pub async fn ask(url: &WebUrl) -> Result<FetchedDocument, Failed> {
    let (answer, response) = fetch::ask_with_head(url.clone()).await;
    let host = response.dyn_ref::<Response>().map(|response| host_answer(url, response));
    match (answer, host) {
        (Ok(fetch::Answer { address, bytes }), Some(host)) => Ok(FetchedDocument { bytes, address, host }),
        (Ok(_), None) => Err(Failed { failure: Failure::Unreachable(url.clone()), host: None }),
        (Err(failure), host) => Err(Failed { failure, host }),
    }
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
    response.headers().get(name).ok()?
}

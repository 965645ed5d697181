//! From a response to a document, within the limits of silence and size.

use gloo_net::http::Response;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, ReadableStreamReadResult};

use super::request::{self, PendingResponse};
use super::within::{STALL_MS, within};
use super::{RequestHandle, probe};
use crate::browser::address;
use crate::domain::limits::FEED_BYTES;
use crate::domain::parse::document::FeedError;
use crate::domain::state::failure::{Failure, retry_after};
use crate::domain::web_url::WebUrl;

/// A document that a host sent.
pub struct FetchedDocument {
    /// The base of relative URLs in it: `Content-Location` where the host passes on another's document (RFC 9110, 8.7), else
    /// the URL that redirects led to.
    pub address: WebUrl,
    /// The body, decoded from its transfer coding.
    pub bytes: Vec<u8>,
}

/// What came of a request, with its status and headers.
pub struct Received {
    /// The response, where one came; its body has been read.
    pub response: Option<Response>,
    /// The document, or why there is none.
    pub result: Result<FetchedDocument, Failure>,
}

impl PendingResponse {
    /// Waits for the response and reads it. A host that sends nothing for ten seconds, or more bytes than a feed may have,
    /// is given up: the request is aborted.
    pub async fn receive(self) -> Result<FetchedDocument, Failure> {
        self.receive_with_head().await.result
    }

    /// Like [`receive`](PendingResponse::receive), and gives the response as well.
    pub async fn receive_with_head(self) -> Received {
        let PendingResponse { url, handle, started_at, response } = self;
        let elapsed_ms = (request::now() - started_at) as u32;
        let response = match within(STALL_MS.saturating_sub(elapsed_ms), response).await {
            Some(response) => response,
            None => {
                handle.abort();
                return Received { response: None, result: Err(Failure::Stalled(url)) };
            }
        };
        let result = match &response {
            Some(response) => read(url, response, &handle).await,
            None if handle.is_aborted() => Err(Failure::Stopped),
            None => Err(probe::cause(url).await),
        };
        if result.is_err() {
            handle.abort();
        }
        Received { response, result }
    }
}

async fn read(url: WebUrl, response: &Response, handle: &RequestHandle) -> Result<FetchedDocument, Failure> {
    let header = |name| response.headers().get(name);
    if !response.ok() {
        let wait = header("retry-after").and_then(|wait| retry_after(&wait, js_sys::Date::now(), js_sys::Date::parse));
        return Err(Failure::of_status(response.status(), wait));
    }
    let length = header("content-length").and_then(|length| length.parse::<u64>().ok());
    if length.is_some_and(|length| length > FEED_BYTES as u64) {
        return Err(Failure::Unreadable(FeedError::TooLarge));
    }
    let response_url = WebUrl::parse(&response.url(), None, address::parse_url).unwrap_or_else(|_| url.clone());
    let content_location = header("content-location")
        .and_then(|location| WebUrl::parse(&location, Some(&response_url), address::parse_url).ok());
    let bytes = read_body(response).await.map_err(|fault| match fault {
        _ if handle.is_aborted() => Failure::Stopped,
        BodyFault::Stalled => Failure::Stalled(url),
        BodyFault::Interrupted => Failure::Interrupted(url),
        BodyFault::TooLarge => Failure::Unreadable(FeedError::TooLarge),
    })?;
    Ok(FetchedDocument { address: content_location.unwrap_or(response_url), bytes })
}

enum BodyFault {
    Stalled,
    Interrupted,
    TooLarge,
}

/// Reads the chunks of a body as they come.
async fn read_body(response: &Response) -> Result<Vec<u8>, BodyFault> {
    // Some statuses have no body.
    let Some(body) = response.body() else { return Ok(Vec::new()) };
    let reader = ReadableStreamDefaultReader::new(&body).map_err(|_| BodyFault::Interrupted)?;
    let mut chunks: Vec<Uint8Array> = Vec::new();
    let mut length = 0;
    loop {
        let read = within(STALL_MS, JsFuture::from(reader.read())).await.ok_or(BodyFault::Stalled)?;
        let read: ReadableStreamReadResult = read.map_err(|_| BodyFault::Interrupted)?.unchecked_into();
        if read.get_done() == Some(true) {
            break;
        }
        let chunk: Uint8Array = read.get_value().unchecked_into();
        length += chunk.length() as usize;
        if length > FEED_BYTES {
            return Err(BodyFault::TooLarge);
        }
        chunks.push(chunk);
    }
    // Joined at the end, so that the wasm's memory, which never shrinks, grows by no more than the document.
    let mut bytes = vec![0; length];
    let mut rest = bytes.as_mut_slice();
    for chunk in chunks {
        let (start, end) = rest.split_at_mut(chunk.length() as usize);
        chunk.copy_to(start);
        rest = end;
    }
    Ok(bytes)
}

//! Asking for the feed and the settings.

use std::pin::Pin;

use gloo_net::http::{Request, Response};
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache};

use super::address;
use super::start::Begun;
use crate::domain::failure::Failure;
use crate::domain::json_feed::FeedError;
use crate::domain::limits;
use crate::domain::web_url::WebUrl;

/// What a host sent.
pub struct Answer {
    /// Where it came from: what relative URLs in it are relative to. A host that passes on another's feed says so by
    /// `Content-Location` (RFC 9110, 8.7); else it is where redirects led.
    pub address: WebUrl,
    /// The body, decoded from its transfer coding.
    pub bytes: Vec<u8>,
}

/// What a request will come to.
pub type Answering = Pin<Box<dyn Future<Output = Result<Answer, Failure>>>>;

/// A request that can be given up. Dropping it does not.
pub struct Asked(Abort);

enum Abort {
    /// A request of our own.
    Controller(Option<AbortController>),
    /// One that the boot script began.
    Function(Option<Function>),
}

impl Asked {
    /// Gives the request up; it will fail.
    pub fn abort(&self) {
        match &self.0 {
            Abort::Controller(Some(controller)) => controller.abort(),
            Abort::Function(Some(abort)) => {
                let _ = abort.call0(&JsValue::UNDEFINED);
            }
            _ => {}
        }
    }
}

/// Asks for `url`; `fresh` has a copy in the browser's cache checked with the host first.
pub fn ask(url: WebUrl, fresh: bool) -> (Asked, Answering) {
    let abort = AbortController::new().ok();
    let signal = abort.as_ref().map(AbortController::signal);
    let answer = Box::pin(async move {
        let cache = if fresh { RequestCache::NoCache } else { RequestCache::Default };
        let request = Request::get(url.as_str()).cache(cache).abort_signal(signal.as_ref()).build();
        let response = match request {
            Ok(request) => request.send().await,
            Err(error) => Err(error),
        };
        match response {
            Ok(response) => read(url, response).await,
            Err(_) => Err(failed(&url)),
        }
    });
    (Asked(Abort::Controller(abort)), answer)
}

/// Takes over the request that the boot script began.
pub fn take_over(begun: Begun) -> (Asked, Answering) {
    let Begun { url, promise, abort } = begun;
    let answer = Box::pin(async move {
        match JsFuture::from(promise).await.map(|value| value.dyn_into::<web_sys::Response>()) {
            Ok(Ok(response)) => read(url, Response::from(response)).await,
            _ => Err(failed(&url)),
        }
    });
    (Asked(Abort::Function(abort)), answer)
}

async fn read(url: WebUrl, response: Response) -> Result<Answer, Failure> {
    if !response.ok() {
        return Err(Failure::Status(response.status()));
    }
    let address = WebUrl::parse(&response.url(), None, address::parse_url).unwrap_or_else(|_| url.clone());
    let address = match response.headers().get("content-location") {
        Some(location) => WebUrl::parse(&location, Some(&address), address::parse_url).unwrap_or(address),
        None => address,
    };
    // What says that it is too large is not even read.
    let length = response.headers().get("content-length").and_then(|length| length.trim().parse::<usize>().ok());
    if length.is_some_and(|length| length > limits::FEED_BYTES) {
        return Err(Failure::Unreadable(FeedError::TooLarge));
    }
    match response.binary().await {
        Ok(bytes) => Ok(Answer { address, bytes }),
        Err(_) => Err(failed(&url)),
    }
}

fn failed(url: &WebUrl) -> Failure {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    Failure::of_request(url, address::document_url().as_ref(), online)
}

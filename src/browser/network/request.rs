//! Beginning, adopting and aborting a request.

use std::pin::Pin;

use gloo_net::http::{Request, Response};
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestCredentials};

use super::boot;
use crate::domain::web_url::WebUrl;

/// Aborts a request. Clones abort the same one; dropping a handle aborts nothing.
#[derive(Clone)]
pub struct RequestHandle(AbortController);

impl RequestHandle {
    pub(super) fn new() -> RequestHandle {
        // The constructor has no way to fail, and the boot script starts the app only where there is one.
        RequestHandle(AbortController::new().unwrap_throw())
    }

    /// Aborts the request, before its response or in the middle of it: it fails with `Failure::Stopped`.
    pub fn abort(&self) {
        self.0.abort();
    }

    pub(super) fn is_aborted(&self) -> bool {
        self.0.signal().aborted()
    }

    pub(super) fn signal(&self) -> web_sys::AbortSignal {
        self.0.signal()
    }
}

/// A request whose response has not been read. A new one is sent when [`receive`](PendingResponse::receive) is polled first.
pub struct PendingResponse {
    pub(super) url: WebUrl,
    pub(super) handle: RequestHandle,
    /// When it began, by the clock of [`now`].
    pub(super) started_at: f64,
    /// `None` where no response came.
    pub(super) response: Pin<Box<dyn Future<Output = Option<Response>>>>,
}

impl PendingResponse {
    /// What aborts this request.
    pub fn handle(&self) -> RequestHandle {
        self.handle.clone()
    }
}

/// Makes a request for `url`. `fresh` has a copy in the browser's cache checked with the host; otherwise the request that the
/// boot script has begun for this URL is adopted, if it has not been before.
pub fn get(url: WebUrl, fresh: bool) -> PendingResponse {
    if !fresh && let Some(request) = boot::adopt(&url) {
        let response = JsFuture::from(request.response());
        return PendingResponse {
            url,
            handle: RequestHandle(request.controller()),
            started_at: request.started_at(),
            response: Box::pin(async move { Some(response.await.ok()?.unchecked_into::<web_sys::Response>().into()) }),
        };
    }
    let handle = RequestHandle::new();
    let request = Request::get(url.as_str())
        .credentials(RequestCredentials::SameOrigin)
        .cache(if fresh { RequestCache::NoCache } else { RequestCache::Default })
        .abort_signal(Some(&handle.signal()))
        .build();
    let response = Box::pin(async move { request.ok()?.send().await.ok() });
    PendingResponse { url, handle, started_at: now(), response }
}

/// The time since the page was opened, in milliseconds. Unlike the date it never jumps.
pub(super) fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

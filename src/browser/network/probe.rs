//! Why a request failed without a response. Browsers do not say; a second request, whose response nobody may read, shows
//! whether the host answers at all, and whether it redirects.

use gloo_net::http::{Request, RequestBuilder};
use web_sys::{RequestCache, RequestCredentials, RequestMode, RequestRedirect, ResponseType, Url};

use super::RequestHandle;
use super::within::{STALL_MS, within};
use crate::browser::address;
use crate::domain::state::failure::{Failure, Trace};
use crate::domain::web_url::WebUrl;

/// The most likely cause.
pub(super) async fn cause(url: WebUrl) -> Failure {
    let trace = trace(&url).await;
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    Failure::of_request(&url, address::document_url().as_ref(), online, trace)
}

async fn trace(url: &WebUrl) -> Trace {
    let request = Request::get(url.as_str());
    if is_of_other_origin(url) {
        let request = request.mode(RequestMode::NoCors).credentials(RequestCredentials::Omit);
        match response_type(request).await {
            Some(_) => Trace::HostAnswers,
            None => Trace::None,
        }
    } else {
        match response_type(request.redirect(RequestRedirect::Manual)).await {
            Some(ResponseType::Opaqueredirect) => Trace::Redirects,
            _ => Trace::None,
        }
    }
}

/// The type of the response, where one comes in time. Its body is not loaded.
async fn response_type(request: RequestBuilder) -> Option<ResponseType> {
    let handle = RequestHandle::new();
    let request = request.cache(RequestCache::NoStore).abort_signal(Some(&handle.signal())).build().ok()?;
    let response = within(STALL_MS, request.send()).await;
    handle.abort();
    Some(response?.ok()?.type_())
}

/// In a sandboxed frame the page's own origin is `null`, which no other equals.
fn is_of_other_origin(url: &WebUrl) -> bool {
    let own = web_sys::window().map(|window| window.origin());
    Url::new(url.as_str()).ok().map(|url| url.origin()) != own
}

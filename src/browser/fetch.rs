//! Asking for the feed and the settings, and keeping them (`js/network.js` does it).

use std::pin::Pin;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::address;
use super::start::{self, Begun};
use crate::domain::parse::document::FeedError;
use crate::domain::state::failure::{Failure, Trace};
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
pub struct Asked(JsValue);

impl Asked {
    /// Gives the request up; it will fail.
    pub fn abort(&self) {
        start::method(&self.0, "abort", &[]);
    }
}

/// Asks for `url`; `fresh` has a copy in the browser's cache checked with the host first.
pub fn ask(url: WebUrl, fresh: bool) -> (Asked, Answering) {
    let values: Array = [url.as_str().into(), JsValue::from_bool(fresh)].iter().collect();
    let request = start::call("get", &values).unwrap_or_default();
    take_over(Begun { url, request })
}

/// Takes over a request that has begun.
pub fn take_over(begun: Begun) -> (Asked, Answering) {
    let Begun { url, request } = begun;
    let receiving = start::call("receive", &request);
    let answer = Box::pin(async move { outcome_of(url, receiving).await.0 });
    (Asked(request), answer)
}

/// Asks for `url` and gives what the host said beside it, too: the `Response`, where there is one.
pub async fn ask_with_head(url: WebUrl) -> (Result<Answer, Failure>, JsValue) {
    let values: Array = [url.as_str().into(), JsValue::TRUE].iter().collect();
    let request = start::call("get", &values).unwrap_or_default();
    outcome_of(url, start::call("receive", &request)).await
}

async fn outcome_of(url: WebUrl, receiving: Option<JsValue>) -> (Result<Answer, Failure>, JsValue) {
    let outcome = waited_for(receiving).await.unwrap_or_default();
    let number = |at| outcome.get(at).as_f64();
    let failed = |trace| {
        let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
        Failure::of_request(&url, address::document_url().as_ref(), online, trace)
    };
    // The numbers are those of js/network.js.
    let result = match (number(0).unwrap_or_default() as u16, number(1)) {
        (1, _) => Err(Failure::Stalled(url)),
        (2, _) => Err(Failure::Interrupted(url)),
        (3, _) => Err(Failure::Unreadable(FeedError::TooLarge)),
        (4, _) => Err(failed(Trace::HostAnswers)),
        (5, _) => Err(failed(Trace::Redirects)),
        (0, _) => Err(failed(Trace::None)),
        (status @ (429 | 500..), Some(seconds @ 0.0..)) => {
            Err(Failure::AskedToWait { status, seconds: seconds as u32 })
        }
        (status, Some(_)) => Err(Failure::Status(status)),
        (_, None) => Ok(Answer { address: address_of(&outcome.get(1), url), bytes: bytes_of(&outcome.get(2)) }),
    };
    (result, outcome.get(3))
}

/// Keeps what this request has brought on the device, if it `is_new`, and that it is current `now`.
pub fn keep(asked: &Asked, now_ms: i64, is_new: bool) {
    let values: Array = [asked.0.clone(), JsValue::from_f64(now_ms as f64), is_new.into()].iter().collect();
    start::call("keep", &values);
}

/// What the device has kept of `url`, and when it was current, in milliseconds since 1970.
pub async fn kept(url: WebUrl) -> Option<(Answer, i64)> {
    let found = waited_for(start::call("kept", &url.as_str().into())).await?;
    let then = found.get(2).as_f64()? as i64;
    Some((Answer { address: address_of(&found.get(0), url), bytes: bytes_of(&found.get(1)) }, then))
}

/// Calls `tell` with `false` when it is time to look for something new, with `true` when the network is back.
pub fn watch(tell: impl Fn(bool) + 'static) {
    let tell: Closure<dyn Fn(bool)> = Closure::new(tell);
    start::call("watch", &tell.into_js_value());
}

/// A list that a promise of `js/network.js` resolves to.
async fn waited_for(promise: Option<JsValue>) -> Option<Array> {
    let promise: Promise = promise?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

fn address_of(text: &JsValue, otherwise: WebUrl) -> WebUrl {
    let text = text.as_string().unwrap_or_default();
    WebUrl::parse(&text, None, address::parse_url).unwrap_or(otherwise)
}

fn bytes_of(bytes: &JsValue) -> Vec<u8> {
    bytes.dyn_ref().map(Uint8Array::to_vec).unwrap_or_default()
}

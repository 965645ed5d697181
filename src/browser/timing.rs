//! The clock, the next frame, a delay.

#[cfg(feature = "csr")]
use wasm_bindgen::prelude::*;

/// Natively a page is rendered once, and nothing follows.
#[cfg(not(feature = "csr"))]
pub fn after(_: i32, _: impl FnOnce() + 'static) {}

/// Natively there are no timers, so the clock does not advance.
#[cfg(not(feature = "csr"))]
pub fn now_ms() -> i64 {
    0
}

/// Milliseconds since 1970-01-01T00:00:00Z.
#[cfg(feature = "csr")]
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Natively nothing is laid out.
#[cfg(not(feature = "csr"))]
pub fn after_next_frame(_: impl FnOnce() + 'static) {}

/// Runs `then` after the layout of the next frame, which shows the latest changes.
#[cfg(feature = "csr")]
pub fn after_next_frame(then: impl FnOnce() + 'static) {
    next_frame(Box::new(move || next_frame(Box::new(then))));
}

/// Runs `then` in `ms` milliseconds.
#[cfg(feature = "csr")]
pub fn after(ms: i32, then: impl FnOnce() + 'static) {
    after_timeout(ms, Box::new(then));
}

// Each function is compiled once for all callers. A forgotten `Timeout` would keep its closure for ever; the future frees
// it.
#[cfg(feature = "csr")]
fn after_timeout(ms: i32, then: Box<dyn FnOnce()>) {
    wasm_bindgen_futures::spawn_local(async move {
        gloo_timers::future::TimeoutFuture::new(ms.unsigned_abs()).await;
        then();
    });
}

#[cfg(feature = "csr")]
fn next_frame(then: Box<dyn FnOnce()>) {
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(Closure::once_into_js(then).unchecked_ref());
    }
}

//! Every request of the app, by [gloo-net](gloo_net), and the cache of received documents.
//!
//! [`get`] begins a request, or adopts the one that the boot script has begun for the same URL. It gives a
//! [`PendingResponse`]: its [`RequestHandle`] aborts it, [`PendingResponse::receive`] reads it to a [`FetchedDocument`] or a
//! [`Failure`](crate::domain::state::failure::Failure). Whether a failed request is made again is decided in
//! `domain::state`.
//!
//! | module | what it does |
//! |---|---|
//! | `boot` | values of the boot script |
//! | `request` | begins, adopts and aborts a request |
//! | `receive` | reads a response within its limits |
//! | `probe` | finds out why a request failed without a response |
//! | `within` | a time limit for a future |
//! | `cache` | saves the feed and the settings on the device |
//! | `watch` | says when to look for new stories |

pub mod boot;
pub mod cache;
mod probe;
mod receive;
mod request;
pub mod watch;
mod within;

pub use receive::{FetchedDocument, Received};
pub use request::{PendingResponse, RequestHandle, get};

//! The state of a feed that is being loaded, as a pure machine: a state and an event give the next state and the
//! effects that the app carries out.

mod data_needed;
mod effect;
mod event;
pub mod failure;
mod feed_state;
mod loaded;
mod retrying_request;
mod status;
#[cfg(test)]
mod tests;

pub use data_needed::DataNeeded;
pub use effect::{Effect, Request};
pub use event::Event;
pub use feed_state::{FeedState, Phase};
pub use loaded::{Archive, Loaded, Refresh};
pub use retrying_request::{MAX_TRIES, RetryingRequest};
pub use status::FeedStatus;

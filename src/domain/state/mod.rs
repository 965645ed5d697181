//! The state of a feed that is being loaded, as a pure machine: a state and an event give the next state and the effects
//! that the app carries out.

mod appearance;
mod asking;
mod effect;
mod event;
pub mod failure;
mod feed_state;
mod loaded;
#[cfg(test)]
mod tests;
mod wanted;

pub use appearance::Appearance;
pub use asking::{Asking, TRIES};
pub use effect::{Effect, Request};
pub use event::Event;
pub use feed_state::{FeedState, Phase};
pub use loaded::{Archive, Loaded, Refresh};
pub use wanted::Wanted;

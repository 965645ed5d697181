//! The publisher's view of a feed: what `newsleaf check` and `feed-health.html` say about a document.

pub mod advice;
mod bodies;
pub mod code;
mod details;
mod entries;
pub mod failure_advice;
mod feed_report;
pub mod file_note;
pub mod files;
pub mod group;
pub mod health_messages;
pub mod host_answer;
pub mod json;
pub mod json_fault;
mod kind;
pub mod known_names;
mod languages;
mod look_alikes;
pub mod misspelling;
pub mod named_files;
pub mod part;
#[cfg(test)]
mod tests;
pub mod text;

pub use feed_report::{Document, FeedReport, Summary, has_items, invalid_json, looks_like_settings};
pub use kind::Kind;

//! Pure: what a feed, an article, a link, a date is and how they are read. No browser, no framework, no clock.

pub mod body_text;
pub mod date;
pub mod feed;
pub mod html_policy;
pub mod key;
pub mod settings;
pub mod share;
pub mod warning;
pub mod web_url;
pub mod words;

//! The published site: real HTML pages, feeds and indexes, made from a feed by `newsleaf build` (native only).
//!
//! The parts in the order of their work:
//!
//! - [`item_json`]: items of the publisher's feed as items of the site's own.
//! - [`store`]: the feed of the site, which keeps stories that have left the publisher's.
//! - [`content`]: what is published, in reading order.
//! - [`lists`]: the lists and their pages.
//! - [`app`]: the built app, of which search and widgets are made.
//! - [`formats`]: what other programs read of the site, each a pure function.
//! - [`card`]: pictures for link previews.

pub mod app;
pub mod beside;
pub mod build;
pub mod card;
pub mod cards;
pub mod content;
pub mod document;
pub mod files;
pub mod formats;
pub mod hosts;
pub mod html_urls;
pub mod item_json;
pub mod lists;
pub mod named_files;
pub mod output;
pub mod pages;
pub mod plan;
pub mod previous;
pub mod store;

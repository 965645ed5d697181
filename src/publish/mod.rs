//! The published site: real HTML pages, feeds and indexes, made from a feed by `newsleaf build` (native only).
//!
//! The parts in the order of their work:
//!
//! - [`previous`]: the last build, from the folder of the site or from its host.
//! - [`item_json`], [`html_urls`]: items of the publisher's feed as items of the site's own, with absolute addresses.
//! - [`story`] with [`spool`], [`random_access`]: a story in memory, and its body on disk.
//! - [`memory`]: what the next build need not read again.
//! - [`source_feed`] with [`split`]: the publisher's feed, read item by item.
//! - [`hubs`]: the servers that tell subscribers.
//! - [`store`]: the feed of the site, which keeps stories that have left the publisher's.
//! - [`content`]: the content of the site, in reading order.
//! - [`lists`], [`plan`]: the pages, and what each is made from.
//! - [`app`], [`bundled_app`]: the built app, of which search and widgets are made, and the one that this command carries.
//! - [`cards`] with [`card`], [`shared_picture`]: pictures for link previews.
//! - [`icons`]: the icons of a site whose publisher names none.
//! - [`document`], [`critical_css`], [`pages`]: a page as a whole HTML document.
//! - [`files`] with [`formats`]: what other programs read of the site. Formats are pure functions.
//! - [`search`]: the index of the search.
//! - [`named_files`], [`beside`]: files beside the feed that stories and settings name. [`picture_sizes`]: how large lead pictures
//!   among them are.
//! - [`hosts`]: further files for a host.
//! - [`output`]: the files on disk, never half a site.
//! - [`build`]: all of these in order.

pub mod app;
pub mod beside;
pub mod build;
pub mod bundled_app;
pub mod card;
pub mod cards;
pub mod content;
pub mod critical_css;
pub mod document;
pub mod files;
pub mod formats;
pub mod hosts;
pub mod html_urls;
pub mod hubs;
pub mod icons;
pub mod item_json;
pub mod latest;
pub mod lists;
pub mod memory;
pub mod named_files;
pub mod output;
pub mod pages;
pub mod picture_sizes;
pub mod plan;
pub mod previous;
pub mod random_access;
pub mod search;
pub mod shared_picture;
pub mod site_file;
pub mod source_feed;
pub mod split;
pub mod spool;
pub mod store;
pub mod story;

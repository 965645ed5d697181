//! The pure part of Newsleaf: the model of feeds, articles, links and dates, and their parsers. It knows no
//! browser, no framework and no clock.
//!
//! `limits`, `percent`, `unicode` and `web_url` are at the bottom; every folder may use them. The folders import one
//! way: each may use those above it in this list, never those below it.
//!
//! | folder | what it holds |
//! |---|---|
//! | [`feed`] | the model: feed, item, key, date, sections, settings, warnings, and the publication made from them |
//! | [`site`] | routes, links, sharing, messages, colours and text size of a site |
//! | [`html`] | the HTML policy: which elements, attributes and addresses an article may have |
//! | [`parse`] | from bytes to the model: JSON, JSON Feed, plain text, the settings file |
//! | [`state`] | the state machine of loading a feed, and its failures |
//! | `report` | what `feed-health.html` and `newsleaf check` say about a feed (feature `health`) |
//! | `widget` | the parameters of a widget (feature `embed`) |

pub mod feed;
pub mod html;
pub mod limits;
pub mod parse;
pub mod percent;
#[cfg(any(feature = "health", test))]
pub mod report;
pub mod site;
pub mod state;
pub mod unicode;
pub mod web_url;
#[cfg(any(feature = "embed", test))]
pub mod widget;

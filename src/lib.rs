//! Newsleaf: a feed goes in, a news site comes out.
//!
//! The modules, from the ground up; each may use those before it, never those after it:
//!
//! - [`domain`]: feeds, articles, links and dates, and their parsers. Pure: it compiles with no feature at
//!   all, and the compiler holds that wall (`cargo check --lib --no-default-features`).
//! - `sanitize`: from the feed's HTML to a [`sanitize::SafeBody`], the only thing that can be rendered as a body. One
//!   type, two makers: DOMPurify in the browser, ammonia natively.
//! - `browser`: every effect on the browser, one a file; natively the ones that components use are inert.
//! - `components`: the parts of pages. They get plain values and memos.
//! - `pages`: one component a page, and the site around them.
//! - `app`: the running site: its state in signals, and the requests (browser only).
//! - `render`: a page as HTML text (native only).
//! - `publish`: a published site (native only).
//! - `stories`: Markdown files as a feed (native only).
//! - `import`: RSS, Atom and exports of WordPress as a feed (native only).
//! - `merge`: several feeds as one (native only).
//!
//! What stands on it: `newsleaf-web` (feature `csr`), the readers' pages, which trunk builds for the browser, and beside it
//! `newsleaf-embed-headlines` and `newsleaf-embed-article` (feature `embed`), the widgets, and `newsleaf-health`, the
//! publisher's page; and `newsleaf` (feature `ssr`), the native command. ARCHITECTURE.md is the map, docs/decisions has the
//! reasons.

#![warn(missing_docs)]

#[cfg(all(feature = "csr", feature = "native-sanitizer"))]
compile_error!(
    "Newsleaf is built either for the browser (--no-default-features --features csr) or natively (--features ssr), never both at once: leave out --all-features"
);

#[cfg(feature = "csr")]
pub mod app;
#[cfg(any(feature = "csr", feature = "ssr"))]
pub mod browser;
#[cfg(any(feature = "csr", feature = "ssr"))]
pub mod components;
pub mod domain;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod merge;
#[cfg(any(feature = "csr", feature = "ssr"))]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod publish;
#[cfg(feature = "ssr")]
pub mod render;
#[cfg(any(feature = "csr", feature = "native-sanitizer"))]
pub mod sanitize;
#[cfg(feature = "ssr")]
pub mod stories;

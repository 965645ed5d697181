//! The documents of a published site that other programs read. Each format is a pure function from values of the domain
//! to text: the same values give the same bytes. No format knows the clock, a file or a folder.
//!
//! | file | what it writes |
//! |---|---|
//! | [`head`] | the lines of a page's head for search engines and social networks |
//! | [`json_ld`] | a page's structured data |
//! | [`manifest`] | the web app manifest |
//! | [`oembed`] | an article's oEmbed document |
//! | [`robots`] | `robots.txt` |
//! | [`rss`] | the feed as RSS 2.0 |
//! | [`sitemap`], [`news_sitemap`] | the sitemaps |
//!
//! [`xml`], [`dates`] and [`shorten`] are what these are written with.

pub mod dates;
pub mod head;
pub mod json_ld;
pub mod manifest;
pub mod news_sitemap;
pub mod oembed;
pub mod robots;
pub mod rss;
pub mod shorten;
pub mod sitemap;
pub mod xml;

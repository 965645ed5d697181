//! The result of a build.

use crate::publish::output::Changes;

/// The result of a build.
#[derive(Debug, Default)]
pub struct Summary {
    /// How many stories are published.
    pub stories: usize,
    /// How many of them have left the feed.
    pub left_feed: usize,
    /// How many pages the site has.
    pub pages: usize,
    /// The changed files.
    pub changes: Changes,
    /// Warnings for the publisher, each a sentence.
    pub warnings: Vec<String>,
    /// How many stories wait for their time.
    pub held_back: usize,
    /// When the next build is due by the clock alone, in milliseconds since 1970, and for which reason.
    pub next: Vec<(i64, Due)>,
    /// The lines for the `robots.txt` of the host, where the site lies below its root.
    pub robots_lines: Option<String>,
}

/// Why a build is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A story that is held back.
    Story,
    /// A story is too old for the news sitemap.
    NewsSitemap,
}

/// Receives the progress: the number of finished pages, and of all pages.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

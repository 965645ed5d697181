//! The two kinds of documents that Newsleaf reads.

/// Which of the two documents it is that Newsleaf reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `feed.json`.
    Feed,
    /// `newsleaf.json`.
    Settings,
}

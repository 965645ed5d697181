//! The two kinds of documents that Newsleaf reads.

/// The kind of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `feed.json`.
    Feed,
    /// `newsleaf.json`.
    Settings,
}

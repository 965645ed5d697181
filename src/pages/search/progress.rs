//! How far a search has come, in the stories that are loaded and in the index of the site.

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// There is none.
    Closed,
    /// The number of stories that have been read.
    Read(usize),
    /// The stories were found.
    Done,
    /// It could not be loaded.
    Failed,
}

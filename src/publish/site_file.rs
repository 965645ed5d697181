//! Files of a site.

/// A file of the site: its path, with `/` between folders, and its bytes.
pub type SiteFile = (String, Vec<u8>);

/// How large a site is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// The number of files.
    pub files: usize,
    /// The number of folders.
    pub folders: usize,
    /// All bytes.
    pub bytes: u64,
    /// The largest file: its path and its bytes.
    pub largest: (String, u64),
}

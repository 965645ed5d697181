//! Why a site can't be written.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a site can't be written.
#[derive(Debug, Error)]
pub enum OutputError {
    /// The folder has files, and no build has made it.
    #[error("{}: the folder is not empty, and newsleaf has not made it; name another one with --out", .0.display())]
    NotMadeByBuild(PathBuf),
    /// The path of the folder is not a folder.
    #[error("{}: it is no folder", .0.display())]
    NotAFolder(PathBuf),
    /// A file has the name of one that builds write beside the site, and no build has written it.
    #[error("{}: newsleaf has not made this file, and would write over it; name another folder with --out", .0.display())]
    OtherFile(PathBuf),
    /// Another build is under way.
    #[error("{}: another build is writing this site", .0.display())]
    Locked(PathBuf),
    /// Two parts of the site have the same path.
    #[error("{path}: {one} and {other} have the same place in the site")]
    Clash {
        /// The path in the site.
        path: String,
        /// The part that has the path.
        one: &'static str,
        /// The part that claims it too.
        other: &'static str,
    },
    /// A path leads out of the site, or is not valid for a file.
    #[error("{0:?}: no file of a site can have this path")]
    Path(String),
    /// A file can't be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Adds the path of a file to an error.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    let path = path.to_owned();
    move |source| OutputError::File { path, source }
}

//! Files beside a feed. Other people write feeds: only files within the feed's own folder are opened, after links are
//! resolved.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use thiserror::Error;

/// The reason why a name is not a file within a folder.
#[derive(Debug, Error)]
pub enum BesideError {
    /// The name, or a link in the folder, leads out of it.
    #[error("the name leads out of the folder")]
    Outside,
    /// There is no such file, or it can't be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The path of a name within a folder, links resolved. `name` has `/` between its parts.
pub fn path_beside(folder: &Path, name: &str) -> Result<PathBuf, BesideError> {
    // The URL parser leaves no `..` in a path; an encoded one is still there, and so is the root, which `join` would go to.
    let is_plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    if !is_plain || name.contains(['\\', '\0']) {
        return Err(BesideError::Outside);
    }
    let folder = fs::canonicalize(folder)?;
    let file = fs::canonicalize(folder.join(name))?;
    if !file.starts_with(&folder) {
        return Err(BesideError::Outside);
    }
    Ok(file)
}

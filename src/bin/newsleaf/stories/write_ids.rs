//! Writes into files the ids that their stories have by their paths.

use std::fs;
use std::io;
use std::path::Path;

use newsleaf::stories::ids::{IdError, with_id};
use thiserror::Error;

/// Why a file stays as it is.
#[derive(Debug, Error)]
pub enum WriteIdError {
    /// The text can't get an id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// The file can't be read or written.
    #[error(transparent)]
    File(#[from] io::Error),
}

/// Writes an id into a file. The file is exchanged in one step, so that nothing of it is lost whatever happens.
pub fn write_id(path: &Path, id: &str) -> Result<(), WriteIdError> {
    let path = fs::canonicalize(path)?;
    let text = with_id(&fs::read_to_string(&path)?, id)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".newsleaf-new");
    let new = path.with_file_name(name);
    let written = fs::write(&new, text)
        .and_then(|()| fs::set_permissions(&new, fs::metadata(&path)?.permissions()))
        .and_then(|()| fs::rename(&new, &path));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    Ok(written?)
}

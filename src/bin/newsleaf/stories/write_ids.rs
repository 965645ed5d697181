//! Writes into files the ids that their stories have by their paths.

use std::fs;
use std::io;
use std::path::Path;

use newsleaf::stories::ids::{IdError, with_id};
use thiserror::Error;

use super::replace_file::replace_file;

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

/// Writes an id into a file.
pub fn write_id(path: &Path, id: &str) -> Result<(), WriteIdError> {
    let text = with_id(&fs::read_to_string(path)?, id)?;
    Ok(replace_file(path, text.as_bytes())?)
}

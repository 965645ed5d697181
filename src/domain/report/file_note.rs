//! A note on a file that a feed is made of.

use std::fmt;

use super::code::Level;

/// A fault of a file, or advice, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNote {
    /// The file, as the publisher knows it.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// How much it matters.
    pub level: Level,
    /// What is wrong, and what was done.
    pub message: String,
}

impl fmt::Display for FileNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            f.write_str(":")?;
            f.write_str(&line.to_string())?;
        }
        f.write_str(": ")?;
        f.write_str(&self.message)
    }
}

//! A temporary folder, which is removed in the end.

use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, process};

/// A build that is under way may write while the folder is removed.
const TRIES: usize = 10;

/// A folder of its own in that of the system for temporary files. Nobody but its owner can read it.
pub struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Makes the folder.
    pub fn new() -> io::Result<TemporaryFolder> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let path = env::temp_dir().join(format!("newsleaf-serve-{}-{now}", process::id()));
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(TemporaryFolder(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

/// Removes the folder with all that is in it.
pub fn remove(path: &Path) {
    for _ in 0..TRIES {
        // What can't be removed stays for the system.
        let _ = fs::remove_dir_all(path);
        if !path.exists() {
            return;
        }
    }
}

//! Writes a file in one step: whatever happens, there is the old text or the new one.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;

/// Writes a file, with the permissions of the one that it takes the place of.
pub fn replace_file(path: &Path, content: &[u8]) -> io::Result<()> {
    // Through a link, the file that it leads to is written.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name: OsString = path.file_name().unwrap_or_default().to_owned();
    name.push(".newsleaf-new");
    let new = path.with_file_name(name);
    let written = fs::write(&new, content).and_then(|()| match fs::metadata(&path) {
        Ok(old) => fs::set_permissions(&new, old.permissions()),
        Err(_) => Ok(()),
    });
    let replaced = written.and_then(|()| fs::rename(&new, &path));
    if replaced.is_err() {
        // It may not be there.
        let _ = fs::remove_file(&new);
    }
    replaced
}

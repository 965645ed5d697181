//! Writes a file in one step: whatever happens, there is the old text or the new one.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file, with the permissions of the one that it takes the place of.
pub fn replace_file(path: &Path, content: &[u8]) -> io::Result<()> {
    replace_file_by(path, |out| out.write_all(content))
}

/// Writes a file of which no copy is in the memory.
pub fn replace_file_by(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Through a link, the file that it leads to is written.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name: OsString = path.file_name().unwrap_or_default().to_owned();
    name.push(".newsleaf-new");
    let new = path.with_file_name(name);
    let written = File::create(&new).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out).and_then(|()| out.flush())
    });
    let written = written.and_then(|()| match fs::metadata(&path) {
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

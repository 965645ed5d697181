//! Writes a file in one step: whatever happens, there is the old text or the new one.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::Builder;

/// Writes a file, with the permissions of the one that it takes the place of. A link stays, and the file that it leads to is
/// written.
pub fn replace_file(path: &Path, content: &[u8]) -> io::Result<()> {
    replace_file_by(path, |out| out.write_all(content))
}

/// Does the same with a content of which no copy is in the memory.
pub fn replace_file_by(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    replace_entry_by(&fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()), write)
}

/// Does the same, but a link is replaced itself.
pub fn replace_entry(path: &Path, content: &[u8]) -> io::Result<()> {
    replace_entry_by(path, |out| out.write_all(content))
}

fn replace_entry_by(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    // The name is a new one each time: another writer has its own, and nothing of the user's has it.
    builder.prefix(".newsleaf-").suffix(".new");
    #[cfg(unix)]
    let everybody = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    // Less what the system takes away from new files.
    #[cfg(unix)]
    builder.permissions(everybody);
    let mut new = builder.tempfile_in(folder)?;
    if let Ok(old) = fs::symlink_metadata(path)
        && old.is_file()
    {
        new.as_file().set_permissions(old.permissions())?;
    }
    let mut out = BufWriter::new(new.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    // Without it the name may be on the disk before the text is.
    new.as_file().sync_all()?;
    new.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn two_writers_leave_one_whole_text_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("feed.json");
        let texts = ["a".repeat(100_000), "b".repeat(100_000)];
        thread::scope(|scope| {
            for text in &texts {
                let file = &file;
                scope.spawn(move || (0..20).for_each(|_| replace_file(file, text.as_bytes()).unwrap()));
            }
        });
        assert!(texts.contains(&fs::read_to_string(&file).unwrap()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn permissions_and_links_stay_and_no_other_file_is_written() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("precious"), "precious").unwrap();
        symlink(at("precious"), at("feed.json.newsleaf-new")).unwrap();
        fs::write(at("real.json"), "old").unwrap();
        fs::set_permissions(at("real.json"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.json", at("feed.json")).unwrap();
        replace_file(&at("feed.json"), b"new").unwrap();
        assert_eq!(fs::read_to_string(at("real.json")).unwrap(), "new");
        assert_eq!(fs::metadata(at("real.json")).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(at("feed.json").is_symlink());
        replace_entry(&at("feed.json"), b"newer").unwrap();
        assert!(!at("feed.json").is_symlink());
        assert_eq!(fs::read_to_string(at("real.json")).unwrap(), "new");
        assert_eq!(fs::read_to_string(at("precious")).unwrap(), "precious");
    }
}

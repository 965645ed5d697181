//! The spool: a temporary file without a name that holds the stories of a build as JSON, so that they need no memory.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use super::random_access::{ReadAt, Span, write_all_at};

/// A temporary file to which several threads add. It is gone when the program ends, in whichever way.
#[derive(Debug)]
pub struct Spool {
    file: File,
    end: AtomicU64,
}

impl Spool {
    /// Makes the file in a folder, or in the system's folder for temporary files if that is not possible.
    pub fn new(folder: &Path) -> io::Result<Spool> {
        let file = nameless_file(folder).or_else(|_| nameless_file(&std::env::temp_dir()))?;
        Ok(Spool { file, end: AtomicU64::new(0) })
    }

    /// Adds some bytes, and returns their place.
    pub fn add(&self, bytes: &[u8]) -> io::Result<Span> {
        let length = bytes.len() as u64;
        let start = self.end.fetch_add(length, Ordering::Relaxed);
        write_all_at(&self.file, bytes, start)?;
        Ok(Span { start, length })
    }

    /// The bytes at a place.
    pub fn read(&self, span: Span) -> io::Result<Vec<u8>> {
        self.file.read_span(span)
    }
}

/// A file that has no name any more, or loses it when it is closed.
fn nameless_file(folder: &Path) -> io::Result<File> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let path = folder.join(format!(".newsleaf-spool-{}-{number}", std::process::id()));
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(windows)]
    {
        const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
        std::os::windows::fs::OpenOptionsExt::custom_flags(&mut options, FILE_FLAG_DELETE_ON_CLOSE);
    }
    let file = options.open(&path)?;
    #[cfg(unix)]
    std::fs::remove_file(&path)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_read_back_and_no_file_stays() {
        let folder = std::env::temp_dir().join(format!("newsleaf-spool-test-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let spool = Spool::new(&folder).unwrap();
        let spans: Vec<Span> = ["one", "", "three"].iter().map(|text| spool.add(text.as_bytes()).unwrap()).collect();
        assert_eq!(spool.read(spans[2]).unwrap(), b"three");
        assert_eq!(spool.read(spans[0]).unwrap(), b"one");
        assert_eq!(spool.read(spans[1]).unwrap(), b"");
        #[cfg(unix)]
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        drop(spool);
        std::fs::remove_dir_all(folder).unwrap();
        assert!(Spool::new(Path::new("/nowhere/at/all")).is_ok(), "the system's folder does as well");
    }
}

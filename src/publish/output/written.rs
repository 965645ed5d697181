//! The files of the new site: some are written, the others are those of the old site.

use std::collections::HashMap;
use std::collections::hash_map::Entry as HashEntry;
use std::fs;
use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use blake3::Hash;

use super::error::at;
use super::manifest::Entry;
use super::names::is_path_of_site;
use super::{Output, OutputError, compress};

/// The files of the new site, by their paths.
pub(super) type Written = HashMap<String, NewFile>;

/// A file of the new site.
pub(super) struct NewFile {
    /// Its kind, for the message about a clash.
    pub kind: &'static str,
    /// Its entry and what has become of it; `None` until it is written.
    pub written: Option<(Entry, Change)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Added,
    Changed,
    Unchanged,
}

impl Output {
    /// Reuses a file of the old site if it was made from the same input, which has the hash `key`. Returns whether it does.
    pub fn reuse(&self, path: &str, key: Hash, kind: &'static str) -> Result<bool, OutputError> {
        let Some(entry) = self.old.0.get(path).filter(|entry| entry.key == Some(key)) else {
            return Ok(false);
        };
        if !is_that_file(&self.folder.join(path), entry) {
            return Ok(false);
        }
        self.note_unchanged(path, entry, kind)?;
        self.reuse_compressed(path)?;
        Ok(true)
    }

    /// Reuses all files of a folder of the old site, if all were made from the same input. `path` ends with a slash.
    pub fn reuse_folder(&self, path: &str, key: Hash, kind: &'static str) -> Result<bool, OutputError> {
        let in_folder = |(file, _): &(&String, &Entry)| file.starts_with(path);
        let is_copy = |file: &str| compress::COPIES.iter().any(|suffix| file.ends_with(suffix));
        let first = self.old.0.range(path.to_owned()..).take_while(in_folder);
        let files: Vec<(&String, &Entry)> = first.filter(|(file, _)| !is_copy(file)).collect();
        let is_same =
            |(file, entry): &(&String, &Entry)| entry.key == Some(key) && is_that_file(&self.folder.join(file), entry);
        if files.is_empty() || !files.iter().all(is_same) {
            return Ok(false);
        }
        for (file, entry) in files {
            self.note_unchanged(file, entry, kind)?;
            self.reuse_compressed(file)?;
        }
        Ok(true)
    }

    fn note_unchanged(&self, path: &str, entry: &Entry, kind: &'static str) -> Result<(), OutputError> {
        let mut new = self.written();
        claim(&mut new, path, kind)?.written = Some((entry.clone(), Change::Unchanged));
        Ok(())
    }

    /// Reuses the compressed copies of an unchanged file, or makes them if some are missing.
    fn reuse_compressed(&self, path: &str) -> Result<(), OutputError> {
        let is_small = self.old.0.get(path).is_some_and(|entry| entry.size < compress::SMALLEST as u64);
        if !self.is_compressed || !compress::is_text(path) || is_small {
            return Ok(());
        }
        let copies = compress::COPIES.map(|suffix| [path, suffix].concat());
        let copies_there = copies.iter().filter_map(|copy| {
            let entry = self.old.0.get(copy)?;
            is_that_file(&self.folder.join(copy), entry).then_some((copy, entry))
        });
        let copies_there: Vec<_> = copies_there.collect();
        if copies_there.len() == copies.len() {
            return copies_there
                .into_iter()
                .try_for_each(|(copy, entry)| self.note_unchanged(copy, entry, "a compressed file"));
        }
        let file = self.folder.join(path);
        let bytes = fs::read(&file).map_err(at(&file))?;
        self.write_compressed(path, &bytes)
    }

    fn write_compressed(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        for (suffix, copy) in compress::copies(path, bytes) {
            self.write_file(&[path, suffix].concat(), &copy, None, "a compressed file")?;
        }
        Ok(())
    }

    /// Reuses a file of the old site as it is. Returns whether there is one.
    pub fn reuse_old(&self, path: &str, kind: &'static str) -> Result<bool, OutputError> {
        let file = self.folder.join(path);
        match self.old.0.get(path) {
            Some(entry) if is_that_file(&file, entry) => {
                self.note_unchanged(path, entry, kind)?;
                self.reuse_compressed(path)?;
                Ok(true)
            }
            _ => match fs::read(&file) {
                Ok(bytes) => self.write(path, &bytes, None, kind).map(|()| true),
                Err(_) => Ok(false),
            },
        }
    }

    /// Writes a file. A file with the same bytes as before stays, with its time. `key` is the hash of the input that it is made
    /// from, and `None` if the file is made anew in each build; `kind` names the file in a message.
    pub fn write(&self, path: &str, bytes: &[u8], key: Option<Hash>, kind: &'static str) -> Result<(), OutputError> {
        let is_same = self.write_file(path, bytes, key, kind)?;
        if !self.is_compressed || !compress::is_text(path) || bytes.len() < compress::SMALLEST {
            return Ok(());
        }
        if is_same { self.reuse_compressed(path) } else { self.write_compressed(path, bytes) }
    }

    /// Writes one file, and returns whether it is as it was.
    fn write_file(&self, path: &str, bytes: &[u8], key: Option<Hash>, kind: &'static str) -> Result<bool, OutputError> {
        let hash = blake3::hash(bytes);
        let old_file = self.folder.join(path);
        let old = self.has_old_site.then(|| fs::metadata(&old_file).ok()).flatten().filter(fs::Metadata::is_file);
        let is_same = old.as_ref().is_some_and(|old| {
            old.len() == bytes.len() as u64
                && match self.old.0.get(path) {
                    Some(entry) if is_that_file(&old_file, entry) => entry.hash == hash,
                    _ => fs::read(&old_file).is_ok_and(|old| old == bytes),
                }
        });
        claim(&mut self.written(), path, kind)?;
        let file = if is_same {
            old_file
        } else {
            let file = self.staging.join(path);
            write_new(&file, bytes).map_err(at(&file))?;
            file
        };
        let modified = fs::metadata(&file).map(|metadata| modified(&metadata)).map_err(at(&file))?;
        let change = match (is_same, old.is_some()) {
            (true, _) => Change::Unchanged,
            (false, true) => Change::Changed,
            (false, false) => Change::Added,
        };
        let entry = Entry { hash, key, size: bytes.len() as u64, modified };
        if let Some(file) = self.written().get_mut(path) {
            file.written = Some((entry, change));
        }
        Ok(is_same)
    }
}

/// Writes a file, and makes its folder if there is none.
fn write_new(file: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::write(file, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            file.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(file, bytes)
        }
        written => written,
    }
}

/// Notes that a path is taken. Nothing is ever written outside the folder: paths may come from a feed, or from a host.
fn claim<'a>(new: &'a mut Written, path: &str, kind: &'static str) -> Result<&'a mut NewFile, OutputError> {
    if !is_path_of_site(path) {
        return Err(OutputError::Path(path.to_owned()));
    }
    match new.entry(path.to_owned()) {
        HashEntry::Vacant(free) => Ok(free.insert(NewFile { kind, written: None })),
        HashEntry::Occupied(taken) => {
            Err(OutputError::Clash { path: path.to_owned(), one: taken.get().kind, other: kind })
        }
    }
}

/// Whether a file is unchanged since its entry was made.
fn is_that_file(file: &Path, entry: &Entry) -> bool {
    fs::metadata(file).is_ok_and(|metadata| metadata.len() == entry.size && modified(&metadata) == entry.modified)
}

fn modified(metadata: &fs::Metadata) -> u128 {
    let time = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos())
}

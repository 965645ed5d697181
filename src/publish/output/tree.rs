//! The files and folders of a folder, as one walk finds them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// All that is in a folder, by paths with `/` between their parts.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files, each with the number that the file system gives it: two names of the same file have the same number. `None`
    /// where that is not known, as on another file system than the folder's.
    pub files: HashMap<String, Option<u64>>,
    /// The folders, without the folder itself.
    pub folders: BTreeSet<String>,
    /// Files whose paths are no text. No build writes such a file.
    pub nameless: Vec<PathBuf>,
}

impl Tree {
    /// Reads a folder. Parts that can't be read are left out.
    pub fn of(folder: &Path) -> Tree {
        let mut tree = Tree::default();
        let device = fs::metadata(folder).ok().and_then(|metadata| device(&metadata));
        let mut foreign: Option<String> = None;
        for entry in WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok) {
            let Ok(path) = entry.path().strip_prefix(folder) else { continue };
            let Some(path) = path.to_str() else {
                if !entry.file_type().is_dir() {
                    tree.nameless.push(path.to_owned());
                }
                continue;
            };
            // Elsewhere a backslash is a character like any other.
            let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
            let is_foreign = foreign.as_ref().is_some_and(|folder| path.starts_with(folder.as_str()));
            if !entry.file_type().is_dir() {
                tree.files.insert(path, number(&entry).filter(|_| !is_foreign));
                continue;
            }
            if !is_foreign && entry.metadata().ok().and_then(|metadata| self::device(&metadata)) != device {
                foreign = Some([path.as_str(), "/"].concat());
            }
            tree.folders.insert(path);
        }
        tree
    }
}

impl Tree {
    /// The folders that have no file in them, nor in their folders.
    pub fn empty_folders(&self) -> impl Iterator<Item = &String> {
        let mut filled: HashSet<&str> = HashSet::new();
        for path in
            self.files.keys().map(String::as_str).chain(self.nameless.iter().filter_map(|path| path.parent()?.to_str()))
        {
            let mut path = path;
            filled.insert(path);
            while let Some((folder, _)) = path.rsplit_once('/') {
                if !filled.insert(folder) {
                    break;
                }
                path = folder;
            }
        }
        self.folders.iter().filter(move |folder| !filled.contains(folder.as_str()))
    }
}

#[cfg(unix)]
fn device(metadata: &Metadata) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    Some(metadata.dev())
}

#[cfg(not(unix))]
fn device(_: &Metadata) -> Option<u64> {
    None
}

#[cfg(unix)]
fn number(entry: &DirEntry) -> Option<u64> {
    use walkdir::DirEntryExt;
    Some(entry.ino())
}

/// Other systems give none, and have no spare site.
#[cfg(not(unix))]
fn number(_: &DirEntry) -> Option<u64> {
    None
}

//! The files and folders of a folder, as one walk finds them.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsString;
use std::fs::{self, DirEntry, Metadata};
use std::path::Path;

use rayon::prelude::*;

/// All that is in a folder, by paths with `/` between their parts.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files, each with the number that the file system gives it: two names of the same file have the same number. `None`
    /// where that is not known, as on another file system than the folder's.
    pub files: HashMap<String, Option<u64>>,
    /// The folders, without the folder itself.
    pub folders: BTreeSet<String>,
}

impl Tree {
    /// Reads a folder. Parts that can't be read are left out.
    pub fn of(folder: &Path) -> Tree {
        let device = fs::metadata(folder).ok().and_then(|metadata| device(&metadata));
        let (files, folders) = read(folder, "", device, false);
        Tree { files: files.into_iter().collect(), folders: folders.into_iter().collect() }
    }
}

/// The files in a folder that are not known. `skipped` is the beginning of names at its root that are passed over.
pub fn unknown_files(folder: &Path, is_known: &(dyn Fn(&str) -> bool + Sync), skipped: &str) -> BTreeSet<String> {
    unknown_in(folder, "", is_known, skipped).into_iter().collect()
}

fn unknown_in(folder: &Path, path: &str, is_known: &(dyn Fn(&str) -> bool + Sync), skipped: &str) -> Vec<String> {
    let (mut folders, mut unknown) = (Vec::new(), Vec::new());
    for entry in entries(folder) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(kind) = entry.file_type() else { continue };
        let own = join(path, &name);
        if kind.is_dir() && !(path.is_empty() && name.starts_with(skipped)) {
            folders.push((own, entry.file_name()));
        } else if !kind.is_dir() && !is_known(&own) {
            unknown.push(own);
        }
    }
    let within = |(path, name): &(String, OsString)| unknown_in(&folder.join(name), path, is_known, skipped);
    unknown.extend(folders.par_iter().with_min_len(8).flat_map_iter(within).collect::<Vec<_>>());
    unknown
}

type Read = (Vec<(String, Option<u64>)>, Vec<String>);

/// Reads a folder whose path in the tree is `path`. It is foreign if it is on another file system than the `device` of the root.
fn read(folder: &Path, path: &str, device: Option<u64>, is_foreign: bool) -> Read {
    let mut files = Vec::new();
    let mut folders: Vec<(String, OsString, bool)> = Vec::new();
    for entry in entries(folder) {
        let Ok(kind) = entry.file_type() else { continue };
        let own = join(path, &entry.file_name().to_string_lossy());
        if kind.is_dir() {
            let own_device = entry.metadata().ok().and_then(|metadata| self::device(&metadata));
            folders.push((own, entry.file_name(), is_foreign || own_device != device));
        } else {
            files.push((own, number(&entry).filter(|_| !is_foreign)));
        }
    }
    let within =
        |(path, name, is_foreign): &(String, OsString, bool)| read(&folder.join(name), path, device, *is_foreign);
    let parts: Vec<Read> = folders.par_iter().with_min_len(8).map(within).collect();
    let mut paths: Vec<String> = folders.into_iter().map(|(path, ..)| path).collect();
    for (more_files, more_folders) in parts {
        files.extend(more_files);
        paths.extend(more_folders);
    }
    (files, paths)
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { [path, "/", name].concat() }
}

fn entries(folder: &Path) -> impl Iterator<Item = DirEntry> {
    fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok)
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
    use std::os::unix::fs::DirEntryExt;
    Some(entry.ino())
}

/// Other systems give none, and have no spare site.
#[cfg(not(unix))]
fn number(_: &DirEntry) -> Option<u64> {
    None
}

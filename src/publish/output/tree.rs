//! The files and folders of a folder, as one walk finds them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ffi::OsString;
use std::fs::{self, DirEntry, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

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
        let device = fs::metadata(folder).ok().and_then(|metadata| device(&metadata));
        let Read { files, folders, nameless } = read(folder, "", device, false);
        Tree { files: files.into_iter().collect(), folders: folders.into_iter().collect(), nameless }
    }

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

/// What is known of the files in a folder.
pub struct KnownFiles<'a> {
    /// Whether a path is one that a build has written.
    pub is_known: &'a (dyn Fn(&str) -> bool + Sync),
    /// The beginning of names at the root that are passed over.
    pub skipped: &'a str,
    /// When the last build had looked at all of them.
    pub seen: Option<SystemTime>,
}

/// A file system may tell the time of a folder with less precision, and a little later than the clock.
const LEAST_AGE: Duration = Duration::from_secs(2);

impl KnownFiles<'_> {
    /// The other files in a folder. Of those in the folders of articles, only the ones that have come since the last build.
    pub fn unknown_in(&self, folder: &Path) -> BTreeSet<String> {
        self.within(folder, "").into_iter().collect()
    }

    fn within(&self, folder: &Path, path: &str) -> Vec<String> {
        if self.is_as_it_was(folder, path) {
            return Vec::new();
        }
        let (mut folders, mut unknown) = (Vec::new(), Vec::new());
        for entry in entries(folder) {
            let name = entry.file_name();
            // No build writes a file whose name is no text.
            let (Ok(kind), Some(text)) = (entry.file_type(), name.to_str()) else { continue };
            let own = join(path, text);
            if kind.is_dir() && !(path.is_empty() && text.starts_with(self.skipped)) {
                folders.push((own, name));
            } else if !kind.is_dir() && !(self.is_known)(&own) {
                unknown.push(own);
            }
        }
        let within = |(path, name): &(String, OsString)| self.within(&folder.join(name), path);
        unknown.extend(folders.par_iter().with_min_len(8).flat_map_iter(within).collect::<Vec<_>>());
        unknown
    }

    /// Whether nothing has come into the folder of an article since the last build looked into it: its time would be newer.
    fn is_as_it_was(&self, folder: &Path, path: &str) -> bool {
        let is_of_article = path.starts_with("article/") && (self.is_known)(&[path, "/index.html"].concat());
        is_of_article
            && self.seen.is_some_and(|seen| {
                let modified = fs::metadata(folder).and_then(|metadata| metadata.modified());
                modified.is_ok_and(|modified| modified + LEAST_AGE < seen)
            })
    }
}

#[derive(Default)]
struct Read {
    files: Vec<(String, Option<u64>)>,
    folders: Vec<String>,
    nameless: Vec<PathBuf>,
}

/// Reads a folder whose path in the tree is `path`. It is foreign if it is on another file system than the `device` of the root.
fn read(folder: &Path, path: &str, device: Option<u64>, is_foreign: bool) -> Read {
    let mut found = Read::default();
    let mut folders: Vec<(String, OsString, bool)> = Vec::new();
    for entry in entries(folder) {
        let Ok(kind) = entry.file_type() else { continue };
        let name = entry.file_name();
        let Some(text) = name.to_str() else {
            add_nameless(&entry, Path::new(path), &mut found.nameless);
            continue;
        };
        let own = join(path, text);
        if kind.is_dir() {
            let own_device = entry.metadata().ok().and_then(|metadata| self::device(&metadata));
            folders.push((own, name, is_foreign || own_device != device));
        } else {
            found.files.push((own, number(&entry).filter(|_| !is_foreign)));
        }
    }
    let within =
        |(path, name, is_foreign): &(String, OsString, bool)| read(&folder.join(name), path, device, *is_foreign);
    let parts: Vec<Read> = folders.par_iter().with_min_len(8).map(within).collect();
    found.folders = folders.into_iter().map(|(path, ..)| path).collect();
    for part in parts {
        found.files.extend(part.files);
        found.folders.extend(part.folders);
        found.nameless.extend(part.nameless);
    }
    found
}

/// Adds a file whose name is no text, or all files of such a folder. `path` is that of the folder around it.
fn add_nameless(entry: &DirEntry, path: &Path, nameless: &mut Vec<PathBuf>) {
    let own = path.join(entry.file_name());
    if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
        entries(&entry.path()).for_each(|entry| add_nameless(&entry, &own, nameless));
    } else {
        nameless.push(own);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_found_and_folders_of_articles_are_read_when_they_are_new() {
        let root = std::env::temp_dir().join(format!("newsleaf-known-{}", std::process::id()));
        fs::create_dir_all(root.join("article/a")).unwrap();
        fs::create_dir_all(root.join("article/other")).unwrap();
        fs::create_dir_all(root.join(".new-1")).unwrap();
        for path in ["article/a/index.html", "article/a/x", "article/other/y", ".new-1/z", "w"] {
            fs::write(root.join(path), "").unwrap();
        }
        let is_known = |path: &str| path == "article/a/index.html";
        let unknown = |seen| KnownFiles { is_known: &is_known, skipped: ".new-", seen }.unknown_in(&root);
        let all = BTreeSet::from(["article/a/x", "article/other/y", "w"].map(str::to_owned));
        assert_eq!(unknown(None), all);
        assert_eq!(unknown(Some(SystemTime::now())), all, "the folder is as new as the look at it");
        let later = SystemTime::now() + 2 * LEAST_AGE;
        let but_of_article = BTreeSet::from(["article/other/y", "w"].map(str::to_owned));
        assert_eq!(unknown(Some(later)), but_of_article);
        fs::remove_dir_all(root).unwrap();
    }
}

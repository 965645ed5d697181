//! The files of the site on disk. Readers never see half a site: changed files are written beside the served ones, and
//! then all of them replace the old ones in one step, or file by file in an order in which no link is ever dead.

mod changes;
mod compress;
mod error;
mod exchange;
mod finish;
mod host_files;
pub mod manifest;
mod names;
mod spare;
mod tree;
mod written;

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub use self::changes::Changes;
use self::changes::is_list_of_changes;
pub use self::error::OutputError;
use self::error::at;
pub use self::finish::LeftBehind;
pub use self::host_files::FilesBeside;
use self::manifest::Manifest;
pub use self::names::{GENERATOR, MARKER, is_path_of_site, memory_of};
use self::names::{STAGING_IN_PLACE, absolute, beside, is_empty, is_made_by_build};
use self::written::Written;
use super::memory;
use super::site_file::Sizes;

/// How the new site takes the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// The whole folder in one step.
    Folder,
    /// Each file in one step, where the folder can't be renamed: a mount point, or one that is watched.
    InPlace,
}

/// A site that is being written.
pub struct Output {
    folder: PathBuf,
    staging: PathBuf,
    exchange: Exchange,
    /// Whether text has compressed copies beside it.
    is_compressed: bool,
    old: Manifest,
    /// Whether the manifest lists all files that builds have written. It does not after a build that was stopped.
    knows_own_files: bool,
    /// Whether the folder has been there before.
    has_old_site: bool,
    new: Mutex<Written>,
    spare: spare::Making,
    /// Held for as long as the build takes.
    _lock: File,
}

impl Output {
    /// Begins to write the site in `folder`, which is new, empty, or made by a build before.
    pub fn begin(folder: &Path, exchange: Exchange, is_compressed: bool) -> Result<Output, OutputError> {
        let folder = absolute(folder).map_err(at(folder))?;
        if folder.exists() && !folder.is_dir() {
            return Err(OutputError::NotAFolder(folder));
        }
        if !is_empty(&folder) && !is_made_by_build(&folder) {
            return Err(OutputError::NotMadeByBuild(folder));
        }
        if let Some(parent) = folder.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        let lock_path = beside(&folder, "lock");
        // A file of that name may be somebody's: it is opened as it is.
        let lock = File::options().read(true).write(true).create(true).truncate(false).open(&lock_path);
        let lock = lock.map_err(at(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutputError::Locked(folder)),
            Err(TryLockError::Error(error)) => return Err(at(&lock_path)(error)),
        }
        for (name, is_of_builds) in [
            ("manifest", manifest::is_of_builds as fn(&str) -> bool),
            ("changes.txt", is_list_of_changes),
            ("host-files", host_files::is_of_builds),
        ] {
            let file = beside(&folder, name);
            if fs::read(&file).is_ok_and(|bytes| !std::str::from_utf8(&bytes).is_ok_and(is_of_builds)) {
                return Err(OutputError::OtherFile(file));
            }
        }
        for file in memory::files_of(&beside(&folder, "stories")) {
            if !memory::is_of_builds(&file) {
                return Err(OutputError::OtherFile(file));
            }
        }
        exchange::recover(&folder)?;
        let was_stopped = exchange::was_stopped(&folder);
        exchange::remove_left_behind(&folder);
        let has_old_site = folder.exists();
        if !has_old_site {
            // The spare site of a folder that somebody has removed is of no use.
            spare::remove(&folder);
        }
        let staging = match exchange {
            Exchange::Folder => exchange::staging_beside(&folder),
            Exchange::InPlace => folder.join(format!("{}{}", STAGING_IN_PLACE, std::process::id())),
        };
        fs::create_dir_all(&staging).map_err(at(&staging))?;
        let old = Manifest::read(&beside(&folder, "manifest"));
        let knows_own_files = !old.0.is_empty() && !was_stopped;
        let new = Mutex::default();
        let has_use_of_spare = has_old_site && exchange == Exchange::Folder && spare::is_worth_it(old.0.len());
        let spare = if has_use_of_spare { spare::Making::begin(&folder) } else { spare::Making::default() };
        let _lock = lock;
        Ok(Output { folder, staging, exchange, is_compressed, old, knows_own_files, has_old_site, new, spare, _lock })
    }

    /// The bytes of a file of the old site.
    pub fn old_file(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(path)).ok()
    }

    /// Whether a path outside of the site leads into it, or to a folder around it.
    pub fn overlaps(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|path| path.starts_with(&self.folder) || self.folder.starts_with(path))
    }

    /// The name of the folder.
    pub fn name(&self) -> String {
        self.folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The size and the time of a file of the new site.
    pub fn size_and_time(&self, path: &str) -> Option<(u64, u128)> {
        let new = self.written();
        let (entry, _) = new.get(path)?.written.as_ref()?;
        Some((entry.size, entry.modified))
    }

    /// How large the new site is.
    pub fn sizes(&self) -> Sizes {
        let new = self.written();
        let folders: HashSet<&str> = new.keys().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
        let files = || new.iter().filter_map(|(path, file)| Some((path, file.written.as_ref()?.0.size)));
        let largest = files().max_by_key(|(path, size)| (*size, *path));
        Sizes {
            files: new.len(),
            folders: folders.len(),
            bytes: files().map(|(_, size)| size).sum(),
            largest: largest.map(|(path, size)| (path.clone(), size)).unwrap_or_default(),
        }
    }

    /// Files for the host, which lie beside the folder of the site and are called after it.
    pub fn host_files(&self, files: Vec<(&'static str, String)>) -> FilesBeside {
        FilesBeside::new(&self.folder, files)
    }

    /// Whether the new site has a file of this path.
    pub fn has(&self, path: &str) -> bool {
        self.written().contains_key(path)
    }

    /// The files of the old site in a folder of it, by their paths.
    pub fn old_files_in(&self, folder: &str) -> Vec<String> {
        let listed = self.old.0.keys().filter(|path| path.starts_with(folder)).cloned();
        listed.filter(|path| self.folder.join(path).is_file()).collect()
    }

    fn written(&self) -> std::sync::MutexGuard<'_, Written> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

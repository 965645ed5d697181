//! The files of the site on disk. Readers never see half a site: changed files are written beside the served ones, and
//! then all of them replace the old ones in one step, or file by file in an order in which no link is ever dead.

mod compress;
mod exchange;
mod host_files;
pub mod manifest;
mod spare;
mod tree;

use std::collections::hash_map::Entry as HashEntry;
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use blake3::Hash;
use thiserror::Error;

use self::manifest::{Entry, Manifest};
use self::tree::{KnownFiles, Tree};
use super::memory;
use super::site_file::Sizes;
use crate::domain::feed::key::Key;

/// The file that marks a folder as made by Newsleaf.
pub const MARKER: &str = "assets/index.json";

/// Removing as many files takes more than a moment.
const MANY_FILES: usize = 1_000;

/// A part of the marker's text.
pub const GENERATOR: &str = "\"generator\":\"newsleaf";

/// Why a site can't be written.
#[derive(Debug, Error)]
pub enum OutputError {
    /// The folder has files, and no build has made it.
    #[error("{}: the folder is not empty, and newsleaf has not made it; name another one with --out", .0.display())]
    NotOurs(PathBuf),
    /// The path of the folder is not a folder.
    #[error("{}: it is no folder", .0.display())]
    NotAFolder(PathBuf),
    /// A file has the name of one that builds write beside the site, and no build has written it.
    #[error("{}: newsleaf has not made this file, and would write over it; name another folder with --out", .0.display())]
    OtherFile(PathBuf),
    /// Another build is under way.
    #[error("{}: another build is writing this site", .0.display())]
    Locked(PathBuf),
    /// Two parts of the site have the same path.
    #[error("{path}: {one} and {other} have the same place in the site")]
    Clash {
        /// The path in the site.
        path: String,
        /// The part that has the path.
        one: &'static str,
        /// The part that claims it too.
        other: &'static str,
    },
    /// A path leads out of the site, or is not valid for a file.
    #[error("{0:?}: no file of a site can have this path")]
    Path(String),
    /// A file can't be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    let path = path.to_owned();
    move |source| OutputError::File { path, source }
}

/// How the new site takes the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// The whole folder in one step.
    Folder,
    /// Each file in one step, where the folder can't be renamed: a mount point, or one that is watched.
    InPlace,
}

/// The changes of a build: the paths of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New files.
    pub added: Vec<String>,
    /// Files with other bytes than before.
    pub changed: Vec<String>,
    /// Removed files.
    pub removed: Vec<String>,
    /// The number of unchanged files.
    pub unchanged: usize,
    /// Files in the folder that no build has written. They stay.
    pub unknown: Vec<String>,
    /// Those of the removed files that the last build has not written, in folders where only builds write.
    pub removed_unknown: Vec<String>,
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

/// What is in the folder of the site and in the spare one.
struct Trees {
    live: Tree,
    spare: Option<(PathBuf, Tree)>,
}

impl Trees {
    fn of(folder: &Path, spare: Option<PathBuf>) -> Trees {
        let (live, spare) = rayon::join(
            || Tree::of(folder),
            || {
                let tree = Tree::of(spare.as_deref()?);
                Some((spare?, tree))
            },
        );
        Trees { live, spare }
    }
}

/// The files of the new site, by their paths.
type Written = HashMap<String, NewFile>;

/// A file of the new site.
struct NewFile {
    /// Its kind, for the message about a clash.
    kind: &'static str,
    /// Its entry and what has become of it; `None` until it is written.
    written: Option<(Entry, Change)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Added,
    Changed,
    Unchanged,
}

impl Output {
    /// Begins to write the site in `folder`, which is new, empty, or made by a build before.
    pub fn begin(folder: &Path, exchange: Exchange, is_compressed: bool) -> Result<Output, OutputError> {
        let folder = absolute(folder).map_err(at(folder))?;
        if folder.exists() && !folder.is_dir() {
            return Err(OutputError::NotAFolder(folder));
        }
        if !is_empty(&folder) && !is_ours(&folder) {
            return Err(OutputError::NotOurs(folder));
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
        for (name, is_ours) in [
            ("manifest", manifest::is_ours as fn(&str) -> bool),
            ("changes.txt", is_list_of_changes),
            ("host-files", host_files::is_ours),
        ] {
            let file = beside(&folder, name);
            if fs::read(&file).is_ok_and(|bytes| !std::str::from_utf8(&bytes).is_ok_and(is_ours)) {
                return Err(OutputError::OtherFile(file));
            }
        }
        for file in memory::files_of(&beside(&folder, "stories")) {
            if !memory::is_ours(&file) {
                return Err(OutputError::OtherFile(file));
            }
        }
        exchange::recover(&folder);
        let was_stopped = exchange::was_stopped(&folder);
        exchange::remove_left_behind(&folder);
        let has_old_site = folder.exists();
        if !has_old_site {
            // The spare site of a folder that somebody has removed is of no use.
            spare::remove(&folder);
        }
        let staging = match exchange {
            Exchange::Folder => exchange::staging_beside(&folder),
            Exchange::InPlace => folder.join(format!("{}{}", exchange::STAGING_IN_PLACE, std::process::id())),
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
        let folders: std::collections::HashSet<&str> =
            new.keys().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
        let files = || new.iter().filter_map(|(path, file)| Some((path, file.written.as_ref()?.0.size)));
        let largest = files().max_by_key(|(path, size)| (*size, *path));
        Sizes {
            files: new.len(),
            folders: folders.len(),
            bytes: files().map(|(_, size)| size).sum(),
            largest: largest.map(|(path, size)| (path.clone(), size)).unwrap_or_default(),
        }
    }

    /// Writes a file for the host beside the folder of the site, called after it. One that was changed since, or is not of a build,
    /// stays; the warning says so.
    pub fn write_beside(&self, name: &str, text: &str) -> Result<Option<String>, OutputError> {
        let [list, file, new] = ["host-files", name, &[name, ".new"].concat()].map(|name| beside(&self.folder, name));
        let outcome = host_files::write(&list, name, &file, &new, text).map_err(at(&file))?;
        let (file, new) = (file.display(), new.display());
        Ok((outcome == host_files::Outcome::NewBeside).then(|| {
            format!("{file}: it is not as a build has written it, and stays; what this build has for it is in {new}")
        }))
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

    /// Replaces the old site by the new one, and returns the changes.
    pub fn finish(self) -> Result<(Changes, LeftBehind), OutputError> {
        let Output { folder, staging, exchange, old, knows_own_files, has_old_site, new, spare, _lock, .. } = self;
        let new = new.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (mut added, mut changed, mut manifest) = (Vec::new(), Vec::new(), Vec::with_capacity(new.len()));
        for (path, file) in new {
            let Some((entry, change)) = file.written else { continue };
            match change {
                Change::Added => added.push(path.clone()),
                Change::Changed => changed.push(path.clone()),
                Change::Unchanged => {}
            }
            manifest.push((path, entry));
        }
        let manifest = Manifest(manifest.into_iter().collect());
        let mut removed: Vec<String> = old.0.keys().filter(|path| !manifest.0.contains_key(*path)).cloned().collect();
        removed.retain(|path| folder.join(path).is_file());
        drop(spare);
        let spare = if exchange == Exchange::Folder { spare::take(&folder) } else { None };
        let has_spare = spare.is_some();
        // No build has written these, neither this one nor the last.
        let is_known = |path: &str| manifest.0.contains_key(path) || old.0.contains_key(path);
        let (unknown, trees): (BTreeSet<String>, Option<Trees>) = match exchange {
            Exchange::Folder => {
                let trees = Trees::of(&folder, spare);
                let is_unknown = |path: &&String| !is_known(path) && !path.starts_with(exchange::STAGING_IN_PLACE);
                (trees.live.files.keys().filter(is_unknown).cloned().collect(), Some(trees))
            }
            Exchange::InPlace => {
                let seen = fs::metadata(beside(&folder, "manifest")).and_then(|metadata| metadata.modified()).ok();
                let seen = seen.filter(|_| knows_own_files);
                let known = KnownFiles { is_known: &is_known, skipped: exchange::STAGING_IN_PLACE, seen };
                (known.unknown_in(&folder), None)
            }
        };
        let (unknown, left): (Vec<String>, Vec<String>) =
            unknown.into_iter().partition(|path| knows_own_files || !is_named_as_ours(path));
        // Without a manifest nobody knows what the last build has written.
        let removed_unknown = if old.0.is_empty() { Vec::new() } else { left.clone() };
        removed.extend(left);
        added.sort();
        changed.sort();
        removed.sort();
        let unchanged = manifest.0.len() - added.len() - changed.len();
        let changes = Changes { added, changed, removed, unchanged, unknown, removed_unknown };
        let exchanged = match trees {
            Some(trees) => {
                let is_unchanged = |path: &&String| {
                    changes.added.binary_search(path).is_err() && changes.changed.binary_search(path).is_err()
                };
                let files: Vec<&String> = manifest.0.keys().filter(is_unchanged).chain(&changes.unknown).collect();
                exchange_folder(&folder, &staging, &files, trees)
            }
            None if is_empty(&folder) => exchange::into_empty(&folder, &staging),
            None => exchange::in_place(&folder, &staging, &changes),
        };
        if let Err(error) = exchanged {
            // The next build removes the folders if this fails.
            exchange::remove_left_behind(&folder);
            return Err(error);
        }
        let manifest_path = beside(&folder, "manifest");
        manifest.write(&manifest_path).map_err(at(&manifest_path))?;
        exchange::note_done(&folder);
        let changes_path = beside(&folder, "changes.txt");
        fs::write(&changes_path, changes.text()).map_err(at(&changes_path))?;
        let keeps_spare = has_spare && spare::is_worth_it(manifest.0.len());
        let takes_long = has_old_site && exchange == Exchange::Folder && !keeps_spare && manifest.0.len() >= MANY_FILES;
        Ok((changes, LeftBehind { folder, keeps_spare, takes_long, _lock }))
    }

    /// Leaves the old site as it is.
    pub fn abandon(self) {
        // The next build removes the rest.
        let _ = fs::remove_dir_all(&self.staging);
    }

    fn written(&self) -> std::sync::MutexGuard<'_, Written> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes the rest of the new site beside the old one: its `files` that are as they were. Then exchanges the two; the old one is
/// the spare one then.
fn exchange_folder(
    folder: &Path,
    staging: &Path,
    files: &[&String],
    Trees { live, spare }: Trees,
) -> Result<(), OutputError> {
    let Some((spare, spare_tree)) = spare else {
        exchange::link_all(folder, staging, files)?;
        exchange::link_nameless(folder, staging, &live.nameless)?;
        exchange::make_empty(staging, &live)?;
        return exchange::folder(folder, staging);
    };
    exchange::remove_nameless(&spare, &spare_tree.nameless);
    spare::update(&spare, spare_tree, folder, &live, staging, files)?;
    exchange::link_nameless(folder, &spare, &live.nameless)?;
    exchange::make_empty(&spare, &live)?;
    exchange::folder(folder, &spare)?;
    // Where that fails there is no spare site, and the next build does without.
    let _ = spare::put(folder, &spare);
    Ok(())
}

/// What is left to do when the new site is in its place: without a spare site, the old one is removed. It is done when this is
/// dropped.
pub struct LeftBehind {
    folder: PathBuf,
    keeps_spare: bool,
    takes_long: bool,
    _lock: File,
}

impl LeftBehind {
    /// Whether that is more than a moment's work.
    pub fn takes_long(&self) -> bool {
        self.takes_long
    }
}

impl Drop for LeftBehind {
    fn drop(&mut self) {
        exchange::remove_left_behind(&self.folder);
        if !self.keeps_spare {
            spare::remove(&self.folder);
        }
    }
}

impl Changes {
    /// The lines of `changes.txt`: a sign (`+`, `~` or `-`), a space and the path.
    pub fn text(&self) -> String {
        let lines = [("+", &self.added), ("~", &self.changed), ("-", &self.removed)];
        lines.iter().flat_map(|(sign, paths)| paths.iter().map(move |path| format!("{sign} {path}\n"))).collect()
    }
}

/// Whether a text is that of `changes.txt`.
fn is_list_of_changes(text: &str) -> bool {
    text.lines().all(|line| ["+ ", "~ ", "- "].iter().any(|sign| line.starts_with(sign)))
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

/// Whether a path is one within the site.
pub fn is_path_of_site(path: &str) -> bool {
    let is_plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    is_plain && !path.is_empty() && !path.contains(|c: char| c.is_control() || c == '\\')
}

/// Whether a file is unchanged since its entry was made.
fn is_that_file(file: &Path, entry: &Entry) -> bool {
    fs::metadata(file).is_ok_and(|metadata| metadata.len() == entry.size && modified(&metadata) == entry.modified)
}

fn modified(metadata: &fs::Metadata) -> u128 {
    let time = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos())
}

/// The path of the folder. A path such as `site/` or `.` must get a name, because files beside the folder are called after it. A
/// link is replaced by its target.
fn absolute(folder: &Path) -> io::Result<PathBuf> {
    let folder = fs::canonicalize(folder).or_else(|_| std::path::absolute(folder))?;
    Ok(folder.components().collect())
}

/// The file in which a build remembers its stories, for the site in this folder.
pub fn memory_of(folder: &Path) -> io::Result<PathBuf> {
    Ok(beside(&absolute(folder)?, "stories"))
}

/// A file beside the folder of the site, called after it: `site.manifest`.
fn beside(folder: &Path, extension: &str) -> PathBuf {
    let name = folder.file_name().map_or_else(|| "site".into(), |name| name.to_os_string());
    let mut name = name;
    name.push(".");
    name.push(extension);
    folder.parent().unwrap_or(Path::new(".")).join(name)
}

/// Whether a folder is empty, apart from the contents of a new file system and the staging folders of stopped builds.
fn is_empty(folder: &Path) -> bool {
    let is_nothing = |name: std::ffi::OsString| {
        let name = name.to_string_lossy().into_owned();
        name == "lost+found" || name.starts_with(exchange::STAGING_IN_PLACE)
    };
    fs::read_dir(folder)
        .map_or(true, |mut entries| entries.all(|entry| entry.is_ok_and(|entry| is_nothing(entry.file_name()))))
}

fn is_ours(folder: &Path) -> bool {
    fs::read_to_string(folder.join(MARKER)).is_ok_and(|text| text.contains(GENERATOR))
}

/// Whether a file has a place and a name that builds give, such as `keys/0a.json`. Where the manifest does not list all
/// files of the last build, its old files are known by that.
fn is_named_as_ours(path: &str) -> bool {
    let path = compress::COPIES.iter().find_map(|suffix| path.strip_suffix(suffix)).unwrap_or(path);
    let parts: Vec<&str> = path.split('/').collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_hash = |text: &str| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let has_key = |name: &str| {
        name.get(..Key::LENGTH).is_some_and(|key| Key::parse(key).is_some())
            && matches!(name.as_bytes().get(Key::LENGTH), None | Some(b'-'))
    };
    match parts.as_slice() {
        ["article", name, "index.html" | "oembed.json"] => has_key(name),
        ["section" | "tag" | "author" | "archive", _, .., "index.html"] => true,
        ["page", number, "index.html"] => is_number(number),
        ["cards", name] => has_key(name) && name.ends_with(".png"),
        ["keys", name] => name.strip_suffix(".json").is_some_and(|shard| shard.len() == 2),
        ["feed", name] => name.strip_suffix(".json").is_some_and(is_number),
        ["sitemap", name] => name.strip_suffix(".xml").is_some_and(is_number),
        // A number and a hash; older builds have given a number alone.
        ["search", "stories", name] => name.strip_suffix(".json").is_some_and(|name| {
            name.split_once('-').map_or(is_number(name), |(number, hash)| is_number(number) && is_hash(hash))
        }),
        ["search", part, "words" | "starts", name] => {
            part.split('-').take(2).all(is_number) && (name.ends_with(".bin") || name.starts_with("directory-"))
        }
        ["search", part, "names", name] => part.split('-').take(2).all(is_number) && name.ends_with(".json"),
        _ => false,
    }
}

/// The order in which files are replaced one by one: the target of a link before the page that has the link.
fn rank(path: &str) -> u8 {
    const READ_BY_PROGRAMS: [&str; 6] = ["feed/", "keys/", "search/index.json", "sitemap", "sitemap/", MARKER];
    let path = compress::COPIES.iter().find_map(|suffix| path.strip_suffix(suffix)).unwrap_or(path);
    let is_at_root = !path.contains('/');
    let is_feed = READ_BY_PROGRAMS.iter().any(|start| path.starts_with(start))
        || is_at_root && (path.ends_with(".json") || path.ends_with(".xml") || path == "robots.txt");
    match path {
        _ if is_feed => 3,
        _ if !path.ends_with(".html") => 0,
        _ if path.starts_with("article/") => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_search_are_known_by_their_names() {
        let part = "search/0000-0100-0a1b2c3d";
        let own = ["words/0.bin", "starts/12.bin.br", "words/directory-0.json", "names/0.json"];
        let own = own.map(|name| format!("{part}/{name}"));
        let stories =
            ["search/stories/0007-0a1b2c3d.json", "search/stories/0007-0a1b2c3d.json.gz", "search/stories/0007.json"];
        assert!(own.iter().map(String::as_str).chain(stories).all(is_named_as_ours));
        for other in ["search/stories/0007-notes.json", "search/stories/notes.json", "search/mine/names/0.json"] {
            assert!(!is_named_as_ours(other), "{other}");
        }
    }

    #[test]
    fn what_pages_name_comes_before_them_and_feeds_come_last() {
        let mut paths = [
            "index.html",
            "feed.json",
            "article/k-a/index.html",
            "assets/style-1.css",
            "pictures/a.png",
            "keys/0a.json",
            "assets/index.json",
            "article/k-a/oembed.json",
            "section/news/index.html.br",
            "sitemap/000.xml",
        ];
        paths.sort_by_key(|path| rank(path));
        assert_eq!(
            paths,
            [
                "assets/style-1.css",
                "pictures/a.png",
                "article/k-a/oembed.json",
                "article/k-a/index.html",
                "index.html",
                "section/news/index.html.br",
                "feed.json",
                "keys/0a.json",
                "assets/index.json",
                "sitemap/000.xml",
            ]
        );
    }
}

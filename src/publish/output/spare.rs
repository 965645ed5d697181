//! The spare site: the site before the last one, in a hidden folder beside the site. Its unchanged files are the same files
//! as those of the site, under a second name.
//!
//! Without it a build makes a folder for each page and a name for each file anew, and removes as many afterwards: for 10,000
//! stories that takes longer than all the rest. A build that has a spare site changes only what differs, and exchanges the two.
//! The first build has no use for one: on a machine that builds once and is thrown away, nobody has. The second one makes it
//! in a thread of its own, while it reads the feed.
//!
//! Nothing depends on the spare site. Each of its files is compared with the site's, and one that is not the same file is
//! replaced. A build renames it before it changes it, so that the rest of a stopped build is never taken for one.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use rayon::ThreadPoolBuilder;

use super::error::{OutputError, at};
use super::exchange::{self, link};
use super::names::{BEING_CHANGED, hidden};
use super::tree::Tree;

/// A site of fewer files is written anew as quickly.
const FEWEST_FILES: usize = 1_000;

fn place(folder: &Path) -> PathBuf {
    hidden(folder, "spare")
}

/// Where a spare site is while it is changed.
fn new_place(folder: &Path) -> PathBuf {
    hidden(folder, &format!("new-{}{BEING_CHANGED}", std::process::id()))
}

/// Whether a site of so many files has a spare one.
pub fn is_worth_it(files: usize) -> bool {
    cfg!(unix) && files >= FEWEST_FILES
}

/// Takes the spare site, if there is one. It has another name then.
pub fn take(folder: &Path) -> Option<PathBuf> {
    let taken = new_place(folder);
    fs::rename(place(folder), &taken).ok()?;
    Some(taken)
}

/// Makes the site that was replaced the spare one. It is for builds alone: a server must not find removed stories there.
pub fn put(folder: &Path, old: &Path) -> io::Result<()> {
    set_mode(old, 0o700)?;
    fs::rename(old, place(folder))
}

/// A spare site that is being made while the build does its work.
#[derive(Debug, Default)]
pub struct Making(Option<JoinHandle<()>>);

impl Making {
    /// Begins to make a spare site of the site's files, if there is none.
    pub fn begin(folder: &Path) -> Making {
        if place(folder).exists() {
            return Making::default();
        }
        // Threads of its own, as many as the build has: the build waits for it in one of its threads.
        let Ok(pool) = ThreadPoolBuilder::new().num_threads(rayon::current_num_threads()).build() else {
            return Making::default();
        };
        let folder = folder.to_owned();
        // Without a thread, or with an error there, the build does without a spare site.
        let make = move || {
            let new = new_place(&folder);
            if pool.install(|| make(&folder, &new)).is_err() {
                let _ = fs::remove_dir_all(new);
            }
        };
        Making(thread::Builder::new().name("spare site".to_owned()).spawn(make).ok())
    }
}

impl Drop for Making {
    /// Waits until it is made.
    fn drop(&mut self) {
        if let Some(thread) = self.0.take() {
            let _ = thread.join();
        }
    }
}

fn make(folder: &Path, new: &Path) -> Result<(), OutputError> {
    let tree = Tree::of(folder);
    let mut files: Vec<&String> = tree.files.keys().collect();
    // Neighbours in a folder are found faster.
    files.sort_unstable();
    // A copy of the site is no spare one: none of its files is the same file.
    let link = |old: &Path, new: &Path| fs::hard_link(old, new).map_err(at(new));
    exchange::link_all(folder, new, &files, link)?;
    put(folder, new).map_err(at(new))
}

/// Removes the spare site.
pub fn remove(folder: &Path) {
    // A folder that can't be removed does no harm.
    let _ = fs::remove_dir_all(place(folder));
}

/// Makes the spare site, whose files are `old`, the new one: moves the changed files there from `staging`, links what is
/// `unchanged` since the site `live`, whose files are `tree`, and removes the rest.
pub fn update(
    spare: &Path,
    mut old: Tree,
    live: &Path,
    tree: &Tree,
    staging: &Path,
    unchanged: &[&String],
) -> Result<(), OutputError> {
    let new = Tree::of(staging);
    for path in &new.folders {
        if !old.folders.remove(path) {
            let folder = spare.join(path);
            // A file may have had the name.
            if old.files.remove(path).is_some() {
                fs::remove_file(&folder).map_err(at(&folder))?;
            }
            fs::create_dir_all(&folder).map_err(at(&folder))?;
        }
    }
    let missing: Vec<&String> = unchanged
        .iter()
        .copied()
        .filter(|path| match (old.files.remove(*path), tree.files.get(*path)) {
            (Some(Some(one)), Some(Some(other))) if one == *other => false,
            (Some(_), _) => {
                // The name is free for the site's file. What can't be removed can't be linked over either.
                let _ = fs::remove_file(spare.join(path));
                true
            }
            (None, _) => true,
        })
        .collect();
    for path in new.files.keys() {
        old.files.remove(path);
    }
    for path in old.files.keys() {
        let file = spare.join(path);
        fs::remove_file(&file).map_err(at(&file))?;
    }
    remove_empty_folders(spare, &old.folders, &new, unchanged)?;
    for path in new.files.keys() {
        let (from, to) = (staging.join(path), spare.join(path));
        fs::rename(&from, &to).map_err(at(&to))?;
    }
    let folders: BTreeSet<&Path> = missing.iter().filter_map(|path| Path::new(path.as_str()).parent()).collect();
    for path in folders {
        let folder = spare.join(path);
        fs::create_dir_all(&folder).map_err(at(&folder))?;
    }
    for path in missing {
        link(&live.join(path), &spare.join(path))?;
    }
    copy_mode(live, spare).map_err(at(spare))
}

/// Removes the folders that have no file of the new site.
fn remove_empty_folders(
    spare: &Path,
    folders: &BTreeSet<String>,
    new: &Tree,
    unchanged: &[&String],
) -> Result<(), OutputError> {
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    for path in unchanged.iter().copied().chain(new.files.keys()) {
        let mut path = path.as_str();
        while let Some((folder, _)) = path.rsplit_once('/') {
            if !needed.insert(folder) {
                break;
            }
            path = folder;
        }
    }
    // A folder comes before those in it, so from the end.
    for path in folders.iter().rev().filter(|path| !needed.contains(path.as_str())) {
        let folder = spare.join(path);
        fs::remove_dir(&folder).map_err(at(&folder))?;
    }
    Ok(())
}

#[cfg(unix)]
fn set_mode(folder: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

fn copy_mode(from: &Path, to: &Path) -> io::Result<()> {
    fs::set_permissions(to, fs::metadata(from)?.permissions())
}

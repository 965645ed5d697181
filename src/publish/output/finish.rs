//! The end of a build: the new site takes the place of the old one.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use super::changes::Changes;
use super::error::{OutputError, at};
use super::manifest::Manifest;
use super::names::{STAGING_IN_PLACE, beside, is_empty, is_named_by_build};
use super::tree::{KnownFiles, Tree};
use super::written::{Change, Written};
use super::{Exchange, Output, exchange, spare};

/// Removing as many files takes more than a moment.
const MANY_FILES: usize = 1_000;

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

impl Output {
    /// Replaces the old site by the new one, and returns the changes.
    pub fn finish(self) -> Result<(Changes, LeftBehind), OutputError> {
        let Output { folder, staging, exchange, old, knows_own_files, has_old_site, new, spare, _lock, .. } = self;
        let new = new.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (manifest, mut changes) = written(new);
        let removed = old.0.keys().filter(|path| !manifest.0.contains_key(*path));
        changes.removed.extend(removed.filter(|path| folder.join(path).is_file()).cloned());
        // It is complete then.
        drop(spare);
        let spare = if exchange == Exchange::Folder { spare::take(&folder) } else { None };
        let has_spare = spare.is_some();
        // No build has written these, neither this one nor the last.
        let is_known = |path: &str| manifest.0.contains_key(path) || old.0.contains_key(path);
        let (unknown, trees) = match exchange {
            Exchange::Folder => {
                let trees = Trees::of(&folder, spare);
                let is_unknown = |path: &&String| !is_known(path) && !path.starts_with(STAGING_IN_PLACE);
                (trees.live.files.keys().filter(is_unknown).cloned().collect(), Some(trees))
            }
            Exchange::InPlace => {
                let seen = fs::metadata(beside(&folder, "manifest")).and_then(|metadata| metadata.modified()).ok();
                let seen = seen.filter(|_| knows_own_files);
                let known = KnownFiles { is_known: &is_known, skipped: STAGING_IN_PLACE, seen };
                (known.unknown_in(&folder), None)
            }
        };
        add_unknown(&mut changes, unknown, knows_own_files, !old.0.is_empty());
        if let Err(error) = replace(&folder, &staging, &manifest, &changes, trees) {
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
}

/// The manifest of the written files, and which of them are new or changed.
fn written(new: Written) -> (Manifest, Changes) {
    let mut changes = Changes::default();
    let mut manifest = Vec::with_capacity(new.len());
    for (path, file) in new {
        let Some((entry, change)) = file.written else { continue };
        match change {
            Change::Added => changes.added.push(path.clone()),
            Change::Changed => changes.changed.push(path.clone()),
            Change::Unchanged => {}
        }
        manifest.push((path, entry));
    }
    changes.added.sort();
    changes.changed.sort();
    changes.unchanged = manifest.len() - changes.added.len() - changes.changed.len();
    (Manifest(manifest.into_iter().collect()), changes)
}

/// Adds the files of the old site that no manifest names: those of builds go, others stay. Whether a file is of a build is seen
/// from its name where the manifest does not list all of them.
fn add_unknown(changes: &mut Changes, unknown: BTreeSet<String>, knows_own_files: bool, has_manifest: bool) {
    let stays = |path: &String| knows_own_files || !is_named_by_build(path);
    let (unknown, left): (Vec<String>, Vec<String>) = unknown.into_iter().partition(stays);
    changes.unknown = unknown;
    // Without a manifest nobody knows what the last build has written.
    changes.removed_unknown = if has_manifest { left.clone() } else { Vec::new() };
    changes.removed.extend(left);
    changes.removed.sort();
}

/// Puts the new site in the place of the old one. `trees` are those of an exchange of the whole folder.
fn replace(
    folder: &Path,
    staging: &Path,
    manifest: &Manifest,
    changes: &Changes,
    trees: Option<Trees>,
) -> Result<(), OutputError> {
    match trees {
        Some(trees) => {
            let is_unchanged = |path: &&String| {
                changes.added.binary_search(path).is_err() && changes.changed.binary_search(path).is_err()
            };
            let files: Vec<&String> = manifest.0.keys().filter(is_unchanged).chain(&changes.unknown).collect();
            exchange_folder(folder, staging, &files, trees)
        }
        None if is_empty(folder) => exchange::into_empty(folder, staging),
        None => exchange::in_place(folder, staging, changes),
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
        exchange::link_all(folder, staging, files, exchange::link)?;
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

/// Removes the old site when it is dropped, if that is no spare one.
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

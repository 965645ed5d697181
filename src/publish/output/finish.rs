//! The end of a build: the new site takes the place of the old one.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use super::changes::Changes;
use super::error::{OutputError, at};
use super::manifest::Manifest;
use super::names::{STAGING_IN_PLACE, beside, is_empty, is_named_as_ours};
use super::tree::{KnownFiles, Tree};
use super::written::Change;
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

//! Notices changes of the files that a site is made of.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use newsleaf::publish::output::MARKER;
use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};
use walkdir::WalkDir;

/// So long nothing may change before the site is built again: programs write a file in several steps.
const QUIET: Duration = Duration::from_millis(50);
/// While files go on changing, the site is built this often.
const LONGEST_WAIT: Duration = Duration::from_secs(1);
/// How often files are looked at where the system tells of no changes.
const POLL: Duration = Duration::from_secs(1);
/// So many folders are watched at most, because each costs memory of the system.
const MOST_FOLDERS: usize = 4_000;

/// What is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Folders with all that is in them.
    pub trees: Vec<PathBuf>,
    /// Files alone.
    pub files: Vec<PathBuf>,
    /// Files that the build itself writes.
    pub written: Vec<PathBuf>,
    /// Whether the feed is at an address, where changes are not told.
    pub is_host: bool,
}

/// Watches folders. Each is watched by itself, so that folders such as `.git` cost nothing.
pub struct Watch {
    watcher: Box<dyn notify::Watcher>,
    folders: HashSet<PathBuf>,
    shared: Arc<RwLock<Shared>>,
    /// Why the system tells of no changes.
    pub fallback: Option<String>,
}

/// What the watcher's thread knows.
#[derive(Default)]
struct Shared {
    written: HashSet<PathBuf>,
    /// Folders that were removed, and are not watched any more.
    removed: Vec<PathBuf>,
}

impl Watch {
    /// Sends a message for each change.
    pub fn new(changes: Sender<()>) -> Result<Watch, notify::Error> {
        let shared = Arc::new(RwLock::new(Shared::default()));
        let handler = || {
            let (shared, changes) = (shared.clone(), changes.clone());
            move |event: Result<Event, notify::Error>| {
                // An error may hide a change.
                if event.as_ref().map_or(true, |event| is_change(event, &shared)) {
                    // The receiver is gone when the program ends.
                    let _ = changes.send(());
                }
            }
        };
        let (watcher, fallback): (Box<dyn notify::Watcher>, _) =
            match RecommendedWatcher::new(handler(), Config::default()) {
                Ok(watcher) => (Box::new(watcher), None),
                Err(error) => {
                    let watcher = PollWatcher::new(handler(), Config::default().with_poll_interval(POLL))?;
                    (Box::new(watcher), Some(error.to_string()))
                }
            };
        Ok(Watch { watcher, folders: HashSet::new(), shared, fallback })
    }

    /// Watches the folders that are there now. Returns why some are not watched.
    pub fn update(&mut self, sources: &Sources) -> Option<String> {
        let mut shared = self.shared.write().unwrap_or_else(PoisonError::into_inner);
        shared.written = sources.written.iter().filter_map(|file| canonical_file(file)).collect();
        for folder in shared.removed.drain(..) {
            self.folders.remove(&folder);
        }
        // The watcher's thread needs it.
        drop(shared);
        let folders = folders(sources);
        let mut fault = (folders.len() >= MOST_FOLDERS).then(|| format!("there are more than {MOST_FOLDERS} folders"));
        for gone in self.folders.difference(&folders) {
            // It may not be there any more.
            let _ = self.watcher.unwatch(gone);
        }
        self.folders.retain(|folder| folders.contains(folder));
        for folder in folders {
            if self.folders.contains(&folder) {
                continue;
            }
            match self.watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.folders.insert(folder);
                }
                Err(error) if folder.is_dir() => fault = Some(format!("{}: {error}", folder.display())),
                Err(_) => {}
            }
        }
        fault
    }
}

/// Waits for a change, at most for this time. Returns whether there is one, and nothing changes any more.
pub fn wait(changes: &Receiver<()>, timeout: Duration) -> bool {
    match changes.recv_timeout(timeout) {
        Err(RecvTimeoutError::Timeout) => return false,
        // There is no watcher any more, and nothing to wait for.
        Err(RecvTimeoutError::Disconnected) => {
            std::thread::sleep(timeout);
            return false;
        }
        Ok(()) => {}
    }
    let first = Instant::now();
    while first.elapsed() < LONGEST_WAIT && changes.recv_timeout(QUIET).is_ok() {}
    true
}

/// The folders to watch, links resolved.
fn folders(sources: &Sources) -> HashSet<PathBuf> {
    let mut folders = HashSet::new();
    for tree in &sources.trees {
        let Ok(tree) = fs::canonicalize(tree) else { continue };
        let walk = WalkDir::new(tree).follow_links(true).into_iter();
        let walk =
            walk.filter_entry(|entry| entry.file_type().is_dir() && (entry.depth() == 0 || is_source(entry.path())));
        let room = MOST_FOLDERS.saturating_sub(folders.len());
        folders.extend(walk.flatten().take(room).map(walkdir::DirEntry::into_path));
    }
    for file in &sources.files {
        let folder = file.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        folders.extend(folder.and_then(|folder| fs::canonicalize(folder).ok()));
    }
    folders
}

/// Whether a folder may have files of the site: not those of other programs, and not a built site.
fn is_source(folder: &Path) -> bool {
    let is_foreign = |name: &OsStr| name == "node_modules" || name.to_string_lossy().starts_with('.');
    !folder.file_name().is_some_and(is_foreign) && !folder.join(MARKER).is_file()
}

/// The path of a file that may not be there, with the links to its folder resolved.
fn canonical_file(file: &Path) -> Option<PathBuf> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(folder).ok()?.join(file.file_name()?))
}

/// Whether an event changes a file of the site. Reading a file is none, and neither are the files of editors.
fn is_change(event: &Event, shared: &RwLock<Shared>) -> bool {
    let is_read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    if is_read {
        return false;
    }
    if matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_))) {
        shared.write().unwrap_or_else(PoisonError::into_inner).removed.extend(event.paths.iter().cloned());
    }
    let shared = shared.read().unwrap_or_else(PoisonError::into_inner);
    let is_of_site = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_of_editor = name.starts_with('.') || name.ends_with(['~', '#']);
        !is_of_editor && !shared.written.contains(path)
    };
    event.need_rescan() || event.paths.is_empty() || event.paths.iter().any(is_of_site)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, ModifyKind};

    #[test]
    fn reading_a_file_and_the_files_of_editors_are_no_changes() {
        let shared = RwLock::new(Shared { written: HashSet::from(["/a/feed.json".into()]), removed: Vec::new() });
        let is_change = |kind, path: &str| is_change(&Event::new(kind).add_path(path.into()), &shared);
        let modified = EventKind::Modify(ModifyKind::Any);
        assert!(is_change(modified, "/a/stories/b.md"));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write)), "/a/stories/b.md"));
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any)), "/a/stories/b.md"));
        for path in ["/a/feed.json", "/a/.b.md.swp", "/a/b.md~", "/a/.newsleaf-x.new"] {
            assert!(!is_change(EventKind::Create(CreateKind::File), path), "{path}");
        }
    }
}

//! Notices changes of the files that a site is made of.

use std::collections::{HashMap, HashSet};
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
    /// Folders of which only some files count: those that links lead to.
    linked: HashMap<PathBuf, HashSet<PathBuf>>,
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
        let (folders, linked) = folders(sources);
        let mut shared = self.shared.write().unwrap_or_else(PoisonError::into_inner);
        shared.written = sources.written.iter().filter_map(|file| canonical_file(file)).collect();
        shared.linked = linked;
        for folder in shared.removed.drain(..) {
            self.folders.remove(&folder);
        }
        // The watcher's thread needs it.
        drop(shared);
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

/// The folders to watch, links resolved, and those of them of which only some files count.
fn folders(sources: &Sources) -> (HashSet<PathBuf>, HashMap<PathBuf, HashSet<PathBuf>>) {
    let mut folders = HashSet::new();
    let mut targets = Vec::new();
    for tree in &sources.trees {
        let Ok(tree) = fs::canonicalize(tree) else { continue };
        let walk = WalkDir::new(tree).follow_links(true).into_iter();
        let walk = walk.filter_entry(|entry| match entry.file_type().is_dir() {
            true => entry.depth() == 0 || is_source(entry.path()),
            false => entry.path_is_symlink(),
        });
        let room = MOST_FOLDERS.saturating_sub(folders.len());
        for entry in walk.flatten().take(room) {
            if entry.file_type().is_dir() {
                folders.insert(entry.into_path());
            } else {
                targets.extend(fs::canonicalize(entry.path()));
            }
        }
    }
    for file in &sources.files {
        let folder = file.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        folders.extend(folder.and_then(|folder| fs::canonicalize(folder).ok()));
        targets.extend(fs::canonicalize(file));
    }
    // The folder of a link tells of no change of the file that it leads to.
    let mut linked: HashMap<PathBuf, HashSet<PathBuf>> = HashMap::new();
    for target in targets {
        let Some(folder) = target.parent().filter(|folder| !folders.contains(*folder)) else { continue };
        linked.entry(folder.to_owned()).or_default().insert(target);
    }
    let room = MOST_FOLDERS.saturating_sub(folders.len());
    folders.extend(linked.keys().take(room).cloned());
    (folders, linked)
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
        let counts =
            path.parent().and_then(|folder| shared.linked.get(folder)).is_none_or(|files| files.contains(path));
        !is_of_editor && counts && (!shared.written.contains(path) || is_somebody_elses(path))
    };
    event.need_rescan() || event.paths.is_empty() || event.paths.iter().any(is_of_site)
}

/// Whether somebody has put a file in the place of one that the build writes.
fn is_somebody_elses(written: &Path) -> bool {
    const MARK: &[u8] = b"\"generated\"";
    fs::read(written).is_ok_and(|bytes| !bytes.windows(MARK.len()).any(|part| part == MARK))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, ModifyKind};

    #[test]
    #[cfg(unix)]
    fn the_file_that_a_link_leads_to_is_watched_and_no_other_of_its_folder() {
        use std::os::unix::fs::symlink;
        let (site, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let at = |name: &str| fs::canonicalize(other.path()).unwrap().join(name);
        for name in ["story.md", "settings.json", "noise.md"] {
            fs::write(at(name), "text").unwrap();
        }
        symlink(at("story.md"), site.path().join("a.md")).unwrap();
        symlink(at("settings.json"), site.path().join("newsleaf.json")).unwrap();
        let sources = Sources {
            trees: vec![site.path().to_owned()],
            files: vec![site.path().join("newsleaf.json")],
            ..Sources::default()
        };
        let (folders, linked) = folders(&sources);
        assert_eq!(
            folders,
            HashSet::from([fs::canonicalize(site.path()).unwrap(), fs::canonicalize(other.path()).unwrap()])
        );
        let shared = RwLock::new(Shared { linked, ..Shared::default() });
        for (name, expected) in [("story.md", true), ("settings.json", true), ("noise.md", false)] {
            let event = Event::new(EventKind::Modify(ModifyKind::Any)).add_path(at(name));
            assert_eq!(is_change(&event, &shared), expected, "{name}");
        }
    }

    #[test]
    fn a_feed_in_the_place_of_the_one_that_is_written_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let feed = folder.path().join("feed.json");
        let shared = RwLock::new(Shared { written: HashSet::from([feed.clone()]), ..Shared::default() });
        for (text, expected) in [("{\"_newsleaf\": {\"generated\": true}}", false), ("{\"title\": \"Mine\"}", true)] {
            fs::write(&feed, text).unwrap();
            let event = Event::new(EventKind::Modify(ModifyKind::Any)).add_path(feed.clone());
            assert_eq!(is_change(&event, &shared), expected, "{text}");
        }
    }

    #[test]
    fn reading_a_file_and_the_files_of_editors_are_no_changes() {
        let shared = RwLock::new(Shared { written: HashSet::from(["/a/feed.json".into()]), ..Shared::default() });
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

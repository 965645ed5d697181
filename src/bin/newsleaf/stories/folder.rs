//! Finds the stories of a folder, and reads and writes its files.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use newsleaf::browser::dates;
use newsleaf::domain::feed::settings::Settings;
use newsleaf::domain::feed::time_zone::TimeZone;
use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::parse::settings_file;
use newsleaf::domain::report::code::Level;
use newsleaf::domain::report::file_note::FileNote;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::publish::beside::path_beside;
use newsleaf::publish::files::read_object;
use newsleaf::stories::addresses::FolderFiles;
use newsleaf::stories::feed::{self, StoryFeed};
use newsleaf::stories::front_matter::{FrontMatter, begins_with_values};
use newsleaf::stories::source_file::{is_folder_of_stories, is_story, tells_of_folder};
use newsleaf::stories::story::{StoryContext, StoryFile};
use thiserror::Error;
use walkdir::WalkDir;

use super::replace_file::replace_file;
use crate::now_ms;
use crate::source::document::bounded;
use crate::source::file_names::{FEED, SETTINGS};
use crate::source::picture_size;

/// Where stories lie beside settings and pictures, by us, by Jekyll, by Hugo and Zola.
pub const STORIES: [&str; 3] = ["stories", "_posts", "content"];
/// So many files and folders are looked at to find out whether a folder has stories: it may be a home or a whole disk.
const MOST_LOOKED_AT: usize = 10_000;
/// So many bytes of a file are looked at for its front matter.
const HEAD_OF_STORY: u64 = 65_536;

/// A folder with stories.
#[derive(Debug)]
pub struct StoryFolder {
    /// Where feed and settings lie.
    pub root: PathBuf,
    /// The folder of the stories, from there; empty if it is the same.
    stories: &'static str,
    /// The settings that were named.
    settings: Option<PathBuf>,
    /// Whether the folder of the stories itself was named.
    is_named: bool,
}

/// Why the stories make no feed.
#[derive(Debug, Error)]
pub enum FolderError {
    /// There are stories, and a feed that was not made of them.
    #[error(
        "{}: this feed was not made from the stories beside it; name the one that counts, {} or {}", .feed.display(), .feed.display(), .stories.display()
    )]
    TwoFeeds {
        /// The feed.
        feed: PathBuf,
        /// The folder of the stories.
        stories: PathBuf,
    },
    /// The feed that is there would be lost.
    #[error("{}: this feed was not made from stories, and is not written over; move it to another place first", .0.display())]
    NotGenerated(PathBuf),
    /// The folder of the stories is a link to a place outside of the site's folder.
    #[error("{}: it leads out of the folder; name the folder that it leads to", .0.display())]
    Outside(PathBuf),
    /// The settings file is none.
    #[error("{}: {error}", .path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// Why.
        error: FeedError,
    },
    /// None of the stories is in the feed, and none of them because its author says so.
    #[error("{}: no story can be published, each file says why; no feed is written", .0.display())]
    Empty(PathBuf),
    /// There are no stories.
    #[error("{}: there are no stories here; they are Markdown files in its folder 'stories', or in the folder itself if they have front matter", .0.display())]
    NoStories(PathBuf),
    /// A file or a folder can't be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Why a file or folder has no stories.
#[derive(Debug, Error)]
enum PathError {
    #[error(transparent)]
    Walk(#[from] walkdir::Error),
    #[error("it leads out of the folder")]
    Outside(PathBuf),
    #[error("its name is no text in UTF-8")]
    NotText(PathBuf),
    #[error("its name says that it tells of the folder; rename it if it is a story")]
    TellsOfFolder(PathBuf),
}

impl PathError {
    fn path(&self) -> Option<&Path> {
        match self {
            PathError::Walk(error) => error.path(),
            PathError::Outside(path) | PathError::NotText(path) | PathError::TellsOfFolder(path) => Some(path),
        }
    }
}

impl FolderFiles for StoryFolder {
    fn size_of(&self, path: &str) -> Option<(u32, u32)> {
        picture_size::size(&path_beside(&self.root, path).ok()?)
    }

    /// Hugo and Zola have files in `static` that are published without that name before theirs.
    fn place_of(&self, path: String) -> String {
        let within = ["static/", &path].concat();
        let is_there = |path: &str| !path.is_empty() && path_beside(&self.root, path).is_ok_and(|file| file.is_file());
        if !is_there(&path) && is_there(&within) { within } else { path }
    }
}

impl StoryFolder {
    /// The stories in a folder: those in its folder `stories`, else those in itself. `None` if it has none, or is no folder.
    ///
    /// # Errors
    /// It has a feed of another origin as well, and nobody has said which of them counts.
    pub fn find(path: &Path) -> Result<Option<StoryFolder>, FolderError> {
        if !path.is_dir() {
            return Ok(None);
        }
        let in_folder = |root: PathBuf, stories, is_named| StoryFolder { root, stories, settings: None, is_named };
        let folder = match site_of_stories(path) {
            Some((root, name)) => Some(in_folder(root, name, true)),
            None => {
                let leads_out = |name: &&&str| {
                    let stories = path.join(name);
                    stories.is_symlink() && stories.is_dir() && !is_within(path, &stories)
                };
                if let Some(name) = STORIES.iter().find(leads_out) {
                    return Err(FolderError::Outside(path.join(name)));
                }
                let within = STORIES.iter().map(|name| in_folder(path.to_owned(), name, false));
                let mut candidates = within.chain([in_folder(path.to_owned(), "", false)]);
                candidates.find(StoryFolder::has_stories)
            }
        };
        let Some(folder) = folder.filter(StoryFolder::has_stories) else { return Ok(None) };
        let feed = folder.feed_file();
        if !folder.is_named && folder.has_other_feed()? {
            return Err(FolderError::TwoFeeds { feed, stories: path.join(folder.stories) });
        }
        Ok(Some(folder))
    }

    /// The place of the first stories of a folder that has none.
    pub fn without_stories(path: &Path) -> StoryFolder {
        let (root, stories, is_named) = match site_of_stories(path) {
            Some((root, name)) => (root, name, true),
            None => (path.to_owned(), STORIES[0], false),
        };
        StoryFolder { root, stories, settings: None, is_named }
    }

    /// Names the settings file, which is otherwise that of the folder.
    pub fn set_settings(&mut self, settings: Option<&Path>) {
        self.settings = settings.map(Path::to_owned);
    }

    /// The settings file, if there is one.
    pub fn settings_file(&self) -> Option<PathBuf> {
        let own = self.beside(SETTINGS);
        self.settings.clone().or_else(|| own.is_file().then_some(own))
    }

    /// The stories as a feed.
    pub fn read(&self) -> Result<StoryFeed, FolderError> {
        let mut faults = Vec::new();
        let files = self.files(&mut faults)?;
        let (publication, time_zone) = self.publication(&mut faults)?;
        let zone = TimeZone::new(time_zone.as_deref(), dates::offset_of);
        let context = StoryContext { stories: self.stories, zone, now_ms: now_ms(), files: self };
        let settings = self.settings_file().unwrap_or_else(|| self.root.join(SETTINGS));
        let settings = settings.strip_prefix(&self.root).unwrap_or(&settings).display().to_string();
        let mut feed = feed::feed(publication.as_ref(), &settings, &self.name(), &files, &context);
        feed.notes.splice(0..0, faults);
        for note in &mut feed.notes {
            note.file = self.beside(&note.file).display().to_string();
        }
        for file in &mut feed.files {
            *file = self.beside(file).display().to_string();
        }
        Ok(feed)
    }

    /// Writes `feed.json`, by which the drop-in shows the stories. Returns whether it has changed. `stories` is how many files
    /// are in it, or are held back by their authors.
    ///
    /// # Errors
    /// There is one that was not made here, or nothing would be in it.
    pub fn write_feed(&self, json: &[u8], stories: usize) -> Result<bool, FolderError> {
        let path = self.feed_file();
        if stories == 0 {
            return Err(FolderError::Empty(self.stories_folder()));
        }
        if self.has_other_feed()? {
            return Err(FolderError::NotGenerated(path));
        }
        if fs::read(&path).is_ok_and(|before| before == json) {
            return Ok(false);
        }
        replace_file(&path, json).map_err(|source| FolderError::File { path, source })?;
        Ok(true)
    }

    /// Whether the stories themselves were named, though there is a feed of another origin beside them.
    pub fn is_beside_other_feed(&self) -> bool {
        self.is_named && self.has_other_feed().unwrap_or(true)
    }

    /// The generated feed.
    pub fn feed_file(&self) -> PathBuf {
        self.beside(FEED)
    }

    /// Where the files of the stories lie.
    pub fn stories_folder(&self) -> PathBuf {
        self.beside(self.stories)
    }

    /// The folder as the publisher knows it.
    pub fn display(&self) -> String {
        self.stories_folder().display().to_string()
    }

    /// Whether there is a feed that was not made of the stories.
    pub fn has_other_feed(&self) -> Result<bool, FolderError> {
        let path = self.feed_file();
        // A pipe is never opened: that would wait for its other end.
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Ok(true);
        }
        match fs::read(&path) {
            Ok(document) => Ok(!feed::is_generated(&document)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(source) => Err(FolderError::File { path, source }),
        }
    }

    /// A file of the folder, from where the command runs.
    fn beside(&self, file: &str) -> PathBuf {
        let path = self.root.join(file);
        path.strip_prefix(".").ok().filter(|path| !path.as_os_str().is_empty()).map_or(path.clone(), Path::to_owned)
    }

    fn name(&self) -> String {
        let root = fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
        root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    fn has_stories(&self) -> bool {
        self.root.join(self.stories).is_dir()
            && self.paths(MOST_LOOKED_AT).flatten().any(|(path, _)| !self.stories.is_empty() || has_front_matter(&path))
    }

    /// The files of stories: where each is, and its path from the root. Links that lead out of the folder of the site are not
    /// followed: what lies there was never meant to be published, nor to be written.
    fn paths(&self, most: usize) -> impl Iterator<Item = Result<(PathBuf, String), PathError>> {
        let walk = WalkDir::new(self.root.join(self.stories)).follow_links(true).sort_by_file_name().into_iter();
        let walk = walk.filter_entry(|entry| {
            let is_looked_into = entry.depth() == 0
                || !entry.file_type().is_dir()
                || is_folder_of_stories(&entry.file_name().to_string_lossy());
            // A folder that leads out goes on to the next step, if only to be named; nothing in it is read.
            is_looked_into
                && !entry.path().parent().is_some_and(|folder| folder.is_symlink() && !is_within(&self.root, folder))
        });
        walk.take(most).filter_map(|entry| {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return Some(Err(PathError::Walk(error))),
            };
            if entry.depth() > 0 && entry.path_is_symlink() && !is_within(&self.root, entry.path()) {
                let is_named = entry.file_type().is_dir() || is_story(&entry.path().to_string_lossy());
                return is_named.then(|| Err(PathError::Outside(entry.into_path())));
            }
            let path = entry.path().strip_prefix(&self.root).ok()?;
            let Some(path) = path.to_str() else {
                let is_named = entry.file_type().is_file() && is_story(&path.to_string_lossy());
                return is_named.then(|| Err(PathError::NotText(entry.into_path())));
            };
            // Elsewhere a backslash is a character like any other.
            let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
            if !entry.file_type().is_file() {
                return None;
            }
            if tells_of_folder(&path) && has_date(entry.path()) {
                return Some(Err(PathError::TellsOfFolder(entry.into_path())));
            }
            is_story(&path).then(|| Ok((entry.into_path(), path)))
        })
    }

    fn files(&self, faults: &mut Vec<FileNote>) -> Result<Vec<StoryFile>, FolderError> {
        let mut files = Vec::new();
        for entry in self.paths(usize::MAX) {
            let mut fault = |file: String, why: String| {
                let message = format!("it is left out: {why}");
                faults.push(FileNote { file, line: None, level: Level::Lost, message });
            };
            let (file, path) = match entry {
                Ok(found) => found,
                Err(error) => {
                    let file = error.path().map(|path| path.strip_prefix(&self.root).unwrap_or(path));
                    fault(file.map_or_else(String::new, |path| path.display().to_string()), error.to_string());
                    continue;
                }
            };
            match File::open(&file).and_then(|file| bounded(file, Limits::BROWSER)) {
                Err(error) => fault(path, error.to_string()),
                Ok(bytes) if bytes.len() > Limits::BROWSER.feed_bytes => fault(path, "it is too large".to_owned()),
                Ok(bytes) => match String::from_utf8(bytes) {
                    Ok(text) => files.push(StoryFile { path, text }),
                    Err(_) => fault(path, "it is no text in UTF-8".to_owned()),
                },
            }
        }
        // In the folder itself other Markdown may lie.
        if self.stories.is_empty() {
            files.retain(|file| begins_with_values(&file.text));
        }
        Ok(files)
    }

    /// What the settings say of the feed, and their time zone.
    fn publication(
        &self,
        faults: &mut Vec<FileNote>,
    ) -> Result<(Option<serde_json::Value>, Option<String>), FolderError> {
        let (json, settings) = match self.parsed_settings() {
            Ok(Some(read)) => read,
            Ok(None) => return Ok((None, None)),
            Err(FolderError::Settings { path, .. }) => {
                let message = "it is no settings file; `newsleaf check` shows the place".to_owned();
                let file = path.strip_prefix(&self.root).unwrap_or(&path).display().to_string();
                faults.push(FileNote { file, line: None, level: Level::Lost, message });
                return Ok((None, None));
            }
            Err(error) => return Err(error),
        };
        let publication = read_object(&json).and_then(|mut object| object.remove("publication"));
        Ok((publication, settings.time_zone))
    }

    /// The settings file, its text and what it says; `None` if there is none.
    ///
    /// # Errors
    /// It can't be read, or is no settings file.
    pub fn parsed_settings(&self) -> Result<Option<(Vec<u8>, Settings)>, FolderError> {
        let Some(path) = self.settings_file() else { return Ok(None) };
        let json = fs::read(&path).map_err(|source| FolderError::File { path: path.clone(), source })?;
        let Ok(somewhere) = WebUrl::parse("https://site.invalid/newsleaf.json", None, parse_url_natively) else {
            return Ok(None);
        };
        match settings_file::parse(&json, &somewhere, parse_url_natively) {
            Ok((settings, _)) => Ok(Some((json, settings))),
            Err(error) => Err(FolderError::Settings { path, error }),
        }
    }
}

/// The folder of the site whose folder of stories this is, and the name that it has there. `None` for a folder of another name,
/// and for one that is a site itself, whatever its name is.
pub fn site_of_stories(path: &Path) -> Option<(PathBuf, &'static str)> {
    let place = fs::canonicalize(path).ok().filter(|place| place.is_dir())?;
    let name = *STORIES.iter().find(|name| place.file_name() == Some(OsStr::new(name)))?;
    let is_site = place.join(SETTINGS).is_file() || STORIES.iter().any(|name| place.join(name).is_dir());
    if is_site {
        return None;
    }
    // A link may lie anywhere: what counts is where it leads.
    let root = if path.is_symlink() { place.parent()?.to_owned() } else { parent_of(path) };
    Some((root, name))
}

fn parent_of(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(_)) if parent.as_os_str().is_empty() => ".".into(),
        (Some(parent), Some(_)) => parent.to_owned(),
        // `.` or `..`, which have no name.
        _ => path.join(".."),
    }
}

/// Whether a path is within a folder, after links are resolved.
fn is_within(folder: &Path, path: &Path) -> bool {
    match (fs::canonicalize(folder), fs::canonicalize(path)) {
        (Ok(folder), Ok(path)) => path.starts_with(folder),
        _ => false,
    }
}

fn has_front_matter(path: &Path) -> bool {
    begins_with_values(&head_of(path))
}

/// Whether a file is dated as stories are.
fn has_date(path: &Path) -> bool {
    FrontMatter::read(&head_of(path)).is_ok_and(|matter| matter.values.contains_key("date"))
}

fn head_of(path: &Path) -> String {
    let mut head = Vec::new();
    // A file that can't be read is none of a site.
    let _ = File::open(path).and_then(|file| file.take(HEAD_OF_STORY).read_to_end(&mut head));
    String::from_utf8_lossy(&head).into_owned()
}

//! What is served: the folder of a built site, or the files of the drop-in with a feed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::media_type;
use newsleaf::publish::beside::path_beside;
use newsleaf::publish::files::read_object;

/// The files of a site.
pub enum Content {
    /// A built site. It is partial while most of its pages are still to be made.
    Published { folder: PathBuf, is_partial: bool },
    /// The drop-in.
    DropIn(DropIn),
}

/// The drop-in with a feed.
pub struct DropIn {
    /// The files of the app.
    pub app: AppFiles,
    /// The feed.
    pub feed: Vec<u8>,
    /// The settings, if there are some.
    pub settings: Option<Vec<u8>>,
    /// The folder of the files that the feed names.
    pub folder: PathBuf,
    /// The paths of these files.
    pub named: BTreeSet<String>,
}

/// The files of the app.
pub enum AppFiles {
    /// They are on disk.
    Folder(PathBuf),
    /// The command carries them.
    Bundled(BTreeMap<String, Vec<u8>>),
}

/// A file of a site.
pub enum SiteBytes {
    /// It is on disk.
    File(File, u64),
    /// It is in memory.
    Bytes(Vec<u8>),
}

impl Content {
    /// The file of a path, which has no slash at its beginning. `None` if there is none.
    pub fn find(&self, path: &str) -> Option<SiteBytes> {
        match self {
            Content::Published { folder, .. } => file_in(folder, path),
            Content::DropIn(drop_in) => drop_in.find(path),
        }
    }

    /// Whether a file that is missing may come.
    pub fn is_partial(&self) -> bool {
        matches!(self, Content::Published { is_partial: true, .. })
    }
}

impl DropIn {
    fn find(&self, path: &str) -> Option<SiteBytes> {
        match path {
            "feed.json" => return Some(SiteBytes::Bytes(self.feed.clone())),
            "newsleaf.json" => return self.settings.clone().map(SiteBytes::Bytes),
            _ => {}
        }
        let of_app = match &self.app {
            AppFiles::Folder(folder) => file_in(folder, path),
            AppFiles::Bundled(files) => files.get(path).cloned().map(SiteBytes::Bytes),
        };
        // Other files of the folder are not part of the site: drafts, notes, what belongs to other programs.
        of_app.or_else(|| {
            let found = file_in(&self.folder, path)?;
            if self.named.contains(path) { Some(found) } else { older_page(path, found) }
        })
    }
}

/// A file that is a JSON Feed: an older page of the one that is shown.
fn older_page(path: &str, file: SiteBytes) -> Option<SiteBytes> {
    let is_hidden = path.split('/').any(|name| name.starts_with('.'));
    if is_hidden || !path.ends_with(".json") || file.size() > Limits::BROWSER.feed_bytes as u64 {
        return None;
    }
    let bytes = file.read().ok()?;
    let version = read_object(&bytes)?.remove("version")?;
    let is_feed = version.as_str().is_some_and(|version| version.contains("jsonfeed.org/version/"));
    is_feed.then_some(SiteBytes::Bytes(bytes))
}

/// A regular file within a folder, after links are resolved.
fn file_in(folder: &Path, path: &str) -> Option<SiteBytes> {
    let path = path_beside(folder, path).ok()?;
    // A pipe is never opened: that would wait for its other end.
    if !fs::metadata(&path).ok()?.is_file() {
        return None;
    }
    let file = File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    Some(SiteBytes::File(file, size))
}

impl SiteBytes {
    /// All bytes.
    pub fn read(self) -> io::Result<Vec<u8>> {
        match self {
            SiteBytes::Bytes(bytes) => Ok(bytes),
            SiteBytes::File(mut file, _) => {
                let mut bytes = Vec::new();
                io::Read::read_to_end(&mut file, &mut bytes).map(|_| bytes)
            }
        }
    }

    /// How many they are.
    pub fn size(&self) -> u64 {
        match self {
            SiteBytes::Bytes(bytes) => bytes.len() as u64,
            SiteBytes::File(_, size) => *size,
        }
    }
}

/// The media type of a file, by its path in the site.
pub fn content_type(path: &str) -> &'static str {
    if path == "feed.json" || (path.starts_with("feed/") && path.ends_with(".json")) {
        return "application/feed+json; charset=utf-8";
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ico" => "image/x-icon",
        "vtt" => "text/vtt; charset=utf-8",
        "woff2" => "font/woff2",
        _ => media_type::of_url(&["https://site.example/", name].concat()).unwrap_or("application/octet-stream"),
    }
}

//! The input of a build: the feed, the settings, the app, and the folders of the files that they name.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::publish::app::{App, AppError};
use newsleaf::publish::build::BuildRequest;
use newsleaf::publish::card::FontFiles;
use newsleaf::publish::cards::Cards;
use newsleaf::publish::hosts::Host;
use newsleaf::publish::memory::Memory;
use newsleaf::publish::named_files::Folders;
use newsleaf::publish::source_feed::SourceFeed;

use super::CommandError;
use super::feed::{self, Destination, SourceError};
use super::settings::{BuildSettings, SettingsError};
use crate::source::origin::Origin;
use crate::source::picture_size;

/// The input as the arguments name it.
pub struct Named {
    /// The feed.
    pub feed: Option<OsString>,
    /// The settings file.
    pub settings: Option<PathBuf>,
    /// The folder that is copied as it is.
    pub static_files: Option<PathBuf>,
}

/// The input of a build.
pub struct Inputs {
    /// The feed.
    pub origin: Origin,
    /// The settings.
    pub settings: BuildSettings,
    /// The folder of the files that the feed names.
    pub folder: PathBuf,
    /// The folder that is copied as it is.
    pub static_files: Option<PathBuf>,
}

impl Named {
    /// Reads the settings.
    pub fn settings(&self) -> Result<BuildSettings, SettingsError> {
        BuildSettings::read(self.settings.as_deref(), self.feed.as_deref())
    }

    /// Finds the rest of the input for a site.
    pub fn inputs(&self, settings: BuildSettings, site: &WebUrl) -> Result<Inputs, CommandError> {
        let settings = settings.at(site)?;
        let feed = self.feed.clone().unwrap_or_else(|| settings.feed());
        // The base of a file's relative addresses is its future place: the folder of the site.
        let address = WebUrl::parse("feed.json", Some(site), parse_url_natively).unwrap_or_else(|_| site.clone());
        let mut origin = Origin::of(&feed, Some(&address))?;
        origin.set_settings(self.settings.as_deref());
        let folder = folder_of(&origin, &settings);
        let static_files = match self.static_files.clone().or_else(|| settings.path("static")) {
            Some(folder) if folder.is_dir() => Some(folder),
            Some(path) => return Err(CommandError::File { path, source: io::ErrorKind::NotADirectory.into() }),
            None => Some(folder.join("static")).filter(|folder| folder.is_dir()),
        };
        Ok(Inputs { origin, settings, folder, static_files })
    }
}

impl Inputs {
    /// The app that is named, else the one that this command carries, else the one in `dist`.
    pub fn app(&self, named: Option<&Path>) -> Result<App, AppError> {
        match (self.app_folder(named), App::bundled()) {
            (Some(folder), _) => App::read(&folder),
            (None, Some(app)) => app,
            (None, None) => App::read(Path::new("dist")),
        }
    }

    /// The folder of the app that is named by an argument or by the settings.
    pub fn app_folder(&self, named: Option<&Path>) -> Option<PathBuf> {
        named.map(Path::to_owned).or_else(|| self.settings.path("app"))
    }

    /// Reads the feed for a site, and the sizes of pictures beside it. Its stories are kept in a temporary file in `folder`, or
    /// are in the `memory` of the last build. The warnings are for the summary.
    pub fn read_feed(
        &self,
        timeout: Duration,
        prune: bool,
        site: &WebUrl,
        folder: &Path,
        memory: Memory,
    ) -> Result<(SourceFeed, Vec<String>), SourceError> {
        let folders = self.feed_folders();
        let size_of = |path: &str| folders.file(path).and_then(|file| picture_size::size(&file));
        let destination = Destination { site, folder, memory, size_of: &size_of };
        feed::read(&self.origin, timeout, prune, destination)
    }

    /// Where the files lie that the feed names; nowhere for a feed from a host.
    fn feed_folders(&self) -> Folders {
        match self.origin {
            Origin::Host(_) => Folders::default(),
            _ => Folders(vec![self.folder.clone()]),
        }
    }

    /// A build of this input, for any host and without share cards.
    pub fn request(&self, site: WebUrl, now_ms: i64) -> BuildRequest {
        let feed_folders = self.feed_folders();
        let settings_folders = self.settings.folder().into_iter().chain(feed_folders.0.clone()).collect();
        BuildRequest {
            site,
            settings: self.settings.settings.clone(),
            settings_json: self.settings.json.clone(),
            now_ms,
            is_now_exact: false,
            prune: false,
            force: false,
            feed_folders,
            settings_folders: Folders(settings_folders),
            static_files: self.static_files.clone(),
            host: Host::Plain,
            cards: Cards::None,
            fonts: FontFiles::default(),
            program: program(),
        }
    }
}

/// The folder of the files that the feed names.
fn folder_of(origin: &Origin, settings: &BuildSettings) -> PathBuf {
    let here = PathBuf::from(".");
    match origin {
        Origin::File { path, .. } => {
            path.parent().map_or(here, |folder| if folder.as_os_str().is_empty() { ".".into() } else { folder.into() })
        }
        Origin::Stories { folder, .. } => folder.root.clone(),
        _ => settings.folder().unwrap_or(here),
    }
}

/// The fingerprint of this program: pages that another version has made are made again.
pub(super) fn program() -> String {
    let own = env::current_exe().and_then(fs::metadata);
    let own = own.map_or_else(|_| String::new(), |own| format!("{} {:?}", own.len(), own.modified().ok()));
    [env!("CARGO_PKG_VERSION"), " ", &own].concat()
}

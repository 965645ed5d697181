//! The settings file of a build: the site's settings, and the object `build` with the arguments of each build.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use newsleaf::domain::feed::settings::Settings;
use newsleaf::domain::feed::warning::Warning;
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::parse::settings_file;
use newsleaf::domain::report::code::{Code, Level};
use newsleaf::domain::report::part::Part;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::publish::cards::Cards;
use newsleaf::publish::files::read_object;
use newsleaf::publish::hosts::Host;
use newsleaf::publish::item_json::Members;
use newsleaf::publish::named_files::{self, Folders};
use serde_json::Value;
use thiserror::Error;

use crate::source::file_names::{FEED, SETTINGS};
use crate::stories::folder::{STORIES, StoryFolder, site_of_stories};

/// The members of `build`: flags by their names, and the feed.
const KNOWN: [&str; 13] = [
    "feed", "site", "out", "app", "static", "previous", "prune", "in_place", "host", "cards", "font", "jobs", "timeout",
];

/// What `timeout` should be.
const SECONDS: &str = "a number of seconds, from 0.05 to 3600";

/// The settings file, before it is known where the site is.
pub struct BuildSettings {
    /// Where it is.
    path: Option<PathBuf>,
    /// Its text.
    pub json: Option<Vec<u8>>,
    /// Its settings, once the address of the site is known.
    pub settings: Settings,
    /// The address of the site in `build`, which an argument overrides.
    pub build_site: Option<WebUrl>,
    /// The address of the site, if the setting `site` names one.
    pub site: Option<WebUrl>,
    /// The fault of the member.
    pub warnings: Vec<String>,
    build: Members,
}

/// Why the settings can't be read.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// The file can't be read.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// `build` is no object.
    #[error("{}: build: it should be an object", .path.display())]
    Build {
        /// The file.
        path: PathBuf,
    },
    /// A value of `build` is of another kind.
    #[error("{}: build.{name}: it should be {should_be}", .path.display())]
    Value {
        /// The file.
        path: PathBuf,
        /// The name of the value.
        name: String,
        /// The expected value.
        should_be: &'static str,
    },
    /// A value can't be used.
    #[error("{}: {fault}", .path.display())]
    Fault {
        /// The file.
        path: PathBuf,
        /// Which value, and why.
        fault: String,
    },
    /// The file is not a settings file.
    #[error("{}: {error}", .path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// The fault.
        error: FeedError,
    },
}

impl SettingsError {
    /// The sentence for a report that names the file itself.
    fn without_file(&self) -> String {
        match self {
            SettingsError::Build { .. } => "build: it should be an object".to_owned(),
            SettingsError::Value { name, should_be, .. } => format!("build.{name}: it should be {should_be}"),
            SettingsError::Fault { fault, .. } => fault.clone(),
            SettingsError::File { .. } | SettingsError::Invalid { .. } => self.to_string(),
        }
    }
}

/// The folder that the settings of a feed lie in.
fn folder_of(feed: &Path) -> Option<PathBuf> {
    match feed.is_dir() {
        true => Some(site_of_stories(feed).map_or_else(|| feed.to_owned(), |(root, _)| root)),
        false => feed.parent().map(Path::to_owned),
    }
}

/// The feed that is meant where none is named.
pub fn default_feed(settings: Option<&Path>) -> Result<OsString, SettingsError> {
    BuildSettings::read(settings, None).map(|settings| settings.feed())
}

/// What a build would refuse in a settings file, or warn of, and what is said of no other setting. `folder` is that of the feed.
pub fn faults(path: &Path, folder: Option<&Path>) -> Vec<String> {
    let settings = match BuildSettings::read(Some(path), None) {
        Ok(settings) => settings,
        // The report of the settings says it.
        Err(SettingsError::File { .. } | SettingsError::Invalid { .. }) => return Vec::new(),
        Err(error) => return vec![error.without_file()],
    };
    let mut faults = settings.unknown();
    faults.extend(settings.host().err());
    faults.extend(settings.cards().err());
    faults.extend(settings.relative_site().map(|site| without_scheme(&site)));
    faults.extend(settings.url("previous").err().map(|error| error.without_file()));
    let files = settings.path("static");
    if let Ok(site) = WebUrl::parse("https://site.invalid/", None, parse_url_natively)
        && let Ok(settings) = settings.at(&site)
    {
        let beside = settings.folder().into_iter().chain(folder.map(Path::to_owned));
        let folders = beside.flat_map(|folder| [folder.join("static"), folder]).chain(files);
        let folders = Folders(folders.collect());
        let links = settings.settings.footer.iter();
        let missing =
            links.filter_map(|link| named_files::page_path(&link.url, &site)).filter(|path| !folders.has(path));
        faults.extend(missing.map(|path| format!("footer: {path}: there is no such file beside it")));
    }
    faults
}

/// What is wrong with an address that is taken for a path.
pub fn without_scheme(site: &str) -> String {
    format!("site: '{site}' has no https:// before it; write it as https://news.example/")
}

/// A text, or the texts of a list; `None` for anything else.
fn texts(value: &Value) -> impl Iterator<Item = Option<&str>> {
    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    values.iter().map(Value::as_str)
}

impl BuildSettings {
    /// Reads the file that is named, else `newsleaf.json` beside the feed, if there is one.
    pub fn read(named: Option<&Path>, feed: Option<&OsStr>) -> Result<BuildSettings, SettingsError> {
        let beside = match feed.map(Path::new).and_then(folder_of) {
            Some(folder) if !feed.is_some_and(|feed| feed.to_string_lossy().contains("://")) => folder.join(SETTINGS),
            _ => PathBuf::from(SETTINGS),
        };
        let path = named.map_or(beside, Path::to_owned);
        let json = match fs::read(&path) {
            Ok(json) => Some(json),
            Err(error) if error.kind() == io::ErrorKind::NotFound && named.is_none() => None,
            Err(source) => return Err(SettingsError::File { path, source }),
        };
        let build = match json.as_deref().and_then(read_object).and_then(|mut object| object.remove("build")) {
            Some(Value::Object(build)) => build,
            None | Some(Value::Null) => Members::new(),
            Some(_) => return Err(SettingsError::Build { path }),
        };
        let mut settings = BuildSettings {
            warnings: Vec::new(),
            path: json.is_some().then_some(path),
            json,
            settings: Settings::default(),
            build_site: None,
            site: None,
            build,
        };
        settings.check_kinds()?;
        let file = settings.path.as_deref().unwrap_or(Path::new("")).display().to_string();
        settings.warnings = settings.unknown().iter().map(|fault| format!("{file}: {fault}")).collect();
        // A relative `site` has nothing to be relative to.
        let somewhere = WebUrl::parse("https://site.invalid/newsleaf.json", None, parse_url_natively);
        if let Ok(somewhere) = somewhere {
            let (read, warnings) = settings.parse(&somewhere)?;
            settings.build_site = settings.url("site")?;
            settings.site = read.site.filter(|site| !site.same_origin(&somewhere));
            let is_warning = |warning: &&Warning| Code::of(Part::Settings, warning.action).level() != Level::Advice;
            settings.warnings.extend(warnings.iter().filter(is_warning).map(|warning| format!("{file}: {warning}")));
        }
        Ok(settings)
    }

    /// The same for a site, which is the base of relative addresses.
    pub fn at(mut self, site: &WebUrl) -> Result<BuildSettings, SettingsError> {
        if let Ok(address) = WebUrl::parse(SETTINGS, Some(site), parse_url_natively) {
            self.settings = self.parse(&address)?.0;
        }
        Ok(self)
    }

    fn parse(&self, address: &WebUrl) -> Result<(Settings, Vec<Warning>), SettingsError> {
        let (Some(json), Some(path)) = (&self.json, &self.path) else { return Ok(Default::default()) };
        settings_file::parse(json, address, parse_url_natively)
            .map_err(|error| SettingsError::Invalid { path: path.clone(), error })
    }

    /// The file, if there is one.
    pub fn file(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The folder that the file lies in.
    pub fn folder(&self) -> Option<PathBuf> {
        let folder = self.path.as_ref()?.parent()?;
        Some(if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() })
    }

    /// The feed that `build` names, else the stories beside this file, else the feed of the site, else `feed.json` beside this
    /// file.
    pub fn feed(&self) -> OsString {
        let named = self.text("feed").map(|feed| match feed.contains("://") || feed == "-" {
            true => OsString::from(feed),
            false => self.beside(feed).into_os_string(),
        });
        let folder = self.folder().unwrap_or_else(|| ".".into());
        let here = self.beside(FEED);
        // Where there are two feeds, the error comes when this one is read. A feed that is there beside Markdown of another
        // purpose goes on to count.
        let may_be_stories = !here.is_file() || STORIES.first().is_some_and(|name| folder.join(name).is_dir());
        if named.is_none() && may_be_stories && !matches!(StoryFolder::find(&folder), Ok(None)) {
            return folder.into_os_string();
        }
        let of_site = self.settings.feed.as_ref().filter(|_| !here.is_file()).map(|url| OsString::from(url.as_str()));
        named.or(of_site).unwrap_or_else(|| here.into_os_string())
    }

    /// The members of `build` that no build knows.
    fn unknown(&self) -> Vec<String> {
        let unknown = self.build.keys().filter(|name| !KNOWN.contains(&name.as_str()));
        unknown.map(|name| format!("build.{name}: there is no such setting; it knows {}", KNOWN.join(", "))).collect()
    }

    /// The setting `site`, where it is no address of a host.
    pub fn relative_site(&self) -> Option<String> {
        let mut object = self.json.as_deref().and_then(read_object)?;
        let site = object.remove("site")?.as_str()?.trim().to_owned();
        (self.site.is_none() && !site.is_empty()).then_some(site)
    }

    /// The host that `build` names.
    pub fn host(&self) -> Result<Option<Host>, String> {
        let Some(name) = self.text("host") else { return Ok(None) };
        Host::from_name(name).map(Some).ok_or_else(|| {
            format!("build.host: there is no host '{name}'; it should be {}", Host::ALL.map(Host::name).join(", "))
        })
    }

    /// The pictures for link previews that `build` names.
    pub fn cards(&self) -> Result<Option<Cards>, String> {
        let Some(text) = self.text("cards") else { return Ok(None) };
        let fault = || format!("build.cards: it is '{text}'; it should be all, none or 'latest 2000'");
        Cards::read(text).map(Some).ok_or_else(fault)
    }

    /// A text in `build`.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.build.get(name)?.as_str()
    }

    /// A path in `build`, relative to this file.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.text(name).map(|path| self.beside(path))
    }

    fn beside(&self, path: &str) -> PathBuf {
        let joined = self.folder().unwrap_or_default().join(path);
        joined.strip_prefix(".").map_or(joined.clone(), Path::to_owned)
    }

    /// An address in `build`.
    pub fn url(&self, name: &str) -> Result<Option<WebUrl>, SettingsError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let url = WebUrl::parse(text, None, parse_url_natively);
        let wrong = |_| self.wrong(name, "an http or https address");
        url.map(Some).map_err(wrong)
    }

    /// The font files that `build` names.
    pub fn fonts(&self) -> Vec<PathBuf> {
        let named = self.build.get("font").into_iter().flat_map(texts).flatten();
        named.map(|path| self.beside(path)).collect()
    }

    /// How many pages are made at the same time.
    pub fn jobs(&self) -> Option<NonZeroUsize> {
        NonZeroUsize::new(self.build.get("jobs")?.as_u64()?.try_into().ok()?)
    }

    /// How long a host may be silent.
    pub fn timeout(&self) -> Option<Duration> {
        crate::check::silence(self.build.get("timeout")?.as_f64()?)
    }

    /// An error at this file.
    pub fn fault(&self, fault: String) -> SettingsError {
        SettingsError::Fault { path: self.path.clone().unwrap_or_default(), fault }
    }

    fn wrong(&self, name: &str, should_be: &'static str) -> SettingsError {
        let path = self.path.clone().unwrap_or_default();
        SettingsError::Value { path, name: name.to_owned(), should_be }
    }

    /// Whether every value of `build` is of its kind.
    fn check_kinds(&self) -> Result<(), SettingsError> {
        for (name, value) in &self.build {
            match name.as_str() {
                "prune" | "in_place" if !value.is_boolean() => return Err(self.wrong(name, "true or false")),
                "prune" | "in_place" => {}
                "jobs" if self.jobs().is_none() => return Err(self.wrong(name, "a number from 1 on")),
                "timeout" if self.timeout().is_none() => return Err(self.wrong(name, SECONDS)),
                "font" if !texts(value).all(|text| text.is_some()) => {
                    return Err(self.wrong(name, "a text or a list of texts"));
                }
                "jobs" | "timeout" | "font" => {}
                _ if KNOWN.contains(&name.as_str()) && !value.is_string() => return Err(self.wrong(name, "a text")),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether a flag of `build` is true.
    pub fn flag(&self, name: &str) -> bool {
        self.build.get(name) == Some(&Value::Bool(true))
    }
}

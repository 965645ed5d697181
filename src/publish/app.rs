//! The built app (`make dist`). A published site takes the search and the widgets from it, and shares its styles, icons
//! and small scripts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;
use walkdir::WalkDir;

use super::bundled_app;

/// Files of the app at the root of the site. Other programs know their names.
const AT_ROOT: [&str; 4] = ["embed.js", "embed.d.ts", "embed-builder.html", "feed-health.html"];
/// Files of the drop-in that a published site has in other ways.
const NOT_COPIED: [&str; 2] = ["index.html", "service-worker.js"];
/// The page that the app is in.
const SHELL: &str = "index.html";
/// The script that other sites load to show a widget.
const EMBED_SCRIPT: &str = "embed.js";
/// The text in that script before the name of the folder of the widgets' page.
const WIDGETS_MARK: &str = "newsleaf-widgets:";
/// The folder of the widgets' page.
const WIDGETS: &str = "embed/";
/// The icon of a site without one of its own: it is not named by its content.
const ICON: &str = "assets/icon.svg";
/// The folder of all other files, which are named by their content.
pub const ASSETS: &str = "assets/app/";

/// The app, from a folder or from within this command.
#[derive(Debug)]
pub struct App {
    /// All files by their path in the folder.
    files: BTreeMap<String, AppFile>,
    shell: String,
    style: String,
    print: String,
    parts: String,
    published: String,
    frame_sources: Option<String>,
}

/// A file of the app.
#[derive(Debug)]
pub enum AppFile {
    /// It is on disk.
    Path(PathBuf),
    /// It is in this command.
    Bytes(Vec<u8>),
}

impl AppFile {
    /// Its bytes.
    pub fn read(&self) -> Result<Cow<'_, [u8]>, AppError> {
        match self {
            AppFile::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            AppFile::Path(path) => {
                std::fs::read(path).map(Cow::Owned).map_err(|source| AppError::File { path: path.clone(), source })
            }
        }
    }
}

/// The text of a file of the app.
fn text_of(files: &BTreeMap<String, AppFile>, path: &str) -> Result<String, AppError> {
    let error = |source| AppError::File { path: PathBuf::from(path), source };
    let file = files.get(path).ok_or_else(|| error(io::ErrorKind::NotFound.into()))?;
    let bytes = file.read()?.into_owned();
    String::from_utf8(bytes).map_err(|_| error(io::ErrorKind::InvalidData.into()))
}

/// Why a folder is not the app.
#[derive(Debug, Error)]
pub enum AppError {
    /// There is no folder, or it has no shell.
    #[error(
        "{}: there is no built app here, which search and widget need, and this command was built without one inside; run `make dist` in a checkout of Newsleaf and build the command again, or name the folder of the app with --app",
        .0.display()
    )]
    Missing(PathBuf),
    /// The shell is of another version.
    #[error("{}: the app is of another version than this command: its index.html names no {what}", .folder.display())]
    OtherVersion {
        /// The folder.
        folder: PathBuf,
        /// The missing part.
        what: &'static str,
    },
    /// The folder is a drop-in in use.
    #[error("{}: there is a {file} of yours in it; name the app as it was built, without files of your own", .folder.display())]
    HasFeed {
        /// The folder.
        folder: PathBuf,
        /// The file.
        file: &'static str,
    },
    /// A file can't be read.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl App {
    /// Reads the app from the folder that `make dist` has made.
    pub fn read(folder: &Path) -> Result<App, AppError> {
        if !folder.join(SHELL).is_file() {
            return Err(AppError::Missing(folder.to_owned()));
        }
        for own in ["feed.json", "newsleaf.json"] {
            if folder.join(own).exists() {
                return Err(AppError::HasFeed { folder: folder.to_owned(), file: own });
            }
        }
        let mut files = BTreeMap::new();
        for entry in WalkDir::new(folder).follow_links(true) {
            let entry = entry.map_err(|error| AppError::File {
                path: error.path().unwrap_or(folder).to_owned(),
                source: error.into(),
            })?;
            if entry.file_type().is_file()
                && let Ok(path) = entry.path().strip_prefix(folder)
            {
                let path = path.to_string_lossy().replace('\\', "/");
                files.insert(path, AppFile::Path(entry.path().to_owned()));
            }
        }
        App::of(files, folder)
    }

    /// The app that this command carries; `None` if it was built without one.
    pub fn bundled() -> Option<Result<App, AppError>> {
        let files = bundled_app::files()?.into_iter().map(|(path, bytes)| (path, AppFile::Bytes(bytes)));
        Some(App::of(files.collect(), Path::new("newsleaf")))
    }

    /// The app with these files, which come from `folder`.
    fn of(files: BTreeMap<String, AppFile>, folder: &Path) -> Result<App, AppError> {
        let shell = text_of(&files, SHELL)?;
        let named = |what: &'static str, before: &str| {
            let value = shell.split_once(before).and_then(|(_, rest)| rest.split('"').next());
            let missing = || AppError::OtherVersion { folder: folder.to_owned(), what };
            value.map(str::to_owned).ok_or_else(missing)
        };
        let style = named("style", "<link rel=\"stylesheet\" href=\"style-").map(|rest| ["style-", &rest].concat())?;
        let print = named("style for printing", "<link rel=\"stylesheet\" href=\"print-")
            .map(|rest| ["print-", &rest].concat())?;
        let parts = named("parts", "data-parts=\"")?;
        let published = named("scripts of published pages", "data-published=\"")?;
        let frame_sources = named("services of frames", "frame-src ").ok();
        let frame_sources = frame_sources.and_then(|rest| rest.split(';').next().map(str::to_owned));
        Ok(App { files, shell, style, print, parts, published, frame_sources })
    }

    /// The path of the stylesheet in the site.
    pub fn style(&self) -> String {
        [ASSETS, &self.style].concat()
    }

    /// The text of the stylesheet.
    pub fn style_text(&self) -> Result<String, AppError> {
        text_of(&self.files, &self.style)
    }

    /// The path of the stylesheet for printing.
    pub fn print_style(&self) -> String {
        [ASSETS, &self.print].concat()
    }

    /// The folder of the scripts that are loaded when they are needed, with a slash at its end.
    pub fn parts(&self) -> String {
        [ASSETS, &self.parts, "/"].concat()
    }

    /// The path of the script of all pages.
    pub fn page_script(&self) -> String {
        [ASSETS, &self.published, "/page.js"].concat()
    }

    /// The text of a script that is inline in published pages.
    pub fn inline_script(&self, name: &str) -> Result<String, AppError> {
        text_of(&self.files, &[&self.published, "/", name].concat())
    }

    /// The sources of frames in the policy of the app's shell.
    pub fn frame_sources(&self) -> Result<String, AppError> {
        let missing = || AppError::OtherVersion { folder: PathBuf::new(), what: "services of frames" };
        self.frame_sources.clone().ok_or_else(missing)
    }

    /// The picture in the browser's tab of a site without an icon of its own.
    pub fn icon(&self) -> String {
        ICON.to_owned()
    }

    /// The script for other sites, by its path in the site. It knows that the widgets' page is a folder here.
    pub fn embed_script(&self) -> Result<(String, String), AppError> {
        let script = text_of(&self.files, EMBED_SCRIPT)?;
        let missing = || AppError::OtherVersion { folder: EMBED_SCRIPT.into(), what: "place for the page of widgets" };
        let script = with_widgets(&script).ok_or_else(missing)?;
        Ok((EMBED_SCRIPT.to_owned(), script))
    }

    /// The files to copy, by their path in the site.
    pub fn copied(&self) -> impl Iterator<Item = (String, &AppFile)> {
        let is_copied = |path: &str| path != EMBED_SCRIPT && !NOT_COPIED.contains(&path) && !path.ends_with(".html");
        self.files.iter().filter(move |(path, _)| is_copied(path)).map(|(path, file)| {
            let path = match path.as_str() {
                "icon.svg" => ICON.to_owned(),
                path if AT_ROOT.contains(&path) => path.to_owned(),
                path => [ASSETS, path].concat(),
            };
            (path, file)
        })
    }

    /// The pages of the app at the root of the site, by their names.
    pub fn pages_at_root(&self) -> Result<Vec<(String, String)>, AppError> {
        let pages = self.files.iter().filter(|(path, _)| AT_ROOT.contains(&path.as_str()) && path.ends_with(".html"));
        pages
            .map(|(path, file)| {
                let html = file.read()?;
                Ok((path.clone(), self.with_assets(&String::from_utf8_lossy(&html), "")))
            })
            .collect()
    }

    /// The shell of the app for a page of the site, one folder deep: its search, or its widgets.
    pub fn shell(&self) -> String {
        let html = self.with_assets(&self.shell, "../");
        let html = html.replacen("<script data-glue=", "<script data-root=\"../\" data-glue=", 1);
        html.replace("href=\"feed.json\"", "href=\"../feed.json\"")
    }

    /// A page with the addresses of the app's files in the site. `root` leads to the site's root.
    fn with_assets(&self, html: &str, root: &str) -> String {
        let mut html = html.to_owned();
        let mut names: Vec<&str> = self.files.keys().filter_map(|path| path.split('/').next()).collect();
        names.dedup();
        for name in names.into_iter().filter(|name| !AT_ROOT.contains(name) && !NOT_COPIED.contains(name)) {
            let place = if name == "icon.svg" { ICON.to_owned() } else { [ASSETS, name].concat() };
            html = html.replace(&["=\"", name, "\""].concat(), &["=\"", root, &place, "\""].concat());
        }
        html
    }
}

/// The embed script with the folder of the widgets' page in it; `None` if the script has no place for it.
fn with_widgets(script: &str) -> Option<String> {
    let (before, after) = script.split_once(WIDGETS_MARK)?;
    Some([before, WIDGETS_MARK, WIDGETS, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embed_script_gets_the_folder_of_the_widgets() {
        let script = with_widgets("let[,a]=\"newsleaf-widgets:\".split(\":\");");
        assert_eq!(script.as_deref(), Some("let[,a]=\"newsleaf-widgets:embed/\".split(\":\");"));
        assert_eq!(with_widgets("of another version"), None);
    }

    #[test]
    fn a_folder_without_the_app_gives_an_error_with_advice() {
        let error = App::read(Path::new("no/such/folder")).unwrap_err().to_string();
        assert!(error.contains("make dist") && error.contains("no/such/folder"), "{error}");
    }
}

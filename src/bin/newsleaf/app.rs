//! `newsleaf app`: writes the drop-in, which the command carries.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use newsleaf::domain::report::text::count;
use newsleaf::publish::bundled_app;
use thiserror::Error;

use super::{fail, print};
use crate::source::file_names::FEED;
use crate::stories::replace_file::replace_entry;

/// The first page of the drop-in.
const PAGE: &str = "index.html";
/// Every version of the drop-in names its program so in that page.
const MARK: &[u8] = b"data-glue=";

const EXAMPLES: &str = "\
Examples:
  newsleaf app --out my-site

Your feed.json and newsleaf.json lie beside these files, and stay as they are. A folder with another index.html or with other
files of the same names is refused.";

/// Write the files of the drop-in, which shows the feed beside them; over an older version, they update it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The folder; it is made if it is not there
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// Why there is no drop-in.
#[derive(Debug, Error)]
enum AppCommandError {
    #[error(
        "this command was built without the app; run `make dist` in a checkout of Newsleaf: its folder dist is the drop-in"
    )]
    NotBundled,
    #[error("{}: this file is none of Newsleaf's, and is not written over; name another folder", .0.display())]
    OtherFile(PathBuf),
    #[error("{}: it leads out of the folder; name another folder", .0.display())]
    Outside(PathBuf),
    #[error("{}: {source}", .path.display())]
    File { path: PathBuf, source: io::Error },
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let written = match bundled_app::files() {
        Some(files) => write(&arguments.out, &files),
        None => Err(AppCommandError::NotBundled),
    };
    match written {
        Ok(files) => {
            let files = count(files, "file", "files");
            let next = if arguments.out.join(FEED).exists() { "" } else { " Put feed.json beside them." };
            match print(&format!("{}: {files}.{next}\n", arguments.out.display())) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => fail(&format!("the files are written, the summary could not be: {error}")),
            }
        }
        Err(error) => fail(&error.to_string()),
    }
}

/// Writes the files, and returns their number.
fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<usize, AppCommandError> {
    refuse_other_files(folder, files)?;
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| AppCommandError::File { path, source }
    };
    fs::create_dir_all(folder).map_err(at(folder))?;
    let root = fs::canonicalize(folder).map_err(at(folder))?;
    let mut names: Vec<&String> = files.keys().collect();
    // A page comes after all that it loads, and the first page is the last of them: until it is there, the old version is.
    names.sort_by_key(|name| (name.as_str() == PAGE, name.ends_with(".html"), name.as_str()));
    for name in names {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(at(parent))?;
        if !fs::canonicalize(parent).map_err(at(parent))?.starts_with(&root) {
            return Err(AppCommandError::Outside(parent.to_owned()));
        }
        replace_entry(&path, &files[name]).map_err(at(&path))?;
    }
    Ok(files.len())
}

/// Refuses to write over files that are none of the drop-in's. In a folder with the page of a drop-in, the files of a drop-in
/// are older ones of the same.
fn refuse_other_files(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), AppCommandError> {
    let is_entry = |path: &Path| fs::symlink_metadata(path).is_ok();
    let is_file = |path: &Path| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    let page = folder.join(PAGE);
    if is_entry(&page) {
        // Bytes, because a page of any encoding is somebody's.
        let html = if is_file(&page) { fs::read(&page) } else { Ok(Vec::new()) };
        let html = html.map_err(|source| AppCommandError::File { path: page.clone(), source })?;
        if !html.windows(MARK.len()).any(|bytes| bytes == MARK) {
            return Err(AppCommandError::OtherFile(page));
        }
        let not_files = files.keys().map(|name| folder.join(name)).find(|path| is_entry(path) && !is_file(path));
        return not_files.map_or(Ok(()), |path| Err(AppCommandError::OtherFile(path)));
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        // What a stopped command has left is the same.
        let is_same = || is_file(&path) && fs::read(&path).is_ok_and(|found| found == *bytes);
        if is_entry(&path) && !is_same() {
            return Err(AppCommandError::OtherFile(path));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn app(version: &str) -> BTreeMap<String, Vec<u8>> {
        let page = format!("<script data-glue=\"app-{version}.js\"></script>");
        [("index.html", page.as_str()), ("embed.js", version), ("assets/icon.svg", version)]
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    fn folder(files: &[(&str, &[u8])]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    #[test]
    fn a_new_folder_gets_the_files_and_an_older_version_is_updated() {
        let folder = folder(&[("feed.json", b"mine")]);
        for version in ["1", "2"] {
            assert_eq!(write(folder.path(), &app(version)).unwrap(), 3);
            assert_eq!(fs::read_to_string(folder.path().join("embed.js")).unwrap(), version);
        }
        assert_eq!(fs::read_to_string(folder.path().join("feed.json")).unwrap(), "mine");
        // A stopped command has written some of the files, and no page.
        fs::remove_file(folder.path().join("index.html")).unwrap();
        write(folder.path(), &app("2")).unwrap();
    }

    #[test]
    fn no_file_of_the_user_is_written_over() {
        for (name, bytes) in [
            ("index.html", &b"caf\xe9"[..]),
            ("index.html", b"\xff\xfe<\0p\0>\0"),
            ("embed.js", b"mine"),
            ("assets/icon.svg", b"mine"),
            ("assets", b"mine"),
        ] {
            let folder = folder(&[(name, bytes)]);
            let error = write(folder.path(), &app("1")).expect_err(name).to_string();
            assert!(error.contains(name), "{error}");
            assert_eq!(fs::read(folder.path().join(name)).unwrap(), bytes, "{name}");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{name}: nothing is written");
        }
    }

    #[test]
    #[cfg(unix)]
    fn nothing_is_written_through_a_link() {
        use std::os::unix::fs::symlink;
        for name in ["index.html", "embed.js", "assets"] {
            let other = folder(&[("file", b"<script data-glue=></script>"), ("folder/icon.svg", b"mine")]);
            let folder = folder(&[]);
            let target = if name == "assets" { "folder" } else { "file" };
            symlink(other.path().join(target), folder.path().join(name)).unwrap();
            write(folder.path(), &app("1")).expect_err(name);
            assert_eq!(fs::read(other.path().join("file")).unwrap(), b"<script data-glue=></script>");
            assert_eq!(fs::read(other.path().join("folder/icon.svg")).unwrap(), b"mine");
        }
    }
}

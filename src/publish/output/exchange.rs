//! Replaces the old site by the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::changes::Changes;
use super::compress;
use super::error::{OutputError, at};
use super::names::{BEING_CHANGED, MARKER, STAGING_IN_PLACE, hidden, rank};
use super::tree::Tree;

/// The staging folder for an exchange of the whole folder, beside the site. Its name has the id of the process.
pub fn staging_beside(folder: &Path) -> PathBuf {
    hidden(folder, &format!("new-{}", std::process::id()))
}

fn aside(folder: &Path) -> PathBuf {
    hidden(folder, "old")
}

/// Exchanges the site for the folder `new`, which takes its name.
pub fn folder(folder: &Path, new: &Path) -> Result<(), OutputError> {
    if !folder.exists() {
        return fs::rename(new, folder).map_err(at(folder));
    }
    if exchange(new, folder).is_err() {
        // Between these two renames there is no site.
        let aside = aside(folder);
        fs::rename(folder, &aside).map_err(at(folder))?;
        if let Err(error) = fs::rename(new, folder) {
            let _ = fs::rename(&aside, folder);
            return Err(at(folder)(error));
        }
    }
    Ok(())
}

/// Links files of a folder into another one, each by `link`. One thread makes the folders: file systems make them one after the
/// other.
pub fn link_all(
    old: &Path,
    new: &Path,
    files: &[&String],
    link: impl Fn(&Path, &Path) -> Result<(), OutputError> + Sync,
) -> Result<(), OutputError> {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|path| Path::new(path.as_str()).parent()).collect();
    for path in folders {
        let folder = new.join(path);
        fs::create_dir_all(&folder).map_err(at(&folder))?;
    }
    files.par_iter().with_min_len(64).try_for_each(|path| link(&old.join(path), &new.join(path)))
}

/// Makes the folders that are empty in the old site: other programs may need theirs, such as `.git/refs`.
pub fn make_empty(new: &Path, old: &Tree) -> Result<(), OutputError> {
    let others = old
        .empty_folders()
        .filter(|path| !is_in_own_folder(&[path.as_str(), "/"].concat()) && !path.starts_with(STAGING_IN_PLACE));
    others.map(|path| new.join(path)).try_for_each(|folder| fs::create_dir_all(&folder).map_err(at(&folder)))
}

/// The folders of builds: an empty one there is what is left of a page that is gone.
fn is_in_own_folder(path: &str) -> bool {
    const OWN: [&str; 10] =
        ["article/", "section/", "tag/", "author/", "archive/", "feed/", "keys/", "cards/", "sitemap/", "search/"];
    OWN.iter().any(|folder| path.starts_with(folder))
}

/// Links the files whose paths are no text.
pub fn link_nameless(old: &Path, new: &Path, files: &[PathBuf]) -> Result<(), OutputError> {
    files.iter().try_for_each(|path| {
        let place = new.join(path);
        let folder = place.parent().unwrap_or(new);
        fs::create_dir_all(folder).map_err(at(folder))?;
        link(&old.join(path), &place)
    })
}

/// Removes such files, and those of their folders whose paths are no text either.
pub fn remove_nameless(folder: &Path, files: &[PathBuf]) {
    for path in files {
        // What can't be removed can't be linked over either, which is an error then.
        let _ = fs::remove_file(folder.join(path));
        for parent in path.ancestors().skip(1).take_while(|parent| parent.to_str().is_none()) {
            // A folder that is not empty stays.
            let _ = fs::remove_dir(folder.join(parent));
        }
    }
}

/// Gives a file a second name: its bytes and its time stay. Where a file system has no such links, it is copied.
pub fn link(old: &Path, new: &Path) -> Result<(), OutputError> {
    match fs::hard_link(old, new) {
        Ok(()) => Ok(()),
        Err(_) => copy(old, new).map_err(at(new)),
    }
}

/// Copies a file with its time.
fn copy(old: &Path, new: &Path) -> io::Result<()> {
    fs::copy(old, new)?;
    let modified = fs::metadata(old)?.modified()?;
    fs::File::options().append(true).open(new)?.set_modified(modified)
}

/// Gives two folders each other's names in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Other systems can't.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Moves a first site into its folder, which is empty: whole folders, and the files of the root after them.
pub fn into_empty(folder: &Path, staging: &Path) -> Result<(), OutputError> {
    let mut names: Vec<(u8, PathBuf)> = Vec::new();
    for entry in fs::read_dir(staging).map_err(at(staging))? {
        let name = PathBuf::from(entry.map_err(at(staging))?.file_name());
        let place = match name.to_str() {
            // By the marker in it the folder is known, if this build is stopped and another one goes on.
            Some("assets") => 0,
            Some(_) if staging.join(&name).is_dir() => 1,
            Some(path) => 2 + rank(path),
            None => 2,
        };
        names.push((place, name));
    }
    names.sort_unstable();
    names.iter().try_for_each(|(_, name)| fs::rename(staging.join(name), folder.join(name)).map_err(at(folder)))
}

/// Moves each new file to its place, and removes the removed files at the end.
pub fn in_place(folder: &Path, staging: &Path, changes: &Changes) -> Result<(), OutputError> {
    // By the marker the folder is known, if this build is stopped and another one goes on: a new folder has it first.
    let place = |path: &str| if path == MARKER && !folder.join(MARKER).exists() { 0 } else { rank(path) + 1 };
    let (folders, files) = new_folders(folder, &changes.added);
    let mut moved: Vec<(u8, bool, &str)> = Vec::new();
    moved.extend(folders.into_iter().map(|(path, last)| (last + 1, false, path)));
    moved.extend(files.into_iter().map(|path| (place(path), false, path)));
    moved.extend(changes.changed.iter().map(|path| (place(path), true, path.as_str())));
    moved.sort_unstable();
    let mut made: Option<&Path> = None;
    for (_, _, path) in moved {
        let (new, place) = (staging.join(path), folder.join(path));
        let parent = Path::new(path).parent();
        if parent != made {
            place.parent().map_or(Ok(()), fs::create_dir_all).map_err(at(&place))?;
            made = parent;
        }
        fs::rename(&new, &place).map_err(at(&place))?;
    }
    remove_in_place(folder, staging, &changes.removed)
}

/// The folders of new articles with the rank of the last of their files, and the new files outside of them. A folder that is not
/// there yet is moved as a whole: of a hundred thousand, none is made and removed again.
fn new_folders<'a>(site: &Path, added: &'a [String]) -> (BTreeMap<&'a str, u8>, Vec<&'a str>) {
    let mut folders: BTreeMap<&str, u8> = BTreeMap::new();
    let mut files = Vec::new();
    let mut there: Option<(&str, bool)> = None;
    // The publisher's own files may lie deeper.
    let deeper: BTreeSet<&str> = added.iter().filter_map(|path| article_around(path)).collect();
    for path in added {
        let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| is_of_article(folder)) else {
            files.push(path.as_str());
            continue;
        };
        // Paths are in order, so those of a folder follow each other.
        let is_there = match there {
            Some((last, is_there)) if last == folder => is_there,
            _ => deeper.contains(folder) || site.join(folder).exists(),
        };
        there = Some((folder, is_there));
        if is_there {
            files.push(path);
        } else {
            let last = folders.entry(folder).or_default();
            *last = rank(path).max(*last);
        }
    }
    (folders, files)
}

/// The folder of an article in which a file lies deeper.
fn article_around(path: &str) -> Option<&str> {
    let (name, rest) = path.strip_prefix("article/")?.split_once('/')?;
    rest.contains('/').then(|| &path[.."article/".len() + name.len()])
}

/// Whether a folder is that of one article, which has no others in it.
fn is_of_article(folder: &str) -> bool {
    folder.strip_prefix("article/").is_some_and(|name| !name.contains('/'))
}

/// Removes files one by one. Removed pages link to each other, so each is first replaced by a page that leads to the
/// front page.
fn remove_in_place(folder: &Path, staging: &Path, removed: &[String]) -> Result<(), OutputError> {
    let is_copy = |path: &String| compress::COPIES.iter().any(|suffix| path.ends_with(suffix));
    let (copies, files): (Vec<&String>, Vec<&String>) = removed.iter().partition(|path| is_copy(path));
    let remove = |path: &String| {
        let file = folder.join(path);
        fs::remove_file(&file).map_err(at(&file))?;
        remove_empty_folders(folder, &file);
        Ok(())
    };
    copies.into_iter().try_for_each(remove)?;
    for path in files.iter().filter(|path| path.ends_with(".html")) {
        let (new, place) = (staging.join("gone.html"), folder.join(path));
        fs::write(&new, leading_home(path)).map_err(at(&new))?;
        fs::rename(&new, &place).map_err(at(&place))?;
    }
    files.into_iter().try_for_each(remove)
}

/// A page that leads to the front page.
fn leading_home(path: &str) -> String {
    let root = match path.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    };
    format!(
        "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>…</title>\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0;url={root}\">\n</head>\n<body>\n<p><a href=\"{root}\">…</a></p>\n</body>\n</html>\n"
    )
}

/// Removes the folders that a file has left empty.
fn remove_empty_folders(site: &Path, file: &Path) {
    let mut folder = file.parent();
    // A folder that is not empty stays.
    while let Some(empty) = folder.filter(|folder| *folder != site && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
}

/// Brings back the old site, if a build was stopped after it had taken that from its place and before it put the new one there.
pub fn recover(folder: &Path) -> Result<(), OutputError> {
    let aside = aside(folder);
    if !folder.exists() && aside.is_dir() {
        fs::rename(&aside, folder).map_err(at(&aside))?;
    }
    Ok(())
}

/// The end of the names of folders that are left when the manifest is written.
const DONE: &str = "-done";

/// Whether the last build was stopped before it had written its manifest.
pub fn was_stopped(folder: &Path) -> bool {
    let is_other = |path: &PathBuf| [DONE, BEING_CHANGED].iter().any(|end| path.to_string_lossy().ends_with(end));
    !left_behind(folder).iter().all(is_other)
}

/// Notes that the manifest is written: what is left behind is no sign of a stopped build then.
pub fn note_done(folder: &Path) {
    for path in left_behind(folder) {
        let mut done = path.clone().into_os_string();
        done.push(DONE);
        // Under its old name it is one.
        let _ = fs::rename(path, done);
    }
}

/// Removes the folders that builds have left beside the site or in it.
pub fn remove_left_behind(folder: &Path) {
    for path in left_behind(folder) {
        // A folder that can't be removed does no harm.
        let _ = fs::remove_dir_all(path);
    }
}

/// The old site is not among them while nothing is in its place.
fn left_behind(folder: &Path) -> Vec<PathBuf> {
    let (old, new) = (aside(folder), hidden(folder, "new-"));
    let has_site = folder.exists();
    let begins_with = |path: &PathBuf, start: &Path| path.to_string_lossy().starts_with(&*start.to_string_lossy());
    let entries =
        |folder: &Path| fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let is_beside = |path: &PathBuf| has_site && begins_with(path, &old) || begins_with(path, &new);
    let beside = folder.parent().into_iter().flat_map(entries).filter(is_beside);
    let inside = entries(folder).filter(|path| begins_with(path, &folder.join(STAGING_IN_PLACE)));
    beside.chain(inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_new_articles_are_moved_as_a_whole_unless_others_have_files_there() {
        let site = std::env::temp_dir().join(format!("newsleaf-folders-{}", std::process::id()));
        fs::create_dir_all(site.join("article/there")).unwrap();
        let added = [
            "article/deep/a/b.png",
            "article/deep/index.html",
            "article/new/index.html",
            "article/new/oembed.json",
            "article/there/index.html",
            "index.html",
        ];
        let added = added.map(str::to_owned);
        let (folders, files) = new_folders(&site, &added);
        assert_eq!(folders.into_iter().collect::<Vec<_>>(), [("article/new", rank("article/new/index.html"))]);
        let expected = ["article/deep/a/b.png", "article/deep/index.html", "article/there/index.html", "index.html"];
        assert_eq!(files, expected);
        fs::remove_dir_all(site).unwrap();
    }

    #[test]
    #[cfg(unix)]
    fn the_only_copy_of_a_site_stays_when_it_can_not_be_brought_back() {
        let parent = tempfile::tempdir().unwrap();
        let site = parent.path().join("site");
        let page = aside(&site).join("index.html");
        fs::create_dir_all(aside(&site)).unwrap();
        fs::create_dir_all(hidden(&site, "new-1")).unwrap();
        fs::write(&page, "the old site").unwrap();
        // No folder can take the place of a link that leads nowhere.
        std::os::unix::fs::symlink("nowhere", &site).unwrap();
        assert!(recover(&site).is_err());
        remove_left_behind(&site);
        assert!(page.exists() && !hidden(&site, "new-1").exists());
        fs::remove_file(&site).unwrap();
        recover(&site).unwrap();
        assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "the old site");
    }
}

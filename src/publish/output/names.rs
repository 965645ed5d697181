//! The paths of files in a site, and the names of files beside it.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::compress;
use crate::domain::feed::key::Key;

/// The file that marks a folder as made by Newsleaf.
pub const MARKER: &str = "assets/index.json";

/// A part of the marker's text.
pub const GENERATOR: &str = "\"generator\":\"newsleaf";

/// The prefix of the staging folder for an exchange file by file.
pub const STAGING_IN_PLACE: &str = ".newsleaf-new-";

/// The end of the name of a spare site that is being changed.
pub const BEING_CHANGED: &str = "-spare";

/// A hidden folder beside the site with a name of Newsleaf's own: `.site.newsleaf-old`.
pub fn hidden(folder: &Path, name: &str) -> PathBuf {
    let site = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    folder.with_file_name(format!(".{site}.newsleaf-{name}"))
}

/// Whether a path is one within the site.
pub fn is_path_of_site(path: &str) -> bool {
    let is_plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    is_plain && !path.is_empty() && !path.contains(|c: char| c.is_control() || c == '\\')
}

/// Whether a file has a place and a name that builds give, such as `keys/0a.json`. Where the manifest does not list all
/// files of the last build, its old files are known by that.
pub(super) fn is_named_by_build(path: &str) -> bool {
    let path = compress::COPIES.iter().find_map(|suffix| path.strip_suffix(suffix)).unwrap_or(path);
    let parts: Vec<&str> = path.split('/').collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_hash = |text: &str| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let has_key = |name: &str| {
        name.get(..Key::LENGTH).is_some_and(|key| Key::parse(key).is_some())
            && matches!(name.as_bytes().get(Key::LENGTH), None | Some(b'-'))
    };
    match parts.as_slice() {
        ["article", name, "index.html" | "oembed.json"] => has_key(name),
        ["section" | "tag" | "author" | "archive", _, .., "index.html"] => true,
        ["page", number, "index.html"] => is_number(number),
        ["cards", name] => has_key(name) && name.ends_with(".png"),
        ["keys", name] => name.strip_suffix(".json").is_some_and(|shard| shard.len() == 2),
        ["feed", name] => name.strip_suffix(".json").is_some_and(is_number),
        ["sitemap", name] => name.strip_suffix(".xml").is_some_and(is_number),
        // A number and a hash; older builds have given a number alone.
        ["search", "stories", name] => name.strip_suffix(".json").is_some_and(|name| {
            name.split_once('-').map_or(is_number(name), |(number, hash)| is_number(number) && is_hash(hash))
        }),
        ["search", part, "words" | "starts", name] => {
            part.split('-').take(2).all(is_number) && (name.ends_with(".bin") || name.starts_with("directory-"))
        }
        ["search", part, "names", name] => part.split('-').take(2).all(is_number) && name.ends_with(".json"),
        _ => false,
    }
}

/// The order in which files are replaced one by one: the target of a link before the page that has the link.
pub(super) fn rank(path: &str) -> u8 {
    const READ_BY_PROGRAMS: [&str; 6] = ["feed/", "keys/", "search/index.json", "sitemap", "sitemap/", MARKER];
    let path = compress::COPIES.iter().find_map(|suffix| path.strip_suffix(suffix)).unwrap_or(path);
    let is_at_root = !path.contains('/');
    let is_feed = READ_BY_PROGRAMS.iter().any(|start| path.starts_with(start))
        || is_at_root && (path.ends_with(".json") || path.ends_with(".xml") || path == "robots.txt");
    match path {
        _ if is_feed => 3,
        _ if !path.ends_with(".html") => 0,
        _ if path.starts_with("article/") => 1,
        _ => 2,
    }
}

/// The path of the folder. A path such as `site/` or `.` must get a name, because files beside the folder are called after it. A
/// link is replaced by its target.
pub(super) fn absolute(folder: &Path) -> io::Result<PathBuf> {
    let folder = fs::canonicalize(folder).or_else(|_| std::path::absolute(folder))?;
    Ok(folder.components().collect())
}

/// The file in which a build remembers its stories, for the site in this folder.
pub fn memory_of(folder: &Path) -> io::Result<PathBuf> {
    Ok(beside(&absolute(folder)?, "stories"))
}

/// A file beside the folder of the site, called after it: `site.manifest`.
pub(super) fn beside(folder: &Path, extension: &str) -> PathBuf {
    let name = folder.file_name().map_or_else(|| "site".into(), |name| name.to_os_string());
    let mut name = name;
    name.push(".");
    name.push(extension);
    folder.parent().unwrap_or(Path::new(".")).join(name)
}

/// Whether a folder is empty, apart from the contents of a new file system and the staging folders of stopped builds.
pub(super) fn is_empty(folder: &Path) -> bool {
    let is_nothing = |name: std::ffi::OsString| {
        let name = name.to_string_lossy().into_owned();
        name == "lost+found" || name.starts_with(STAGING_IN_PLACE)
    };
    fs::read_dir(folder)
        .map_or(true, |mut entries| entries.all(|entry| entry.is_ok_and(|entry| is_nothing(entry.file_name()))))
}

/// Whether a build has made a folder.
pub(super) fn is_made_by_build(folder: &Path) -> bool {
    fs::read_to_string(folder.join(MARKER)).is_ok_and(|text| text.contains(GENERATOR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_search_are_known_by_their_names() {
        let part = "search/0000-0100-0a1b2c3d";
        let own = ["words/0.bin", "starts/12.bin.br", "words/directory-0.json", "names/0.json"];
        let own = own.map(|name| format!("{part}/{name}"));
        let stories =
            ["search/stories/0007-0a1b2c3d.json", "search/stories/0007-0a1b2c3d.json.gz", "search/stories/0007.json"];
        assert!(own.iter().map(String::as_str).chain(stories).all(is_named_by_build));
        for other in ["search/stories/0007-notes.json", "search/stories/notes.json", "search/mine/names/0.json"] {
            assert!(!is_named_by_build(other), "{other}");
        }
    }

    #[test]
    fn what_pages_name_comes_before_them_and_feeds_come_last() {
        let mut paths = [
            "index.html",
            "feed.json",
            "article/k-a/index.html",
            "assets/style-1.css",
            "pictures/a.png",
            "keys/0a.json",
            "assets/index.json",
            "article/k-a/oembed.json",
            "section/news/index.html.br",
            "sitemap/000.xml",
        ];
        paths.sort_by_key(|path| rank(path));
        assert_eq!(
            paths,
            [
                "assets/style-1.css",
                "pictures/a.png",
                "article/k-a/oembed.json",
                "article/k-a/index.html",
                "index.html",
                "section/news/index.html.br",
                "feed.json",
                "keys/0a.json",
                "assets/index.json",
                "sitemap/000.xml",
            ]
        );
    }
}

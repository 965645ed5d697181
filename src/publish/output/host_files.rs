//! The files for a host that lie beside the site, such as `site.nginx.conf`. Publishers edit them: a build replaces only what a
//! build has written, and remembers the hash of that in `site.host-files`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use blake3::Hash;

use super::error::{OutputError, at};
use super::names::beside;

/// The first line of the list, with the version of its form.
const HEADER: &str = "newsleaf host files 1";

/// The files for the host of one site. They are written when the site is in its place.
#[derive(Debug)]
pub struct FilesBeside {
    folder: PathBuf,
    /// The names of the files, without that of the folder, and their texts.
    files: Vec<(&'static str, String)>,
}

/// What has become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It has the text of this build.
    Written,
    /// It is not as a build has written it, and stays. The text is the one of the last build.
    Left,
    /// It is not as a build has written it, and stays. The text is new, and lies beside it.
    NewBeside,
    /// Neither it nor the file beside it is as a build has written it: both stay.
    BothLeft,
}

impl FilesBeside {
    /// Files of the site in this folder.
    pub fn new(folder: &Path, files: Vec<(&'static str, String)>) -> FilesBeside {
        FilesBeside { folder: folder.to_owned(), files }
    }

    /// Writes them, and returns a warning for each that somebody has edited and that should be another one now.
    pub fn write(&self) -> Result<Vec<String>, OutputError> {
        let list = beside(&self.folder, "host-files");
        let mut warnings = Vec::new();
        for (name, text) in &self.files {
            let [file, new] = [(*name).to_owned(), new_name(name)].map(|name| beside(&self.folder, &name));
            let outcome = write(&list, name, [&file, &new], text).map_err(at(&file))?;
            let (file, new) = (file.display(), new.display());
            match outcome {
                Outcome::Written | Outcome::Left => {}
                Outcome::NewBeside => warnings.push(format!(
                    "{file}: it is not as a build has written it, and stays; what this build has for it is in {new}"
                )),
                Outcome::BothLeft => warnings.push(format!(
                    "{file}: it is not as a build has written it, and stays; nor is {new}, so what this build has for it \
                     is nowhere until you move one of them"
                )),
            }
        }
        Ok(warnings)
    }
}

fn new_name(name: &str) -> String {
    [name, ".new"].concat()
}

/// Writes the text of a build into `file`, if it is missing or as the last build has written it; else into `new`, if the last build
/// had another text. `list` is the list of what builds have written, and `name` the name of the file in it.
fn write(list: &Path, name: &str, [file, new]: [&Path; 2], text: &str) -> io::Result<Outcome> {
    let mut texts = read(list);
    let hash = blake3::hash(text.as_bytes());
    let last = texts.get(name).copied();
    let found = hash_of(file)?;
    let outcome = match found {
        Some(found) if found == hash => Outcome::Written,
        Some(found) if last != Some(found) && last == Some(hash) => Outcome::Left,
        Some(found) if last != Some(found) => match hash_of(new)? {
            Some(other) if other != hash && texts.get(&new_name(name)) != Some(&other) => Outcome::BothLeft,
            _ => Outcome::NewBeside,
        },
        _ => {
            fs::write(file, text)?;
            Outcome::Written
        }
    };
    // It is said again by the next build.
    if outcome == Outcome::BothLeft {
        return Ok(outcome);
    }
    if outcome == Outcome::NewBeside {
        fs::write(new, text)?;
        texts.insert(new_name(name), hash);
    }
    if last != Some(hash) {
        texts.insert(name.to_owned(), hash);
        let lines = texts.iter().map(|(name, hash)| format!("{}\t{name}\n", hash.to_hex()));
        fs::write(list, format!("{HEADER}\n{}", lines.collect::<String>()))?;
    }
    Ok(outcome)
}

/// The hash of a file, if it is there.
fn hash_of(file: &Path) -> io::Result<Option<Hash>> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(blake3::hash(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a text is that of such a list, of any version.
pub fn is_of_builds(text: &str) -> bool {
    text.is_empty() || text.starts_with("newsleaf host files ")
}

/// The hashes of what builds have written, by the names of the files. A list that is missing or broken is empty: then every file with
/// another text stays.
fn read(list: &Path) -> BTreeMap<String, Hash> {
    let text = fs::read_to_string(list).unwrap_or_default();
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        return BTreeMap::new();
    }
    let entry = |line: &str| {
        let (hash, name) = line.split_once('\t')?;
        Some((name.to_owned(), Hash::from_hex(hash).ok()?))
    };
    lines.filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_build_has_written_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let build = |text: &str| write(&at("list"), "nginx.conf", [&at("file"), &at("new")], text).unwrap();
        let text = |name: &str| fs::read_to_string(at(name)).unwrap_or_default();
        assert_eq!((build("one"), text("file")), (Outcome::Written, "one".to_owned()));
        assert_eq!((build("two"), text("file")), (Outcome::Written, "two".to_owned()));
        fs::write(at("file"), "mine").unwrap();
        assert_eq!((build("two"), text("file"), text("new")), (Outcome::Left, "mine".to_owned(), String::new()));
        assert_eq!(
            (build("three"), text("file"), text("new")),
            (Outcome::NewBeside, "mine".to_owned(), "three".to_owned())
        );
        assert_eq!(build("three"), Outcome::Left, "it is said once");
        fs::rename(at("new"), at("file")).unwrap();
        assert_eq!((build("four"), text("file")), (Outcome::Written, "four".to_owned()));
        fs::remove_file(at("list")).unwrap();
        assert_eq!((build("five"), text("file")), (Outcome::NewBeside, "four".to_owned()));
        assert_eq!((build("six"), text("new")), (Outcome::NewBeside, "six".to_owned()));
        fs::write(at("new"), "half merged").unwrap();
        for _ in 0..2 {
            assert_eq!((build("seven"), text("new")), (Outcome::BothLeft, "half merged".to_owned()));
        }
        fs::rename(at("new"), at("file")).unwrap();
        assert_eq!((build("seven"), text("new")), (Outcome::NewBeside, "seven".to_owned()));
    }
}

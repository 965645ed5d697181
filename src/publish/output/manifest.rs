//! The manifest: every file of the last build, with the hash of its input. It lies beside the folder of the site, not
//! in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use blake3::Hash;
use rayon::prelude::*;

/// The first line, with the version of the form.
const HEADER: &str = "newsleaf manifest 1";

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The BLAKE3 hash of its bytes.
    pub hash: Hash,
    /// The hash of the file's input; `None` for a file that is made anew each time.
    pub key: Option<Hash>,
    /// Its size in bytes.
    pub size: u64,
    /// The time of the file, in nanoseconds since 1970. A file with another time has been replaced since.
    pub modified: u128,
}

/// All files of a site by their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest(pub BTreeMap<String, Entry>);

impl Manifest {
    /// Reads a manifest. A missing or broken manifest is empty: then all files are made anew.
    pub fn read(path: &Path) -> Manifest {
        fs::read_to_string(path).ok().and_then(|text| parse(&text)).unwrap_or_default()
    }

    /// Writes the manifest in the place of the old one, in one step.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        // A name that nobody else's file has.
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        let everybody = std::os::unix::fs::PermissionsExt::from_mode(0o666);
        // Less what the system takes away from new files.
        #[cfg(unix)]
        builder.permissions(everybody);
        let new = builder.prefix(".newsleaf-").suffix(".manifest").tempfile_in(folder)?;
        let mut out = BufWriter::new(new.as_file());
        writeln!(out, "{HEADER}")?;
        for (path, Entry { hash, key, size, modified }) in &self.0 {
            let key = key.map(|key| key.to_hex());
            let key = key.as_ref().map_or("", |key| key.as_str());
            writeln!(out, "{}\t{key}\t{size}\t{modified}\t{path}", hash.to_hex())?;
        }
        out.flush()?;
        drop(out);
        new.as_file().sync_all()?;
        new.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}

/// Whether a text is that of a manifest, of any version. An empty one is what a stopped build may leave.
pub fn is_of_builds(text: &str) -> bool {
    const MANIFEST: &str = "newsleaf manifest ";
    text.is_empty() || text.starts_with(MANIFEST)
}

fn parse(text: &str) -> Option<Manifest> {
    let mut lines = text.lines();
    (lines.next()? == HEADER).then_some(())?;
    let entry = |line: &str| {
        let mut parts = line.splitn(5, '\t');
        let hash = Hash::from_hex(parts.next()?).ok()?;
        let key = Some(parts.next()?).filter(|key| !key.is_empty()).map(Hash::from_hex).transpose().ok()?;
        let (size, modified) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some((parts.next()?.to_owned(), Entry { hash, key, size, modified }))
    };
    let lines: Vec<&str> = lines.collect();
    let entries: Option<Vec<(String, Entry)>> = lines.par_iter().with_min_len(1_024).map(|line| entry(line)).collect();
    Some(Manifest(entries?.into_iter().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_back_and_a_broken_one_is_empty() {
        let folder = std::env::temp_dir().join(format!("newsleaf-manifest-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("site.manifest");
        let hash = blake3::hash(b"a");
        let entry = |key| Entry { hash, key, size: 3, modified: 7 };
        let entries = [("tag/a b/index.html".to_owned(), entry(None)), ("a".to_owned(), entry(Some(hash)))];
        let manifest = Manifest(entries.into());
        manifest.write(&path).unwrap();
        assert_eq!(Manifest::read(&path), manifest);
        for broken in ["", "newsleaf manifest 9\n", "newsleaf manifest 1\nab\t\t3\n"] {
            fs::write(&path, broken).unwrap();
            assert_eq!(Manifest::read(&path), Manifest::default(), "{broken}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}

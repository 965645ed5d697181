//! The manifest: every file of the last build, with the hash of its input. It lies beside the folder of the site, not
//! in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// The first line, with the version of the form.
const HEADER: &str = "newsleaf manifest 1";

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The BLAKE3 hash of its bytes, in hexadecimal.
    pub hash: String,
    /// The hash of the file's input; empty for a file that is made anew each time.
    pub key: String,
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
        let mut text = format!("{HEADER}\n");
        for (path, Entry { hash, key, size, modified }) in &self.0 {
            // Writing to a text never fails.
            let _ = writeln!(text, "{hash}\t{key}\t{size}\t{modified}\t{path}");
        }
        // A name that nobody else's file has.
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        let everybody = std::os::unix::fs::PermissionsExt::from_mode(0o666);
        // Less what the system takes away from new files.
        #[cfg(unix)]
        builder.permissions(everybody);
        let mut new = builder.prefix(".newsleaf-").suffix(".manifest").tempfile_in(folder)?;
        new.write_all(text.as_bytes())?;
        new.as_file().sync_all()?;
        new.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}

/// Whether a text is that of a manifest, of any version. An empty one is what a stopped build may leave.
pub fn is_ours(text: &str) -> bool {
    const MANIFEST: &str = "newsleaf manifest ";
    text.is_empty() || text.starts_with(MANIFEST)
}

fn parse(text: &str) -> Option<Manifest> {
    let mut lines = text.lines();
    (lines.next()? == HEADER).then_some(())?;
    let entry = |line: &str| {
        let mut parts = line.splitn(5, '\t');
        let mut next = || parts.next().map(str::to_owned);
        let (hash, key) = (next()?, next()?);
        let (size, modified) = (next()?.parse().ok()?, next()?.parse().ok()?);
        Some((next()?, Entry { hash, key, size, modified }))
    };
    lines.map(entry).collect::<Option<BTreeMap<_, _>>>().map(Manifest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_back_and_a_broken_one_is_empty() {
        let folder = std::env::temp_dir().join(format!("newsleaf-manifest-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("site.manifest");
        let entry = Entry { hash: "ab".into(), key: String::new(), size: 3, modified: 7 };
        let manifest = Manifest([("tag/a b/index.html".to_owned(), entry)].into());
        manifest.write(&path).unwrap();
        assert_eq!(Manifest::read(&path), manifest);
        for broken in ["", "newsleaf manifest 9\n", "newsleaf manifest 1\nab\t\t3\n"] {
            fs::write(&path, broken).unwrap();
            assert_eq!(Manifest::read(&path), Manifest::default(), "{broken}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}

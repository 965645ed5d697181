//! The fonts of cards: the system's fonts and the publisher's own files.

use std::fs;
use std::io;
use std::path::PathBuf;

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use thiserror::Error;

/// Why fonts can't be had.
#[derive(Debug, Error)]
pub enum CardError {
    /// A font file can't be read.
    #[error("{}: {source}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is no font.
    #[error("{}: it is no font that newsleaf can read; give a file in TrueType or OpenType (.ttf, .otf, .ttc)", .0.display())]
    NotAFont(PathBuf),
}

/// The publisher's own font files, read and checked.
#[derive(Clone, Default)]
pub struct FontFiles {
    files: Vec<Blob<u8>>,
    hash: blake3::Hasher,
}

impl FontFiles {
    /// Reads font files. The first that can't be used is the error.
    pub fn read(paths: &[PathBuf]) -> Result<FontFiles, CardError> {
        let mut read = FontFiles::default();
        for path in paths {
            let bytes = fs::read(path).map_err(|source| CardError::Unreadable { path: path.clone(), source })?;
            let is_font = skrifa::raw::FileRef::new(&bytes).is_ok_and(|file| file.fonts().any(|font| font.is_ok()));
            if !is_font {
                return Err(CardError::NotAFont(path.clone()));
            }
            read.hash.update(blake3::hash(&bytes).as_bytes());
            read.files.push(Blob::from(bytes));
        }
        Ok(read)
    }

    /// The hash of the files' bytes, in their order. Where they lie doesn't count.
    pub(super) fn hash(&self) -> blake3::Hash {
        self.hash.finalize()
    }
}

/// All fonts that a card can be set in.
#[derive(Clone)]
pub(super) struct Fonts {
    pub context: FontContext,
    /// The families of the publisher's files, in the order of the files.
    pub own: Vec<String>,
}

impl Fonts {
    /// The system's fonts, if `system` is true, and these files. Clones share the fonts that they have read.
    pub fn new(files: &FontFiles, system: bool) -> Fonts {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: system });
        let mut own = Vec::new();
        for file in &files.files {
            let mut families = collection.register_fonts(file.clone(), None);
            families.sort_by_key(|(id, _)| id.to_u64());
            for (id, _) in families {
                let name = collection.family_name(id).unwrap_or_default().to_owned();
                if !own.contains(&name) {
                    own.push(name);
                }
            }
        }
        Fonts { context: FontContext { collection, source_cache: SourceCache::new_shared() }, own }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_names_a_file_that_is_missing() {
        let error = FontFiles::read(&["fonts/missing.ttf".into()]).err().unwrap();
        assert!(error.to_string().starts_with("fonts/missing.ttf: "), "{error}");
    }

    #[test]
    fn the_error_names_a_file_that_is_no_font() {
        let error = FontFiles::read(&["Cargo.toml".into()]).err().unwrap();
        assert!(error.to_string().starts_with("Cargo.toml: it is no font"), "{error}");
    }
}

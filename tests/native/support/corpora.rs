//! The corpora: public feeds and published attacks, which are not part of the project.
//!
//! `NEWSLEAF_CORPORA` names the folder that has them, and `none` hides them. Without it they are looked for in `../shared`.
//! `scripts/corpora.mjs` does the same for scripts. A test without corpora prints that it was skipped.

use std::env;
use std::path::PathBuf;

/// The folder of the corpora, where there is one.
pub fn folder() -> Option<PathBuf> {
    let folder = match env::var_os("NEWSLEAF_CORPORA").filter(|name| !name.is_empty()) {
        Some(name) if name == "none" => return None,
        Some(name) => PathBuf::from(name),
        None => PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
    };
    folder.is_dir().then_some(folder)
}

/// A file or folder of the corpora. Where it is missing, the test says that it was skipped.
pub fn find(name: &str) -> Option<PathBuf> {
    let found = folder().map(|folder| folder.join(name)).filter(|path| path.exists());
    if found.is_none() {
        println!("skipped: there is no {name} in the corpora, or they are hidden");
    }
    found
}

//! The app that the command carries: what `make dist` has built, packed by the build script (`build_bundle.rs`).

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::GzDecoder;

/// The packed files; empty where the command was built without the app.
static BUNDLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/app.bundle"));

/// The files by their paths in the folder `dist`. `None` if the command was built without the app.
pub fn files() -> Option<BTreeMap<String, Vec<u8>>> {
    unpacked(BUNDLE)
}

/// What was packed: for each file the length of its path in four bytes, the path, its own length in four bytes, its content;
/// all of it compressed by gzip.
fn unpacked(bundle: &[u8]) -> Option<BTreeMap<String, Vec<u8>>> {
    let mut bytes = Vec::new();
    GzDecoder::new(bundle).read_to_end(&mut bytes).ok()?;
    let mut rest = bytes.as_slice();
    let mut files = BTreeMap::new();
    while !rest.is_empty() {
        let path = String::from_utf8(part(&mut rest)?.to_vec()).ok()?;
        files.insert(path, part(&mut rest)?.to_vec());
    }
    (!files.is_empty()).then_some(files)
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (part, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *rest = after;
    Some(part)
}

#[cfg(test)]
#[path = "../../build_bundle.rs"]
mod build_bundle;

#[cfg(test)]
mod tests {
    use super::build_bundle::packed;
    use super::*;

    #[test]
    fn what_the_build_script_packs_is_unpacked() {
        let files = [("a.txt".to_owned(), b"A".to_vec()), ("b/c.bin".to_owned(), vec![0; 70_000])];
        let bundle = packed(&files);
        let unpacked: Vec<(String, Vec<u8>)> = unpacked(&bundle).expect("files").into_iter().collect();
        assert_eq!(unpacked, files);
        // The same files are the same bytes.
        assert_eq!(packed(&files), bundle);
    }

    #[test]
    fn an_empty_or_broken_bundle_has_no_files() {
        assert!(unpacked(b"").is_none() && unpacked(b"no gzip").is_none() && unpacked(&packed(&[])).is_none());
    }
}

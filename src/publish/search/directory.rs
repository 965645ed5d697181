//! The directories of the index: which file has which terms.

use serde_json::{Value, json};

/// More files than this have directories of their own, which the index names in their place.
const MANY: usize = 256;
/// The number of files of such a directory.
const FILES: usize = 64;

/// The directory of the files of one kind.
pub struct Directory {
    /// Its line in the index: `{"files": first terms}`, or `{"directories": first terms, "each": number of files}`.
    pub line: Value,
    /// The directories that it names, by their numbers from 0: the first terms of their files.
    pub further: Vec<Vec<u8>>,
}

/// The directory of files that begin with these terms.
pub fn directory(firsts: &[String]) -> Directory {
    if firsts.len() <= MANY {
        return Directory { line: json!({ "files": firsts }), further: Vec::new() };
    }
    let groups = firsts.chunks(FILES);
    let line = json!({ "directories": groups.clone().map(|group| &group[0]).collect::<Vec<_>>(), "each": FILES });
    Directory { line, further: groups.map(|group| json!(group).to_string().into_bytes()).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_have_directories_of_their_own() {
        let firsts = |count: usize| (0..count).map(|number| format!("t{number:04}")).collect::<Vec<_>>();
        assert_eq!(directory(&firsts(2)).line, json!({ "files": ["t0000", "t0001"] }));
        let large = directory(&firsts(300));
        assert_eq!(large.line, json!({ "directories": ["t0000", "t0064", "t0128", "t0192", "t0256"], "each": 64 }));
        assert_eq!(large.further.len(), 5);
        let last: Vec<String> = serde_json::from_slice(&large.further[4]).unwrap();
        assert_eq!((last.len(), last[0].as_str()), (44, "t0256"));
    }
}

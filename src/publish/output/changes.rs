//! What a build has changed.

/// The changes of a build: the paths of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New files.
    pub added: Vec<String>,
    /// Files with other bytes than before.
    pub changed: Vec<String>,
    /// Removed files.
    pub removed: Vec<String>,
    /// The number of unchanged files.
    pub unchanged: usize,
    /// Files in the folder that no build has written. They stay.
    pub unknown: Vec<String>,
    /// Those of the removed files that the last build has not written, in folders where only builds write.
    pub removed_unknown: Vec<String>,
}

impl Changes {
    /// The lines of `changes.txt`: a sign (`+`, `~` or `-`), a space and the path.
    pub fn text(&self) -> String {
        let lines = [("+", &self.added), ("~", &self.changed), ("-", &self.removed)];
        lines.iter().flat_map(|(sign, paths)| paths.iter().map(move |path| format!("{sign} {path}\n"))).collect()
    }
}

/// Whether a text is that of `changes.txt`.
pub(super) fn is_list_of_changes(text: &str) -> bool {
    text.lines().all(|line| ["+ ", "~ ", "- "].iter().any(|sign| line.starts_with(sign)))
}

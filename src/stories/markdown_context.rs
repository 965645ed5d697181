//! What the Markdown of a file is read with.

use super::addresses::FolderFiles;

/// What a body needs to know of the folder that its file lies in.
pub struct MarkdownContext<'a> {
    /// The path of the file from the root of the folder.
    pub file: &'a str,
    /// The path of the folder of the stories, empty if that is the root.
    pub stories: &'a str,
    /// The id of the story in the file at a path.
    pub id_of: &'a dyn Fn(&str) -> Option<String>,
    /// The files of the folder.
    pub files: &'a dyn FolderFiles,
}

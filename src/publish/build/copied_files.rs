//! The publisher's files in a site.

use std::collections::BTreeSet;

use walkdir::WalkDir;

use super::error::file_error;
use super::{Build, BuildError, BuildRequest};
use crate::publish::named_files::{self, Need};

/// Why a file that is named stays where it is.
const REFUSED: &str = "feeds name pictures, sound, film, PDF, EPUB, text and archives, and no hidden files; any other file may lie in the folder static";

const LEADS_INTO_SITE: &str = "this link leads into the site, which would be copied into itself";

impl Build<'_> {
    /// The folder that is copied as it is.
    pub(super) fn copy_static_files(&self) -> Result<(), BuildError> {
        let Some(folder) = &self.request.static_files else { return Ok(()) };
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            let entry = entry.map_err(|error| file_error(&folder.display().to_string(), &error))?;
            if entry.path_is_symlink() && self.output.overlaps(entry.path()) {
                return Err(file_error(&entry.path().display().to_string(), &LEADS_INTO_SITE));
            }
            if entry.file_type().is_file()
                && let Ok(path) = entry.path().strip_prefix(folder)
            {
                let path = path.to_string_lossy().replace('\\', "/");
                let bytes = std::fs::read(entry.path())
                    .map_err(|error| file_error(&entry.path().display().to_string(), &error))?;
                self.output.write(&path, &bytes, None, "a file of the folder static")?;
            }
        }
        Ok(())
    }

    /// Files that stories and settings name: from beside the feed, else from the last site.
    pub(super) fn copy_named_files(&mut self) -> Result<(), BuildError> {
        let BuildRequest { site, settings, feed_folders, settings_folders, .. } = self.request;
        let of_settings =
            named_files::of_settings(settings, site).into_iter().map(|(path, need)| (path, need, settings_folders));
        let in_bodies = self.content.stories.iter().flat_map(|story| &story.files[..]);
        let of_feed = named_files::of_feed(&self.content.publication, in_bodies, site).into_iter();
        let mut missing = BTreeSet::new();
        for (path, need, folders) in of_settings.chain(of_feed.map(|(path, need)| (path, need, feed_folders))) {
            if self.output.has(&path) || missing.contains(&path) {
                continue;
            }
            if need == Need::Refused {
                if folders.has(&path) {
                    self.summary.warnings.push(format!("{path}: it is not copied: {REFUSED}"));
                }
                continue;
            }
            let kind = "a file that a story names";
            match folders.read(&path) {
                Ok(Some(bytes)) => self.output.write(&path, &bytes, None, kind)?,
                Err(error) => self.summary.warnings.push(format!("{path}: it is not copied: {error}")),
                Ok(None) => {
                    if self.output.reuse_old(&path, kind)? {
                        continue;
                    }
                    match self.read_previous(&path)? {
                        Some(bytes) => self.output.write(&path, &bytes, None, kind)?,
                        None if need == Need::Shown => {
                            self.summary.warnings.push(format!("{path}: the file is missing beside the feed"));
                            // Feed and settings may name the same file, and lie in the same folder.
                            if settings_folders.0.iter().all(|folder| feed_folders.0.contains(folder)) {
                                missing.insert(path);
                            }
                        }
                        None => {}
                    }
                }
            }
        }
        Ok(())
    }
}

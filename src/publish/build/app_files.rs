//! The files of the app in a site.

use super::error::file_error;
use super::{Build, BuildError};
use crate::domain::site::route::Route;
use crate::pages::published::{PageContent, PublishedPage};
use crate::publish::icons;
use crate::publish::pages::PageWriter;

impl Build<'_> {
    /// The search, the widgets, and the pages of the app for publishers and embedders.
    pub(super) fn write_app(&self, writer: &PageWriter) -> Result<(), BuildError> {
        let search = PublishedPage { route: Route::search(""), content: PageContent::Search };
        let shell = self.app.shell();
        self.add(("search/index.html".to_owned(), writer.search(&search, &shell).into_bytes()), "the search")?;
        self.add(("embed/index.html".to_owned(), shell.into_bytes()), "the widgets")?;
        for (path, html) in self.app.pages_at_root()? {
            self.add((path, html.into_bytes()), "a page of the app")?;
        }
        let (path, script) = self.app.embed_script()?;
        self.add((path, script.into_bytes()), "a file of the app")?;
        for (path, file) in self.app.copied() {
            self.output.write(&path, &file.read()?, None, "a file of the app")?;
        }
        Ok(())
    }

    /// The icons of a site without one of its own. What the folder `static` has in their places stays.
    pub(super) fn write_icons(&self) -> Result<(), BuildError> {
        if !icons::has_default_icons(&self.content.publication) {
            return Ok(());
        }
        let files = icons::files().map_err(|error| file_error("the icons", &error))?;
        files.into_iter().filter(|(path, _)| !self.output.has(path)).try_for_each(|file| self.add(file, "an icon"))
    }
}

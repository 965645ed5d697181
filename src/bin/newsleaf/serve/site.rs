//! Makes what is served: the pages of a build, or the drop-in with the feed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsleaf::browser::dates;
use newsleaf::domain::feed::hold_back::due_ms;
use newsleaf::domain::feed::publication::Publication;
use newsleaf::domain::feed::time_zone::{Clock, TimeZone};
use newsleaf::domain::limits::Limits;
use newsleaf::domain::report::text::count;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::build::{self, Due};
use newsleaf::publish::bundled_app;
use newsleaf::publish::files;
use newsleaf::publish::memory::Memory;
use newsleaf::publish::named_files;
use newsleaf::publish::output::{Exchange, Output};
use newsleaf::publish::previous::NoPreviousSite;
use newsleaf::publish::source_feed::SourceFeed;

use super::content::{AppFiles, Content, DropIn};
use super::watch::Sources;
use super::{Arguments, ServeError};
use crate::build::{CommandError, Inputs, Named};
use crate::now_ms;
use crate::source::document::FetchedDocument;
use crate::source::file_names::FEED;
use crate::source::origin::Origin;
use crate::stories::folder::StoryFolder;

/// With more stories than this, the site of the newest ones is made first.
const MANY: usize = 200;
/// How many these are.
const NEWEST: usize = 60;

/// A site to show.
pub struct Built {
    /// Its files.
    pub content: Content,
    /// How many files are not as before; `None` if that is not known.
    pub changed: Option<usize>,
    /// How many stories it has.
    pub stories: usize,
    /// How many pages.
    pub pages: usize,
    /// Warnings for the publisher, each a sentence.
    pub warnings: Vec<String>,
    /// How many stories wait for their time.
    pub held_back: usize,
    /// When the next of them is due, in milliseconds since 1970.
    pub next_ms: Option<i64>,
}

impl Built {
    /// How many stories and pages there are. The drop-in is one page.
    pub fn size_text(&self) -> String {
        let stories = count(self.stories, "story", "stories");
        match self.pages {
            0 => stories,
            pages => [stories.as_str(), ", ", &count(pages, "page", "pages")].concat(),
        }
    }
}

/// Makes the site from the same arguments again and again.
pub struct Builder<'a> {
    arguments: &'a Arguments,
    address: WebUrl,
    /// The folder of the built pages.
    folder: PathBuf,
}

impl<'a> Builder<'a> {
    /// A site at this address, which is built in a folder.
    pub fn new(arguments: &'a Arguments, address: WebUrl, folder: PathBuf) -> Builder<'a> {
        Builder { arguments, address, folder }
    }

    /// Reads the settings, and finds the feed and all that is to be watched.
    pub fn inputs(&self) -> Result<(Inputs, Sources), ServeError> {
        let Arguments { feed, settings, static_files, app, drop_in, .. } = self.arguments;
        let feed = feed.as_ref().map(|feed| feed_in(Path::new(feed)).unwrap_or_else(|| feed.clone()));
        let named = Named { feed, settings: settings.clone(), static_files: static_files.clone() };
        let inputs = named.inputs(named.settings().map_err(CommandError::from)?, &self.address)?;
        let is_host = match inputs.origin {
            Origin::Input { .. } => return Err(ServeError::StandardInput),
            Origin::Host(_) if *drop_in => return Err(ServeError::DropInOfHost),
            Origin::Host(_) => true,
            _ => false,
        };
        let mut sources = Sources { trees: vec![inputs.folder.clone()], is_host, ..Sources::default() };
        sources.trees.extend(inputs.static_files.clone());
        sources.trees.extend(inputs.app_folder(app.as_deref()));
        sources.files.extend(inputs.settings.file().map(Path::to_owned));
        sources.files.extend(settings.clone());
        if let Origin::Stories { folder, .. } = &inputs.origin
            && !folder.is_beside_other_feed()
        {
            sources.written.push(folder.feed_file());
        }
        Ok((inputs, sources))
    }

    /// Makes the site. The one before stays as it is when that fails.
    pub fn build(&self, inputs: &Inputs) -> Result<Built, ServeError> {
        if self.arguments.drop_in {
            return self.drop_in(inputs);
        }
        let (source, warnings) = self.read_feed(inputs)?;
        self.published(inputs, &source, &warnings, false)
    }

    /// Makes the site of the newest stories, if there are many more. It is there at once.
    pub fn build_newest(&self, inputs: &Inputs) -> Result<Option<Built>, ServeError> {
        if self.arguments.drop_in {
            return Ok(None);
        }
        // A feed at an address would be requested twice.
        if inputs.origin.host().is_some() {
            return Ok(None);
        }
        let (mut source, warnings) = self.read_feed(inputs)?;
        if source.stories.len() <= MANY {
            return Ok(None);
        }
        source.keep_newest(NEWEST);
        self.published(inputs, &source, &warnings, true).map(Some)
    }

    fn published(
        &self,
        inputs: &Inputs,
        source: &SourceFeed,
        warnings: &[String],
        is_partial: bool,
    ) -> Result<Built, ServeError> {
        let app = inputs.app(self.arguments.app.as_deref())?;
        let request = inputs.request(self.address.clone(), now_ms());
        let output = Output::begin(&self.folder, Exchange::InPlace, false).map_err(CommandError::from)?;
        // Without a site of before, stories that have left the feed are gone.
        let built = build::build(source, &request, &app, &NoPreviousSite, output, &|_, _| {});
        let (summary, _) = built.map_err(CommandError::from)?;
        let changes = &summary.changes;
        Ok(Built {
            content: Content::Published { folder: self.folder.clone(), is_partial },
            changed: Some(changes.added.len() + changes.changed.len() + changes.removed.len()),
            stories: summary.stories,
            pages: summary.pages,
            warnings: [&inputs.settings.warnings[..], warnings, &summary.warnings].concat(),
            held_back: summary.held_back,
            next_ms: summary.next.iter().filter(|(_, due)| *due == Due::Story).map(|(due_ms, _)| *due_ms).min(),
        })
    }

    fn drop_in(&self, inputs: &Inputs) -> Result<Built, ServeError> {
        let named = self.arguments.app.as_deref();
        // It says why a folder is not the app.
        inputs.app(named)?;
        let app = match (inputs.app_folder(named), bundled_app::files()) {
            (Some(folder), _) => AppFiles::Folder(folder),
            (None, Some(files)) => AppFiles::Bundled(files),
            (None, None) => AppFiles::Folder("dist".into()),
        };
        let (source, warnings) = self.read_feed(inputs)?;
        let feed = match inputs.origin.read(self.arguments.timeout, Limits::BROWSER) {
            FetchedDocument::Read(document) => document.bytes,
            FetchedDocument::Failed(report) => {
                let why = report.cause.unwrap_or_else(|| "it can't be read".to_owned());
                return Err(ServeError::InvalidFeed(format!("{}: {why}", report.name)));
            }
        };
        let settings = inputs.settings.settings.clone().or(&source.feed.settings);
        let zone = TimeZone::new(settings.time_zone.as_deref(), dates::offset_of);
        let now_ms = now_ms();
        let due: Vec<i64> = source.feed.items.iter().filter_map(|item| due_ms(item, zone, now_ms)).collect();
        let json = inputs.settings.json.as_deref();
        let stories = source.feed.items.len() - due.len();
        let clock = Clock { now_ms, offset_of: dates::offset_of };
        let (feed_of_site, address) = (Arc::new(source.feed), source.story_json.address.clone());
        let publication = Publication::new(feed_of_site, address, settings.clone(), Some(self.address.clone()), clock);
        let in_bodies = source.stories.iter().flat_map(|story| &story.files[..]);
        let named = named_files::of_feed(&publication, in_bodies, &self.address).into_iter();
        let named = named.chain(named_files::of_settings(&settings, &self.address)).map(|(path, _)| path).collect();
        Ok(Built {
            content: Content::DropIn(DropIn {
                app,
                feed,
                settings: json.map(|json| files::settings(Some(json), None).1),
                folder: inputs.folder.clone(),
                named,
            }),
            changed: None,
            stories,
            pages: 0,
            warnings: [&inputs.settings.warnings[..], &warnings].concat(),
            held_back: due.len(),
            next_ms: due.into_iter().min(),
        })
    }

    fn read_feed(&self, inputs: &Inputs) -> Result<(SourceFeed, Vec<String>), ServeError> {
        let folder = self.folder.parent().unwrap_or(&self.folder);
        let read = inputs.read_feed(self.arguments.timeout, false, &self.address, folder, Memory::none());
        Ok(read.map_err(CommandError::from)?)
    }
}

/// The feed of a folder that has no stories but a `feed.json`.
fn feed_in(folder: &Path) -> Option<OsString> {
    let feed = folder.join(FEED);
    let has_no_stories = folder.is_dir() && matches!(StoryFolder::find(folder), Ok(None));
    (has_no_stories && feed.is_file()).then(|| feed.into_os_string())
}

//! Builds a site: reads the last build, decides on the content, makes the pages, writes the files.

mod app_files;
mod asset_index;
mod copied_files;
mod error;
mod pages;
mod request;
mod site_feed;
mod summary;

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

pub use self::error::BuildError;
pub use self::request::BuildRequest;
pub use self::summary::{Due, Progress, Summary};
use super::app::App;
use super::cards::{self, CardPaths};
use super::content::{Content, ContentRequest};
use super::files;
use super::formats::robots::{Robots, robots};
use super::memory;
use super::output::{FilesBeside, LeftBehind, Output};
use super::pages::PageWriter;
use super::plan::{PageKeys, Plan};
use super::previous::{Previous, PreviousError, PreviousSite};
use super::random_access::Span;
use super::search;
use super::site_file::SiteFile;
use super::source_feed::SourceFeed;
use super::story::Known;
use crate::domain::site::accent::Accent;
use crate::domain::web_url::WebUrl;

/// A build that would remove more stories than this, and more than a tenth of all, needs `force`.
const FEW_GONE: usize = 3;

/// Builds the site. `output` is left as it was when that fails.
pub fn build(
    source: &SourceFeed,
    request: &BuildRequest,
    app: &App,
    previous: &dyn PreviousSite,
    output: Output,
    progress: Progress,
) -> Result<(Summary, LeftBehind), BuildError> {
    match Build::new(source, request, app, previous, &output).and_then(|mut build| {
        let host_files = build.write(progress)?;
        let pages = build.pages_to_remember();
        Ok((build.summary, build.content.stories, pages, host_files))
    }) {
        Ok((mut summary, stories, pages, host_files)) => {
            let known: Vec<Arc<Known>> = stories.iter().map(|story| story.known().clone()).collect();
            let remember = || match &source.memory {
                memory if memory.is_saved() => memory::write(&memory.file, source.context, &known, &pages).is_ok(),
                _ => false,
            };
            let (finished, is_remembered) = rayon::join(|| output.finish(), remember);
            let (changes, left_behind) = finished?;
            summary.changes = changes;
            summary.warnings.extend(host_files.write()?);
            if is_remembered {
                // The next build reads what is not remembered.
                let _ = memory::replace(&source.memory.file);
            }
            Ok((summary, left_behind))
        }
        Err(error) => {
            output.abandon();
            Err(error)
        }
    }
}

struct Build<'a> {
    request: &'a BuildRequest,
    app: &'a App,
    previous_files: &'a dyn PreviousSite,
    previous: Previous,
    content: Content<'a>,
    output: &'a Output,
    summary: Summary,
    /// The full pages of the site's own feed whose stories can be read from them: where they are.
    readable: Mutex<BTreeMap<usize, Vec<Span>>>,
    /// Whether the next build remembers anything.
    is_remembering: bool,
}

impl<'a> Build<'a> {
    fn new(
        source: &'a SourceFeed,
        request: &'a BuildRequest,
        app: &'a App,
        previous_files: &'a dyn PreviousSite,
        output: &'a Output,
    ) -> Result<Build<'a>, BuildError> {
        let BuildRequest { site, settings, now_ms, prune, force, .. } = request;
        let previous = Previous::read(previous_files, site, &source.story_json, &source.memory)?;
        let content_request = ContentRequest {
            site: site.clone(),
            settings: settings.clone(),
            now_ms: *now_ms,
            is_now_exact: request.is_now_exact,
            prune: *prune,
            navigation: previous.index.navigation.clone(),
        };
        if !force {
            refuse_other_site(&previous, source, site)?;
        }
        let content = Content::new(source, &previous.items, &content_request);
        let (gone, all) = (content.gone.len(), previous.items.len());
        if gone > FEW_GONE && gone * 10 > all && !force {
            let example = content.gone.first().cloned().unwrap_or_default();
            return Err(BuildError::TooManyGone { gone, all, example });
        }
        let stories = content.publication.feed.items.len();
        let in_feed: HashSet<&str> = source.feed.items.iter().map(|item| item.id.as_str()).collect();
        let left_feed =
            content.publication.feed.items.iter().filter(|item| !in_feed.contains(item.id.as_str())).count();
        let held_back = content.held_back;
        let next = content.next_due_ms.map(|due_ms| (due_ms, Due::Story)).into_iter().collect();
        let mut summary = Summary { stories, left_feed, held_back, next, ..Summary::default() };
        summary.warnings.extend(content.warnings.iter().cloned());
        if let Some(old) = &previous.moved_from {
            summary.warnings.push(format!("the site was at {old}, and is at {site} now: leave a redirect there"));
        }
        if source.stories.is_empty() && !previous.items.is_empty() {
            summary.warnings.push("the feed has no stories: those that are published stay".to_owned());
        }
        let readable = Mutex::default();
        Ok(Build {
            request,
            app,
            previous_files,
            previous,
            content,
            output,
            summary,
            readable,
            is_remembering: source.memory.is_saved(),
        })
    }

    /// Writes all files of the site, and returns those beside it.
    fn write(&mut self, progress: Progress) -> Result<FilesBeside, BuildError> {
        let publication = self.content.publication.clone();
        let site = &self.request.site;
        let cards = self.write_cards()?;
        let writer = PageWriter::new(publication.clone(), site.clone(), self.app, cards.clone())?;
        let plan = Plan::new(&self.content);
        for path in &plan.clashes {
            self.summary.warnings.push(format!("{path}: two lists have the same address, and one of them has no page"));
        }
        let program = [self.request.program.as_str(), " ", &writer.fingerprint()].concat();
        let keys = PageKeys::new(&self.content, &cards, &program);
        self.summary.pages = plan.count();
        self.write_pages(&plan, &keys, &writer, progress)?;
        let old_slugs = files::old_slugs(&self.content, &self.previous);
        self.write_old_addresses(&old_slugs, &writer)?;
        let write_keys =
            || files::keys(&self.content, &old_slugs).into_par_iter().try_for_each(|file| self.add(file, "an index"));
        let write_sitemaps = || {
            let files = files::sitemaps(&publication, &plan.lists, &writer, site);
            files.into_par_iter().try_for_each(|file| self.add(file, "a sitemap"))
        };
        let write_search = || Ok(search::write(&self.content, self.output)?);
        // The longest ones first: the others run beside them.
        let steps: [&(dyn Fn() -> Result<(), BuildError> + Sync); 4] =
            [&write_search, &|| self.write_store(&writer, &keys), &write_keys, &write_sitemaps];
        steps.into_par_iter().try_for_each(|step| step())?;
        self.write_documents(&writer)?;
        self.write_app(&writer)?;
        self.copy_static_files()?;
        self.write_icons()?;
        self.copy_named_files()?;
        self.write_index()?;
        self.write_host_files()
    }

    /// The documents for programs: the news sitemap, `robots.txt`, RSS, and what the site's own scripts read.
    fn write_documents(&mut self, writer: &PageWriter) -> Result<(), BuildError> {
        let publication = self.content.publication.clone();
        let site = &self.request.site;
        let mut sitemaps = vec![[site.as_str(), "sitemap.xml"].concat()];
        if let Some((file, next)) = files::news_sitemap(&publication, writer, self.request.now_ms) {
            sitemaps.push([site.as_str(), &file.0].concat());
            self.add(file, "a sitemap")?;
            self.summary.next.extend(next.map(|next_ms| (next_ms, Due::NewsSitemap)));
        }
        let sitemaps: Vec<&str> = sitemaps.iter().map(String::as_str).collect();
        match robots(site, &sitemaps) {
            Robots::File(text) => self.add(("robots.txt".to_owned(), text.into_bytes()), "robots.txt")?,
            Robots::LinesForHost(lines) => self.summary.robots_lines = Some(lines),
        }
        self.add(files::rss(&self.content, site).map_err(BuildError::Story)?, "a feed")?;
        self.add(files::latest(&self.content), "an index")?;
        self.add(files::web_manifest(&publication, self.app, site), "the web app manifest")?;
        self.add(files::settings(self.request.settings_json.as_deref(), Some(&publication)), "the settings")?;
        self.add(files::service_worker(self.app)?, "the service worker")
    }

    /// The files of the host's profile, and its limits. Those beside the site are returned.
    fn write_host_files(&mut self) -> Result<FilesBeside, BuildError> {
        let BuildRequest { host, site, force, .. } = self.request;
        let files = host.files(site, &self.output.name());
        for (path, bytes) in files.inside {
            self.output.write(&path, &bytes, None, "a file of the host's profile")?;
        }
        if !force {
            host.check(&self.output.sizes())?;
        }
        Ok(self.output.host_files(files.beside))
    }

    /// A file of the last site that the folder does not have. A read error is not the same as a missing file: with
    /// `None`, the file would be lost.
    fn read_previous(&self, path: &str) -> Result<Option<Vec<u8>>, BuildError> {
        let error = |why| PreviousError::File { path: path.to_owned(), why };
        Ok(self.previous_files.read(path).map_err(error)?)
    }

    /// Writes the share cards, and returns their addresses.
    fn write_cards(&mut self) -> Result<CardPaths, BuildError> {
        let publication = &self.content.publication;
        let BuildRequest { cards, fonts, .. } = self.request;
        let accent = publication.settings.accent.as_deref().and_then(Accent::of);
        let mut paths = cards::paths(&self.content, *cards, fonts, &publication.feed.title, accent.as_ref());
        let warnings =
            cards::write(&self.content, &mut paths, fonts, accent.as_ref(), self.output, self.previous_files)?;
        self.summary.warnings.extend(warnings);
        Ok(paths)
    }

    fn add(&self, (path, bytes): SiteFile, kind: &'static str) -> Result<(), BuildError> {
        Ok(self.output.write(&path, &bytes, None, kind)?)
    }
}

/// Refuses to write over a site that this feed does not continue: it has another address, another title and other stories.
fn refuse_other_site(previous: &Previous, source: &SourceFeed, site: &WebUrl) -> Result<(), BuildError> {
    let (Some(old), Some(title)) = (&previous.moved_from, &previous.title) else { return Ok(()) };
    let ids: HashSet<&str> = previous.items.ids().collect();
    let is_continued = ids.is_empty() || source.stories.iter().any(|story| ids.contains(story.id()));
    if is_continued || source.stories.is_empty() || *title == source.feed.title {
        return Ok(());
    }
    Err(BuildError::OtherSite { title: title.clone(), old: old.clone(), new: site.clone() })
}

//! Builds a site: reads the last build, decides on the content, makes the pages, writes the files.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use thiserror::Error;
use walkdir::WalkDir;

use super::app::{App, AppError};
use super::card::FontFiles;
use super::cards::{self, CardPaths, Cards};
use super::content::{Content, ContentRequest};
use super::files;
use super::formats::robots::{Robots, robots};
use super::hosts::{Host, LimitError};
use super::icons;
use super::memory::{self, PageFile};
use super::named_files::{self, Folders, Need};
use super::output::{Changes, LeftBehind, MARKER, Output, OutputError, is_path_of_site};
use super::pages::PageWriter;
use super::plan::{PageKeys, Plan};
use super::previous::{Previous, PreviousError, PreviousSite, SiteIndex};
use super::random_access::Span;
use super::search::{self, SearchError};
use super::site_file::SiteFile;
use super::source_feed::SourceFeed;
use super::split::split;
use super::store::{self, Division};
use super::story::{Known, Story, store_path};
use crate::browser::dates::Dates;
use crate::domain::feed::Item;
use crate::domain::feed::date::Moment;
use crate::domain::feed::settings::Settings;
use crate::domain::site::accent::Accent;
use crate::domain::site::route::Route;
use crate::domain::web_url::WebUrl;
use crate::pages::published::{PageContent, PublishedPage};

/// The number of days for which unused assets stay: readers may have older pages open.
const ASSET_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;
/// A build that would remove more stories than this, and more than a tenth of all, needs `force`.
const FEW_GONE: usize = 3;

/// Why a file that is named stays where it is.
const REFUSED: &str = "feeds name pictures, sound, film, PDF, EPUB, text and archives, and no hidden files; any other file may lie in the folder static";

/// The input of a build.
pub struct BuildRequest {
    /// The folder of the site.
    pub site: WebUrl,
    /// The settings file, as read and as written.
    pub settings: Settings,
    /// Its text.
    pub settings_json: Option<Vec<u8>>,
    /// The present, in milliseconds since 1970.
    pub now_ms: i64,
    /// Whether somebody has said the present. Clocks differ, so by a clock stories of the next minutes are published.
    pub is_now_exact: bool,
    /// Whether stories that have left the feed go.
    pub prune: bool,
    /// Whether many stories may go.
    pub force: bool,
    /// Where files lie that the feed names; nowhere for a feed from a host.
    pub feed_folders: Folders,
    /// Where files lie that the settings file names.
    pub settings_folders: Folders,
    /// The folder that is copied as it is.
    pub static_files: Option<PathBuf>,
    /// Where the site is published.
    pub host: Host,
    /// Which stories have a share card.
    pub cards: Cards,
    /// Font files for them, besides the system's fonts.
    pub fonts: FontFiles,
    /// The program that builds: pages of another one are made again.
    pub program: String,
}

/// Why no site is built. The site that is there stays as it is.
#[derive(Debug, Error)]
pub enum BuildError {
    /// The site that was published can't be read.
    #[error(transparent)]
    Previous(#[from] PreviousError),
    /// The app can't be read.
    #[error(transparent)]
    App(#[from] AppError),
    /// The files can't be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The site that is there is another one.
    #[error(
        "the folder has the site {title:?} of {old}, and none of its stories is in this feed; nothing was written; name another folder \
         with --out, or add --force if the site at {new} continues it"
    )]
    OtherSite {
        /// Its title.
        title: String,
        /// Its address.
        old: WebUrl,
        /// The address of the new one.
        new: WebUrl,
    },
    /// Too many stories would go.
    #[error(
        "{gone} of {all} stories would be taken away, among them {example}; nothing was written; add --force if that is meant"
    )]
    TooManyGone {
        /// How many stories would go.
        gone: usize,
        /// How many there are.
        all: usize,
        /// The id of one of them.
        example: String,
    },
    /// A story can't be read again. The error names the file.
    #[error("{0}")]
    Story(std::io::Error),
    /// The index of the search can't be written.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The site is beyond the host's limits.
    #[error(transparent)]
    Limit(#[from] LimitError),
    /// A file can't be read.
    #[error("{path}: {why}")]
    File {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
}

/// The result of a build.
#[derive(Debug, Default)]
pub struct Summary {
    /// How many stories are published.
    pub stories: usize,
    /// How many of them have left the feed.
    pub left_feed: usize,
    /// How many pages the site has.
    pub pages: usize,
    /// The changed files.
    pub changes: Changes,
    /// Warnings for the publisher, each a sentence.
    pub warnings: Vec<String>,
    /// How many stories wait for their time.
    pub held_back: usize,
    /// When the next build is due by the clock alone, in milliseconds since 1970, and for which reason.
    pub next: Vec<(i64, Due)>,
    /// The lines for the `robots.txt` of the host, where the site lies below its root.
    pub robots_lines: Option<String>,
}

/// Why a build is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A story that is held back.
    Story,
    /// A story is too old for the news sitemap.
    NewsSitemap,
}

/// Receives the progress: the number of finished pages, and of all pages.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

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
        build.write(progress)?;
        let pages = build.pages_to_remember();
        Ok((build.summary, build.content.stories, pages))
    }) {
        Ok((mut summary, stories, pages)) => {
            let known: Vec<Arc<Known>> = stories.iter().map(|story| story.known().clone()).collect();
            let remember = || match &source.memory {
                memory if memory.is_saved() => memory::write(&memory.file, source.context, &known, &pages).is_ok(),
                _ => false,
            };
            let (finished, is_remembered) = rayon::join(|| output.finish(), remember);
            let (changes, left_behind) = finished?;
            summary.changes = changes;
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
        let previous = Previous::read(previous_files, site, &source.stories, &source.memory)?;
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
        if source.items.is_empty() && !previous.items.is_empty() {
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

    fn write(&mut self, progress: Progress) -> Result<(), BuildError> {
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
        let (done, all) = (AtomicUsize::new(0), self.summary.pages);
        let output = self.output;
        let is_done = || progress(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        let article = |at: usize| -> Result<(), BuildError> {
            let mut page = plan.article(at);
            let PageContent::Article(article) = &mut page.content else { return Ok(()) };
            let light = article.item.clone();
            let key = keys.of(&page);
            if !output.reuse(&super::pages::file_of(&page), key, "an article")? {
                if let PageContent::Article(article) = &mut page.content {
                    article.item = self.content.whole(&self.content.stories[at], &light).map_err(BuildError::Story)?;
                }
                let (path, bytes) = writer.page(&page);
                output.write(&path, &bytes, Some(key), "an article")?;
            }
            let key = keys.of_oembed(&light);
            if !output.reuse(&PageWriter::oembed_path(&light), key, "an oEmbed document")? {
                let (path, bytes) = writer.oembed(&light);
                output.write(&path, &bytes, Some(key), "an oEmbed document")?;
            }
            is_done();
            Ok(())
        };
        (0..self.content.stories.len()).into_par_iter().try_for_each(article)?;
        let list = |page: &PublishedPage| -> Result<(), BuildError> {
            let is_front = matches!(page.content, PageContent::Front { .. });
            let key = (!is_front).then(|| keys.of(page));
            let is_reused = match key {
                Some(key) => output.reuse(&super::pages::file_of(page), key, "a page")?,
                None => false,
            };
            if !is_reused {
                let (path, bytes) = writer.page(page);
                output.write(&path, &bytes, key, "a page")?;
            }
            is_done();
            Ok(())
        };
        plan.lists.par_iter().try_for_each(list)?;

        let old_slugs = files::old_slugs(&self.content, &self.previous);
        for item in publication.stories() {
            for slug in old_slugs.get(&item.key).into_iter().flatten() {
                let language = publication.feed.language.as_deref();
                self.add(files::stub(item, slug, &writer.absolute(&item.route()), language), "an old address")?;
            }
        }
        let write_keys =
            || files::keys(&self.content, &old_slugs).into_par_iter().try_for_each(|file| self.add(file, "an index"));
        let write_sitemaps = || {
            let files = files::sitemaps(&publication, &plan.lists, &writer, site);
            files.into_par_iter().try_for_each(|file| self.add(file, "a sitemap"))
        };
        let write_search = || Ok(search::write(&self.content, output)?);
        let steps: [&(dyn Fn() -> Result<(), BuildError> + Sync); 4] =
            [&write_search, &|| self.write_store(&writer, &keys), &write_keys, &write_sitemaps];
        steps.into_par_iter().try_for_each(|step| step())?;
        let mut sitemaps = vec![[site.as_str(), "sitemap.xml"].concat()];
        if let Some((file, next)) = files::news_sitemap(&publication, &writer, self.request.now_ms) {
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
        self.add(files::service_worker(self.app)?, "the service worker")?;
        self.write_app(&writer)?;
        self.copy_static_files()?;
        self.write_icons()?;
        self.copy_named_files()?;
        self.write_index()?;
        self.write_host_files()
    }

    /// The site's own feed: `feed.json` and its full pages.
    fn write_store(&self, writer: &PageWriter, keys: &PageKeys) -> Result<(), BuildError> {
        const KIND: &str = "a page of the feed";
        let (content, output, site) = (&self.content, self.output, &self.request.site);
        let items: Vec<Arc<Item>> = content.publication.stories().cloned().collect();
        let division = Division::of(items.len());
        let json = |at: usize| -> Result<Vec<u8>, BuildError> {
            let (item, story) = (&items[at], &content.stories[at]);
            let json = content.json(story, site).map_err(BuildError::Story)?;
            Ok(if story.has_url { json } else { store::with_page(json, &writer.absolute(&item.route())) })
        };
        let page = |number: usize| -> Result<(), BuildError> {
            let (path, range) = (store_path(number), division.page(number));
            let key = keys.of_store_page(&items[range.clone()], &self.request.program, site);
            if output.reuse(&path, key, KIND)? {
                match self.previous.remembered.get(&number) {
                    Some(spans) => self.note_readable(number, spans.clone()),
                    None => self.look_at_page(number, &self.read_previous(&path)?.unwrap_or_default(), range),
                }
                return Ok(());
            }
            let jsons: Vec<Vec<u8>> = range.clone().map(json).collect::<Result<_, _>>()?;
            let bytes = store::full_page(&jsons, number, site);
            self.look_at_page(number, &bytes, range);
            Ok(output.write(&path, &bytes, Some(key), KIND)?)
        };
        (1..=division.full).into_par_iter().try_for_each(page)?;
        let newest: Vec<Vec<u8>> = division.newest().map(json).collect::<Result<_, _>>()?;
        self.add(("feed.json".to_owned(), division.first_document(&content.story_json.head, &newest, site)), KIND)
    }

    /// Remembers a page of the store, if each of its stories can be made from it again as it is.
    fn look_at_page(&self, number: usize, bytes: &[u8], range: Range<usize>) {
        let Some(split) = split(bytes).ok().flatten().filter(|_| self.is_remembering) else { return };
        let stories = &self.content.stories[range];
        let is_same = |(story, span): (&Arc<Story>, &Span)| {
            let json = &bytes[span.start as usize..span.end() as usize];
            self.content.story_json.json_of_page(json).is_some_and(|json| blake3::hash(&json) == story.hash)
        };
        if stories.len() == split.items.len() && stories.iter().zip(&split.items).all(is_same) {
            self.note_readable(number, split.items);
        }
    }

    fn note_readable(&self, number: usize, spans: Vec<Span>) {
        self.readable.lock().unwrap_or_else(PoisonError::into_inner).insert(number, spans);
    }

    /// The pages of the store for the next build.
    fn pages_to_remember(&self) -> Vec<(usize, PageFile)> {
        let division = Division::of(self.content.stories.len());
        let readable = self.readable.lock().unwrap_or_else(PoisonError::into_inner);
        let page = |(number, spans): (&usize, &Vec<Span>)| {
            let (size, modified) = self.output.size_and_time(&store_path(*number))?;
            let first = division.page(*number).start;
            Some((*number, PageFile { size, modified, first, spans: spans.clone() }))
        };
        readable.iter().filter_map(page).collect()
    }

    /// The files of the host's profile, and its limits.
    fn write_host_files(&mut self) -> Result<(), BuildError> {
        let BuildRequest { host, site, force, .. } = self.request;
        let files = host.files(site, &self.output.name());
        for (path, bytes) in files.inside {
            self.output.write(&path, &bytes, None, "a file of the host's profile")?;
        }
        if !force {
            host.check(&self.output.sizes())?;
        }
        for (name, text) in files.beside {
            self.summary.warnings.extend(self.output.write_beside(name, &text)?);
        }
        Ok(())
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

    /// The search, the widgets, and the pages of the app for publishers and embedders.
    fn write_app(&self, writer: &PageWriter) -> Result<(), BuildError> {
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
    fn write_icons(&self) -> Result<(), BuildError> {
        if !icons::are_ours(&self.content.publication) {
            return Ok(());
        }
        let files = icons::files().map_err(|error| file_error("the icons", &error))?;
        files.into_iter().filter(|(path, _)| !self.output.has(path)).try_for_each(|file| self.add(file, "an icon"))
    }

    fn copy_static_files(&self) -> Result<(), BuildError> {
        let Some(folder) = &self.request.static_files else { return Ok(()) };
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            let entry = entry.map_err(|error| file_error(&folder.display().to_string(), &error))?;
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
    fn copy_named_files(&mut self) -> Result<(), BuildError> {
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

    /// The index with the assets, and the old assets that stay.
    fn write_index(&self) -> Result<(), BuildError> {
        let today = Dates { language: String::new(), zone: None }.iso_day(Moment::instant(self.request.now_ms));
        let mut assets: BTreeMap<String, Option<String>> = BTreeMap::new();
        let names = self.app.copied().map(|(path, _)| path).filter(|path| path.starts_with("assets/"));
        assets.extend(names.map(|path| (path, None)));
        for (path, since) in &self.previous.index.assets {
            // The index may have come from a host.
            if self.output.has(path) || !path.starts_with("assets/") || !is_path_of_site(path) {
                continue;
            }
            let since = since.clone().unwrap_or_else(|| today.clone());
            let is_young = Moment::read(&since)
                .is_some_and(|since| self.request.now_ms - since.moment().epoch_ms <= ASSET_DAYS * DAY_MS);
            if !is_young {
                continue;
            }
            let is_reused = self.output.reuse_old(path, "an old asset")?;
            if !is_reused {
                let Some(bytes) = self.read_previous(path)? else { continue };
                self.output.write(path, &bytes, None, "an old asset")?;
            }
            assets.insert(path.clone(), Some(since));
        }
        let navigation = self.content.publication.navigation.iter().map(|section| section.path.clone()).collect();
        let generator = concat!("newsleaf ", env!("CARGO_PKG_VERSION")).to_owned();
        let index = SiteIndex { generator, navigation, assets };
        // The marker is known by its text: `"generator":"newsleaf …"`.
        let json = serde_json::to_vec(&index).map_err(|error| file_error(MARKER, &error))?;
        self.add((MARKER.to_owned(), json), "the index of assets")
    }
}

/// Refuses to write over a site that this feed does not continue: it has another address, another title and other stories.
fn refuse_other_site(previous: &Previous, source: &SourceFeed, site: &WebUrl) -> Result<(), BuildError> {
    let (Some(old), Some(title)) = (&previous.moved_from, &previous.title) else { return Ok(()) };
    let ids: HashSet<&str> = previous.items.ids().collect();
    let is_continued = ids.is_empty() || source.items.iter().any(|story| ids.contains(story.id()));
    if is_continued || source.items.is_empty() || *title == source.feed.title {
        return Ok(());
    }
    Err(BuildError::OtherSite { title: title.clone(), old: old.clone(), new: site.clone() })
}

fn file_error(path: &str, error: &dyn std::fmt::Display) -> BuildError {
    BuildError::File { path: path.to_owned(), why: error.to_string() }
}

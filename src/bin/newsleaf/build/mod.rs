//! `newsleaf build`: writes a site of real HTML pages from a feed.

pub mod feed;
mod inputs;
mod live_site;
mod settings;
mod summary;

use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use newsleaf::domain::feed::date::Moment;
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::app::AppError;
use newsleaf::publish::build::{self, BuildError, BuildRequest, Summary};
use newsleaf::publish::card::{CardError, FontFiles};
use newsleaf::publish::cards::Cards;
use newsleaf::publish::hosts::Host;
use newsleaf::publish::memory::Memory;
use newsleaf::publish::output::{self, Exchange, LeftBehind, MARKER, Output, OutputError};
use newsleaf::publish::previous::PreviousSite;
use rayon::ThreadPoolBuilder;
use thiserror::Error;

use self::feed::SourceError;
pub use self::inputs::{Inputs, Named};
use self::live_site::LiveSite;
use self::settings::{BuildSettings, without_scheme};
pub use self::settings::{SettingsError, default_feed, faults};
use crate::check::seconds;
use crate::source::origin::OriginError;
use crate::source::site_folder::site_folder;
use crate::{ArgumentError, check, fail, host, now_ms, print, web_url};

/// How long a host may be silent, if nothing else is said.
const TIMEOUT: Duration = Duration::from_secs(20);

const EXAMPLES: &str = "\
Examples:
  newsleaf build feed.json --site https://news.example/ --out site
  newsleaf build my-site --site https://news.example/ --out site
  newsleaf build https://cms.example/feed.json --site https://city.example/news/ --out site
  newsleaf build --site https://news.example/ --out site --previous https://news.example/
  my-cms --export | newsleaf build - --site https://news.example/ --out site

What would be typed each time may stand in newsleaf.json, in its object 'build'. docs/publishing.md has all of it.

Exit status:
  0  the site is written
  2  it is not, and the one that was there is as it was; or the arguments are wrong";

/// What is said before the site of before is put away, where that takes long.
const PUTTING_AWAY: &str = "The new site is in its place; the files of the one before are being put away.\n";

/// Write a site of real HTML pages from a feed: complete without JavaScript, on any static host
///
/// Stories that have left the feed stay published: the site's own feed keeps them.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A file, a folder with stories or a feed.json, an http or https address, or - for the standard input [default: the folder
    /// 'stories', else feed.json]
    feed: Option<OsString>,
    /// The address that the site will have
    #[arg(long, value_name = "URL", value_parser = web_url)]
    site: Option<WebUrl>,
    /// The folder to write; a new or empty one, or one that was built before [default: site]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// A settings file [default: newsleaf.json beside the feed]
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Where the site is published already, for a machine that does not have its folder
    #[arg(long, value_name = "URL", value_parser = web_url)]
    previous: Option<WebUrl>,
    /// The app as `make dist` has built it, for search and widgets [default: the one in this command, else dist]
    #[arg(long, value_name = "FOLDER")]
    app: Option<PathBuf>,
    /// A folder whose files are copied into the site as they are [default: static beside the feed, if there is one]
    #[arg(long = "static", value_name = "FOLDER")]
    static_files: Option<PathBuf>,
    /// Where the site is published: its files for headers, 404 and caching, and its limits [github, netlify, cloudflare, vercel,
    /// nginx, apache, caddy, s3, gitlab; default: plain, for any other]
    #[arg(long, value_name = "HOST", value_parser = host)]
    host: Option<Host>,
    /// Which stories without a picture get a drawn one for link previews: all, none or 'latest NUMBER' [default: latest 2000]
    #[arg(long, value_name = "WHICH", value_parser = cards)]
    cards: Option<Cards>,
    /// A font file for these pictures, besides the system's fonts; may be given again
    #[arg(long = "font", value_name = "FILE")]
    fonts: Vec<PathBuf>,
    /// Take away stories that have left the feed
    #[arg(long)]
    prune: bool,
    /// Take away even many stories at once, and add the stories of another site that is in the folder
    #[arg(long)]
    force: bool,
    /// Exchange file by file, where the folder itself can't be renamed
    #[arg(long)]
    in_place: bool,
    /// The present, RFC 3339: with the same one, the same feed gives the same bytes [default: the clock]
    #[arg(long, value_name = "TIME", value_parser = crate::moment)]
    now: Option<Moment>,
    /// How many pages are made at the same time [default: one a processor]
    #[arg(long, value_name = "NUMBER")]
    jobs: Option<NonZeroUsize>,
    /// How long a host may be silent, in seconds [default: 20]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    /// Say nothing but errors
    #[arg(long)]
    quiet: bool,
    /// How the summary is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Why no site is written.
#[derive(Debug, Error)]
pub enum CommandError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error("where will the site be? Give its address with --site, or as 'site' in newsleaf.json")]
    NoSite,
    #[error("the site is to be at {site}, and the setting 'site' says {setting}: which one is it?")]
    TwoSites { site: String, setting: String },
    #[error("{0}: the address of a site has no '?' and no '#'")]
    SiteWithQuery(String),
    #[error("{0}: the address of a site stands on every page, so it has no user name and no password")]
    SiteWithPassword(String),
    #[error("{0}: the address of a site has no empty folder")]
    SiteWithEmptyFolder(String),
    #[error(transparent)]
    Origin(#[from] OriginError),
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    App(#[from] AppError),
    #[error(transparent)]
    Output(#[from] OutputError),
    #[error(transparent)]
    Fonts(#[from] CardError),
    #[error("the folder of the feed and the folder of the site are the same: {}", .0.display())]
    OutIsSource(PathBuf),
    #[error(
        "{}: it lies in the folder static ({}), whose files are copied into the site, so the site would be copied into itself; name \
         another folder with --out", .out.display(), .static_files.display()
    )]
    OutInStatic { out: PathBuf, static_files: PathBuf },
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error("the threads can't be started: {0}")]
    Threads(rayon::ThreadPoolBuildError),
    #[error("{}: {source}", .path.display())]
    File { path: PathBuf, source: io::Error },
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match write(arguments) {
        Ok((summary, out, left_behind)) => {
            let text = match arguments.format {
                Format::Text if arguments.quiet => String::new(),
                Format::Text => summary::text(&summary, &out),
                Format::Json => summary::json(&summary) + "\n",
            };
            let printed = print(&text);
            if left_behind.takes_long() && arguments.format == Format::Text && !arguments.quiet {
                let _ = print(PUTTING_AWAY);
            }
            // For a large site this takes longer than the rest.
            drop(left_behind);
            match printed {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => fail(&format!("the site is written, its summary could not be: {error}")),
            }
        }
        Err(error) => fail(&error.to_string()),
    }
}

/// Returns the summary, and the folder of the site.
fn write(arguments: &Arguments) -> Result<(Summary, PathBuf, LeftBehind), CommandError> {
    let named = Named {
        feed: arguments.feed.clone(),
        settings: arguments.settings.clone(),
        static_files: arguments.static_files.clone(),
    };
    let settings = named.settings()?;
    let site = site(arguments, &settings)?;
    let inputs = named.inputs(settings, &site)?;
    let settings = &inputs.settings;
    let app = inputs.app(arguments.app.as_deref())?;
    let out = arguments.out.clone().or_else(|| settings.path("out")).unwrap_or_else(|| "site".into());
    refuse_source(&out, &inputs.folder)?;
    if let Some(static_files) = &inputs.static_files {
        refuse_within(&out, static_files)?;
    }
    let jobs = arguments.jobs.or_else(|| settings.jobs()).map_or(0, NonZeroUsize::get);
    let timeout = arguments.timeout.or_else(|| settings.timeout()).unwrap_or(TIMEOUT);
    let pool = ThreadPoolBuilder::new().num_threads(jobs).build().map_err(CommandError::Threads)?;
    let prune = arguments.prune || settings.flag("prune");
    let memory_file = output::memory_of(&out).map_err(|source| CommandError::File { path: out.clone(), source })?;
    let memory = Memory::new(memory_file, &inputs::program());
    let folder = out.parent().unwrap_or(Path::new("."));
    let (source, warnings) = pool.install(|| inputs.read_feed(timeout, prune, &site, folder, memory))?;
    // Settings may stand in the feed as well; the file wins.
    refuse_other_site(&site, settings.site.as_ref().or(source.feed.settings.site.as_ref()))?;
    let exchange = if arguments.in_place || settings.flag("in_place") { Exchange::InPlace } else { Exchange::Folder };
    let host = arguments.host.map_or_else(|| settings.host(), |host| Ok(Some(host)));
    let host = host.map_err(|fault| settings.fault(fault))?.unwrap_or(Host::Plain);
    let cards = arguments.cards.map_or_else(|| settings.cards(), |cards| Ok(Some(cards)));
    let cards = cards.map_err(|fault| settings.fault(fault))?.unwrap_or(Cards::DEFAULT);
    let fonts = if arguments.fonts.is_empty() { settings.fonts() } else { arguments.fonts.clone() };
    let request = BuildRequest {
        prune,
        is_now_exact: arguments.now.is_some(),
        force: arguments.force,
        host,
        cards,
        fonts: FontFiles::read(&fonts)?,
        ..inputs.request(site, arguments.now.map_or_else(now_ms, |now| now.epoch_ms))
    };
    let previous = arguments.previous.clone();
    let previous = match previous {
        Some(url) => Some(url),
        None => settings.url("previous")?,
    };
    let previous = previous.map(|url| LiveSite::new(url, timeout));
    let output = pool.install(|| Output::begin(&out, exchange, host.serves_compressed()))?;
    let old = OldSite { output: out.clone(), live: previous };
    let bar = progress_bar(arguments);
    let progress = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    let (mut summary, left_behind) = pool.install(|| build::build(&source, &request, &app, &old, output, &progress))?;
    bar.finish_and_clear();
    summary.warnings.splice(0..0, settings.warnings.iter().cloned().chain(warnings));
    Ok((summary, out, left_behind))
}

/// The site of before: its folder, else the live one.
struct OldSite {
    output: PathBuf,
    live: Option<LiveSite>,
}

impl PreviousSite for OldSite {
    fn is_expected(&self) -> bool {
        self.live.is_some() || self.output.join(MARKER).is_file()
    }

    fn folder(&self) -> Option<&Path> {
        let has_folder = self.output.join("feed.json").is_file();
        (self.live.is_none() || has_folder).then_some(&self.output)
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        match (&self.live, self.folder()) {
            (Some(live), None) => live.read(path),
            _ => match fs::read(self.output.join(path)) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error.to_string()),
            },
        }
    }
}

/// The address of the site as a folder: that of the flag, else that of `build`, else the setting `site`.
fn site(arguments: &Arguments, settings: &BuildSettings) -> Result<WebUrl, CommandError> {
    let named = arguments.site.as_ref().or(settings.build_site.as_ref()).map(folder_url).transpose()?;
    let site = match (named, &settings.site) {
        (Some(named), _) => named,
        (None, Some(setting)) => folder_url(setting)?,
        (None, None) => match settings.relative_site() {
            Some(site) => return Err(settings.fault(without_scheme(&site)).into()),
            None => return Err(CommandError::NoSite),
        },
    };
    refuse_other_site(&site, settings.site.as_ref())?;
    Ok(site)
}

/// The setting `site` must not say that the site is elsewhere.
fn refuse_other_site(site: &WebUrl, setting: Option<&WebUrl>) -> Result<(), CommandError> {
    match setting.map(folder_url).transpose()? {
        Some(setting) if setting != *site => {
            Err(CommandError::TwoSites { site: site.to_string(), setting: setting.to_string() })
        }
        _ => Ok(()),
    }
}

/// The folder of the site that is named, with what no address of a site may have refused.
fn folder_url(url: &WebUrl) -> Result<WebUrl, CommandError> {
    if url.as_str().contains(['?', '#']) {
        return Err(CommandError::SiteWithQuery(url.to_string()));
    }
    if url.without_userinfo() != url.as_str() {
        return Err(CommandError::SiteWithPassword(url.without_userinfo()));
    }
    if url.as_str().split("://").nth(1).is_some_and(|rest| rest.contains("//")) {
        return Err(CommandError::SiteWithEmptyFolder(url.to_string()));
    }
    Ok(site_folder(url))
}

/// A site that is written over its own feed would lose it.
fn refuse_source(out: &Path, folder: &Path) -> Result<(), CommandError> {
    match (fs::canonicalize(out), fs::canonicalize(folder)) {
        (Ok(one), Ok(other)) if one == other => Err(CommandError::OutIsSource(one)),
        _ => Ok(()),
    }
}

/// A site within the folder `static` would be copied into itself.
fn refuse_within(out: &Path, static_files: &Path) -> Result<(), CommandError> {
    let Ok(folder) = fs::canonicalize(static_files) else { return Ok(()) };
    // The folder of the site may not be there yet.
    let whole = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let found = whole.ancestors().find_map(|path| fs::canonicalize(path).ok());
    match found.is_some_and(|found| found.starts_with(&folder)) {
        true => Err(CommandError::OutInStatic { out: out.to_owned(), static_files: static_files.to_owned() }),
        false => Ok(()),
    }
}

fn progress_bar(arguments: &Arguments) -> ProgressBar {
    let is_shown = !arguments.quiet && io::stderr().is_terminal();
    let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(None, target);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} pages, about {eta} left") {
        bar.set_style(style);
    }
    bar
}

fn cards(text: &str) -> Result<Cards, ArgumentError> {
    Cards::read(text).ok_or(ArgumentError::Cards)
}

/// An invalid feed, in the wording of the check.
fn unreadable(name: &str, error: &FeedError) -> String {
    match error {
        FeedError::Xml => format!("{name}: {error}; {}", check::import_help(name)),
        FeedError::InvalidJson(_) => format!("{name}: {error}; `newsleaf check` shows the place"),
        _ => format!("{name}: {error}; `newsleaf check` says more"),
    }
}

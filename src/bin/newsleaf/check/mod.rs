//! `newsleaf check`: a report on a feed before readers see it, or with `--site` on a live site.

mod archive;
mod excerpt;
mod files;
mod online;
mod site;
mod sizes;
mod terminal;

use newsleaf::domain::limits::Limits;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::ValueEnum;
use icu::locale::Locale;
use jiff::tz::{self, TimeZone};
use newsleaf::browser::dates;
use newsleaf::domain::feed::Feed;
use newsleaf::domain::feed::settings::Settings;
use newsleaf::domain::feed::time_zone::Clock;
use newsleaf::domain::parse::context::Context;
use newsleaf::domain::parse::json_feed;
use newsleaf::domain::report::code::Level;
use newsleaf::domain::report::file_note::FileNote;
use newsleaf::domain::report::files::{FileState, HostState};
use newsleaf::domain::report::named_files::{self, NamedFile};
use newsleaf::domain::report::{FeedReport, Kind, invalid_json, json};
use newsleaf::domain::state::failure::{Failure, FileFault};
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::publish::hosts::Host;
use thiserror::Error;

use self::online::Online;
use self::sizes::SizesError;
use super::build::SettingsError;
use super::{ArgumentError, UNREADABLE, build, fail, host, now_ms, print, print_error, web_url};
use crate::source::document::{Document, FetchedDocument};
use crate::source::origin::{Origin, OriginError};

/// The exit status of a feed with warnings under `--strict`.
const WARNINGS: u8 = 1;

const EXAMPLES: &str = "\
Examples:
  newsleaf check
  newsleaf check my-site
  newsleaf check https://news.example/feed.json --all-pages
  newsleaf check feed.json --settings other.json --strict
  newsleaf check feed.json --online
  newsleaf check feed.json --fix-sizes feed-with-sizes.json
  my-cms --export | newsleaf check - --format json
  newsleaf check --site https://news.example/
  newsleaf check --site https://city.example/news/ --host nginx --strict

Exit status:
  0  the feed can be read (with --strict: and there are no warnings of the level; advice is none)
  1  with --strict: something was corrected or left out; with --strict=lost: something was left out,
     or a file is missing
  2  it can't be fetched or read, or the arguments are wrong; with --site: no site of Newsleaf's is there

The fields of --format json stand in docs/feed-health.md, those of --site in docs/publishing.md.";

/// Look at a feed before readers do: what is read, what is corrected or left out, how to correct it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A file, a folder with stories or a feed.json, an http or https address, or - for the standard input [default: the folder
    /// 'stories', else feed.json]
    feed: Option<OsString>,
    /// Look at the live site at this address instead: its headers, feed, pages, pictures and old files
    #[arg(
        long,
        value_name = "URL",
        value_parser = web_url,
        conflicts_with_all = ["feed", "settings", "feed_url", "online", "all_pages", "fix_sizes"]
    )]
    site: Option<WebUrl>,
    /// With --site: the host whose lines are printed, as for `newsleaf build`; without it the one that the answers tell
    #[arg(long, value_name = "HOST", value_parser = host, requires = "site", conflicts_with = "feed")]
    host: Option<Host>,
    /// With --site: how many pages are looked at [default: 200]
    #[arg(long, value_name = "NUMBER", value_parser = site::pages, requires = "site", conflicts_with = "feed")]
    pages: Option<usize>,
    /// A newsleaf.json that goes with the feed; it is checked too. Without it the one beside the feed
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Where a file will be published, which relative addresses in it are relative to
    #[arg(long, value_name = "URL", value_parser = web_url)]
    feed_url: Option<WebUrl>,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 if anything was corrected or left out; with =lost, if readers would miss something
    #[arg(
        long,
        value_enum,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "repaired",
        hide_possible_values = true,
        value_name = "LEVEL"
    )]
    strict: Option<Strict>,
    /// Name every place of everything that was corrected, not only the first five of each kind
    #[arg(long)]
    all: bool,
    /// Ask the hosts that relative pictures and files are looked for at whether they have them
    #[arg(long)]
    online: bool,
    /// Follow next_url, and check the older pages too
    #[arg(long)]
    all_pages: bool,
    /// Write a copy of the feed to this file, with the sizes of lead pictures that lie beside the feed and have none in it
    #[arg(long, value_name = "OUT")]
    fix_sizes: Option<PathBuf>,
    /// When to use colour; auto is on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
    /// How long a host may be silent
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    timeout: Duration,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// The warnings at which `--strict` fails: those of a level, and of the levels that matter more.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Strict {
    Repaired,
    Lost,
}

impl Strict {
    fn fails(self, report: &FeedReport) -> bool {
        report.warnings_of(Level::Lost) > 0 || self == Strict::Repaired && !report.is_clean()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// The number of places that are named for each kind of warning.
const MOST_EXAMPLES: usize = 5;

/// How documents are checked.
struct Checker {
    timeout: Duration,
    clock: Clock,
    /// The time zone of the settings file.
    time_zone: Option<String>,
    most_examples: usize,
    /// Asks hosts for files, with `--online`.
    online: Option<Online>,
}

impl Checker {
    fn of(arguments: &Arguments, origin: &Origin) -> Checker {
        let most_examples = if arguments.all { usize::MAX } else { MOST_EXAMPLES };
        let online = arguments.online.then(|| {
            let named: Vec<&WebUrl> = origin.host().into_iter().chain(&arguments.feed_url).collect();
            Online::new(&named, arguments.timeout)
        });
        let clock = Clock { now_ms: now_ms(), offset_of: dates::offset_of };
        Checker { timeout: arguments.timeout, clock, time_zone: None, most_examples, online }
    }

    /// Adds checks of the feed's folder and of hosts to the report.
    fn check_files(&mut self, report: &mut FeedReport, feed: &Feed, document: &Document, origin: &Origin) {
        let context = Context { address: &document.address, parse_url: parse_url_natively, limits: Limits::BROWSER };
        let mut files = named_files::of(feed, &document.bytes, &context);
        let look = |url: &WebUrl| files::state(origin, url);
        report.check_files(feed, &files, &context.address.folder(), look, self.most_examples);
        files.retain(|file| files::state(origin, &file.url) != FileState::Found);
        let ask = |file: &NamedFile| match &mut self.online {
            Some(online) if file.other_base.is_some() || file.is_relative && origin.host().is_some() => {
                online.state_of(file)
            }
            _ => HostState::NotRequested,
        };
        report.check_bases(feed, &files, ask, self.most_examples);
    }
}

/// The limits of a document. `newsleaf build` publishes a large file; a document from a host is for browsers.
fn limits_of(origin: &Origin) -> Limits {
    match origin {
        Origin::Host(_) => Limits::BROWSER,
        _ => Limits::PUBLISHED,
    }
}

/// A document with its report.
struct Checked {
    report: FeedReport,
    /// The bytes of a document with invalid JSON, to show the place.
    bytes: Vec<u8>,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    if let Some(site) = &arguments.site {
        return site::run(arguments, site);
    }
    let checked = match check(arguments) {
        Ok(checked) => checked,
        Err(error) => return fail(&error.to_string()),
    };
    // An unreadable file is an error and goes to the standard error. If no file can be read, people get no report;
    // a program always gets one.
    let unread: Vec<String> = checked.iter().filter_map(|checked| unread_file(&checked.report)).collect();
    let is_all = unread.len() == checked.len();
    if is_all || arguments.format == Format::Json {
        unread.iter().for_each(|line| print_error(line));
    }
    let printed = match arguments.format {
        Format::Text if is_all => String::new(),
        Format::Text => terminal::text(&checked, arguments.color, now_ms()),
        Format::Json => {
            let reports: Vec<FeedReport> = checked.iter().map(|checked| checked.report.clone()).collect();
            json::json(&reports) + "\n"
        }
    };
    if let Err(error) = print(&printed) {
        return fail(&format!("the report could not be written: {error}"));
    }
    if checked.iter().any(|checked| checked.report.outcome.is_err()) {
        ExitCode::from(UNREADABLE)
    } else if arguments.strict.is_some_and(|strict| checked.iter().any(|checked| strict.fails(&checked.report))) {
        ExitCode::from(WARNINGS)
    } else {
        ExitCode::SUCCESS
    }
}

/// The file that can't be read, with the cause, if that is the failure.
fn unread_file(report: &FeedReport) -> Option<String> {
    match (&report.outcome, &report.cause) {
        (Err(Failure::File(FileFault::NotFound)), _) if report.kind == Kind::Feed => Some(format!(
            "{}: there is no such file; name the feed or a folder of stories, as in `newsleaf check my-site`",
            report.name
        )),
        (Err(Failure::File(FileFault::NotFound)), _) => Some(format!("{}: there is no such file", report.name)),
        (Err(Failure::File(_)), Some(cause)) => Some(format!("{}: {cause}", report.name)),
        _ => None,
    }
}

fn check(arguments: &Arguments) -> Result<Vec<Checked>, CheckError> {
    let feed = match &arguments.feed {
        Some(feed) => feed.clone(),
        None => build::default_feed(arguments.settings.as_deref())?,
    };
    let mut origin = Origin::of(&feed, arguments.feed_url.as_ref())?;
    origin.set_settings(arguments.settings.as_deref());
    let settings_file = origin.settings_file(arguments.settings.as_deref());
    let mut checker = Checker::of(arguments, &origin);
    let most = checker.most_examples;
    let mut settings = settings_file.as_ref().map(|path| {
        let settings = Origin::of_file(path, origin.address());
        let (mut checked, settings) = settings.read(arguments.timeout, Limits::BROWSER).checked_as_settings(most);
        checked.report.notes = of_build(path, origin.folder());
        (checked, settings)
    });
    checker.time_zone =
        settings.as_ref().and_then(|(_, settings)| settings.as_ref()).and_then(|settings| settings.time_zone.clone());
    let fetched = origin.read(arguments.timeout, limits_of(&origin));
    if fetched.is_settings() {
        let (mut alone, _) = fetched.checked_as_settings(most);
        if let Origin::File { path, .. } = &origin {
            alone.report.notes = of_build(path, None);
        }
        return Ok(settings.into_iter().map(|(checked, _)| checked).chain([alone]).collect());
    }
    if let Some(out) = &arguments.fix_sizes {
        write_sizes(&origin, &fetched, out)?;
    }
    let first = fetched.checked(&origin, &mut checker, settings.as_mut());
    let mut checked: Vec<Checked> = settings.into_iter().map(|(checked, _)| checked).collect();
    let summary = first.report.outcome.clone().unwrap_or_default();
    checked.push(first);
    if arguments.all_pages {
        archive::follow(&origin, &summary, &mut checker, &mut checked);
    }
    Ok(checked)
}

/// What `newsleaf build` would say of the settings.
fn of_build(path: &Path, folder: Option<&Path>) -> Vec<FileNote> {
    let note = |message| FileNote { file: path.display().to_string(), line: None, level: Level::Lost, message };
    build::faults(path, folder).into_iter().map(note).collect()
}

/// Why nothing is checked.
#[derive(Debug, Error)]
enum CheckError {
    #[error(transparent)]
    Origin(#[from] OriginError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Sizes(#[from] SizesError),
}

/// A settings file with its report, and the settings where it could be read.
type CheckedSettings = (Checked, Option<Settings>);

impl Checked {
    /// Only where the JSON is at fault its bytes are needed any more; an archive has five hundred documents.
    fn of(report: FeedReport, bytes: Vec<u8>) -> Checked {
        let is_needed = report.outcome.as_ref().err().and_then(invalid_json).is_some();
        Checked { report, bytes: if is_needed { bytes } else { Vec::new() } }
    }
}

impl FetchedDocument {
    /// The report of a feed. Findings about the settings are added to the settings' report.
    fn checked(self, origin: &Origin, checker: &mut Checker, settings: Option<&mut CheckedSettings>) -> Checked {
        match self {
            FetchedDocument::Read(document) => {
                let most = checker.most_examples;
                let (clock, zone) = (checker.clock, checker.time_zone.as_deref());
                let (mut report, feed) =
                    FeedReport::of_feed(document.document(), parse_url_natively, clock, zone, most);
                if let Some(feed) = &feed {
                    report.check_languages(feed, &document.bytes, is_language, most);
                    checker.check_files(&mut report, feed, &document, origin);
                }
                if let (Some((checked, Some(settings))), Some(feed)) = (settings, &feed) {
                    checked.report.check_sections(settings, feed, most);
                }
                report = report.with_zone_checked(is_zone, zones);
                if let Some(files) = document.files {
                    (report.files, report.notes) = (files.of_items, files.notes);
                }
                Checked::of(report, document.bytes)
            }
            FetchedDocument::Failed(report) => Checked { report: *report, bytes: Vec::new() },
        }
    }

    fn checked_as_settings(self, most: usize) -> CheckedSettings {
        match self {
            FetchedDocument::Read(document) => {
                let (report, settings) = FeedReport::of_settings(document.document(), parse_url_natively, most);
                (Checked::of(report.with_zone_checked(is_zone, zones), document.bytes), settings)
            }
            FetchedDocument::Failed(report) => {
                (Checked { report: FeedReport { kind: Kind::Settings, ..*report }, bytes: Vec::new() }, None)
            }
        }
    }
}

/// Writes the copy of `--fix-sizes`, and prints the number of new sizes. The report says why a feed can't be read.
fn write_sizes(origin: &Origin, fetched: &FetchedDocument, out: &Path) -> Result<(), SizesError> {
    let Origin::File { path, .. } = origin else { return Err(SizesError::NoFile) };
    let FetchedDocument::Read(Document { bytes, address, .. }) = fetched else { return Ok(()) };
    let context = Context { address, parse_url: parse_url_natively, limits: Limits::BROWSER };
    let Ok((feed, _)) = json_feed::parse(bytes, &context) else { return Ok(()) };
    if let (Ok(feed), Ok(out)) = (fs::canonicalize(path), fs::canonicalize(out))
        && feed == out
    {
        return Err(SizesError::SameFile);
    }
    let sizes = files::missing_sizes(origin, &feed);
    let copy = sizes::with_sizes(std::str::from_utf8(bytes)?, &sizes)?;
    fs::write(out, copy)?;
    print_error(&format!("{} sizes of pictures are new in {}", sizes.len(), out.display()));
    Ok(())
}

fn is_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

fn zones() -> Vec<String> {
    tz::db().available().map(|zone| zone.to_string()).collect()
}

/// Whether a tag has the form of a locale (UTS 35). For other tags, `Intl` of browsers throws or, if a subtag has more
/// than three letters, falls back to the reader's language.
fn is_language(tag: &str) -> bool {
    Locale::try_from_str(tag).is_ok()
}

/// What makes a feed of an XML document.
pub fn import_help(name: &str) -> String {
    let name = match name {
        "standard input" => "FILE".to_owned(),
        name if name.contains([' ', '\'', '"']) => format!("'{}'", name.replace('\'', "'\\''")),
        name => name.to_owned(),
    };
    format!("if it is RSS or Atom, `newsleaf import {name} --out feed.json` makes a feed of it")
}

/// For clap: how long a host may be silent.
pub fn seconds(text: &str) -> Result<Duration, ArgumentError> {
    text.parse().ok().and_then(silence).ok_or(ArgumentError::Seconds)
}

/// How long a host may be silent; `None` for a number of seconds beyond reason.
pub fn silence(seconds: f64) -> Option<Duration> {
    (0.05..=3_600.0).contains(&seconds).then(|| Duration::from_secs_f64(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_tag_is_one_where_browsers_write_dates_by_it() {
        for tag in ["en", "zh-Hans", "de-CH-1996", "sr-Latn-RS", "es-419", "en-u-ca-buddhist", "en-x-foo", "EN-gb"] {
            assert!(is_language(tag), "{tag}");
        }
        for tag in
            ["a", "en-a", "e1", "Latn", "en-x", "x-foo", "i-klingon", "abcd-US", "zh-min-nan", "de-1996-1996", "german"]
        {
            assert!(!is_language(tag), "{tag}");
        }
    }
}

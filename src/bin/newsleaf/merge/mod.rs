//! `newsleaf merge`: joins several feeds into one.

mod feeds;

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use newsleaf::domain::feed::date::Moment;
use newsleaf::domain::report::text::count;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::import::text;
use newsleaf::merge::{self, Options, Role, Source};
use newsleaf::publish::files::read_object;
use newsleaf::publish::item_json::Members;
use newsleaf::stories::feed::PUBLICATION;
use serde_json::{Value, json};
use thiserror::Error;

use self::feeds::{LastMerged, NamedFeed, ReadFeed};
use crate::import::ImportError;
use crate::source::origin::{Origin, OriginError};
use crate::stories::replace_file::replace_file;
use crate::{ArgumentError, fail, now_ms, print, print_error, web_url};

const EXAMPLES: &str = "\
Examples:
  newsleaf merge https://choir.example/feed/ https://club.example/feed.json --title 'District news' --out feed.json
  newsleaf merge --own my-site https://choir.example/feed/ fire-brigade.xml --limit 200 --out feed.json
  newsleaf merge a.json b.xml | newsleaf check -

A feed is a JSON Feed, RSS, Atom or an export of WordPress, or a folder of Markdown stories. docs/merge.md says what becomes of
ids, sources and stories that are in two feeds. Pictures and files of a folder are found if the merged feed lies beside that folder, as
above, or further up. Settings are not merged: name them, as in `newsleaf build feed.json --settings my-site/newsleaf.json`, or copy
newsleaf.json beside the merged feed.

Exit status:
  0  the feed is written; also where an older page is missing, and with --keep-going where a feed can't be read: each is named
  2  it is not, and the one that was there is as it was: a feed can't be fetched or read, or the arguments are wrong";

/// Join several feeds into one by date, with the source of each story named
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Files, folders of Markdown stories, http or https addresses, or - for the standard input
    #[arg(required_unless_present = "own", value_name = "FEED")]
    feeds: Vec<OsString>,
    /// The publisher's own feed: its stories keep their ids and get no source, and the merged feed has its title and settings
    #[arg(long, value_name = "FEED")]
    own: Option<OsString>,
    /// The file to write, or - for the standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// The number of stories, the newest; those of a later date are not counted
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Join the other feeds where one can't be fetched or read. The stories that FILE has of it stay. A missing older page is no
    /// error with or without this option
    #[arg(long)]
    keep_going: bool,
    /// A settings file, whose object 'publication' has title, language and so on of the merged feed
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// The title of the merged feed [default: that of the settings, else of the first feed; so for the next options]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The line under the title
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// The site that the merged feed belongs to
    #[arg(long, value_name = "URL", value_parser = web_url)]
    home_page: Option<WebUrl>,
    /// The language of the site, such as en or de-CH
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<String>,
    /// The picture of the site
    #[arg(long, value_name = "URL")]
    icon: Option<String>,
    /// The number of pages to read of each feed that has an address. Where an older page is missing, the stories that FILE has of the
    /// feed stay, and a warning names the page
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = crate::import::pages)]
    pages: usize,
    /// How long a host may be silent
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = crate::check::seconds)]
    timeout: Duration,
    /// The present, for tests
    #[arg(long, value_name = "TIME", value_parser = crate::moment, hide = true)]
    now: Option<Moment>,
}

/// Why nothing is written.
#[derive(Debug, Error)]
enum MergeError {
    #[error(transparent)]
    Origin(#[from] OriginError),
    #[error(transparent)]
    Out(#[from] ImportError),
    #[error("{}: it is one of the feeds, and would be lost; write the merged feed to another file", .0.display())]
    OutIsFeed(PathBuf),
    #[error("{}: a feed beside stories hides them; write the merged feed to another folder", .0.display())]
    OutIsBesideStories(PathBuf),
    #[error("{}: {error}", .path.display())]
    File { path: PathBuf, error: io::Error },
    #[error("{}: it is no settings file", .0.display())]
    Settings(PathBuf),
    #[error("nothing is written: {} can't be fetched or read; with --keep-going the others are joined", count(*.0, "feed", "feeds"))]
    Incomplete(usize),
    #[error("nothing is written: no feed can be fetched and read")]
    Nothing,
    #[error(
        "nothing is written: the first feed, whose title the merged feed has, can't be fetched or read; --title names one"
    )]
    NoTitle,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match merge(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

fn merge(arguments: &Arguments) -> Result<(), MergeError> {
    crate::import::target(Some(&arguments.out))?;
    let named = arguments.own.iter().map(|own| (own, Role::Own));
    let named = named.chain(arguments.feeds.iter().map(|feed| (feed, Role::Joined)));
    let feeds: Vec<NamedFeed> =
        named.map(|(feed, role)| NamedFeed::find(feed, role, &arguments.out)).collect::<Result<_, OriginError>>()?;
    feeds.iter().try_for_each(|feed| refuse_loss(&feed.origin, &arguments.out))?;
    let head = head(arguments)?;
    let read = feeds::read_all(&feeds, arguments.pages, arguments.timeout);
    let failed: Vec<&String> = read.iter().filter_map(|read| read.as_ref().err()).collect();
    failed.iter().for_each(|failure| print_error(failure));
    if !failed.is_empty() && !arguments.keep_going {
        return Err(MergeError::Incomplete(failed.len()));
    }
    if failed.len() == feeds.len() {
        return Err(MergeError::Nothing);
    }
    let sources = sources(read, &feeds, &arguments.out);
    if sources.first().is_none_or(|(at, _)| *at > 0) && !head.contains_key("title") {
        return Err(MergeError::NoTitle);
    }
    let joined = sources.iter().map(|(at, _)| at).collect::<HashSet<_>>().len();
    let sources: Vec<Source> = sources.into_iter().map(|(_, source)| source).collect();
    if let [first, _, ..] = sources.as_slice()
        && first.role == Role::Joined
        && !head.contains_key("title")
    {
        print_error(&format!(
            "note: the merged feed is called '{}' as its first feed; --title names it",
            first.title()
        ));
    }
    let options = Options {
        publisher: addresses_of_publisher(&feeds, &sources),
        head,
        limit: arguments.limit.map(|limit| limit as usize),
        now_ms: arguments.now.map_or_else(now_ms, |now| now.epoch_ms),
    };
    let merged = merge::merge(&sources, &options);
    merged.notes.iter().for_each(crate::import::print_note);
    let summary = format!("{}, from {}", count(merged.stories, "story", "stories"), count(joined, "feed", "feeds"));
    write(&arguments.out, &merged.into_json(), &summary)
}

/// The feeds that were fetched, and the stories of the last merged feed in place of the other feeds and of missing older pages; each
/// with the index of its feed.
fn sources(read: Vec<Result<ReadFeed, String>>, feeds: &[NamedFeed], out: &Path) -> Vec<(usize, Source)> {
    let mut last = None;
    let mut sources = Vec::with_capacity(read.len());
    for (at, (read, feed)) in read.into_iter().zip(feeds).enumerate() {
        let is_whole = read.as_ref().is_ok_and(|feed| feed.is_whole);
        let fetched = read.ok().map(|feed| feed.source);
        let was_fetched = fetched.is_some();
        sources.extend(fetched.map(|source| (at, source)));
        if is_whole {
            continue;
        }
        let last: &Option<LastMerged> = last.get_or_insert_with(|| LastMerged::read(out));
        let stories = last.as_ref().and_then(|last| last.stories_of(feed));
        let number = stories.as_ref().map_or(0, |last| last.parsed.feed.items.len());
        let message = match number {
            0 if was_fetched => None,
            0 => Some("none of its stories are in the merged feed".to_owned()),
            _ if was_fetched => Some("its other stories of the last merged feed stay".to_owned()),
            _ => Some(count(number, "story of the last merged feed stays", "stories of the last merged feed stay")),
        };
        if let Some(message) = message {
            print_error(&format!("warning: {}: {message}", feed.name()));
        }
        sources.extend(stories.map(|source| (at, source)));
    }
    sources
}

/// The addresses of the own feed that are known though it was not fetched: that of its argument, and the home page that it has given
/// the last merged feed.
fn addresses_of_publisher(feeds: &[NamedFeed], sources: &[Source]) -> Vec<WebUrl> {
    let Some(own) = feeds.first().filter(|feed| feed.role == Role::Own) else { return Vec::new() };
    let last = sources.iter().filter(|source| source.role == Role::LastMerged && source.mark == own.mark());
    let homes = last.filter_map(|source| source.parsed.feed.home_page_url.clone());
    own.origin.host().cloned().into_iter().chain(homes).collect()
}

/// A merged feed must not take the place of one of its feeds, or of the feed of a folder of stories.
fn refuse_loss(origin: &Origin, out: &Path) -> Result<(), MergeError> {
    let is_same =
        |path: &Path| matches!((fs::canonicalize(path), fs::canonicalize(out)), (Ok(one), Ok(other)) if one == other);
    match origin {
        Origin::File { path, .. } if is_same(path) => Err(MergeError::OutIsFeed(out.to_owned())),
        Origin::Stories { folder, .. } if is_same(&folder.feed_file()) || folder.feed_file() == out => {
            Err(MergeError::OutIsBesideStories(out.to_owned()))
        }
        _ => Ok(()),
    }
}

/// What the arguments and the settings say of the merged feed.
fn head(arguments: &Arguments) -> Result<Members, MergeError> {
    let mut head = Members::new();
    if let Some(path) = &arguments.settings {
        let json = fs::read(path).map_err(|error| MergeError::File { path: path.clone(), error })?;
        let mut settings = read_object(&json).ok_or_else(|| MergeError::Settings(path.clone()))?;
        if let Some(Value::Object(publication)) = settings.remove("publication") {
            for (name, value) in publication {
                // Authors would be those of every story without any.
                if PUBLICATION.contains(&name.as_str()) && name != "authors" {
                    head.insert(name, value);
                } else {
                    print_error(&format!("note: {}: publication.{name} is not used", path.display()));
                }
            }
        }
    }
    for (name, value) in [
        ("title", arguments.title.as_deref()),
        ("description", arguments.description.as_deref()),
        ("home_page_url", arguments.home_page.as_ref().map(WebUrl::as_str)),
        ("language", arguments.language.as_deref()),
        ("icon", arguments.icon.as_deref()),
    ] {
        if let Some(value) = value {
            head.insert(name.to_owned(), json!(value));
        }
    }
    Ok(head)
}

/// Writes the feed to a file in one step, or to the standard output.
fn write(out: &Path, json: &[u8], summary: &str) -> Result<(), MergeError> {
    let unwritten = |error| MergeError::File { path: out.to_owned(), error };
    if out.as_os_str() == "-" {
        return print(&String::from_utf8_lossy(json)).map_err(unwritten);
    }
    if fs::read(out).is_ok_and(|before| before == json) {
        return print(&format!("{} is as it was: {summary}.\n", out.display())).map_err(unwritten);
    }
    replace_file(out, json).map_err(unwritten)?;
    print(&format!("{} is written: {summary}.\n", out.display())).map_err(unwritten)
}

fn language(tag: &str) -> Result<String, ArgumentError> {
    text::language(tag).ok_or(ArgumentError::Language)
}

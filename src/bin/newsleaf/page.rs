//! `newsleaf page`: prints a page as HTML text, made from the same components as the site.

use newsleaf::domain::limits::Limits;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use newsleaf::domain::feed::date::Moment;
use newsleaf::domain::feed::settings::Settings;
use newsleaf::domain::parse::context::Context;
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::parse::json_feed;
use newsleaf::domain::parse::settings_file;
use newsleaf::domain::site::route::Route;
use newsleaf::domain::state::failure::Failure;
use newsleaf::domain::web_url::{WebUrl, WebUrlError, parse_url_natively};
use newsleaf::domain::widget::Embed;
use newsleaf::pages::embed::WidgetRequest;
use newsleaf::render::{Source, page, widget};
use thiserror::Error;

use super::source::document::bounded;
use super::stories::folder::{FolderError, StoryFolder};
use super::{fail, now_ms, print, print_error, web_url};

/// Print a page of the site as HTML: what readers see of it, for tests and templates of your own
///
/// Warnings about the feed go to the standard error. Exit status: 0, or 2 for bad arguments or unreadable files. A feed that
/// can't be read is a page too, as it is in the browser.
#[derive(clap::Args)]
pub struct Arguments {
    /// A JSON Feed file, or a folder of Markdown stories
    feed: PathBuf,
    /// The page, as in its address: '?section=news', '?embed&limit=3' [default: the front page]
    #[arg(long, value_name = "QUERY", default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    query: String,
    /// A newsleaf.json
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// The address of the site
    #[arg(long, value_name = "URL", default_value = "https://site.example/", value_parser = web_url)]
    site: WebUrl,
    /// Where the feed is [default: feed.json beside the site]
    #[arg(long, value_name = "URL", value_parser = web_url)]
    feed_url: Option<WebUrl>,
    /// The present, RFC 3339 [default: the clock]
    #[arg(long, value_name = "TIME", value_parser = crate::moment)]
    now: Option<Moment>,
}

/// Why no page could be printed.
#[derive(Debug, Error)]
enum PageError {
    #[error("the address of the feed can't be made from that of the site: {0:?}")]
    FeedUrl(WebUrlError),
    #[error("{}: {source}", .path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{}: {error}", .path.display())]
    Settings { path: PathBuf, error: FeedError },
    #[error(transparent)]
    Stories(#[from] FolderError),
    #[error(transparent)]
    Output(#[from] io::Error),
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match html(arguments).and_then(|html| Ok(print(&(html + "\n"))?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

fn html(arguments: &Arguments) -> Result<String, PageError> {
    let feed_url = match &arguments.feed_url {
        Some(url) => url.clone(),
        None => WebUrl::parse("feed.json", Some(&arguments.site), parse_url_natively).map_err(PageError::FeedUrl)?,
    };
    let settings = match &arguments.settings {
        None => Settings::default(),
        Some(path) => {
            let (settings, warnings) = settings_file::parse(&read(path)?, &feed_url, parse_url_natively)
                .map_err(|error| PageError::Settings { path: path.clone(), error })?;
            warnings.iter().for_each(|warning| print_error(&format!("{}: {warning}", path.display())));
            settings
        }
    };
    let context = Context { address: &feed_url, parse_url: parse_url_natively, limits: Limits::BROWSER };
    let parsed = json_feed::parse(&read_feed(arguments)?, &context).map(|(parsed, warnings)| {
        warnings.iter().for_each(|warning| print_error(&format!("{}: {warning}", arguments.feed.display())));
        parsed
    });
    let now_ms = arguments.now.map_or_else(now_ms, |now| now.epoch_ms);
    let site = Some(arguments.site.clone());
    let source = Source { feed_url, feed: parsed.map_err(Failure::Unreadable), settings, site, now_ms };
    Ok(match Embed::from_query(&arguments.query) {
        Some((embed, wrong)) => widget(&source, &WidgetRequest { embed: embed.into(), wrong: wrong.into() }).0,
        None => page(&source, &Route::from_query(&arguments.query)).0,
    })
}

/// The feed: a file, or what the stories of a folder become.
fn read_feed(arguments: &Arguments) -> Result<Vec<u8>, PageError> {
    let Some(mut folder) = StoryFolder::find(&arguments.feed)? else { return read(&arguments.feed) };
    folder.set_settings(arguments.settings.as_deref());
    let feed = folder.read()?;
    feed.notes.iter().for_each(|note| print_error(&note.to_string()));
    Ok(feed.json)
}

/// The bytes of a file, be it a device or a pipe that never ends: beyond the limit for feeds it is too large anyway.
fn read(path: &Path) -> Result<Vec<u8>, PageError> {
    File::open(path)
        .and_then(|file| bounded(file, Limits::BROWSER))
        .map_err(|source| PageError::File { path: path.to_owned(), source })
}

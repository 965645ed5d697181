//! `newsleaf new`: makes the file of a new story.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use newsleaf::domain::feed::slug::slug;
use newsleaf::publish::files::read_object;
use newsleaf::stories::template::{NewStory, text};
use serde_json::Value;
use thiserror::Error;

use super::folder::{FolderError, StoryFolder};
use crate::{fail, print};

const EXAMPLES: &str = "\
Examples:
  newsleaf new 'The bridge is open again'
  newsleaf new 'The bridge is open again' --folder my-site --section News

docs/stories.md says what may stand in the file.";

/// Make the file of a new story, a draft with all that a story may say of itself
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The headline
    headline: String,
    /// The folder of the site
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// The section [default: none]
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    section: String,
}

/// Why there is no new file.
#[derive(Debug, Error)]
enum NewError {
    #[error("a story needs a headline")]
    NoHeadline,
    #[error("{}: there is no such folder; `newsleaf init` makes one", .0.display())]
    NoFolder(PathBuf),
    #[error("{}: there is such a file; name the story otherwise, or edit that one", .0.display())]
    Exists(PathBuf),
    #[error("{}: {source}", .path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{}: the stories of this folder stand in this feed; add yours there", .0.display())]
    HasFeed(PathBuf),
    #[error(transparent)]
    Folder(#[from] FolderError),
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match write(arguments) {
        Ok(path) => match print(&format!("{}\n", path.display())) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&format!("the file is written, its name could not be: {error}")),
        },
        Err(error) => fail(&error.to_string()),
    }
}

fn write(arguments: &Arguments) -> Result<PathBuf, NewError> {
    let title = arguments.headline.trim();
    if title.is_empty() {
        return Err(NewError::NoHeadline);
    }
    if !arguments.folder.is_dir() {
        return Err(NewError::NoFolder(arguments.folder.clone()));
    }
    let folder = match StoryFolder::find(&arguments.folder)? {
        Some(found) => found,
        None => {
            let empty = StoryFolder::without_stories(&arguments.folder);
            if empty.has_other_feed()? {
                return Err(NewError::HasFeed(empty.feed_file()));
            }
            empty
        }
    };
    let stories = folder.stories_folder();
    let settings = folder.parsed_settings()?.and_then(|(json, _)| read_object(&json)).unwrap_or_default();
    let zone = settings.get("time_zone").and_then(Value::as_str).and_then(|name| TimeZone::get(name).ok());
    let now = Timestamp::now().to_zoned(zone.unwrap_or_else(TimeZone::system));
    let publication = settings.get("publication");
    let language = publication.and_then(|publication| publication["language"].as_str()).unwrap_or("en");
    let id = match slug(title).as_str() {
        "" => now.strftime("%Y-%m-%d-%H%M%S").to_string(),
        slug => [&now.strftime("%Y-%m-%d-").to_string(), slug].concat(),
    };
    let path = stories.join([&id, ".md"].concat());
    let path = path.strip_prefix(".").map_or(path.clone(), Path::to_owned);
    let date = now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let story = NewStory { title, date: &date, id: &id, section: arguments.section.trim(), language };
    fs::create_dir_all(&stories).map_err(|source| NewError::File { path: stories, source })?;
    write_new(&path, text(&story).as_bytes()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => NewError::Exists(path.clone()),
        _ => NewError::File { path: path.clone(), source: error },
    })?;
    Ok(path)
}

/// Writes a file that is not there yet.
pub fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(content)
}

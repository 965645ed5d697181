//! `newsleaf feed`: writes the feed of a folder of Markdown files.

use std::path::PathBuf;
use std::process::ExitCode;

use newsleaf::domain::report::code::Level;
use newsleaf::domain::report::text::count;

use super::folder::{FolderError, StoryFolder};
use super::write_ids::write_id;
use crate::{fail, print, print_error};

const EXAMPLES: &str = "\
Examples:
  newsleaf feed my-site
  newsleaf feed my-site --write-ids

docs/stories.md says what a file may have in it.

Exit status:
  0  the feed is written, though files may be left out of it: each is named
  2  it is not; or the arguments are wrong";

/// Write the feed.json of a folder of Markdown files, by which the drop-in shows them
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A folder with Markdown files in its folder 'stories', or in itself
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// A settings file [default: newsleaf.json in the folder]
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Write an id into each file that has none, so that its links stay when it is renamed
    #[arg(long)]
    write_ids: bool,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match write(arguments) {
        Ok(summary) => match print(&summary) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&format!("the feed is written, its summary could not be: {error}")),
        },
        Err(error) => fail(&error.to_string()),
    }
}

fn write(arguments: &Arguments) -> Result<String, FolderError> {
    let mut folder =
        StoryFolder::find(&arguments.folder)?.ok_or_else(|| FolderError::NoStories(arguments.folder.clone()))?;
    folder.set_settings(arguments.settings.as_deref());
    // With settings that can't be read, a good feed would lose what they say.
    folder.parsed_settings()?;
    let mut feed = folder.read()?;
    if arguments.write_ids && !feed.unnamed.is_empty() {
        for (file, id) in &feed.unnamed {
            if let Err(error) = write_id(&folder.root.join(file), id) {
                print_error(&format!("{file}: no id is written: {error}"));
            }
        }
        feed = folder.read()?;
    }
    for note in &feed.notes {
        let word = if note.level == Level::Advice { "note" } else { "warning" };
        print_error(&format!("{word}: {note}"));
    }
    let has_changed = folder.write_feed(&feed.json, feed.files.len() + feed.held_back)?;
    let state = if has_changed { "is written" } else { "is as it was" };
    let stories = count(feed.files.len(), "story", "stories");
    Ok(format!("{} {state}: {stories}.\n", folder.feed_file().display()))
}

//! `newsleaf app`: writes the drop-in, which the command carries.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use newsleaf::domain::report::text::count;
use newsleaf::publish::bundled_app;
use thiserror::Error;

use super::{fail, print};

const EXAMPLES: &str = "\
Examples:
  newsleaf app --out my-site

Your feed.json and newsleaf.json lie beside these files, and stay as they are.";

/// Write the files of the drop-in, which shows the feed beside them; over an older version, they update it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The folder; it is made if it is not there
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// Why there is no drop-in.
#[derive(Debug, Error)]
enum AppCommandError {
    #[error(
        "this command was built without the app; run `make dist` in a checkout of Newsleaf: its folder dist is the drop-in"
    )]
    NotBundled,
    #[error("{}: this page is none of Newsleaf's, and is not written over; name another folder", .0.display())]
    OtherPage(PathBuf),
    #[error("{}: {source}", .path.display())]
    File { path: PathBuf, source: io::Error },
}

pub fn run(arguments: &Arguments) -> ExitCode {
    match write(&arguments.out) {
        Ok(files) => {
            let files = count(files, "file", "files");
            let next = if arguments.out.join("feed.json").exists() { "" } else { " Put feed.json beside them." };
            match print(&format!("{}: {files}.{next}\n", arguments.out.display())) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => fail(&format!("the files are written, the summary could not be: {error}")),
            }
        }
        Err(error) => fail(&error.to_string()),
    }
}

/// Writes the files, and returns their number.
fn write(folder: &Path) -> Result<usize, AppCommandError> {
    let files = bundled_app::files().ok_or(AppCommandError::NotBundled)?;
    let page = folder.join("index.html");
    // Every version of the drop-in names its program so.
    if fs::read_to_string(&page).is_ok_and(|html| !html.contains("data-glue=")) {
        return Err(AppCommandError::OtherPage(page));
    }
    for (name, bytes) in &files {
        let path = folder.join(name);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, bytes));
        written.map_err(|source| AppCommandError::File { path, source })?;
    }
    Ok(files.len())
}

//! Why no site is built.

use thiserror::Error;

use crate::domain::web_url::WebUrl;
use crate::publish::app::AppError;
use crate::publish::hosts::LimitError;
use crate::publish::output::OutputError;
use crate::publish::previous::PreviousError;
use crate::publish::search::SearchError;

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

/// The error of a file that can't be read.
pub(super) fn file_error(path: &str, error: &dyn std::fmt::Display) -> BuildError {
    BuildError::File { path: path.to_owned(), why: error.to_string() }
}

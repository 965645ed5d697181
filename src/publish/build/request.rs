//! The input of a build.

use std::path::PathBuf;

use crate::domain::feed::settings::Settings;
use crate::domain::web_url::WebUrl;
use crate::publish::card::FontFiles;
use crate::publish::cards::Cards;
use crate::publish::hosts::Host;
use crate::publish::named_files::Folders;

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

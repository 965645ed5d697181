//! The names of the files of a site's folder.

/// The feed.
pub const FEED: &str = "feed.json";
/// The settings file.
pub const SETTINGS: &str = "newsleaf.json";

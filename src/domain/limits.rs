//! How much is read. Each limit has a message, so that nothing hangs and nothing is lost in silence.

/// A feed of more bytes is refused: 20 MB.
pub const FEED_BYTES: usize = 20_000_000;
/// Items beyond this number are left out, with a warning.
pub const ITEMS: usize = 20_000;
/// Pages of an archive (`next_url`) that are followed.
pub const ARCHIVE_PAGES: usize = 500;
/// A title, kicker or name of more characters is cut, with a warning.
pub const TITLE_CHARS: usize = 500;
/// A summary of more characters is cut, with a warning.
pub const SUMMARY_CHARS: usize = 2_000;
/// JSON nested more deeply is refused.
pub const JSON_DEPTH: usize = 512;

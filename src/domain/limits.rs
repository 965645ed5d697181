//! The limits of what Newsleaf reads. A message or a warning tells the publisher or the reader when one is reached.

/// How much of a feed is read. A browser reads less than the native command, which may read from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A document of more bytes is refused.
    pub feed_bytes: usize,
    /// Items beyond this number are left out, with a warning.
    pub items: usize,
    /// The number of pages of an archive (`next_url`) that are followed.
    pub archive_pages: usize,
}

impl Limits {
    /// For browsers: the drop-in, the widgets and feed-health.
    pub const BROWSER: Limits = Limits { feed_bytes: FEED_BYTES, items: ITEMS, archive_pages: ARCHIVE_PAGES };
    /// For `newsleaf build`: 4 GB, a million items.
    pub const PUBLISHED: Limits = Limits { feed_bytes: 4_000_000_000, items: 1_000_000, archive_pages: 100_000 };
}

/// A feed of more bytes is refused: 20 MB.
pub const FEED_BYTES: usize = 20_000_000;
/// Items beyond this number are left out, with a warning.
pub const ITEMS: usize = 20_000;
/// The number of pages of an archive (`next_url`) that Newsleaf follows.
pub const ARCHIVE_PAGES: usize = 500;
/// A title, kicker or name of more characters is cut, with a warning.
pub const TITLE_CHARS: usize = 500;
/// A summary of more characters is cut, with a warning.
pub const SUMMARY_CHARS: usize = 2_000;
/// A list within an item or within the settings (tags, authors, attachments, sections, links) has at most so many
/// entries. The others are left out, with a warning.
pub const ENTRIES: usize = 100;
/// Names of a section's path beyond this number are left out, with a warning.
pub const SECTION_DEPTH: usize = 8;
/// Warnings beyond this number are left out. A last warning says so.
pub const WARNINGS: usize = 10_000;
/// JSON nested more deeply is refused.
pub const JSON_DEPTH: usize = 512;
/// The HTML of a body beyond this is shown as text, with a note: 2 MB. The longest of 2,929 bodies has 100 KB.
pub const BODY_BYTES: usize = 2_000_000;
/// A body that is text has at most so many pieces (words, links, line ends). The rest becomes one paragraph of plain
/// words, because a browser hangs with millions of elements.
pub const TEXT_PIECES: usize = 50_000;
/// A base URL of more bytes is not used: twenty thousand URLs resolved against it would fill the memory of a telephone.
/// A percent-encoded slug of a hundred letters of three bytes each is within this limit.
pub const BASE_BYTES: usize = 1_000;
/// The authors of a feed have at most so many bytes together, because every item without authors gets a copy of them.
/// The others are left out, with a warning.
pub const AUTHORS_BYTES: usize = 5_000;
/// The sizes of a picture (`srcset`) that begin after so many bytes are left out. Real feeds have a dozen at most.
pub const SRCSET_BYTES: usize = 20_000;
/// A longer URL within a text is shown as words, not as a link. Servers refuse URLs of more than some thousand bytes.
pub const ADDRESS_BYTES: usize = 2_000;
/// A larger size or duration is left out, with a warning: a petabyte, thirty million years.
pub const LARGEST_NUMBER: f64 = 1e15;
/// The size of a picture with more pixels in a row is left out, with a warning.
pub const PIXELS: f64 = 99_999.0;
/// A tag with more attributes, counted by its spaces, slashes and equal signs, and all that follows it is shown as
/// text, with a note.
pub const TAG_PARTS: usize = 10_000;
/// The elements of a body are nested at most so deep. Deeper HTML is shown as text, with a note. Browsers' parsers stop
/// at 512.
pub const BODY_DEPTH: usize = 256;
/// A parser may open at most so many elements again because formatting was never closed; elements with long tags count
/// for more. The rest of the body is shown as text, with a note.
pub const BODY_REBUILT: usize = 20_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_that_read_a_feed_without_the_app_have_the_same_limit() {
        let limit = |script: &str| {
            let (_, value) = script.split_once("MOST_BYTES = ").unwrap();
            value.split(';').next().unwrap().replace('_', "").parse::<usize>().unwrap()
        };
        assert_eq!(limit(include_str!("../../js/rescue.js")), FEED_BYTES);
        assert_eq!(limit(include_str!("../../js/embed_builder/site_feed.js")), FEED_BYTES);
    }
}

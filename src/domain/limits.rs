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
/// Of a list within an item or within the settings (tags, authors, attachments, sections, links) the
/// entries beyond this number are left out, with a warning.
pub const ENTRIES: usize = 100;
/// Names of a section's path beyond this number are left out, with a warning.
pub const SECTION_DEPTH: usize = 8;
/// Warnings beyond this number are left out; a last one says so.
pub const WARNINGS: usize = 10_000;
/// JSON nested more deeply is refused.
pub const JSON_DEPTH: usize = 512;
/// HTML of a body beyond this is shown as text, with a note: 2 MB. The longest of 2,929 bodies looked at has 100 KB.
pub const BODY_BYTES: usize = 2_000_000;
/// Of a body that is text so many pieces (words, links, line ends) are told apart; the rest is one more paragraph of plain
/// words. Nobody writes that much, and a browser with millions of elements stands still.
pub const TEXT_PIECES: usize = 50_000;
/// No relative address is resolved against one of more bytes: twenty thousand of them would fill the memory of a telephone.
/// Slugs of a hundred letters of three bytes, percent-encoded, are within it.
pub const BASE_BYTES: usize = 1_000;
/// A feed's authors are those of every item that names none, so they take no more bytes than this together; the others are
/// left out, with a warning.
pub const AUTHORS_BYTES: usize = 5_000;
/// The sizes of a picture (`srcset`) that begin after so many bytes are left out. Nobody has more than some dozen.
pub const SRCSET_BYTES: usize = 20_000;
/// What is longer is no address within a text but words. Servers refuse addresses of more than some thousand bytes.
pub const ADDRESS_BYTES: usize = 2_000;
/// A larger size or duration is none, and left out with a warning: a petabyte, thirty million years.
pub const LARGEST_NUMBER: f64 = 1e15;
/// A picture of more pixels in a row is none; its size is left out, with a warning.
pub const PIXELS: f64 = 99_999.0;
/// A tag of a body with more attributes, counted by the spaces, slashes and equal signs in it, and what follows it is shown
/// as text, with a note.
pub const TAG_PARTS: usize = 10_000;
/// Elements of a body inside each other; what is deeper is shown as text, with a note. Browsers' parsers stop at 512.
pub const BODY_DEPTH: usize = 256;
/// Elements that a parser may open again because formatting was never closed, those with long tags counting for more;
/// beyond it the rest of a body is shown as text, with a note.
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

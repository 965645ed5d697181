//! The stories of the index as a reader sees them in the results: few to a file, so that a result needs few bytes.

use std::ops::Range;

use blake3::Hash;
use serde_json::{Value, json};

use super::IndexedStory;
use crate::publish::store::STORIES_A_PAGE;

/// The number of stories in a file. It divides that of a page of the site's own feed, so that no file belongs to two parts.
pub const STORIES_A_FILE: usize = 5;
const _: () = assert!(STORIES_A_PAGE.is_multiple_of(STORIES_A_FILE));

/// The number of files of stories that a file of a part names.
pub const NAMES_A_FILE: usize = 64;

/// The stories of a file, numbered from the oldest, from 0.
pub fn stories_of(number: usize) -> Range<usize> {
    number * STORIES_A_FILE..(number + 1) * STORIES_A_FILE
}

/// The path of a file. The hash of its stories is in its name: where numbers have moved on, a reader with an older index gets no
/// other stories, but none.
pub fn path_of(number: usize, hash: Hash) -> String {
    format!("search/stories/{number:04}-{}.json", in_name(hash))
}

/// The files of a part that name its files of stories: each a list of the hashes in their names.
pub fn names(hashes: &[Hash]) -> impl Iterator<Item = (String, Vec<u8>)> {
    let file = |(number, hashes): (usize, &[Hash])| {
        let hashes: Value = hashes.iter().map(|hash| in_name(*hash)).collect();
        (format!("names/{number}.json"), hashes.to_string().into_bytes())
    };
    hashes.chunks(NAMES_A_FILE).enumerate().map(file)
}

/// A hash as it stands in names.
pub fn in_name(hash: Hash) -> String {
    hash.to_hex()[..8].to_owned()
}

/// A file: a list of objects with `item`, an item as JSON Feed has it but without its body, and `text`, the body as text.
pub fn file(stories: &[IndexedStory]) -> Vec<u8> {
    let story = |story: &IndexedStory| json!({ "item": story.item, "text": story.body });
    stories.iter().map(story).collect::<Value>().to_string().into_bytes()
}

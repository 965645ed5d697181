//! The stories of the index as a reader sees them in the results: few to a file, so that a result needs few bytes.

use serde_json::{Value, json};

use super::IndexedStory;

/// The number of stories in a file.
pub const STORIES_A_FILE: usize = 5;

/// The path of a file, numbered from the oldest, from 0.
pub fn path_of(number: usize) -> String {
    format!("search/stories/{number:04}.json")
}

/// A file: a list of objects with `item`, an item as JSON Feed has it but without its body, and `text`, the body as text.
pub fn file(stories: &[IndexedStory]) -> Vec<u8> {
    let story = |story: &IndexedStory| json!({ "item": story.item, "text": story.body });
    stories.iter().map(story).collect::<Value>().to_string().into_bytes()
}

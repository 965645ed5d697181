//! The index of the search: the page `search/` finds stories in all of the site by it, with few requests (`js/site_search.js`).
//!
//! The index has the stories of the full pages of the site's own feed that are not in `feed.json`: the page reads that one itself.
//! So one new story changes no file of the index. Stories are numbered from the oldest, from 0.
//!
//! - `search/index.json` names the parts, with the first terms of their files.
//! - `search/FROM-TO-HASH/words/N.bin` and `starts/N.bin` are the files of a part: terms, in their order as UTF-8. Each term is the number of bytes that
//!   it has in common with the term before, the number of its other bytes, these bytes, the list of the stories that have it,
//!   and the list of those with it in the headline. [`numbers`] has the form of numbers and lists. `words` has whole words and, of scripts
//!   without spaces, characters, pairs and threes; `starts` the prefixes of words.
//! - `search/FROM-TO-HASH/names/N.json` has the hashes in the names of the files with the stories of a part.
//! - `search/stories/NNNN-HASH.json` has what the results show.

mod directory;
mod merge;
mod numbers;
mod part;
mod prefixes;
mod run;
mod segments;
mod shards;
mod site_stories;
mod stories;
mod terms;
mod words;

use std::io;

use blake3::Hash;
use rayon::prelude::*;
use serde_json::{Value, json};
use thiserror::Error;

use self::part::write_part;
use self::segments::segments;
use self::shards::{FULL, FULL_IN_SMALL_PARTS};
use self::site_stories::SiteStories;
use self::stories::{NAMES_A_FILE, STORIES_A_FILE, in_name, names, path_of, stories_of};
use super::content::Content;
use super::output::{Output, OutputError};
use super::store::STORIES_A_PAGE;

/// The file that names all others.
pub const INDEX: &str = "search/index.json";
/// Changes whenever the form of the index does.
const VERSION: &str = "3";
const KIND: &str = "a part of the search";

/// A story in the index.
#[derive(Clone, Debug, Default)]
pub struct IndexedStory {
    /// The headline.
    pub headline: String,
    /// Summary, tags and authors.
    pub summary: String,
    /// The body, as text.
    pub body: String,
    /// The item as JSON Feed has it, without its body.
    pub item: Value,
}

/// Why there is no index.
#[derive(Debug, Error)]
pub enum SearchError {
    /// A temporary file can't be written or read.
    #[error("the index of the search: {0}")]
    Temporary(#[from] io::Error),
    /// A file of the site can't be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

/// The number of stories in the index, of all those of a site: `feed.json` has the rest.
fn indexed(count: usize) -> usize {
    (count / STORIES_A_PAGE).saturating_sub(1) * STORIES_A_PAGE
}

/// Writes the index. Parts whose stories are as they were stay.
pub fn write(content: &Content, output: &Output) -> Result<(), SearchError> {
    let count = indexed(content.stories.len());
    let stories = &SiteStories::new(content);
    let old = output.old_file(INDEX).and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
    let pages = segments(count / STORIES_A_PAGE);
    let parts = pages.into_par_iter().map(|pages| {
        let stories_of_part = pages.start * STORIES_A_PAGE..pages.end * STORIES_A_PAGE;
        part(stories, stories_of_part, &old, output)
    });
    let (parts, of_stories) =
        rayon::join(|| parts.collect::<Result<Vec<Value>, _>>(), || write_stories(stories, count, output));
    of_stories?;
    let parts = parts?;
    let index = json!({ "stories": count, "each": STORIES_A_FILE, "names": NAMES_A_FILE, "parts": parts });
    Ok(output.write(INDEX, index.to_string().as_bytes(), None, KIND)?)
}

/// One part, and its line in the index.
fn part(
    stories: &SiteStories,
    range: std::ops::Range<usize>,
    old: &Value,
    output: &Output,
) -> Result<Value, SearchError> {
    let key = stories.hash(range.clone());
    let folder = format!("{:04}-{:04}-{}", range.start, range.end, in_name(key));
    let path = format!("search/{folder}/");
    let old_line = old["parts"].as_array().and_then(|parts| parts.iter().find(|part| part["folder"] == folder));
    if let Some(line) = old_line
        && output.reuse_folder(&path, key, KIND)?
    {
        return Ok(line.clone());
    }
    let full = if range.start == 0 { FULL } else { FULL_IN_SMALL_PARTS };
    let mut line = write_part(range.len(), full, &|number| stories.story(range.start + number), &mut |name, bytes| {
        Ok(output.write(&[path.as_str(), name].concat(), bytes, Some(key), KIND)?)
    })?;
    let files = range.start / STORIES_A_FILE..range.end / STORIES_A_FILE;
    let hashes: Vec<Hash> = files.map(|file| stories.hash(stories_of(file))).collect();
    for (name, bytes) in names(&hashes) {
        output.write(&[path.as_str(), &name].concat(), &bytes, Some(key), KIND)?;
    }
    line["folder"] = json!(folder);
    line["first"] = json!(range.start);
    line["count"] = json!(range.len());
    Ok(line)
}

fn write_stories(stories: &SiteStories, count: usize, output: &Output) -> Result<(), SearchError> {
    (0..count / STORIES_A_FILE).into_par_iter().try_for_each(|number| {
        let range = stories_of(number);
        let key = stories.hash(range.clone());
        let path = path_of(number, key);
        if output.reuse(&path, key, KIND)? {
            return Ok(());
        }
        let stories: Vec<IndexedStory> = range.map(|number| stories.story(number)).collect::<Result<_, _>>()?;
        Ok(output.write(&path, &stories::file(&stories), Some(key), KIND)?)
    })
}

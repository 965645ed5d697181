//! One part of the index: the terms of some pages of the site's own feed.

use rayon::prelude::*;
use serde_json::{Value, json};

use super::directory::directory;
use super::merge::merge;
use super::prefixes::Prefixes;
use super::run::{Run, RunWriter};
use super::shards::{Entry, ShardWriter};
use super::terms::{Texts, terms};
use super::{IndexedStory, SearchError};

/// The number of stories whose terms are in memory at a time, for each processor.
const STORIES_A_RUN: usize = 2_048;

/// Receives a file: its name in the folder of the part, and its bytes.
pub type WriteFile<'a> = &'a mut dyn FnMut(&str, &[u8]) -> Result<(), SearchError>;

/// Makes the files of a part, each of about `full` bytes. `story` gives its stories by their numbers from 0 to `count`. Returns the
/// part's line in the index.
pub fn write_part(
    count: usize,
    full: usize,
    story: &(dyn Fn(usize) -> Result<IndexedStory, SearchError> + Sync),
    write: WriteFile,
) -> Result<Value, SearchError> {
    let starts: Vec<usize> = (0..count).step_by(STORIES_A_RUN).collect();
    let run = |start: &usize| -> Result<Run, SearchError> {
        let mut writer = RunWriter::default();
        for number in *start..count.min(start + STORIES_A_RUN) {
            let story = story(number)?;
            let texts = Texts { headline: &story.headline, summary: &story.summary, body: &story.body };
            writer.add(number as u32, terms(texts));
        }
        Ok(writer.finish()?)
    };
    let runs: Vec<Run> = starts.par_iter().map(run).collect::<Result<_, _>>()?;
    let count = count as u32;
    let mut words = ShardWriter::new(full);
    let mut written = 0;
    let mut prefixes = Prefixes::new(full);
    let mut found: Vec<Entry> = Vec::new();
    merge(runs, &mut |term| {
        let (bytes, file_bytes) = words.add(Entry::new(&term, count));
        if let Some(file_bytes) = file_bytes {
            write(&file("words", written), &file_bytes)?;
            written += 1;
        }
        prefixes.add(&term, bytes, &mut |prefix| found.push(Entry::new(&prefix, count)));
        Ok::<(), SearchError>(())
    })?;
    if let Some(rest) = words.rest() {
        write(&file("words", written), &rest)?;
    }
    prefixes.finish(&mut |prefix| found.push(Entry::new(&prefix, count)));
    found.sort_unstable_by(|one, other| one.term.cmp(&other.term));
    let mut starts = ShardWriter::new(full);
    let mut written = 0;
    for entry in found {
        if let (_, Some(file_bytes)) = starts.add(entry) {
            write(&file("starts", written), &file_bytes)?;
            written += 1;
        }
    }
    if let Some(rest) = starts.rest() {
        write(&file("starts", written), &rest)?;
    }
    let mut line = |kind: &str, firsts: &[String]| -> Result<Value, SearchError> {
        let directory = directory(firsts);
        for (number, bytes) in directory.further.iter().enumerate() {
            write(&format!("{kind}/directory-{number}.json"), bytes)?;
        }
        Ok(directory.line)
    };
    Ok(json!({ "words": line("words", &words.firsts)?, "starts": line("starts", &starts.firsts)? }))
}

fn file(kind: &str, number: usize) -> String {
    format!("{kind}/{number}.bin")
}

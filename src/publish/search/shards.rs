//! The files of a part of the index: terms in their order, cut into files of about the same size.

use super::numbers::{write_list, write_number};
use super::run::TermStories;

/// The number of bytes after which a file of the first part is full, which has most of the stories.
pub const FULL: usize = 8_000;
/// The same for the other parts: a query loads a file of each of them too, and they have few stories to show for it.
pub const FULL_IN_SMALL_PARTS: usize = 3_000;

/// A term with its two lists as bytes: the stories that have it, and of these the ones with it in their headline.
#[derive(Debug)]
pub struct Entry {
    /// The term.
    pub term: String,
    lists: Vec<u8>,
}

impl Entry {
    /// The entry of a term. Its numbers are below `count`.
    pub fn new(term: &TermStories, count: u32) -> Entry {
        let mut lists = Vec::new();
        write_list(&mut lists, &term.all, count);
        write_list(&mut lists, &term.headlines, count);
        Entry { term: term.term.clone(), lists }
    }
}

/// Writes entries into files.
#[derive(Debug)]
pub struct ShardWriter {
    /// The number of bytes after which a file is full.
    full: usize,
    bytes: Vec<u8>,
    last: String,
    /// The first term of each file.
    pub firsts: Vec<String>,
}

impl ShardWriter {
    /// Begins the first file. Each is full after so many bytes.
    pub fn new(full: usize) -> ShardWriter {
        ShardWriter { full, bytes: Vec::new(), last: String::new(), firsts: Vec::new() }
    }

    /// Adds an entry, and returns how many bytes it takes, and the bytes of a file that is full now.
    pub fn add(&mut self, entry: Entry) -> (usize, Option<Vec<u8>>) {
        if self.bytes.is_empty() {
            self.firsts.push(entry.term.clone());
            self.last.clear();
        }
        let before = self.bytes.len();
        let same = self.last.bytes().zip(entry.term.bytes()).take_while(|(one, other)| one == other).count();
        write_number(&mut self.bytes, same as u32);
        write_number(&mut self.bytes, (entry.term.len() - same) as u32);
        self.bytes.extend_from_slice(&entry.term.as_bytes()[same..]);
        self.bytes.extend_from_slice(&entry.lists);
        self.last = entry.term;
        let length = self.bytes.len() - before;
        (length, (self.bytes.len() >= self.full).then(|| std::mem::take(&mut self.bytes)))
    }

    /// The bytes of the last file, if it has any.
    pub fn rest(&mut self) -> Option<Vec<u8>> {
        (!self.bytes.is_empty()).then(|| std::mem::take(&mut self.bytes))
    }
}

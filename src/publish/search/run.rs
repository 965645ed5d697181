//! The terms of some thousand stories in a temporary file, in their order: the index of a large site is never in memory.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use super::numbers::{read_distances, write_number};

/// The stories of a term: ascending numbers, as their distances.
#[derive(Debug, Default)]
struct Distances {
    next: u32,
    bytes: Vec<u8>,
}

impl Distances {
    fn push(&mut self, number: u32) {
        write_number(&mut self.bytes, number - self.next);
        self.next = number + 1;
    }
}

/// Collects the terms of stories.
#[derive(Debug, Default)]
pub struct RunWriter {
    terms: HashMap<String, (Distances, Distances)>,
}

impl RunWriter {
    /// Adds a story. Numbers ascend. A term comes with whether it is in the headline.
    pub fn add(&mut self, number: u32, terms: HashMap<String, bool>) {
        for (term, is_in_headline) in terms {
            let (all, headlines) = self.terms.entry(term).or_default();
            all.push(number);
            if is_in_headline {
                headlines.push(number);
            }
        }
    }

    /// Writes the terms in their order into a file that ends with this program.
    pub fn finish(self) -> io::Result<Run> {
        let mut terms: Vec<_> = self.terms.into_iter().collect();
        terms.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let mut file = BufWriter::new(tempfile::tempfile()?);
        let mut head = Vec::new();
        for (term, (all, headlines)) in &terms {
            for part in [term.as_bytes(), &all.bytes, &headlines.bytes] {
                head.clear();
                write_number(&mut head, part.len() as u32);
                file.write_all(&head)?;
                file.write_all(part)?;
            }
        }
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(Run(file))
    }
}

/// Terms that were written, to be read once.
#[derive(Debug)]
pub struct Run(File);

impl Run {
    /// Reads the terms.
    pub fn read(self) -> RunReader {
        RunReader(BufReader::with_capacity(1 << 16, self.0))
    }
}

/// Reads the terms of a run.
#[derive(Debug)]
pub struct RunReader(BufReader<File>);

/// A term with the stories that have it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TermStories {
    /// The term.
    pub term: String,
    /// The numbers of all stories that have it, ascending.
    pub all: Vec<u32>,
    /// Of these, the ones that have it in their headline.
    pub headlines: Vec<u32>,
}

impl RunReader {
    /// The next term; `None` after the last one.
    pub fn next(&mut self) -> io::Result<Option<TermStories>> {
        let Some(term) = self.part()? else { return Ok(None) };
        let mut read = TermStories { term: String::from_utf8(term).map_err(io::Error::other)?, ..Default::default() };
        read_distances(&self.part()?.unwrap_or_default(), &mut read.all);
        read_distances(&self.part()?.unwrap_or_default(), &mut read.headlines);
        Ok(Some(read))
    }

    fn part(&mut self) -> io::Result<Option<Vec<u8>>> {
        let (mut length, mut shift) = (0, 0);
        loop {
            let mut byte = [0];
            if self.0.read(&mut byte)? == 0 {
                return Ok(None);
            }
            length |= usize::from(byte[0] & 0x7f) << shift;
            shift += 7;
            if byte[0] & 0x80 == 0 {
                break;
            }
        }
        let mut part = vec![0; length];
        self.0.read_exact(&mut part)?;
        Ok(Some(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_back_in_their_order() {
        let mut writer = RunWriter::default();
        let terms = |list: &[(&str, bool)]| list.iter().map(|(term, is)| ((*term).to_owned(), *is)).collect();
        writer.add(3, terms(&[("bridge", true), ("a", false)]));
        writer.add(300, terms(&[("bridge", false)]));
        let mut reader = writer.finish().unwrap().read();
        let first = TermStories { term: "a".to_owned(), all: vec![3], headlines: vec![] };
        let second = TermStories { term: "bridge".to_owned(), all: vec![3, 300], headlines: vec![3] };
        assert_eq!(reader.next().unwrap(), Some(first));
        assert_eq!(reader.next().unwrap(), Some(second));
        assert_eq!(reader.next().unwrap(), None);
    }
}

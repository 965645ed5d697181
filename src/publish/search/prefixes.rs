//! The prefixes of words as terms of their own: a reader types a word letter by letter, and the words that begin with `co`
//! would be megabytes.

use super::run::TermStories;
use super::terms::is_part_of_run;

/// Prefixes of up to this many characters are always terms of their own.
pub const SHORT: usize = 3;
/// Prefixes of up to this many characters are, if their words are many bytes.
const LONG: usize = 16;

/// A prefix that is still open: words with it may follow.
struct Open {
    characters: String,
    /// The index of its first word in `words`.
    first: usize,
    /// The bytes of its words in the index.
    bytes: usize,
}

/// Collects the prefixes of words that come in their order.
pub struct Prefixes {
    /// The number of bytes from which on a longer prefix is a term.
    many: usize,
    /// The prefix of each length, from one character on.
    open: Vec<Open>,
    /// The stories of the words since the first prefix was opened.
    words: Vec<(Vec<u32>, Vec<u32>)>,
}

impl Prefixes {
    /// `many` is the number of bytes from which on a prefix of more than [`SHORT`] characters is a term.
    pub fn new(many: usize) -> Prefixes {
        Prefixes { many, open: Vec::new(), words: Vec::new() }
    }

    /// Adds a word, whose entry in the index has this many bytes. Calls `each` with each prefix that is complete.
    pub fn add(&mut self, word: &TermStories, bytes: usize, each: &mut dyn FnMut(TermStories)) {
        let ends = word.term.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONG);
        let ends: Vec<usize> = if is_part_of_run(&word.term) { Vec::new() } else { ends.collect() };
        let same = self.open.iter().zip(&ends).take_while(|(open, end)| open.characters == word.term[..**end]).count();
        self.close(same, each);
        for end in ends.get(same..).unwrap_or_default() {
            let characters = word.term[..*end].to_owned();
            self.open.push(Open { characters, first: self.words.len(), bytes: 0 });
        }
        if !ends.is_empty() {
            self.open.iter_mut().for_each(|open| open.bytes += bytes);
            self.words.push((word.all.clone(), word.headlines.clone()));
        }
    }

    /// Calls `each` with the rest, after the last word.
    pub fn finish(mut self, each: &mut dyn FnMut(TermStories)) {
        self.close(0, each);
    }

    /// Closes all prefixes of more than `length` characters.
    fn close(&mut self, length: usize, each: &mut dyn FnMut(TermStories)) {
        while self.open.len() > length {
            let is_short = self.open.len() <= SHORT;
            let Some(open) = self.open.pop() else { return };
            if is_short || open.bytes >= self.many {
                let words = &self.words[open.first..];
                let all = union(words.iter().map(|(all, _)| all));
                let headlines = union(words.iter().map(|(_, headlines)| headlines));
                each(TermStories { term: open.characters, all, headlines });
            }
        }
        if self.open.is_empty() {
            self.words.clear();
        }
    }
}

fn union<'a>(lists: impl Iterator<Item = &'a Vec<u32>>) -> Vec<u32> {
    let mut bits: Vec<u64> = Vec::new();
    for number in lists.flatten() {
        let at = *number as usize / 64;
        if bits.len() <= at {
            bits.resize(at + 1, 0);
        }
        bits[at] |= 1 << (number % 64);
    }
    let numbers = |(at, bits): (usize, &u64)| {
        let bits = *bits;
        (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| at as u32 * 64 + bit)
    };
    bits.iter().enumerate().flat_map(numbers).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefixes(words: &[(&str, u32)], many: usize) -> Vec<(String, Vec<u32>)> {
        let mut found = Vec::new();
        let mut each = |term: TermStories| found.push((term.term, term.all));
        let mut prefixes = Prefixes::new(many);
        for (word, number) in words {
            let word = TermStories { term: (*word).to_owned(), all: vec![*number], headlines: vec![] };
            prefixes.add(&word, 10, &mut each);
        }
        prefixes.finish(&mut each);
        found.sort();
        found
    }

    #[test]
    fn short_prefixes_are_terms_and_long_ones_where_their_words_are_many_bytes() {
        let words = [("an", 100), ("bridge", 1), ("bridges", 2), ("bring", 3), ("brücke", 1)];
        let expected: Vec<(&str, Vec<u32>)> = vec![
            ("a", vec![100]),
            ("an", vec![100]),
            ("b", vec![1, 2, 3]),
            ("br", vec![1, 2, 3]),
            ("bri", vec![1, 2, 3]),
            ("brid", vec![1, 2]),
            ("bridg", vec![1, 2]),
            ("bridge", vec![1, 2]),
            ("brü", vec![1]),
        ];
        let expected: Vec<_> = expected.into_iter().map(|(term, all)| (term.to_owned(), all)).collect();
        assert_eq!(prefixes(&words, 20), expected);
        assert_eq!(prefixes(&words, 1_000).iter().filter(|(term, _)| term.len() > 4).count(), 0);
    }

    #[test]
    fn parts_of_runs_have_none() {
        assert_eq!(prefixes(&[("市", 1), ("市政", 1)], 1), []);
    }
}

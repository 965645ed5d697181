//! Several runs as one sequence of terms.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;

use super::run::{Run, RunReader, TermStories};

/// Calls `each` with each term of the runs, in the order of the terms. The stories of a later run have higher numbers.
pub fn merge<E: From<io::Error>>(runs: Vec<Run>, each: &mut dyn FnMut(TermStories) -> Result<(), E>) -> Result<(), E> {
    let mut readers: Vec<RunReader> = runs.into_iter().map(Run::read).collect();
    let mut next: Vec<Option<TermStories>> = readers.iter_mut().map(RunReader::next).collect::<io::Result<_>>()?;
    let mut order: BinaryHeap<Reverse<(String, usize)>> = BinaryHeap::new();
    for (run, term) in next.iter().enumerate() {
        order.extend(term.as_ref().map(|term| Reverse((term.term.clone(), run))));
    }
    let mut whole: Option<TermStories> = None;
    while let Some(Reverse((term, run))) = order.pop() {
        let Some(found) = next[run].take() else { continue };
        match &mut whole {
            Some(whole) if whole.term == term => {
                whole.all.extend(found.all);
                whole.headlines.extend(found.headlines);
            }
            _ => {
                if let Some(done) = whole.replace(found) {
                    each(done)?;
                }
            }
        }
        next[run] = readers[run].next()?;
        order.extend(next[run].as_ref().map(|term| Reverse((term.term.clone(), run))));
    }
    whole.map_or(Ok(()), each)
}

#[cfg(test)]
mod tests {
    use super::super::run::RunWriter;
    use super::*;

    #[test]
    fn terms_of_several_runs_are_one() {
        let run = |stories: &[(u32, &str)]| {
            let mut writer = RunWriter::default();
            for (number, terms) in stories {
                writer.add(*number, terms.split(' ').map(|term| (term.to_owned(), *number == 1)).collect());
            }
            writer.finish().unwrap()
        };
        let runs = vec![run(&[(0, "b a"), (1, "b")]), run(&[]), run(&[(2, "a c"), (3, "a")])];
        let mut found = Vec::new();
        merge::<io::Error>(runs, &mut |term| {
            found.push((term.term, term.all, term.headlines));
            Ok(())
        })
        .unwrap();
        let expected = [("a", vec![0, 2, 3], vec![]), ("b", vec![0, 1], vec![1]), ("c", vec![2], vec![])];
        assert_eq!(found, expected.map(|(term, all, headlines)| (term.to_owned(), all, headlines)));
    }
}

//! Collects what is to be said of a document that is imported, each with its item, field and line.

use std::collections::BTreeMap;

use crate::domain::report::code::Level;
use crate::domain::report::file_note::FileNote;

/// The largest number of notes of the same field and level.
const MOST_OF_A_KIND: usize = 5;
/// A quoted value has at most so many characters.
const QUOTED_CHARS: usize = 60;

/// The notes on one document.
#[derive(Debug)]
pub struct Notes {
    file: String,
    item: Option<Place>,
    list: Vec<FileNote>,
    /// How many notes there are of a field and a level, and of how many no line is printed.
    kinds: BTreeMap<(String, Level), (usize, usize)>,
    /// Elements without a place in JSON Feed, and how often each occurs.
    unused: BTreeMap<String, usize>,
}

#[derive(Debug)]
struct Place {
    number: usize,
    line: usize,
}

impl Notes {
    /// No notes on the document of this name.
    pub fn new(file: &str) -> Notes {
        Notes { file: file.to_owned(), item: None, list: Vec::new(), kinds: BTreeMap::new(), unused: BTreeMap::new() }
    }

    /// The notes that follow are on this item, counted from 1.
    pub fn enter_item(&mut self, number: usize, line: usize) {
        self.item = Some(Place { number, line });
    }

    /// The notes that follow are on the feed.
    pub fn leave_item(&mut self) {
        self.item = None;
    }

    /// Adds a note on a field of the item or of the feed.
    pub fn add(&mut self, field: &str, level: Level, message: &str) {
        let line = self.item.as_ref().map(|item| item.line);
        self.add_at(line, field, level, message);
    }

    /// Adds a note with the line that it belongs to.
    pub fn add_at(&mut self, line: Option<usize>, field: &str, level: Level, message: &str) {
        let (said, silent) = self.kinds.entry((field.to_owned(), level)).or_default();
        if *said >= MOST_OF_A_KIND {
            *silent += 1;
            return;
        }
        *said += 1;
        let mut text = String::new();
        if let Some(item) = &self.item {
            text.push_str(&format!("item {}: ", item.number));
        }
        if !field.is_empty() {
            text.push_str(field);
            text.push_str(": ");
        }
        text.push_str(message);
        self.list.push(FileNote { file: self.file.clone(), line, level, message: text });
    }

    /// Counts an element that has no place in a JSON Feed.
    pub fn count_unused(&mut self, name: &str) {
        if self.unused.len() < 100 || self.unused.contains_key(name) {
            *self.unused.entry(name.to_owned()).or_default() += 1;
        }
    }

    /// All notes. Elements that were left out, and notes beyond the number that is printed, are summed up.
    pub fn finish(mut self) -> Vec<FileNote> {
        let note = |level, message| FileNote { file: self.file.clone(), line: None, level, message };
        for ((field, level), (_, silent)) in self.kinds {
            if silent > 0 {
                let field = if field.is_empty() { "the document" } else { &field };
                self.list.push(note(level, format!("{field}: {silent} more notes of this kind")));
            }
        }
        for (name, count) in self.unused {
            let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
            let message = format!("{name}: JSON Feed has no place for it; it is left out ({times})");
            self.list.push(note(Level::Advice, message));
        }
        self.list
    }
}

/// A value as notes quote it.
pub fn quoted(value: &str) -> String {
    let line: Vec<&str> = value.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(QUOTED_CHARS) {
        Some((end, _)) => format!("'{}…'", &line[..end]),
        None => format!("'{line}'"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_notes_of_a_kind_are_summed_up() {
        let mut notes = Notes::new("a.xml");
        for number in 1..=8 {
            notes.enter_item(number, number * 10);
            notes.add("pubDate", Level::Lost, "it is no date");
        }
        notes.leave_item();
        notes.count_unused("thr:total");
        let lines: Vec<String> = notes.finish().iter().map(ToString::to_string).collect();
        assert_eq!(lines[0], "a.xml:10: item 1: pubDate: it is no date");
        assert_eq!(lines[5], "a.xml: pubDate: 3 more notes of this kind");
        assert_eq!(lines[6], "a.xml: thr:total: JSON Feed has no place for it; it is left out (once)");
    }

    #[test]
    fn a_long_value_is_quoted_in_one_short_line() {
        assert_eq!(quoted(" a\n b "), "'a b'");
        assert!(quoted(&"ä".repeat(100)).ends_with("…'"));
    }
}

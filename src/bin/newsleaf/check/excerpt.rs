//! The lines around a fault, with a caret below it, as compilers show them.

use newsleaf::domain::parse::json::{self, InvalidJson};
use newsleaf::domain::report::text::{is_printable, printable};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The number of columns of a line that are shown; feeds are often one line of megabytes.
const WIDTH: usize = 76;
/// The largest number of columns before the fault.
const BEFORE: usize = 48;

/// The place in lines: where, the line before, the line itself, and the caret with the reason.
pub fn lines(name: &str, bytes: &[u8], at: &InvalidJson) -> Vec<String> {
    let (text, _) = json::decode(bytes);
    let mut before = None;
    let mut line = "";
    for (number, text) in text.split('\n').enumerate().take(at.line) {
        match number + 1 {
            number if number == at.line => line = text,
            number if number + 1 == at.line => before = Some(text),
            _ => {}
        }
    }
    let gutter = at.line.to_string().len();
    let blank = " ".repeat(gutter);
    let mut lines = vec![format!("{blank}--> {}:{}:{}", printable(name), at.line, at.column), format!("{blank} |")];
    if let Some(before) = before.filter(|before| !before.trim().is_empty()) {
        let (shown, _) = window(before, 0);
        lines.push(format!("{:gutter$} | {shown}", at.line - 1));
    }
    let (shown, caret) = window(line, at.column.saturating_sub(1));
    lines.push(format!("{} | {shown}", at.line));
    lines.push(format!("{blank} | {}^ {}", " ".repeat(caret), printable(&at.reason)));
    lines
}

/// A part of a line that has its character number `at`, and the column of that character in the part.
fn window(line: &str, at: usize) -> (String, usize) {
    let line: Vec<char> = line.trim_end_matches('\r').chars().map(shown).collect();
    let at = at.min(line.len());
    let mut from = at;
    let mut width = 0;
    while from > 0 && width + width_of(line[from - 1]) <= BEFORE {
        from -= 1;
        width += width_of(line[from]);
    }
    let mut text = String::new();
    if from > 0 {
        text.push('…');
    }
    text.extend(&line[from..at]);
    let caret = text.width();
    let mut width = caret;
    for (number, c) in line[at..].iter().enumerate() {
        if width + width_of(*c) > WIDTH {
            if number < line[at..].len() {
                text.push('…');
            }
            break;
        }
        width += width_of(*c);
        text.push(*c);
    }
    (text, caret)
}

fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        c if is_printable(c) => c,
        _ => char::REPLACEMENT_CHARACTER,
    }
}

fn width_of(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, line: usize, column: usize) -> Vec<String> {
        let at = InvalidJson { line, column, reason: "why".to_owned(), excerpt: String::new() };
        lines("feed.json", text.as_bytes(), &at)
    }

    #[test]
    fn the_caret_stands_below_the_fault() {
        assert_eq!(
            excerpt("{\n  \"items\": [1,]\n}", 2, 15),
            [" --> feed.json:2:15", "  |", "1 | {", "2 |   \"items\": [1,]", "  |               ^ why"]
        );
    }

    #[test]
    fn wide_characters_take_two_columns_and_marks_none() {
        assert_eq!(excerpt("咸宁x", 1, 3).last().unwrap(), "  |     ^ why");
        assert_eq!(excerpt("e\u{301}x", 1, 3).last().unwrap(), "  |  ^ why");
    }

    #[test]
    fn a_line_of_megabytes_is_cut_on_both_sides_around_the_fault() {
        let lines = excerpt(&format!("{}!{}", "宁".repeat(1_000_000), "y".repeat(1_000_000)), 1, 1_000_001);
        let (line, caret) = (&lines[2], &lines[3]);
        assert!(line.width() < 90, "{line}");
        let before = line.split('!').next().unwrap();
        assert!(line.starts_with("1 | …宁") && line.ends_with("y…"), "{line}");
        assert_eq!(caret.find('^'), Some(before.width()), "{line}\n{caret}");
    }

    #[test]
    fn a_place_behind_the_end_and_commands_to_the_terminal_do_no_harm() {
        assert_eq!(excerpt("{", 1, 99).last().unwrap(), "  |  ^ why");
        assert_eq!(excerpt("", 7, 1).len(), 4);
        assert_eq!(excerpt("\u{1b}[2J\t\u{202e}x", 1, 1)[2], "1 | \u{fffd}[2J \u{fffd}x");
    }
}

//! The report as a person reads it in a terminal.

use std::env;
use std::io::{self, IsTerminal};

use anstyle::{AnsiColor, Style};
use newsleaf::domain::parse::document::FeedError;
use newsleaf::domain::report::code::Level;
use newsleaf::domain::report::text::{Role, bytes, count, lines, printable};
use newsleaf::domain::report::{Kind, invalid_json};
use newsleaf::domain::state::failure::Failure;

use super::{Checked, Colour, excerpt, import_help};

/// All reports, one below another, and the result.
pub fn text(checked: &[Checked], colour: Colour, now_ms: i64) -> String {
    let paint = Paint { on: uses_colour(colour) };
    let mut text = String::new();
    for Checked { report, bytes } in checked {
        let mut shown = false;
        for line in lines(report, now_ms) {
            let fault = report.outcome.as_ref().err().and_then(invalid_json);
            if let (Role::Excerpt, Some(at)) = (line.role, fault) {
                if !std::mem::replace(&mut shown, true) {
                    for line in excerpt::lines(&report.name, bytes, at) {
                        paint.line(&mut text, Role::Excerpt, &["  ", &line].concat());
                    }
                }
                continue;
            }
            paint.line(&mut text, line.role, &line.text);
        }
        if let (Kind::Feed, Err(Failure::Unreadable(FeedError::Xml))) = (report.kind, &report.outcome) {
            paint.line(&mut text, Role::Advice, &printable(&["  help: ", &import_help(&report.name)].concat()));
        }
        text.push('\n');
    }
    let (role, outcome) = outcome(checked);
    paint.line(&mut text, role, &outcome);
    text
}

fn outcome(checked: &[Checked]) -> (Role, String) {
    let warnings: usize = checked.iter().map(|checked| checked.report.warnings()).sum();
    let unreadable = checked.iter().filter(|checked| checked.report.outcome.is_err()).count();
    let read: usize = checked.iter().filter_map(|checked| checked.report.size_in_bytes).sum();
    let documents = count(checked.len(), "document", "documents");
    let all = [documents.as_str(), &bytes(read)].join(", ");
    match (unreadable, warnings) {
        (0, 0) => (Role::Title, format!("Clean: nothing had to be corrected ({all}).")),
        (0, warnings) => {
            let lost: usize = checked.iter().map(|checked| checked.report.warnings_of(Level::Lost)).sum();
            let lost = if lost > 0 { format!(", {lost} of them lost") } else { String::new() };
            let things = count(warnings, "thing was", "things were");
            (Role::Group, format!("Readable; {things} corrected or left out{lost} ({all})."))
        }
        (unreadable, _) => (Role::Failure, format!("Unreadable: {unreadable} of {documents}.")),
    }
}

/// `--color` first, then NO_COLOR (https://no-color.org), then whether a person looks.
pub fn uses_colour(colour: Colour) -> bool {
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            let is_refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
                || env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
            !is_refused && io::stdout().is_terminal()
        }
    }
}

/// Colours lines by their roles.
pub struct Paint {
    pub on: bool,
}

impl Paint {
    /// Adds a line to a text.
    pub fn line(&self, text: &mut String, role: Role, line: &str) {
        let style = match role {
            Role::Title => Style::new().bold(),
            Role::Failure => AnsiColor::Red.on_default().bold(),
            Role::Advice => AnsiColor::Cyan.on_default(),
            Role::Group => AnsiColor::Yellow.on_default(),
            Role::Fact | Role::Place | Role::Excerpt | Role::Blank => Style::new(),
        };
        if self.on && style != Style::new() {
            text.push_str(&format!("{style}{line}{style:#}\n"));
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
}

//! A report as text, for a terminal, a mail or an issue. It is in English, as warnings are: its readers repair the
//! program that writes the feed.
//!
//! Characters of a feed that a terminal would obey, or that would change the direction of other text, are replaced.

use super::code::Level;
use super::feed_report::{FeedReport, Summary};
use super::group::{Example, Group};
use super::health_messages;
use super::kind::Kind;
use crate::domain::feed::date::Moment;
use crate::domain::parse::document::FeedError;
use crate::domain::site::messages::{self, interpolate};
use crate::domain::state::failure::Failure;

/// One line with its role, by which a terminal colours it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The role of the line.
    pub role: Role,
    /// The text, without a line break.
    pub text: String,
}

/// The role of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The document's name.
    Title,
    /// A fact about the document.
    Fact,
    /// Why the document could not be read.
    Failure,
    /// Advice.
    Advice,
    /// A group of warnings.
    Group,
    /// One example of a group.
    Place,
    /// The text around a fault of the JSON. A terminal shows more of it.
    Excerpt,
    /// An empty line.
    Blank,
}

/// The largest number of sections that the report names.
const MOST_SECTIONS: usize = 12;
const LABEL: usize = 14;

/// The lines of the report.
pub fn lines(report: &FeedReport, now_ms: i64) -> Vec<Line> {
    let mut lines = Lines(Vec::new());
    lines.add(Role::Title, report.name.clone());
    match &report.outcome {
        Ok(summary) if report.kind == Kind::Feed => facts(&mut lines, report, summary, now_ms),
        Ok(summary) => {
            size(&mut lines, report, None);
            lines.fact("settings", &list_of(&summary.settings));
        }
        Err(failure) => {
            size(&mut lines, report, None);
            host(&mut lines, report, now_ms);
            failed(&mut lines, report, failure);
        }
    }
    for advice in &report.advice {
        lines.add(Role::Advice, ["  note: ", &advice.sentence(health_messages::english())].concat());
    }
    for group in &report.suggestions {
        lines.add(Role::Advice, ["  note: ", &group.sentence()].concat());
        places_of(&mut lines, report, group);
    }
    for note in report.notes.iter().filter(|note| note.level == Level::Advice) {
        lines.add(Role::Advice, ["  note: ", &note.to_string()].concat());
    }
    if report.faults().next().is_some() {
        lines.blank();
        lines.add(Role::Fact, "  In the files:".to_owned());
        for note in report.faults() {
            lines.add(Role::Group, ["  ", &note.to_string(), " [", note.level.name(), "]"].concat());
        }
    }
    if !report.groups.is_empty() {
        lines.blank();
        let (warnings, groups) = (report.warnings() - report.faults().count(), report.groups.len());
        let kinds = if groups == warnings { String::new() } else { [", ", &count(groups, "kind", "kinds")].concat() };
        let head = [&count(warnings, "thing was", "things were"), " corrected or left out", &kinds, ":"].concat();
        lines.add(Role::Fact, ["  ", &head].concat());
        for group in &report.groups {
            lines.blank();
            group_of(&mut lines, report, group);
        }
    }
    lines.0
}

/// The report as one text.
pub fn text(report: &FeedReport, now_ms: i64) -> String {
    let mut text = String::new();
    for line in lines(report, now_ms) {
        text.push_str(&line.text);
        text.push('\n');
    }
    text
}

/// Why the document could not be read, in a sentence. Settings need their own, because the readers' sentences are about
/// the feed.
pub fn failure(kind: Kind, failure: &Failure) -> String {
    match (kind, failure) {
        (Kind::Settings, Failure::Unreadable(error)) => settings_failure(error),
        _ => failure.sentence(messages::english()),
    }
}

fn settings_failure(error: &FeedError) -> String {
    let sentence = match error {
        FeedError::Empty => "The settings file is empty.",
        FeedError::WebPage => "A web page came instead of the settings.",
        FeedError::Xml => "The settings are XML. Newsleaf reads JSON.",
        FeedError::InvalidJson(at) => {
            let (line, column) = (at.line.to_string(), at.column.to_string());
            let before = if at.is_cut_off() {
                "The settings are not valid JSON: they end too early, in line "
            } else {
                "The settings are not valid JSON: the fault is in line "
            };
            return [before, &line, ", column ", &column, "."].concat();
        }
        FeedError::NotAFeed { .. } => "The settings are JSON, but no object.",
        FeedError::TooLarge => "The settings are too large: more than 20 MB.",
    };
    sentence.to_owned()
}

/// Text that is safe to print: control characters and characters that change the direction of text become U+FFFD.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if is_printable(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// Whether a character is safe to print.
pub fn is_printable(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// How long ago something was: `5 days ago`.
pub fn age(moment: Moment, now_ms: i64) -> String {
    const MINUTE: i64 = 60_000;
    const DAY: i64 = 1_440 * MINUTE;
    let ms = now_ms.saturating_sub(moment.epoch_ms);
    let (number, one, many) = match ms {
        ..0 => return "in the future".to_owned(),
        0..MINUTE => return "just now".to_owned(),
        ms if ms < 60 * MINUTE => (ms / MINUTE, "minute", "minutes"),
        ms if ms < DAY => (ms / (60 * MINUTE), "hour", "hours"),
        ms if ms < 60 * DAY => (ms / DAY, "day", "days"),
        ms if ms < 730 * DAY => (ms / (30 * DAY), "month", "months"),
        ms => (ms / (365 * DAY), "year", "years"),
    };
    [&count(number as usize, one, many), " ago"].concat()
}

/// `1.2 MB`, in decimal units.
pub fn bytes(size: usize) -> String {
    let (unit, name) = match size {
        1 => return "1 byte".to_owned(),
        0..1_000 => return [&size.to_string(), " bytes"].concat(),
        1_000..1_000_000 => (1_000, " kB"),
        _ => (1_000_000, " MB"),
    };
    let tenths = size * 10 / unit;
    [&(tenths / 10).to_string(), ".", &(tenths % 10).to_string(), name].concat()
}

/// `1 story`, `3 stories`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    [number.to_string().as_str(), " ", if number == 1 { one } else { many }].concat()
}

/// The place of a warning: `items[3] (bridge) tags[1]`.
pub fn place(group: &Group, example: &Example) -> String {
    let mut place = match example.index {
        Some(index) => ["items[", &index.to_string(), "]"].concat(),
        None => group.part.name().to_owned(),
    };
    if let Some(id) = &example.id {
        place.push_str(" (");
        place.push_str(id);
        place.push(')');
    }
    if !example.field.is_empty() {
        place.push(' ');
        place.push_str(&example.field);
    }
    place
}

struct Lines(Vec<Line>);

impl Lines {
    fn add(&mut self, role: Role, text: String) {
        self.0.push(Line { role, text: printable(&text) });
    }

    fn fact(&mut self, label: &str, value: &str) {
        self.entry(Role::Fact, label, value);
    }

    fn entry(&mut self, role: Role, label: &str, value: &str) {
        let space = " ".repeat(LABEL.saturating_sub(label.len()));
        self.add(role, ["  ", label, &space, value].concat());
    }

    fn blank(&mut self) {
        self.add(Role::Blank, String::new());
    }
}

fn facts(lines: &mut Lines, report: &FeedReport, summary: &Summary, now_ms: i64) {
    lines.fact("title", &summary.title);
    size(lines, report, summary.version_number());
    host(lines, report, now_ms);
    let mut stories = summary.items_read.to_string();
    let mut more = |number: usize, what: &str| {
        if number > 0 {
            stories.push_str(", ");
            stories.push_str(&number.to_string());
            stories.push_str(what);
        }
    };
    more(summary.items_left_out(), " left out");
    more(summary.undated, " without a date");
    more(summary.held_back, " held back");
    lines.fact("stories", &stories);
    let dated = |moment: Moment| [&moment.to_rfc3339(), ", ", &age(moment, now_ms)].concat();
    if let Some(newest) = summary.newest {
        lines.fact("newest", &dated(newest));
    }
    if let Some(oldest) = summary.oldest.filter(|oldest| Some(*oldest) != summary.newest) {
        lines.fact("oldest", &dated(oldest));
    }
    lines.fact("language", summary.language.as_deref().unwrap_or("not given"));
    if !summary.sections.is_empty() {
        let mut sections = String::new();
        for (at, (name, count)) in summary.sections.iter().take(MOST_SECTIONS).enumerate() {
            sections.push_str(if at == 0 { "" } else { ", " });
            sections.push_str(name);
            sections.push_str(&[" (", &count.to_string(), ")"].concat());
        }
        if summary.sections.len() > MOST_SECTIONS {
            sections.push_str(&[" and ", &(summary.sections.len() - MOST_SECTIONS).to_string(), " more"].concat());
        }
        lines.fact("sections", &sections);
    }
    if let Some(next) = &summary.next_url {
        lines.fact("older pages", &next.without_userinfo());
    }
    if !summary.settings.is_empty() {
        lines.fact("settings", &list_of(&summary.settings));
    }
    if let Some(next) = summary.next_due {
        let form =
            health_messages::english().health_held_back().form(if summary.held_back == 1 { "one" } else { "other" });
        let values = [("n", summary.held_back.to_string()), ("time", next.to_rfc3339())];
        let sentence = interpolate(form, &values.each_ref().map(|(name, value)| (*name, value.as_str())));
        lines.add(Role::Advice, ["  note: ", &sentence].concat());
    }
    if summary.expired {
        lines.add(Role::Advice, "  note: The feed says that it has expired.".to_owned());
    }
}

fn list_of(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn size(lines: &mut Lines, report: &FeedReport, version: Option<&str>) {
    if let Some(size) = report.size_in_bytes {
        let version = version.map_or_else(String::new, |version| [", JSON Feed ", version].concat());
        lines.fact("document", &[&bytes(size), version.as_str()].concat());
    }
}

fn host(lines: &mut Lines, report: &FeedReport, now_ms: i64) {
    let Some(host) = &report.host else { return };
    let content_type = host.content_type.as_deref().unwrap_or("no media type");
    lines.fact("host", &["answered ", &host.status.to_string(), ", ", content_type].concat());
    if let Some(changed) = host.changed() {
        lines.fact("last changed", &[&changed.to_rfc3339(), ", ", &age(changed, now_ms)].concat());
    }
}

fn failed(lines: &mut Lines, report: &FeedReport, failure: &Failure) {
    let sentence = self::failure(report.kind, failure);
    lines.add(Role::Failure, ["  ", &sentence].concat());
    if let Some(at) = super::feed_report::invalid_json(failure) {
        lines.entry(Role::Excerpt, "reason", &at.reason);
        lines.entry(Role::Excerpt, "around it", &at.excerpt);
    }
    if let Some(cause) = &report.cause {
        lines.fact("cause", cause);
    }
    if let Some(help) = report.help(health_messages::english()) {
        lines.add(Role::Advice, ["  help: ", &*help].concat());
    }
}

fn group_of(lines: &mut Lines, report: &FeedReport, group: &Group) {
    let code = group.code();
    lines.add(Role::Group, ["  ", &group.sentence(), " [", code.level().name(), ": ", code.name(), "]"].concat());
    places_of(lines, report, group);
}

fn places_of(lines: &mut Lines, report: &FeedReport, group: &Group) {
    for example in &group.examples {
        let place = match example.index.and_then(|index| report.files.get(index)) {
            Some(file) => [file, " ", &example.field].concat(),
            None => place(group, example),
        };
        lines.add(Role::Place, ["    ", &place, ": found ", &example.value].concat());
    }
    let rest = group.count - group.examples.len().min(group.count);
    if rest > 0 {
        lines.add(Role::Place, ["    and ", &rest.to_string(), " more"].concat());
    }
}

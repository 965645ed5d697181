//! The report as JSON, which `newsleaf check --format json` prints. Fields keep their names; new fields may be added.

use std::borrow::Cow;

use serde::Serialize;

use super::feed_report::{FeedReport, Summary, invalid_json};
use super::file_note::FileNote;
use super::group::{Example, Group};
use super::health_messages;
use super::host_answer::HostAnswer;
use super::kind::Kind;
use super::text;
use crate::domain::feed::date::Moment;
use crate::domain::web_url::WebUrl;

/// The documents and the outcome of a check.
#[derive(Debug, Serialize)]
pub struct Checked<'a> {
    /// `clean`, `warnings` or `unreadable`.
    pub outcome: &'static str,
    /// The number of warnings about all documents.
    pub warnings: usize,
    /// Each document: the settings file, the feed, its older pages.
    pub documents: Vec<Document<'a>>,
}

/// One document.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    name: &'a str,
    kind: &'static str,
    size_in_bytes: Option<usize>,
    host: Option<Host<'a>>,
    feed: Option<Feed<'a>>,
    error: Option<Error<'a>>,
    warnings: Vec<Warning<'a>>,
    advice: Vec<Advice>,
    files: Vec<File<'a>>,
}

/// A note on a file that the feed is made of.
#[derive(Debug, Serialize)]
struct File<'a> {
    file: &'a str,
    line: Option<usize>,
    level: &'static str,
    message: &'a str,
}

#[derive(Debug, Serialize)]
struct Host<'a> {
    status: u16,
    url: String,
    redirected: bool,
    content_type: Option<&'a str>,
    last_modified: Option<String>,
}

#[derive(Debug, Serialize)]
struct Feed<'a> {
    title: &'a str,
    version: Option<&'a str>,
    language: Option<&'a str>,
    items_in_document: usize,
    items_read: usize,
    items_left_out: usize,
    items_undated: usize,
    items_in_future: usize,
    next_due: Option<String>,
    newest: Option<String>,
    oldest: Option<String>,
    sections: Vec<Section<'a>>,
    next_url: Option<String>,
    expired: bool,
    settings: &'a [&'static str],
}

#[derive(Debug, Serialize)]
struct Section<'a> {
    name: &'a str,
    items: usize,
}

#[derive(Debug, Serialize)]
struct Error<'a> {
    code: &'static str,
    message: String,
    help: Cow<'static, str>,
    cause: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    reason: Option<&'a str>,
    excerpt: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Warning<'a> {
    part: &'static str,
    field: &'a str,
    code: &'static str,
    level: &'static str,
    done: String,
    count: usize,
    places: Vec<Place<'a>>,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    index: Option<usize>,
    file: Option<&'a str>,
    id: Option<&'a str>,
    field: &'a str,
    found: &'a str,
}

#[derive(Debug, Serialize)]
struct Advice {
    code: &'static str,
    message: String,
}

/// The JSON of reports, in lines. Control characters, which a terminal might obey, are escaped.
pub fn json(reports: &[FeedReport]) -> String {
    let warnings = reports.iter().map(FeedReport::warnings).sum();
    let outcome = match reports {
        reports if reports.iter().any(|report| report.outcome.is_err()) => "unreadable",
        _ if warnings > 0 => "warnings",
        _ => "clean",
    };
    let checked = Checked { outcome, warnings, documents: reports.iter().map(Document::of).collect() };
    // Texts and numbers only: serialising cannot fail.
    escaped(&serde_json::to_string_pretty(&checked).unwrap_or_default())
}

/// Escapes characters that must not be printed. serde_json escapes C0 only; the others can only be in strings, where an
/// escape is valid.
pub fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || text::is_printable(c) {
            escaped.push(c);
        } else {
            let code = u32::from(c);
            escaped.push_str("\\u");
            for place in [12, 8, 4, 0] {
                escaped.push(char::from_digit(code >> place & 0xf, 16).unwrap_or('0'));
            }
        }
    }
    escaped
}

impl<'a> Document<'a> {
    fn of(report: &'a FeedReport) -> Document<'a> {
        Document {
            name: &report.name,
            kind: match report.kind {
                Kind::Feed => "feed",
                Kind::Settings => "settings",
            },
            size_in_bytes: report.size_in_bytes,
            host: report.host.as_ref().map(Host::of),
            feed: report.outcome.as_ref().ok().map(Feed::of),
            error: Error::of(report),
            warnings: report.groups.iter().map(|group| Warning::of(report, group)).collect(),
            advice: report
                .advice
                .iter()
                .map(|advice| Advice { code: advice.code(), message: advice.sentence(health_messages::english()) })
                .chain(
                    report
                        .suggestions
                        .iter()
                        .map(|group| Advice { code: group.code().name(), message: group.sentence() }),
                )
                .collect(),
            files: report.notes.iter().map(File::of).collect(),
        }
    }
}

impl<'a> File<'a> {
    fn of(note: &'a FileNote) -> File<'a> {
        File { file: &note.file, line: note.line, level: note.level.name(), message: &note.message }
    }
}

impl<'a> Host<'a> {
    fn of(host: &'a HostAnswer) -> Host<'a> {
        Host {
            status: host.status,
            url: host.answer_url.without_userinfo(),
            redirected: host.was_redirected(),
            content_type: host.content_type.as_deref(),
            last_modified: host.changed().map(Moment::to_rfc3339),
        }
    }
}

impl<'a> Feed<'a> {
    fn of(summary: &'a Summary) -> Feed<'a> {
        Feed {
            title: &summary.title,
            version: summary.version.as_deref(),
            language: summary.language.as_deref(),
            items_in_document: summary.items_in_document,
            items_read: summary.items_read,
            items_left_out: summary.items_left_out(),
            items_undated: summary.undated,
            items_in_future: summary.held_back,
            next_due: summary.next_due.map(Moment::to_rfc3339),
            newest: summary.newest.map(Moment::to_rfc3339),
            oldest: summary.oldest.map(Moment::to_rfc3339),
            sections: summary.sections.iter().map(|(name, items)| Section { name, items: *items }).collect(),
            next_url: summary.next_url.as_ref().map(WebUrl::without_userinfo),
            expired: summary.expired,
            settings: &summary.settings,
        }
    }
}

impl<'a> Error<'a> {
    fn of(report: &'a FeedReport) -> Option<Error<'a>> {
        let failure = report.outcome.as_ref().err()?;
        let at = invalid_json(failure);
        Some(Error {
            code: failure.code(),
            message: text::failure(report.kind, failure),
            help: report.help(health_messages::english())?,
            cause: report.cause.as_deref(),
            line: at.map(|at| at.line),
            column: at.map(|at| at.column),
            reason: at.map(|at| at.reason.as_str()),
            excerpt: at.map(|at| at.excerpt.as_str()),
        })
    }
}

impl<'a> Warning<'a> {
    fn of(report: &'a FeedReport, group: &'a Group) -> Warning<'a> {
        let place = |example: &'a Example| Place {
            index: example.index,
            file: example.index.and_then(|index| report.files.get(index)).map(String::as_str),
            id: example.id.as_deref(),
            field: &example.field,
            found: &example.value,
        };
        Warning {
            part: group.part.name(),
            field: &group.field,
            code: group.code().name(),
            level: group.code().level().name(),
            done: group.done(),
            count: group.count,
            places: group.examples.iter().map(place).collect(),
        }
    }
}

//! The report on a document, for its publisher.
//!
//! The site shows the readable part of a feed and logs repairs. The publisher needs more: what was read, how
//! old it is, what is wrong, and what to do. `newsleaf check` and `feed-health.html` both show a [`FeedReport`].

use std::borrow::Cow;
use std::sync::Arc;

use super::advice::Advice;
use super::code::Level;
use super::entries::{entries, index_of_items};
use super::file_note::FileNote;
use super::group::{Group, grouped};
use super::health_messages::HealthMessages;
use super::host_answer::HostAnswer;
use super::json_fault::JsonFault;
use super::kind::Kind;
use super::{advice, bodies, details, failure_advice, known_names, look_alikes};
use crate::domain::feed::date::Moment;
use crate::domain::feed::front_page;
use crate::domain::feed::hold_back::due_ms;
use crate::domain::feed::sections;
use crate::domain::feed::settings::{Front, Settings};
use crate::domain::feed::time_zone::{Clock, TimeZone};
use crate::domain::feed::warning::{Place, Warning, WarningAction, note};
use crate::domain::feed::{Feed, Item};
use crate::domain::html::context::BodyContext;
use crate::domain::limits::{self, Limits};
use crate::domain::parse::context::Context;
use crate::domain::parse::document;
use crate::domain::parse::document::FeedError;
use crate::domain::parse::json::value::Value;
use crate::domain::parse::json_feed;
use crate::domain::parse::settings_file;
use crate::domain::site::messages;
use crate::domain::state::failure::Failure;
use crate::domain::web_url::{ParseUrl, WebUrl};

/// The report on one document.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedReport {
    /// The name of the document: its address, or the name of a file.
    pub name: String,
    /// Whether it is a feed or a settings file.
    pub kind: Kind,
    /// Its size in bytes, if it was fetched.
    pub size_in_bytes: Option<usize>,
    /// The host's headers; `None` for a file.
    pub host: Option<HostAnswer>,
    /// The summary, or why the document could not be read.
    pub outcome: Result<Summary, Failure>,
    /// The fault in the JSON, if that is the failure.
    pub fault: Option<JsonFault>,
    /// The exact cause of a failure, as the library or the system reports it.
    pub cause: Option<String>,
    /// The warnings, in groups.
    pub groups: Vec<Group>,
    /// The advice about the host.
    pub advice: Vec<Advice>,
    /// What could be better in the document, in groups. These are no warnings.
    pub suggestions: Vec<Group>,
    /// The file of each item, where a feed is made of files.
    pub files: Vec<String>,
    /// Notes on these files.
    pub notes: Vec<FileNote>,
}

/// The summary of a document. Of a settings file it has the names of the settings and the time zone only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The feed's title, else its host.
    pub title: String,
    /// `version` as the feed writes it.
    pub version: Option<String>,
    /// The feed's language, an RFC 5646 tag.
    pub language: Option<String>,
    /// How many entries `items` has.
    pub items_in_document: usize,
    /// How many items were read.
    pub items_read: usize,
    /// The date of the newest story that is not held back.
    pub newest: Option<Moment>,
    /// The date of the oldest story.
    pub oldest: Option<Moment>,
    /// Stories without a date.
    pub undated: usize,
    /// Stories that are held back until their time.
    pub held_back: usize,
    /// When the next of them is due.
    pub next_due: Option<Moment>,
    /// Outermost sections with the number of their stories, the most used first.
    pub sections: Vec<(String, usize)>,
    /// The address that the feed gives itself.
    pub feed_url: Option<WebUrl>,
    /// The URL of the older page.
    pub next_url: Option<WebUrl>,
    /// Whether the feed says that it will not be updated any more.
    pub expired: bool,
    /// The names of the active settings.
    pub settings: Vec<&'static str>,
    /// The time zone that the settings name.
    pub time_zone: Option<String>,
}

/// A document that was fetched.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The base of its relative URLs.
    pub address: &'a WebUrl,
    /// The host's headers; `None` for a file.
    pub host: Option<&'a HostAnswer>,
    /// How much of it is read.
    pub limits: Limits,
}

impl FeedReport {
    /// Reads a feed and reports on it. The clock and the time zone of the settings file say which stories are held back;
    /// `most_examples` is the number of examples in each group of warnings. It returns the feed too, because settings are checked
    /// against it.
    pub fn of_feed(
        document: Document,
        parse_url: ParseUrl,
        clock: Clock,
        time_zone: Option<&str>,
        most_examples: usize,
    ) -> (FeedReport, Option<Feed>) {
        let context = Context { address: document.address, parse_url, limits: document.limits };
        let report = FeedReport::of(document, Kind::Feed);
        match json_feed::parse(document.bytes, &context) {
            Ok((feed, mut warnings)) => {
                // The feed itself holds no field that it does not know, nor where its items stood.
                let value =
                    document::read_json(document.bytes, Limits::PUBLISHED).map_or(Value::Null, |(value, _)| value);
                check_bodies(&feed, &document, &value, parse_url, &mut warnings);
                look_alikes::check(&value, &mut warnings);
                check_limits_of_browsers(&feed, document.bytes, &mut warnings);
                let outcome = Ok(Summary::of(&feed, &value, clock, time_zone));
                let mut report = FeedReport { outcome, ..report };
                report.add(warnings, &feed.items, most_examples);
                report.add_details(&feed);
                (report, Some(feed))
            }
            Err(error) => (report.unreadable(error, document.bytes), None),
        }
    }

    /// Reads a settings file and reports on it. It returns the settings too, because they may name another feed.
    pub fn of_settings(
        document: Document,
        parse_url: ParseUrl,
        most_examples: usize,
    ) -> (FeedReport, Option<Settings>) {
        let report = FeedReport::of(document, Kind::Settings);
        match settings_file::parse(document.bytes, document.address, parse_url) {
            Ok((settings, warnings)) => {
                let time_zone = settings.time_zone.clone();
                let summary = Summary { settings: names_of(&settings), time_zone, ..Summary::default() };
                let mut report = FeedReport { outcome: Ok(summary), ..report };
                report.add(warnings, &[], most_examples);
                details::add(&mut report.groups, &[]);
                (report, Some(settings))
            }
            Err(error) => (report.unreadable(error, document.bytes), None),
        }
    }

    /// The report on a document that could not be fetched or read.
    pub fn of_failure(name: &str, kind: Kind, failure: Failure, host: Option<HostAnswer>) -> FeedReport {
        FeedReport {
            name: name.to_owned(),
            kind,
            size_in_bytes: None,
            host,
            outcome: Err(failure),
            fault: None,
            cause: None,
            groups: Vec::new(),
            advice: Vec::new(),
            suggestions: Vec::new(),
            files: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Why the document could not be read: the exact cause if it is known, else the failure.
    pub fn failure_text(&self) -> String {
        let failure = || self.outcome.as_ref().err().map(ToString::to_string).unwrap_or_default();
        self.cause.clone().unwrap_or_else(failure)
    }

    /// The name of the document, and why it could not be read.
    pub fn failure_line(&self) -> String {
        [&self.name, ": ", &self.failure_text()].concat()
    }

    /// Adds a warning if the settings name a time zone that `is_known` does not know. The setting is not active then.
    /// `known` gives the names of zones, as far as there is a list of them.
    #[must_use]
    pub fn with_zone_checked(
        mut self,
        is_known: impl Fn(&str) -> bool,
        known: impl FnOnce() -> Vec<String>,
    ) -> FeedReport {
        if let Ok(summary) = &mut self.outcome
            && let Some(zone) = summary.time_zone.take_if(|zone| !is_known(zone))
        {
            summary.settings.retain(|name| *name != "time_zone");
            let action = WarningAction::NoSuchTimeZone;
            let detail = details::did_you_mean(&zone, known().iter().map(String::as_str));
            let warning = Warning::new(Place::Settings, "time_zone", zone, action);
            let groups = grouped(vec![warning], &[], 1).into_iter();
            self.groups.extend(groups.map(|group| Group { detail: detail.clone(), ..group }));
        }
        self
    }

    /// Adds warnings and advice where the settings name sections or a lead that no story of the feed has, unless the feed has
    /// older pages.
    pub fn check_sections(&mut self, settings: &Settings, feed: &Feed, most_examples: usize) {
        let mut warnings = Vec::new();
        if feed.next_url.is_none() {
            sections::warn_of_empty(&feed.items, settings, &mut warnings);
            front_page::warn_of_settings(&feed.items, settings, &mut warnings);
        }
        self.add(warnings, &[], most_examples);
        self.add_details(feed);
    }

    /// Adds warnings and advice. `items` are those of the feed.
    pub(super) fn add(&mut self, warnings: Vec<Warning>, items: &[Arc<Item>], most_examples: usize) {
        let (suggestions, warnings) = warnings.into_iter().partition(Warning::is_advice);
        self.groups.extend(grouped(warnings, items, most_examples));
        self.suggestions.extend(grouped(suggestions, items, most_examples));
    }

    fn add_details(&mut self, feed: &Feed) {
        let sections = sections::all(&feed.items);
        let mut names: Vec<&str> = Vec::new();
        for section in &sections {
            if !names.contains(&section.name()) {
                names.push(section.name());
            }
        }
        details::add(&mut self.groups, &names);
        details::add(&mut self.suggestions, &names);
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.groups.iter().map(|group| group.count).sum::<usize>() + self.faults().count()
    }

    /// The notes that are more than advice.
    pub fn faults(&self) -> impl Iterator<Item = &FileNote> {
        self.notes.iter().filter(|note| note.level != Level::Advice)
    }

    /// The number of warnings of this level.
    pub fn warnings_of(&self, level: Level) -> usize {
        let of_feed: usize =
            self.groups.iter().filter(|group| group.code().level() == level).map(|group| group.count).sum();
        of_feed + self.notes.iter().filter(|note| note.level == level).count()
    }

    /// Whether the document was read without a warning.
    pub fn is_clean(&self) -> bool {
        self.outcome.is_ok() && self.groups.is_empty() && self.faults().next().is_none()
    }

    /// The advice for the publisher if the document could not be read.
    pub fn help(&self, messages: &HealthMessages) -> Option<Cow<'static, str>> {
        let failure = self.outcome.as_ref().err()?;
        Some(failure_advice::sentence(self.kind, failure, self.fault, messages))
    }

    fn unreadable(self, error: FeedError, bytes: &[u8]) -> FeedReport {
        let failure = Failure::Unreadable(error);
        let fault = invalid_json(&failure).map(|at| JsonFault::of(bytes, at));
        FeedReport { outcome: Err(failure), fault, ..self }
    }

    fn of(document: Document, kind: Kind) -> FeedReport {
        FeedReport {
            name: document.name.to_owned(),
            kind,
            size_in_bytes: Some(document.bytes.len()),
            host: document.host.cloned(),
            outcome: Ok(Summary::default()),
            fault: None,
            cause: None,
            groups: Vec::new(),
            advice: document.host.map_or_else(Vec::new, |host| advice::of(host, document.bytes.len())),
            suggestions: Vec::new(),
            files: Vec::new(),
            notes: Vec::new(),
        }
    }
}

impl Summary {
    fn of(feed: &Feed, document: &Value, clock: Clock, time_zone: Option<&str>) -> Summary {
        let mut summary = Summary {
            title: feed.title.clone(),
            version: document.get_in_any_case("version").and_then(Value::as_str).map(str::to_owned),
            language: feed.language.clone(),
            items_in_document: entries(document).len(),
            items_read: feed.items.len(),
            feed_url: feed.feed_url.clone(),
            next_url: feed.next_url.clone(),
            expired: feed.expired,
            settings: names_of(&feed.settings),
            time_zone: feed.settings.time_zone.clone(),
            ..Summary::default()
        };
        let zone = TimeZone::new(time_zone.or(feed.settings.time_zone.as_deref()), clock.offset_of);
        let mut dates = Vec::new();
        for item in &feed.items {
            let Some(moment) = item.published else {
                summary.undated += 1;
                continue;
            };
            let due = due_ms(item, zone, clock.now_ms).map(Moment::instant);
            if let Some(due) = due {
                summary.held_back += 1;
                summary.next_due = Some(summary.next_due.map_or(due, |next| next.min(due)));
            }
            // A day has no known time; a time without a zone does by now.
            let instant = Moment::instant(zone.instant_ms(moment));
            dates.push((instant, if moment.is_day() { moment } else { instant }, due.is_some()));
        }
        summary.newest = dates.iter().filter(|(.., is_held_back)| !is_held_back).max().map(|(_, moment, _)| *moment);
        summary.oldest = dates.iter().min().map(|(_, moment, _)| *moment);
        let outer = sections::all(&feed.items).into_iter().filter(|section| section.path.len() == 1);
        summary.sections = outer.map(|section| (section.name().to_owned(), section.count)).collect();
        summary.sections.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        summary
    }

    /// How many entries of `items` were left out.
    pub fn items_left_out(&self) -> usize {
        self.items_in_document.saturating_sub(self.items_read)
    }

    /// The version number: `1.1` of `https://jsonfeed.org/version/1.1`.
    pub fn version_number(&self) -> Option<&str> {
        let number = self.version.as_deref()?.rsplit('/').next()?;
        (!number.is_empty() && number.len() <= 8).then_some(number)
    }
}

/// Adds warnings about content of bodies that a page can't show.
fn check_bodies(feed: &Feed, document: &Document, value: &Value, parse_url: ParseUrl, warnings: &mut Vec<Warning>) {
    let places = index_of_items(value);
    for (at, item) in feed.items.iter().enumerate() {
        let context = BodyContext {
            base: item.url.as_ref().or(feed.home_page_url.as_ref()).unwrap_or(document.address),
            page: item.url.as_ref(),
            parse_url,
            title: &item.headline,
            lead_image: item.image.as_ref().map(|picture| &picture.url),
            link_to_item: &|_| None,
            messages: messages::english(),
            heading_level: 2,
        };
        bodies::check(item, places.get(&item.id).copied().unwrap_or(at), &context, warnings);
    }
}

/// The names of the settings that have a value.
fn names_of(settings: &Settings) -> Vec<&'static str> {
    let set = [
        ("feed", settings.feed.is_some()),
        ("site", settings.site.is_some()),
        ("sections", !settings.sections.is_empty()),
        ("front", settings.front != Front::default()),
        ("share", settings.share.is_some()),
        ("shared_url", settings.share_item_url.is_some()),
        ("canonical", settings.canonical_item_url.is_some()),
        ("accent", settings.accent.is_some()),
        ("logo", settings.logo.is_some()),
        ("icon", settings.icon.is_some()),
        ("time_zone", settings.time_zone.is_some()),
        ("footer", !settings.footer.is_empty()),
        ("removed", !settings.removed.is_empty()),
    ];
    set.into_iter().filter(|(_, is_set)| *is_set).map(|(name, _)| name).collect()
}

/// Warns of items beyond the limits of browsers, if they are read here.
fn check_limits_of_browsers(feed: &Feed, bytes: &[u8], warnings: &mut Vec<Warning>) {
    let items = feed.items.len();
    if items > limits::ITEMS {
        let action = WarningAction::BrowserItems;
        note(warnings, Warning::new(Place::Feed, "items", items.to_string(), action));
    }
    if bytes.len() > limits::FEED_BYTES {
        let found = format!("{} bytes", bytes.len());
        note(warnings, Warning::new(Place::Feed, "", found, WarningAction::BrowserBytes));
    }
}

/// Whether a document looks like a settings file: an object with the name of a setting and without items. `feed` and
/// `site` must be texts; if they are not, the object may wrap a feed.
pub fn looks_like_settings(bytes: &[u8]) -> bool {
    let Ok((value, _)) = document::read_json(bytes, Limits::PUBLISHED) else { return false };
    let set = |name: &str| value.get(name).filter(|value| !value.is_null());
    let may_be_an_address = |name| set(name).is_none_or(Value::is_string);
    value.get_in_any_case("items").is_none()
        && value.get_in_any_case("version").is_none()
        && may_be_an_address("feed")
        && may_be_an_address("site")
        && known_names::SETTINGS.iter().any(|name| set(name).is_some())
}

/// Whether a document has `items` or is a list. A settings file is neither.
pub fn has_items(bytes: &[u8]) -> bool {
    document::read_json(bytes, Limits::PUBLISHED)
        .is_ok_and(|(value, _)| value.is_array() || value.get_in_any_case("items").is_some())
}

/// The place of invalid JSON, if that is the failure.
pub fn invalid_json(failure: &Failure) -> Option<&crate::domain::parse::json::InvalidJson> {
    match failure {
        Failure::Unreadable(FeedError::InvalidJson(at)) => Some(at),
        _ => None,
    }
}

//! Warnings about unknown languages.

use std::collections::BTreeSet;

use super::entries::entries;
use super::feed_report::FeedReport;
use super::group::grouped;
use crate::domain::feed::Feed;
use crate::domain::feed::warning::{Place, Warning, WarningAction, note};
use crate::domain::limits::Limits;
use crate::domain::parse::document;
use crate::domain::parse::json::value::Value;

impl FeedReport {
    /// Adds warnings if the feed or an item names a language that has the form of a tag but is unknown (`e1`,
    /// `german`). `bytes` are the feed's.
    pub fn check_languages(
        &mut self,
        feed: &Feed,
        bytes: &[u8],
        is_known: impl Fn(&str) -> bool,
        most_examples: usize,
    ) {
        let mut warnings = Vec::new();
        if let Some(tag) = feed.language.as_deref().filter(|tag| !is_known(tag)) {
            let action = WarningAction::UnknownLanguage;
            warnings.push(Warning::new(Place::Feed, "language", tag, action));
        }
        let tags: BTreeSet<&str> = feed.items.iter().filter_map(|item| item.language.as_deref()).collect();
        let unknown: BTreeSet<&str> = tags.into_iter().filter(|tag| !is_known(tag)).collect();
        // Items don't hold their index in the document, so the document is parsed again.
        let document = (!unknown.is_empty()).then(|| document::read_json(bytes, Limits::PUBLISHED).ok()).flatten();
        for (index, item) in document.iter().flat_map(|(value, _)| entries(value)).enumerate() {
            let Some(tag) = item.get("language").and_then(Value::as_str) else { continue };
            if unknown.contains(read_tag(tag).as_str()) {
                let place = match item.get("id").and_then(Value::as_str) {
                    Some(id) => Place::item(index, id),
                    None => Place::Item { index, id: None },
                };
                let action = WarningAction::UnknownItemLanguage;
                note(&mut warnings, Warning::new(place, "language", tag, action));
            }
        }
        self.groups.extend(grouped(warnings, &feed.items, most_examples));
    }
}

/// A language tag as the parser reads it: `en-US` of `en_US.UTF-8`.
fn read_tag(tag: &str) -> String {
    tag.trim().split('.').next().unwrap_or_default().replace('_', "-")
}

//! The dates of an item.

use crate::domain::feed::date::{Moment, ReadDate};
use crate::domain::feed::warning::WarningAction;
use crate::domain::parse::fields::Fields;
use crate::domain::parse::json::value::Value;

/// A `date_modified` within a minute of `date_published` is not an update.
const SAME_MOMENT_MS: i64 = 60_000;
/// Nor is one on the same day, if only the day is known.
const SAME_DAY_MS: i64 = 86_400_000 - 1;

/// When the item was published, and when it was updated after that. Where it is not known when it was published, the
/// date of its last change stands in. WordPress has dates in UTC and in its own zone.
pub fn read(fields: &mut Fields) -> (Option<Moment>, Option<Moment>) {
    let published = first_of(fields, ["date_published", "date_gmt", "date"]);
    let modified = first_of(fields, ["date_modified", "modified_gmt", "modified"]);
    match (published, modified) {
        (None, Some(modified)) => {
            let action = WarningAction::ModifiedForPublished;
            fields.warn("date_modified", &modified.to_rfc3339(), action);
            (Some(modified), None)
        }
        (Some(published), modified) => (Some(published), modified.filter(|modified| is_update(published, *modified))),
        (None, None) => (None, None),
    }
}

fn is_update(published: Moment, modified: Moment) -> bool {
    let same = if published.is_day() || modified.is_day() { SAME_DAY_MS } else { SAME_MOMENT_MS };
    modified.epoch_ms - published.epoch_ms > same
}

fn first_of(fields: &mut Fields, [own, utc, local]: [&str; 3]) -> Option<Moment> {
    if let Some(moment) = fields.date(own) {
        return Some(moment);
    }
    if let Some(value) = fields.take_other_name(utc, WarningAction::TookAsDate) {
        // It is in UTC, even if it does not say so.
        if let Value::String(text) = &value
            && let Some(moment) = Moment::read(text).map(ReadDate::moment)
            && !moment.is_zero_of_programs()
        {
            return Some(Moment::instant(moment.epoch_ms));
        }
        if let Some(moment) = fields.date_of(utc, value) {
            return Some(moment);
        }
    }
    let value = fields.take_other_name(local, WarningAction::TookAsDate)?;
    fields.date_of(local, value)
}

//! Dates with their age, in words.

use js_sys::{Array, Intl, Object, Reflect};
use newsleaf::browser::dates::Dates;
use newsleaf::domain::feed::date::Moment;
use newsleaf::domain::site::messages::interpolate;

use super::spoken::Spoken;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// `2026-11-20 14:30, 5 days ago`, in the publisher's own zone.
pub fn with_age(spoken: Spoken, moment: Moment, now_ms: i64) -> String {
    let date = minute(spoken, moment);
    let age = age(spoken.own.tag, now_ms - moment.epoch_ms);
    interpolate(spoken.own.health_date_and_age(), &[("date", &date), ("age", &age)])
}

/// `2026-11-20 14:30`, in the publisher's own zone.
pub fn minute(spoken: Spoken, moment: Moment) -> String {
    let dates = Dates { language: spoken.own.tag.to_owned(), zone: None };
    dates.iso_minute(moment)
}

fn age(language: &str, ms: i64) -> String {
    let (unit, name) = match ms.abs() {
        0..HOUR => (MINUTE, "minute"),
        HOUR..DAY => (HOUR, "hour"),
        ms if ms < 60 * DAY => (DAY, "day"),
        ms if ms < 730 * DAY => (30 * DAY, "month"),
        _ => (365 * DAY, "year"),
    };
    let options = Object::new();
    // 'this minute' and 'yesterday' rather than 'in 0 minutes' and '1 day ago'.
    let _ = Reflect::set(&options, &"numeric".into(), &"auto".into());
    let format = Intl::RelativeTimeFormat::new(&Array::of1(&language.into()), &options);
    String::from(format.format((-(ms / unit)) as f64, name))
}

//! Dates in the publisher's time zone.
//!
//! How the zones lie is passed in ([`OffsetOf`]). The browser knows them, at no cost in wasm; natively jiff does.

use super::date::{DAY_MS, Moment, MomentKind};

/// How far a time zone is from UTC at an instant, in milliseconds, positive to the east; `None` if there is no such zone. A zone
/// has its IANA name, an instant its milliseconds since 1970.
pub type OffsetOf = fn(zone: &str, epoch_ms: i64) -> Option<i64>;

/// The present, and how the time zones lie.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Now, in milliseconds since 1970.
    pub now_ms: i64,
    /// The offsets of time zones.
    pub offset_of: OffsetOf,
}

/// The time zone that days and times without a zone are read in: the setting `time_zone`, else UTC.
#[derive(Clone, Copy, Debug)]
pub struct TimeZone<'a> {
    name: Option<&'a str>,
    offset_of: OffsetOf,
}

impl<'a> TimeZone<'a> {
    /// The zone of this IANA name; UTC if there is none.
    pub fn new(name: Option<&'a str>, offset_of: OffsetOf) -> TimeZone<'a> {
        TimeZone { name, offset_of }
    }

    /// Whether there is a setting, and a zone of that name.
    pub fn is_set(self) -> bool {
        self.offset_ms(0).is_some()
    }

    /// When a moment is, in milliseconds since 1970. A day is its first instant.
    pub fn instant_ms(self, moment: Moment) -> i64 {
        match moment.kind {
            MomentKind::Instant => moment.epoch_ms,
            MomentKind::LocalTime | MomentKind::Day => self.of_local(moment.epoch_ms),
        }
    }

    /// The instant at which the clocks of the zone show this time, given as if it were UTC. Of a time that they show twice it
    /// is the first; a time that they skip is read by the offset before, so that it lies as much after the gap.
    fn of_local(self, local_ms: i64) -> i64 {
        let offset_near = |distance: i64| self.offset_ms(local_ms.saturating_add(distance)).unwrap_or(0);
        let (before, after) = (offset_near(-DAY_MS), offset_near(DAY_MS));
        let is_shown = |offset: i64| self.offset_ms(local_ms.saturating_sub(offset)) == Some(offset);
        let offset = if before == after || is_shown(before) || !is_shown(after) { before } else { after };
        local_ms.saturating_sub(offset)
    }

    /// How far the zone is from UTC at an instant, in milliseconds; `None` if there is no setting, or no zone of that name.
    pub fn offset_ms(self, epoch_ms: i64) -> Option<i64> {
        (self.offset_of)(self.name?, epoch_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::date::ReadDate;

    const HOUR_MS: i64 = 3_600_000;

    /// As `Europe/Berlin` in 2026: an hour east of UTC, two from 29 March to 25 October, each time at 01:00 UTC. At
    /// `Nowhere/Midnight` the summer begins at midnight.
    fn offset_of(zone: &str, epoch_ms: i64) -> Option<i64> {
        let at = |text| Moment::read(text).unwrap().moment().epoch_ms;
        let (begins, offset) = match zone {
            "Europe/Berlin" => ("2026-03-29T01:00:00Z", HOUR_MS),
            "Nowhere/Midnight" => ("2026-03-29T03:00:00Z", -3 * HOUR_MS),
            _ => return None,
        };
        let is_summer = (at(begins)..at("2026-10-25T01:00:00Z")).contains(&epoch_ms);
        Some(offset + if is_summer { HOUR_MS } else { 0 })
    }

    fn instant(zone: Option<&str>, text: &str) -> String {
        let moment = Moment::read(text).map(ReadDate::moment).unwrap();
        Moment::instant(TimeZone::new(zone, offset_of).instant_ms(moment)).to_rfc3339()
    }

    #[test]
    fn a_time_without_a_zone_is_read_in_the_time_zone_in_summer_and_in_winter() {
        for (text, expected) in [
            ("2026-01-15T12:00:00", "2026-01-15T11:00:00Z"),
            ("2026-07-15T12:00:00", "2026-07-15T10:00:00Z"),
            ("2026-03-29T01:59:00", "2026-03-29T00:59:00Z"),
            ("2026-03-29T03:00:00", "2026-03-29T01:00:00Z"),
            ("2026-10-25T01:59:00", "2026-10-24T23:59:00Z"),
            ("2026-10-25T03:00:00", "2026-10-25T02:00:00Z"),
        ] {
            assert_eq!(instant(Some("Europe/Berlin"), text), expected, "{text}");
        }
    }

    #[test]
    fn a_time_that_clocks_skip_lies_after_the_gap_and_one_that_they_show_twice_is_the_first() {
        assert_eq!(instant(Some("Europe/Berlin"), "2026-03-29T02:30:00"), "2026-03-29T01:30:00Z");
        assert_eq!(instant(Some("Europe/Berlin"), "2026-10-25T02:30:00"), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn a_day_begins_at_its_midnight_in_the_time_zone_or_where_clocks_skip_that_after_the_gap() {
        assert_eq!(instant(Some("Europe/Berlin"), "2026-01-15"), "2026-01-14T23:00:00Z");
        assert_eq!(instant(Some("Europe/Berlin"), "2026-07-15"), "2026-07-14T22:00:00Z");
        assert_eq!(instant(Some("Nowhere/Midnight"), "2026-03-29"), "2026-03-29T03:00:00Z");
        assert_eq!(instant(Some("Nowhere/Midnight"), "2026-03-30"), "2026-03-30T02:00:00Z");
    }

    #[test]
    fn an_instant_needs_no_zone_and_without_one_times_and_days_are_those_of_utc() {
        assert_eq!(instant(Some("Europe/Berlin"), "2026-07-15T12:00:00-05:00"), "2026-07-15T17:00:00Z");
        for zone in [None, Some("Nowhere/Else")] {
            assert_eq!(instant(zone, "2026-07-15T12:00:00"), "2026-07-15T12:00:00Z");
            assert_eq!(instant(zone, "2026-07-15"), "2026-07-15T00:00:00Z");
            assert!(!TimeZone::new(zone, offset_of).is_set());
        }
    }
}

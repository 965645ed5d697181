//! Stories that are held back until their time.

use std::sync::Arc;

use super::date::{Moment, MomentKind};
use super::key::Key;
use super::model::Item;
use super::time_zone::TimeZone;

/// Clocks of publishers, hosts and readers differ by some minutes.
const CLOCKS_DIFFER_MS: i64 = 10 * 60_000;
/// No zone is further east of UTC: a time without a zone that lies less than this ahead in UTC may be past where it was written.
const FURTHEST_EAST_MS: i64 = 14 * 3_600_000;

/// When a story is due that is held back now, in milliseconds since 1970; `None` if it is shown. A story is held back if its
/// date lies more than ten minutes ahead. A time in an unknown zone is read as UTC and held back from 14 hours ahead.
pub fn due_ms(item: &Item, zone: TimeZone, now_ms: i64) -> Option<i64> {
    due(item, zone, now_ms, CLOCKS_DIFFER_MS)
}

/// The same where the present was said, and read from no clock: a story is held back until the instant of its date.
pub fn exactly_due_ms(item: &Item, zone: TimeZone, now_ms: i64) -> Option<i64> {
    due(item, zone, now_ms, 0)
}

fn due(item: &Item, zone: TimeZone, now_ms: i64, clocks_differ_ms: i64) -> Option<i64> {
    let moment = item.published?;
    // Most stories are so old that their zone doesn't count.
    if moment.epoch_ms.saturating_add(FURTHEST_EAST_MS) <= now_ms {
        return None;
    }
    let instant_ms = zone.instant_ms(moment);
    if is_of_unknown_zone(moment, zone) {
        let due_ms = instant_ms.saturating_sub(FURTHEST_EAST_MS);
        return (due_ms >= now_ms).then_some(due_ms);
    }
    (instant_ms > now_ms.saturating_add(clocks_differ_ms)).then_some(instant_ms)
}

/// The keys of the stories that are held back, in order.
pub fn held_back(items: &[Arc<Item>], zone: TimeZone, now_ms: i64) -> Vec<Key> {
    let held_back = items.iter().filter(|item| due_ms(item, zone, now_ms).is_some());
    let mut keys: Vec<Key> = held_back.map(|item| item.key).collect();
    keys.sort_unstable();
    keys
}

fn is_of_unknown_zone(moment: Moment, zone: TimeZone) -> bool {
    moment.kind == MomentKind::LocalTime && !zone.is_set()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::date::ReadDate;

    /// As far as these tests go, Shanghai is eight hours east of UTC and Honolulu ten hours west.
    fn offset_of(zone: &str, _: i64) -> Option<i64> {
        match zone {
            "Asia/Shanghai" => Some(8 * 3_600_000),
            "Pacific/Honolulu" => Some(-10 * 3_600_000),
            _ => None,
        }
    }

    fn read(text: &str) -> Moment {
        Moment::read(text).map(ReadDate::moment).unwrap()
    }

    /// When a story of this date is due.
    fn due(zone: Option<&str>, date: &str, now: &str) -> Option<String> {
        let mut item = Item::example("x");
        item.published = Some(read(date));
        let due_ms = due_ms(&item, TimeZone::new(zone, offset_of), read(now).epoch_ms);
        due_ms.map(|due_ms| Moment::instant(due_ms).to_rfc3339())
    }

    #[test]
    fn a_date_with_a_zone_is_held_back_from_more_than_ten_minutes_ahead() {
        let date = "2026-05-03T20:00:00+08:00";
        for zone in [None, Some("Pacific/Honolulu")] {
            assert_eq!(due(zone, date, "2026-05-03T11:49:59Z").as_deref(), Some("2026-05-03T12:00:00Z"));
            assert_eq!(due(zone, date, "2026-05-03T11:50:00Z"), None);
            assert_eq!(due(zone, date, "2026-05-03T12:00:00Z"), None);
        }
    }

    #[test]
    fn a_time_without_a_zone_is_held_back_as_one_of_the_time_zone() {
        for (zone, instant, shown, held) in [
            ("Asia/Shanghai", "2026-05-03T12:00:00Z", "2026-05-03T11:50:00Z", "2026-05-03T11:49:59Z"),
            ("Pacific/Honolulu", "2026-05-04T06:00:00Z", "2026-05-04T05:50:00Z", "2026-05-04T05:49:59Z"),
        ] {
            assert_eq!(due(Some(zone), "2026-05-03T20:00:00", held).as_deref(), Some(instant));
            assert_eq!(due(Some(zone), "2026-05-03T20:00:00", shown), None);
        }
    }

    #[test]
    fn a_time_whose_zone_nobody_knows_is_held_back_from_fourteen_hours_ahead_in_utc() {
        for zone in [None, Some("Nowhere/Else")] {
            let due = |now| due(zone, "2026-05-03T20:00:00", now);
            assert_eq!(due("2026-05-02T00:00:00Z").as_deref(), Some("2026-05-03T06:00:00Z"));
            assert_eq!(due("2026-05-03T06:00:00Z").as_deref(), Some("2026-05-03T06:00:00Z"));
            assert_eq!(due("2026-05-03T06:00:01Z"), None);
        }
    }

    #[test]
    fn a_bare_day_is_held_back_until_it_begins_in_the_time_zone_or_in_utc() {
        for (zone, begins, before) in [
            (Some("Asia/Shanghai"), "2026-05-02T16:00:00Z", "2026-05-02T15:49:00Z"),
            (Some("Pacific/Honolulu"), "2026-05-03T10:00:00Z", "2026-05-03T09:49:00Z"),
            (None, "2026-05-03T00:00:00Z", "2026-05-02T23:49:00Z"),
        ] {
            assert_eq!(due(zone, "2026-05-03", before).as_deref(), Some(begins), "{zone:?}");
            assert_eq!(due(zone, "2026-05-03", begins), None, "{zone:?}");
        }
    }

    #[test]
    fn a_story_without_a_date_is_shown() {
        assert_eq!(due_ms(&Item::example("x"), TimeZone::new(None, offset_of), 0), None);
    }
}

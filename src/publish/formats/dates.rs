//! Dates as other programs read them: W3C's profile of ISO 8601 (NOTE-datetime), and RFC 822 with the four-digit years of
//! RFC 2822, which RSS asks for.
//!
//! Both have the offset of the publisher's time zone. A time without a zone is read in that zone, as on the pages.

use crate::domain::feed::date::Moment;
use crate::domain::feed::time_zone::TimeZone;

const MINUTE_MS: i64 = 60_000;

/// `2026-11-24T09:00:00+08:00`; `Z` for the offset in UTC. A day without a time is a day: `2026-11-24`.
pub fn w3c(moment: Moment, zone: TimeZone) -> String {
    if moment.is_day() {
        return moment.to_rfc3339();
    }
    let (local, offset) = local(moment, zone);
    local.to_rfc3339() + &if offset == 0 { "Z".to_owned() } else { offset_text(offset, ":") }
}

/// `Tue, 24 Nov 2026 09:00:00 +0800`. A day without a time begins at its midnight in the zone.
pub fn rfc822(moment: Moment, zone: TimeZone) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const DAY_MS: i64 = 86_400_000;
    let (local, offset) = local(moment, zone);
    let (year, month, day) = local.utc_date();
    // 1970 began on a Thursday.
    let weekday = DAYS[local.epoch_ms.div_euclid(DAY_MS).rem_euclid(7) as usize];
    let month = MONTHS[month as usize - 1];
    let second = local.epoch_ms.rem_euclid(DAY_MS) / 1000;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let offset = offset_text(offset, "");
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} {offset}")
}

/// The local time of the zone, and its offset from UTC in minutes. Neither notation has seconds of an offset, which
/// some zones had before 1972: such a time is written in UTC.
fn local(moment: Moment, zone: TimeZone) -> (Moment, i64) {
    let instant_ms = zone.instant_ms(moment);
    let offset_ms = zone.offset_ms(instant_ms).filter(|offset| offset % MINUTE_MS == 0).unwrap_or(0);
    (Moment::local_time(instant_ms + offset_ms), offset_ms / MINUTE_MS)
}

fn offset_text(minutes: i64, colon: &str) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    format!("{sign}{hours:02}{colon}{minutes:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::dates::offset_of;
    use crate::domain::feed::date::ReadDate;

    fn both(text: &str, zone: Option<&str>) -> (String, String) {
        let moment = Moment::read(text).map(ReadDate::moment).unwrap();
        let zone = TimeZone::new(zone, offset_of);
        (w3c(moment, zone), rfc822(moment, zone))
    }

    #[test]
    fn dates_have_the_offset_of_the_time_zone() {
        for (text, zone, iso, rfc) in [
            (
                "2026-11-24T01:00:00Z",
                Some("Asia/Shanghai"),
                "2026-11-24T09:00:00+08:00",
                "Tue, 24 Nov 2026 09:00:00 +0800",
            ),
            ("2026-11-24T09:00:00+08:00", None, "2026-11-24T01:00:00Z", "Tue, 24 Nov 2026 01:00:00 +0000"),
            (
                "2026-07-01T00:30:05Z",
                Some("America/St_Johns"),
                "2026-06-30T22:00:05-02:30",
                "Tue, 30 Jun 2026 22:00:05 -0230",
            ),
            ("2026-01-01T12:00:00Z", Some("Europe/London"), "2026-01-01T12:00:00Z", "Thu, 01 Jan 2026 12:00:00 +0000"),
            ("1969-12-31T23:59:59Z", None, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 +0000"),
        ] {
            assert_eq!(both(text, zone), (iso.to_owned(), rfc.to_owned()), "{text} {zone:?}");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_read_in_the_time_zone_and_a_day_stays_a_day() {
        assert_eq!(both("2026-07-01T12:00:00", Some("Europe/Berlin")).0, "2026-07-01T12:00:00+02:00");
        assert_eq!(both("2026-07-01T12:00:00", None).0, "2026-07-01T12:00:00Z");
        let (iso, rfc) = both("2026-07-01", Some("Europe/Berlin"));
        assert_eq!((iso.as_str(), rfc.as_str()), ("2026-07-01", "Wed, 01 Jul 2026 00:00:00 +0200"));
    }

    #[test]
    fn an_offset_with_seconds_is_written_in_utc() {
        assert_eq!(both("1850-01-01T12:00:00Z", Some("Europe/Berlin")).0, "1850-01-01T12:00:00Z");
    }

    #[test]
    fn every_date_is_read_back_as_the_same_instant() {
        for zone in [None, Some("Asia/Kathmandu"), Some("America/New_York")] {
            for text in ["2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]
            {
                let moment = Moment::read(text).map(ReadDate::moment).unwrap();
                for written in <[String; 2]>::from(both(text, zone)) {
                    if let Some(read) = Moment::read(&written) {
                        assert_eq!(read.moment(), moment, "{written}");
                    } else {
                        assert!(!text.starts_with('2'), "{written} is not read");
                    }
                }
            }
        }
    }
}

//! Dates and times of feeds.

mod read;
#[cfg(test)]
mod tests;

use self::read::{read_iso, read_rfc2822};

/// A point in time, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "ssr", derive(serde::Deserialize, serde::Serialize))]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub epoch_ms: i64,
    /// The known part of the date.
    pub kind: MomentKind,
}

/// How exactly a moment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "ssr", derive(serde::Deserialize, serde::Serialize))]
pub enum MomentKind {
    /// The point in time.
    Instant,
    /// Day and time without a zone; `epoch_ms` is that time in UTC.
    LocalTime,
    /// A calendar day, without a time; `epoch_ms` is its midnight in UTC.
    Day,
}

/// A date that was read, and whether it follows RFC 3339, which JSON Feed asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadDate {
    /// It follows RFC 3339.
    Exact(Moment),
    /// It has another notation.
    Repaired(Moment),
    /// It has a time without a zone.
    WithoutZone(Moment),
}

impl ReadDate {
    /// The point in time.
    pub fn moment(self) -> Moment {
        match self {
            ReadDate::Exact(moment) | ReadDate::Repaired(moment) | ReadDate::WithoutZone(moment) => moment,
        }
    }
}

/// A day in milliseconds.
pub(super) const DAY_MS: i64 = 86_400_000;

impl Moment {
    /// A point in time.
    pub const fn instant(epoch_ms: i64) -> Moment {
        Moment { epoch_ms, kind: MomentKind::Instant }
    }

    /// A time without a zone, by that time in UTC.
    pub const fn local_time(epoch_ms: i64) -> Moment {
        Moment { epoch_ms, kind: MomentKind::LocalTime }
    }

    /// A calendar day, by its midnight in UTC.
    pub const fn day(epoch_ms: i64) -> Moment {
        Moment { epoch_ms, kind: MomentKind::Day }
    }

    /// Whether it is a day without a time.
    pub fn is_day(self) -> bool {
        self.kind == MomentKind::Day
    }

    /// Whether it is the zero date of Go and .NET: 0001-01-01T00:00:00, in UTC or in a local zone.
    pub fn is_zero_of_programs(self) -> bool {
        const ZERO_MS: i64 = -62_135_596_800_000;
        (self.epoch_ms - ZERO_MS).abs() < DAY_MS
    }

    /// Reads RFC 3339, the dates and times of ISO 8601 without zone or seconds, and RFC 2822 with its obsolete zones.
    /// `None` if it is none of these, not a day of the calendar, or not within the years 0000 to 9999.
    pub fn read(text: &str) -> Option<ReadDate> {
        let text = text.trim();
        let begins_with_year = text.len() >= 8 && text.bytes().take(4).all(|byte| byte.is_ascii_digit());
        let read = if begins_with_year { read_iso(text) } else { read_rfc2822(text) }?;
        (0..=9999).contains(&read.moment().utc_date().0).then_some(read)
    }

    /// Reads seconds or milliseconds since 1970; numbers beyond the year 5138 in seconds are milliseconds. Numbers
    /// below 100,000,000 (1973) are not dates: 0 means no date, 2020 and 20201106 are written otherwise.
    pub fn from_epoch(number: f64) -> Option<Moment> {
        let size = number.abs();
        let ms = if size < 1e11 { number * 1000.0 } else { number };
        ((1e8..2.5e14).contains(&size)).then_some(Moment::instant(ms as i64))
    }

    /// The moment as RFC 3339 in UTC; without the `Z` where its zone is not known, and without a time where that is not. It suits
    /// `<time datetime>`.
    pub fn to_rfc3339(self) -> String {
        let (year, month, day) = self.utc_date();
        let mut text = String::with_capacity(20);
        push_padded(&mut text, year.clamp(0, 9999) as u32, 4);
        for (mark, number) in [('-', month), ('-', day)] {
            text.push(mark);
            push_padded(&mut text, number, 2);
        }
        if self.kind != MomentKind::Day {
            let second = (self.epoch_ms.rem_euclid(DAY_MS) / 1000) as u32;
            for (mark, number) in [('T', second / 3600), (':', second / 60 % 60), (':', second % 60)] {
                text.push(mark);
                push_padded(&mut text, number, 2);
            }
        }
        if self.kind == MomentKind::Instant {
            text.push('Z');
        }
        text
    }

    /// Year, month and day in UTC, by the proleptic Gregorian calendar.
    pub fn utc_date(self) -> (i64, u32, u32) {
        // Days are counted from 1 March of the year 0, so that a leap day is the last day of its year.
        let days = self.epoch_ms.div_euclid(DAY_MS) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = (of_year - (153 * shifted + 2) / 5 + 1) as u32;
        let month = (if shifted < 10 { shifted + 3 } else { shifted - 9 }) as u32;
        (year_of_era + era * 400 + i64::from(month <= 2), month, day)
    }
}

fn push_padded(text: &mut String, number: u32, width: usize) {
    let digits = number.to_string();
    for _ in digits.len()..width {
        text.push('0');
    }
    text.push_str(&digits);
}

/// Days since 1970 of a valid calendar day.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(0..=9999).contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468)
}

/// Milliseconds of a time of day. A leap second counts as the second before it, 24:00 as the next midnight.
fn time_ms(hour: i64, minute: i64, second: i64) -> Option<i64> {
    let midnight = hour == 24 && minute == 0 && second == 0;
    ((hour < 24 || midnight) && minute < 60 && second <= 60)
        .then_some((hour * 3600 + minute * 60 + second.min(59)) * 1000)
}

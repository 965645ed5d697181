//! Points in time as feeds write them.

/// A point in time, with how exactly the feed knew it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub epoch_ms: i64,
    /// The feed gave a date without a time: it is that calendar day everywhere, `epoch_ms` is its midnight in UTC.
    pub date_only: bool,
}

/// A date as it was read, and how far it is from RFC 3339, which JSON Feed asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadDate {
    /// As the specification has it.
    Exact(Moment),
    /// Another notation of the same.
    Mended(Moment),
    /// A time without a zone, taken as UTC.
    WithoutZone(Moment),
}

impl ReadDate {
    /// The point in time.
    pub fn moment(self) -> Moment {
        match self {
            ReadDate::Exact(moment) | ReadDate::Mended(moment) | ReadDate::WithoutZone(moment) => moment,
        }
    }
}

const DAY_MS: i64 = 86_400_000;

impl Moment {
    /// Reads RFC 3339, ISO 8601's dates and times without zone or seconds, and RFC 2822 with its obsolete zones.
    /// `None` where it is none of them, or no day of the calendar.
    pub fn read(text: &str) -> Option<ReadDate> {
        let text = text.trim();
        let mut cursor = Cursor(text.as_bytes());
        if cursor.0.len() >= 8 && cursor.0[..4].iter().all(u8::is_ascii_digit) && !text.contains(',') {
            read_iso(&mut cursor)
        } else {
            read_rfc2822(&mut cursor)
        }
    }

    /// Seconds or milliseconds since 1970: numbers beyond the year 5138 in seconds are milliseconds.
    pub fn from_epoch(number: f64) -> Option<Moment> {
        let ms = if number.abs() < 1e11 { number * 1000.0 } else { number };
        (ms.abs() < 2.5e14).then_some(Moment { epoch_ms: ms as i64, date_only: false })
    }

    /// The moment as RFC 3339 in UTC; a date without a time as `YYYY-MM-DD`. Right for `<time datetime>`.
    pub fn to_rfc3339(self) -> String {
        let (year, month, day) = self.utc_date();
        let mut text = String::with_capacity(20);
        push_padded(&mut text, year.max(0) as u32, 4);
        for (mark, number) in [('-', month), ('-', day)] {
            text.push(mark);
            push_padded(&mut text, number, 2);
        }
        if !self.date_only {
            let second = (self.epoch_ms.rem_euclid(DAY_MS) / 1000) as u32;
            for (mark, number) in [('T', second / 3600), (':', second / 60 % 60), (':', second % 60)] {
                text.push(mark);
                push_padded(&mut text, number, 2);
            }
            text.push('Z');
        }
        text
    }

    /// Year, month and day in UTC, by the proleptic Gregorian calendar.
    pub fn utc_date(self) -> (i64, u32, u32) {
        // Days are counted from 1 March of the year 0, so that a leap day is a year's last.
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

/// Days since 1970 of a day that is in the calendar.
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

/// Milliseconds of a time of day; a leap second counts as the last ordinary one, 24:00 as the next midnight.
fn time_ms(hour: i64, minute: i64, second: i64) -> Option<i64> {
    let midnight = hour == 24 && minute == 0 && second == 0;
    ((hour < 24 || midnight) && minute < 60 && second <= 60)
        .then_some((hour * 3600 + minute * 60 + second.min(59)) * 1000)
}

/// What is left to read.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn skip(&mut self, byte: u8) -> bool {
        let there = self.0.first() == Some(&byte);
        if there {
            self.0 = &self.0[1..];
        }
        there
    }

    fn skip_spaces(&mut self) {
        while self.skip(b' ') || self.skip(b'\t') {}
    }

    /// A number of `least` to `most` digits.
    fn number(&mut self, least: usize, most: usize) -> Option<i64> {
        let length = self.0.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        if length < least {
            return None;
        }
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        Some(digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
    }

    /// A word of letters, in lower case.
    fn word(&mut self) -> Vec<u8> {
        let length = self.0.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = self.0.split_at(length);
        self.0 = rest;
        word.to_ascii_lowercase()
    }

    /// `+08:00`, `-0530`, `+08` as milliseconds east of UTC.
    fn offset(&mut self) -> Option<i64> {
        let sign = if self.skip(b'+') {
            1
        } else if self.skip(b'-') {
            -1
        } else {
            return None;
        };
        let hours = self.number(2, 2)?;
        self.skip(b':');
        let minutes = self.number(2, 2).unwrap_or(0);
        (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60_000)
    }
}

fn read_iso(cursor: &mut Cursor) -> Option<ReadDate> {
    let year = cursor.number(4, 4)?;
    let dashes = cursor.skip(b'-') || cursor.skip(b'/') || cursor.skip(b'.');
    let month = cursor.number(1, 2)?;
    if dashes && !(cursor.skip(b'-') || cursor.skip(b'/') || cursor.skip(b'.')) {
        return None;
    }
    let midnight = days(year, month, cursor.number(1, 2)?)? * DAY_MS;
    if cursor.0.is_empty() {
        return Some(ReadDate::Mended(Moment { epoch_ms: midnight, date_only: true }));
    }
    let mut exact = dashes && (cursor.skip(b'T') || cursor.skip(b't'));
    if !exact {
        cursor.skip(b'T');
        cursor.skip_spaces();
    }
    let hour = cursor.number(1, 2)?;
    cursor.skip(b':');
    let minute = cursor.number(2, 2)?;
    let mut second = 0;
    let mut fraction = 0;
    if cursor.skip(b':') || cursor.0.first().is_some_and(u8::is_ascii_digit) {
        second = cursor.number(2, 2)?;
        if cursor.skip(b'.') || cursor.skip(b',') {
            let before = cursor.0.len();
            let digits = cursor.number(1, 3)?;
            fraction = digits * [100, 10, 1][before - cursor.0.len() - 1];
            while cursor.0.first().is_some_and(u8::is_ascii_digit) {
                cursor.0 = &cursor.0[1..];
            }
        }
    } else {
        exact = false;
    }
    let local = midnight + time_ms(hour, minute, second)? + fraction;
    let spaces = cursor.0.first() == Some(&b' ');
    cursor.skip_spaces();
    if cursor.0.is_empty() {
        return Some(ReadDate::WithoutZone(Moment { epoch_ms: local, date_only: false }));
    }
    let utc = cursor.skip(b'Z') || cursor.skip(b'z');
    let offset = if utc { 0 } else { zone(cursor)? };
    if !cursor.0.is_empty() {
        return None;
    }
    let moment = Moment { epoch_ms: local - offset, date_only: false };
    Some(if exact && !spaces { ReadDate::Exact(moment) } else { ReadDate::Mended(moment) })
}

/// `Thu, 05 Nov 2020 09:30:00 +0800`, with or without the day of the week, seconds and zone.
fn read_rfc2822(cursor: &mut Cursor) -> Option<ReadDate> {
    const MONTHS: [&[u8; 3]; 12] =
        [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
    let month_of = |word: &[u8]| MONTHS.iter().position(|month| word.starts_with(&month[..])).map(|at| at as i64 + 1);
    let first = cursor.word();
    cursor.skip(b',');
    cursor.skip_spaces();
    let (day, month) = match month_of(&first) {
        // `Nov 5, 2020`
        Some(month) if cursor.0.first().is_some_and(u8::is_ascii_digit) && !first.is_empty() => {
            let day = cursor.number(1, 2)?;
            cursor.skip(b',');
            (day, month)
        }
        _ => {
            let day = cursor.number(1, 2)?;
            if !cursor.skip(b'-') {
                cursor.skip_spaces();
            }
            (day, month_of(&cursor.word())?)
        }
    };
    if !cursor.skip(b'-') {
        cursor.skip_spaces();
    }
    let before = cursor.0.len();
    let year = match (cursor.number(2, 4)?, before - cursor.0.len()) {
        (year @ 0..=49, 2) => year + 2000,
        (year, 2 | 3) => year + 1900,
        (year, _) => year,
    };
    let midnight = days(year, month, day)? * DAY_MS;
    cursor.skip_spaces();
    if cursor.0.is_empty() {
        return Some(ReadDate::Mended(Moment { epoch_ms: midnight, date_only: true }));
    }
    let hour = cursor.number(1, 2)?;
    if !cursor.skip(b':') {
        return None;
    }
    let minute = cursor.number(2, 2)?;
    let second = if cursor.skip(b':') { cursor.number(2, 2)? } else { 0 };
    let local = midnight + time_ms(hour, minute, second)?;
    cursor.skip_spaces();
    if cursor.0.is_empty() {
        return Some(ReadDate::WithoutZone(Moment { epoch_ms: local, date_only: false }));
    }
    let offset = zone(cursor)?;
    Some(ReadDate::Mended(Moment { epoch_ms: local - offset, date_only: false }))
}

/// A zone by number or by one of RFC 822's names, as milliseconds east of UTC.
fn zone(cursor: &mut Cursor) -> Option<i64> {
    if let Some(offset) = cursor.offset() {
        return Some(offset);
    }
    let hours = match cursor.word().as_slice() {
        b"z" | b"ut" | b"utc" | b"gmt" => return Some(cursor.offset().unwrap_or(0)),
        b"edt" => -4,
        b"est" | b"cdt" => -5,
        b"cst" | b"mdt" => -6,
        b"mst" | b"pdt" => -7,
        b"pst" => -8,
        _ => return None,
    };
    Some(hours * 3_600_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read, as RFC 3339 in UTC.
    fn read(text: &str) -> Option<String> {
        Some(Moment::read(text)?.moment().to_rfc3339())
    }

    #[test]
    fn rfc_3339_is_read_exactly() {
        for (text, expected) in [
            ("2020-11-06T14:30:00Z", "2020-11-06T14:30:00Z"),
            ("2020-11-06T14:30:00+08:00", "2020-11-06T06:30:00Z"),
            ("2020-11-06t14:30:00.123456-05:30", "2020-11-06T20:00:00Z"),
            ("2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
            ("2020-11-06T24:00:00Z", "2020-11-07T00:00:00Z"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
            assert!(matches!(Moment::read(text), Some(ReadDate::Exact(_))), "{text}");
        }
        assert_eq!(Moment::read("1970-01-01T00:00:00.25Z").unwrap().moment().epoch_ms, 250);
    }

    #[test]
    fn dates_that_deviate_are_read_and_told_from_exact_ones() {
        for (text, expected) in [
            ("2020-11-06", "2020-11-06"),
            ("2020/11/6", "2020-11-06"),
            ("20201106", "2020-11-06"),
            ("2020-11-06T14:30Z", "2020-11-06T14:30:00Z"),
            ("2020-11-06 14:30:00 +0800", "2020-11-06T06:30:00Z"),
            ("2020-11-06 14:30:00 UTC", "2020-11-06T14:30:00Z"),
            ("20201106T143000Z", "2020-11-06T14:30:00Z"),
            ("Thu, 05 Nov 2020 09:30:00 +0800", "2020-11-05T01:30:00Z"),
            ("5 Nov 2020 09:30 EST", "2020-11-05T14:30:00Z"),
            ("Thursday, 05-Nov-20 09:30:00 GMT", "2020-11-05T09:30:00Z"),
            ("Nov 5, 2020", "2020-11-05"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
            assert!(matches!(Moment::read(text), Some(ReadDate::Mended(_))), "{text}");
        }
    }

    #[test]
    fn a_time_without_a_zone_says_so() {
        for text in ["2020-11-06T14:30:00", "2020-11-06 14:30", "Thu, 05 Nov 2020 09:30:00"] {
            assert!(matches!(Moment::read(text), Some(ReadDate::WithoutZone(_))), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_of_the_calendar_is_no_date() {
        for text in [
            "",
            "now",
            "2020",
            "2020-13-01",
            "2021-02-29T00:00:00Z",
            "2020-11-06T25:00:00Z",
            "2020-11-06T14:30:00Zx",
            "0000-00-00T00:00:00Z",
            "31 Foo 2020",
            "2020-11-06T14:30:00+99:00",
            "٢٠٢٠-١١-٠٦",
            "99999999999999999999",
        ] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }

    #[test]
    fn epoch_numbers_are_seconds_or_milliseconds() {
        assert_eq!(Moment::from_epoch(1_604_673_000.0), Moment::from_epoch(1_604_673_000_000.0));
        assert_eq!(Moment::from_epoch(1e300), None);
        assert_eq!(Moment::from_epoch(f64::NAN), None);
    }

    #[test]
    fn every_day_of_four_centuries_is_written_as_it_is_read() {
        for day in -140_000..20_000 {
            let moment = Moment { epoch_ms: day * DAY_MS, date_only: true };
            assert_eq!(Moment::read(&moment.to_rfc3339()).unwrap().moment(), moment);
        }
    }
}

//! Reads dates in the notations that feeds use.

use super::{DAY_MS, Moment, ReadDate, days, time_ms};

/// Reads `2020-11-06T14:30:00+08:00` and similar notations.
pub fn read_iso(text: &str) -> Option<ReadDate> {
    // Java adds the name of the zone: `2020-11-06T14:30:00+08:00[Asia/Shanghai]` (RFC 9557).
    let plain = text.strip_suffix(']').and_then(|text| text.rsplit_once('[')).map_or(text, |(plain, _)| plain);
    let cursor = &mut Cursor(plain.as_bytes());
    let year = cursor.number(4, 4)?;
    let dashes = cursor.skip(b'-') || cursor.skip(b'/') || cursor.skip(b'.');
    let month = cursor.number(1, 2)?;
    if dashes && !(cursor.skip(b'-') || cursor.skip(b'/') || cursor.skip(b'.')) {
        return None;
    }
    let midnight = days(year, month, cursor.number(1, 2)?)? * DAY_MS;
    if cursor.0.is_empty() {
        return Some(ReadDate::Repaired(Moment::day(midnight)));
    }
    if !cursor.skip(b'T') && !cursor.skip(b't') {
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
    }
    let local = midnight + time_ms(hour, minute, second)? + fraction;
    cursor.skip_spaces();
    if cursor.0.is_empty() {
        return Some(ReadDate::WithoutZone(Moment::local_time(local)));
    }
    let offset = zone(cursor)?;
    if !cursor.0.is_empty() {
        return None;
    }
    let moment = Moment::instant(local - offset);
    Some(if is_rfc3339(text) { ReadDate::Exact(moment) } else { ReadDate::Repaired(moment) })
}

/// Whether a date has the form of RFC 3339. In the pattern, `0` stands for a digit.
fn is_rfc3339(text: &str) -> bool {
    let has_form = |text: &[u8], form: &[u8]| {
        text.len() == form.len()
            && text.iter().zip(form).all(|(byte, form)| match form {
                b'0' => byte.is_ascii_digit(),
                form => byte.eq_ignore_ascii_case(form),
            })
    };
    let Some((time, mut zone)) = text.as_bytes().split_at_checked(19) else { return false };
    if let [b'.', rest @ ..] = zone {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        zone = if digits > 0 { &rest[digits..] } else { b"" };
    }
    has_form(time, b"0000-00-00T00:00:00")
        && (has_form(zone, b"Z") || has_form(zone, b"+00:00") || has_form(zone, b"-00:00"))
}

/// `Thu, 05 Nov 2020 09:30:00 +0800`, with or without the day of the week, seconds and zone; also `Nov 5, 2020` and
/// what JavaScript writes, `Thu Nov 05 2020 09:30:00 GMT+0800 (China Standard Time)`.
pub fn read_rfc2822(text: &str) -> Option<ReadDate> {
    const MONTHS: [&[u8; 3]; 12] =
        [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
    let month_of = |word: &[u8]| MONTHS.iter().position(|month| word.starts_with(&month[..])).map(|at| at as i64 + 1);
    // A text in brackets is a comment.
    let text = text.split('(').next().unwrap_or("").trim_end();
    let cursor = &mut Cursor(text.as_bytes());
    let mut first = cursor.word();
    cursor.skip(b',');
    cursor.skip_spaces();
    if cursor.0.first().is_some_and(u8::is_ascii_alphabetic) {
        // The first word was the day of the week.
        first = cursor.word();
        cursor.skip_spaces();
    }
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
        return Some(ReadDate::Repaired(Moment::day(midnight)));
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
        return Some(ReadDate::WithoutZone(Moment::local_time(local)));
    }
    let offset = zone(cursor)?;
    if !cursor.0.is_empty() {
        return None;
    }
    Some(ReadDate::Repaired(Moment::instant(local - offset)))
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
        // RFC 822 had letters for zones, but with the wrong signs: RFC 2822 says to take them as UTC.
        [letter] if *letter != b'j' => 0,
        _ => return None,
    };
    Some(hours * 3_600_000)
}

/// The rest of the text.
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

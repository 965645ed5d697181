//! Reads dates as feeds write them, and keeps their offsets from UTC.

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::month::month_of;

/// A date of a feed, as a JSON Feed has it.
#[derive(Debug, PartialEq, Eq)]
pub struct Date {
    /// In RFC 3339; without an offset or without a time where the feed has none.
    pub text: String,
    /// What the feed's date lacks.
    pub lacks: Option<Lack>,
}

/// What a date lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A time zone that is known.
    Zone,
    /// The time of day.
    Time,
    /// The day of the month.
    Day,
}

/// Reads a date of RFC 3339, the W3C or RFC 822, and of programs that come near.
pub fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    let numbers = without_weekday(text);
    seconds(text)
        .or_else(|| iso(numbers))
        .or_else(|| day_first(numbers))
        .or_else(|| signs(text))
        .or_else(|| words(text))
}

/// `Fri, 27/11/2026` without its first word.
fn without_weekday(text: &str) -> &str {
    let numbers = text.trim_start_matches(char::is_alphabetic).trim_start_matches(['.', ',', ' ']);
    let length = numbers.bytes().take_while(|byte| byte.is_ascii_digit() || b"-/. ".contains(byte)).count();
    if length >= "1/1/2026".len() { numbers } else { text }
}

/// `27.11.2026 10:00`, `27 11 2026`, `27/11/2026`, `11-27-2026`. With slashes and hyphens the order is only known where one
/// number is no month.
fn day_first(text: &str) -> Option<Date> {
    let mut cursor = Cursor(text);
    let first = cursor.digits(1, 2)?;
    let separator = cursor.0.chars().next().filter(|c| matches!(c, '.' | ' ' | '/' | '-'))?;
    cursor.0 = &cursor.0[1..];
    let second = cursor.digits(1, 2)?;
    cursor.0 = cursor.0.strip_prefix(separator)?;
    let year = cursor.digits(4, 4)?;
    let (day_of_month, month) = match (separator, first, second) {
        ('.' | ' ', first, second) => (first, second),
        (_, first @ 13.., second) => (first, second),
        (_, first, second @ 13..) => (second, first),
        (_, first, second) if first == second => (first, second),
        _ => return None,
    };
    cursor.skip_hyphen_before_time();
    cursor.skip_all(" ,T\t\n");
    if offset(cursor.0).is_none() {
        cursor.skip_all(" -");
    }
    if cursor.0.is_empty() {
        return day(year, month, day_of_month, Lack::Time);
    }
    finish(year, month, day_of_month, &mut cursor)
}

/// `2026年11月28日 10:00`, `2026년 11월 28일`: the signs stand for what separates numbers elsewhere.
fn signs(text: &str) -> Option<Date> {
    text.contains(['年', '년']).then_some(())?;
    let mut written = String::new();
    for c in text.chars() {
        match c {
            '年' | '月' | '년' | '월' => written.push('-'),
            '日' | '일' => written.push(' '),
            '時' | '时' | '点' | '시' | '分' | '분' => written.push(':'),
            '秒' | '초' => {}
            c if c.is_whitespace() && written.ends_with('-') => {}
            c => written.push(c),
        }
    }
    iso(written.trim().trim_end_matches(':'))
}

/// `1764320400`, seconds since 1970, or milliseconds: programs of today, so that no day is taken for one.
fn seconds(text: &str) -> Option<Date> {
    let is_number = matches!(text.len(), 10 | 13) && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds: i64 = text.get(..10).filter(|_| is_number)?.parse().ok()?;
    let time = jiff::Timestamp::from_second(seconds).ok()?;
    Some(Date { text: time.to_string(), lacks: None })
}

/// `2026-11-28T10:00:00+01:00`, `2026-11-28 10:00`, `20261128T100000Z`, `2026-11`.
fn iso(text: &str) -> Option<Date> {
    let mut cursor = Cursor(text);
    let year = cursor.digits(4, 4)?;
    let separator = cursor.skip_any("-/.");
    let month = match cursor.digits(1, 2) {
        Some(month) => month,
        None => return cursor.0.is_empty().then(|| day(year, 1, 1, Lack::Day)).flatten(),
    };
    if cursor.0.is_empty() && separator {
        return day(year, month, 1, Lack::Day);
    }
    // `2026-063` is the 63rd day of the year.
    if cursor.skip_any("-/.") != separator {
        return None;
    }
    let day_of_month = cursor.digits(1, 2)?;
    if cursor.0.is_empty() {
        return day(year, month, day_of_month, Lack::Time);
    }
    cursor.skip_any("Tt");
    cursor.skip_spaces();
    finish(year, month, day_of_month, &mut cursor)
}

/// `Thu, 28 Nov 2026 10:00:00 +0100`, `Nov 28, 2026 10:00 am EST`, `28. November 2026`.
fn words(text: &str) -> Option<Date> {
    // A text in brackets is a comment.
    let text = text.split('(').next().unwrap_or_default().trim();
    let mut cursor = Cursor(text);
    let mut day_of_month = None;
    let mut month = None;
    // A day of the week may stand first, in any language. Some begin as a month does: the last such word is the month.
    for _ in 0..8 {
        cursor.skip_all(" ,.-/\t\n");
        let digits = cursor.0.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 2 || digits > 0 && day_of_month.is_some() {
            break;
        }
        if digits > 0 {
            day_of_month = cursor.digits(1, 2);
            for suffix in ["st", "nd", "rd", "th"] {
                cursor.0 = cursor.0.strip_prefix(suffix).unwrap_or(cursor.0);
            }
        } else {
            let word = cursor.word();
            month = month_of(&word).or(month);
        }
    }
    let month = month?;
    let Some(day_of_month) = day_of_month else {
        // `November 2026`
        let year = cursor.digits(4, 4)?;
        return cursor.0.is_empty().then(|| day(year, month, 1, Lack::Day)).flatten();
    };
    // `Thu Nov 28 10:00:00 CET 2026`: the year is behind.
    let mut rest = String::new();
    if cursor.0.get(..3).is_some_and(|start| start.contains(':')) {
        let (before, year) = cursor.0.rsplit_once(' ')?;
        rest.push_str(&format!("{year} {before}"));
        cursor = Cursor(&rest);
    }
    let before = cursor.0.len();
    let year = match (cursor.digits(2, 4)?, before - cursor.0.len()) {
        (year @ 0..=49, 2) => year + 2000,
        (year, 2 | 3) => year + 1900,
        (year, _) => year,
    };
    cursor.skip_hyphen_before_time();
    cursor.skip_all(" ,\t\n");
    if offset(cursor.0).is_none() {
        cursor.skip_all(" ,-\t\n");
    }
    for word in ["г., ", "г. ", "at ", "um ", "à ", "в "] {
        cursor.0 = cursor.0.strip_prefix(word).unwrap_or(cursor.0);
    }
    if cursor.0.is_empty() {
        return day(year, month, day_of_month, Lack::Time);
    }
    finish(year, month, day_of_month, &mut cursor)
}

fn day(year: i16, month: i16, day: i16, lacks: Lack) -> Option<Date> {
    let date = jiff::civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    Some(Date { text: date.to_string(), lacks: Some(lacks) })
}

/// Reads the time and the zone.
fn finish(year: i16, month: i16, day: i16, cursor: &mut Cursor) -> Option<Date> {
    if offset(cursor.0.trim()).is_some() {
        // `27 Nov 2026 GMT`, `2026-11-27+01:00`
        return self::day(year, month, day, Lack::Time);
    }
    let half_before = cursor.half();
    let mut hour = cursor.digits(1, 2)?;
    // `9:5:0` has no zeros before its numbers.
    let least = if cursor.skip_any(":.h") { 1 } else { 2 };
    let minute = cursor.digits(least, 2).unwrap_or(0);
    let mut second = 0;
    let has_mark = cursor.skip_any(":.");
    if has_mark || cursor.0.starts_with(|c: char| c.is_ascii_digit()) {
        second = cursor.digits(1, 2)?.min(59);
        if cursor.skip_any(".,") {
            cursor.0 = cursor.0.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    cursor.skip_spaces();
    if let Some(hours) = half_before.or_else(|| cursor.half()) {
        hour = hour % 12 + hours;
    }
    // Midnight as the end of a day.
    let (hour, days) = if hour == 24 && minute == 0 { (0, 1) } else { (hour, 0) };
    let small = |number: i16| i8::try_from(number).ok();
    let time = DateTime::new(year, small(month)?, small(day)?, small(hour)?, small(minute)?, small(second)?, 0).ok()?;
    let time = time.checked_add(days.days()).ok()?;
    if cursor.0.trim().is_empty() {
        return Some(Date { text: time.strftime("%Y-%m-%dT%H:%M:%S").to_string(), lacks: Some(Lack::Zone) });
    }
    let Some(offset) = offset(cursor.0.trim()).or_else(|| offset_at(cursor.0.trim(), time)) else {
        return Some(Date { text: time.strftime("%Y-%m-%dT%H:%M:%S").to_string(), lacks: Some(Lack::Zone) });
    };
    let text = time.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    Some(Date { text: text + &zone(offset), lacks: None })
}

/// The offset of so many minutes east of UTC, as RFC 3339 has it.
pub fn zone(minutes: i64) -> String {
    match (minutes, minutes.abs() / 60, minutes.abs() % 60) {
        (0, ..) => "Z".to_owned(),
        (minutes, hours, rest) => format!("{}{hours:02}:{rest:02}", if minutes < 0 { '-' } else { '+' }),
    }
}

/// Minutes east of UTC.
fn offset(zone: &str) -> Option<i64> {
    // `GMT+0100`, `MST -07:00`, `+01:00[Europe/Berlin]`
    let zone = zone.split('[').next().unwrap_or_default().trim();
    let numeric = zone.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start();
    let zone = if numeric.starts_with(['+', '-', '\u{2212}']) { numeric } else { zone };
    if let Some(sign) = zone.chars().next().filter(|c| matches!(c, '+' | '-' | '\u{2212}')) {
        let digits: String = zone.chars().skip(1).filter(|c| *c != ':').take_while(char::is_ascii_digit).collect();
        let number: i64 = digits.parse().ok()?;
        let minutes = match digits.len() {
            1 | 2 => number * 60,
            3 | 4 => number / 100 * 60 + number % 100,
            _ => return None,
        };
        return (minutes < 24 * 60).then_some(if sign == '+' { minutes } else { -minutes });
    }
    named_offset(&zone.to_ascii_uppercase())
}

/// Minutes east of UTC at a time in a zone: `Europe/Berlin`, or one of America's that has summer time.
fn offset_at(zone: &str, time: DateTime) -> Option<i64> {
    let zone = match zone {
        "ET" => "America/New_York",
        "CT" => "America/Chicago",
        "MT" => "America/Denver",
        "PT" => "America/Los_Angeles",
        zone => Some(zone).filter(|zone| zone.contains('/'))?,
    };
    let zoned = jiff::tz::TimeZone::get(zone).ok()?.to_zoned(time).ok()?;
    Some(i64::from(zoned.offset().seconds()) / 60)
}

/// Minutes east of UTC of a zone's short name. Names that stand for several zones are those of RFC 822, else unknown.
fn named_offset(name: &str) -> Option<i64> {
    Some(match name {
        "Z" | "UT" | "UTC" | "GMT" | "WET" => 0,
        "AST" => -240,
        "ADT" => -180,
        "EDT" => -240,
        "EST" | "CDT" => -300,
        "CST" | "MDT" => -360,
        "MST" | "PDT" => -420,
        "PST" => -480,
        "AKST" => -540,
        "AKDT" => -480,
        "HST" => -600,
        "NST" => -210,
        "NDT" => -150,
        "WEST" | "CET" | "MET" | "MEZ" => 60,
        "CEST" | "MEST" | "MESZ" | "EET" | "SAST" => 120,
        "EEST" | "MSK" => 180,
        "PKT" => 300,
        "ICT" | "WIB" => 420,
        "HKT" | "SGT" => 480,
        "JST" | "KST" => 540,
        "AEST" => 600,
        "AEDT" => 660,
        "NZST" => 720,
        "NZDT" => 780,
        _ => return None,
    })
}

/// The rest of the text.
struct Cursor<'a>(&'a str);

impl Cursor<'_> {
    fn digits(&mut self, least: usize, most: usize) -> Option<i16> {
        let length = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if length < least {
            return None;
        }
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        digits.parse().ok()
    }

    fn skip_any(&mut self, characters: &str) -> bool {
        let is_there = self.0.starts_with(|c| characters.contains(c));
        if is_there {
            self.0 = &self.0[1..];
        }
        is_there
    }

    /// Skips the hyphen of `27.11.2026-14:30`. An offset stands behind a space, or behind a date of ISO 8601.
    fn skip_hyphen_before_time(&mut self) {
        let Some(rest) = self.0.strip_prefix('-') else { return };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if matches!(digits, 1 | 2) && rest[digits..].starts_with(':') {
            self.0 = rest;
        }
    }

    fn skip_all(&mut self, characters: &str) {
        self.0 = self.0.trim_start_matches(|c| characters.contains(c));
    }

    /// The hours that a half of the day adds to its own: `am`, `p.m.`, `午後`.
    fn half(&mut self) -> Option<i16> {
        const HALVES: [(&str, i16); 10] = [
            ("am", 0),
            ("pm", 12),
            ("a.m.", 0),
            ("p.m.", 12),
            ("午前", 0),
            ("午後", 12),
            ("上午", 0),
            ("下午", 12),
            ("오전", 0),
            ("오후", 12),
        ];
        HALVES.into_iter().find_map(|(half, hours)| {
            let (start, rest) = self.0.split_at_checked(half.len())?;
            // `America/Chicago` is no half.
            let is_word = !half.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphabetic());
            (start.eq_ignore_ascii_case(half) && is_word).then(|| {
                self.0 = rest.trim_start();
                hours
            })
        })
    }

    fn skip_spaces(&mut self) {
        self.0 = self.0.trim_start();
    }

    /// A word, in lower case. A character that belongs to none is skipped.
    fn word(&mut self) -> String {
        let end = self.0.find(|c: char| !c.is_alphabetic()).unwrap_or(self.0.len());
        let word = self.0[..end].to_lowercase();
        self.0 = &self.0[end..];
        if word.is_empty() {
            let mut chars = self.0.chars();
            chars.next();
            self.0 = chars.as_str();
        }
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_keeps_its_offset() {
        for (text, expected) in [
            ("Sat, 28 Nov 2026 10:00:00 -0500", "2026-11-28T10:00:00-05:00"),
            ("28 Nov 26 10:00 EST", "2026-11-28T10:00:00-05:00"),
            ("Sat, 28 Nov 2026 10:00:00 GMT", "2026-11-28T10:00:00Z"),
            ("Sat, 28 Nov 2026 10:00:00 GMT+0200", "2026-11-28T10:00:00+02:00"),
            ("Sat, 28 Nov 2026 10:00:00 CEST", "2026-11-28T10:00:00+02:00"),
            ("Sa, 28 Dez 2026 10:00:00 +0100", "2026-12-28T10:00:00+01:00"),
            ("28 février 2026 10:00 +01:00", "2026-02-28T10:00:00+01:00"),
            ("Saturday, November 28th, 2026 at 3:05 PM +0000", "2026-11-28T15:05:00Z"),
            ("Sat Nov 28 10:00:00 CET 2026", "2026-11-28T10:00:00+01:00"),
            ("Sat Nov 28 2026 10:00:00 GMT+0800 (China Standard Time)", "2026-11-28T10:00:00+08:00"),
            ("2026-11-28T10:00:00.123+05:30", "2026-11-28T10:00:00+05:30"),
            ("2026-11-28T10:00Z", "2026-11-28T10:00:00Z"),
            ("2026-11-28 10:00:00 +0100", "2026-11-28T10:00:00+01:00"),
            ("20261128T100000Z", "2026-11-28T10:00:00Z"),
            ("2026-11-28T10:00:00+01:00[Europe/Berlin]", "2026-11-28T10:00:00+01:00"),
            ("2026-11-28T24:00:00Z", "2026-11-29T00:00:00Z"),
            ("27.11.2026 10:00 +0100", "2026-11-27T10:00:00+01:00"),
            ("11/27/2026 10:00:00 PM GMT", "2026-11-27T22:00:00Z"),
            ("November 27, 2026, 10:00 p.m. ET", "2026-11-27T22:00:00-05:00"),
            ("Fri, 27 Nov 2026 10:00:00 Europe/Berlin", "2026-11-27T10:00:00+01:00"),
            ("1764320400", "2025-11-28T09:00:00Z"),
            ("1764320400123", "2025-11-28T09:00:00Z"),
            ("mar, 24 nov 2026 10:00:00 +0100", "2026-11-24T10:00:00+01:00"),
            ("mar. 03 mar. 2026 10:00:00 +0100", "2026-03-03T10:00:00+01:00"),
            ("mardi 24 novembre 2026 à 10:00 +0100", "2026-11-24T10:00:00+01:00"),
            ("martes, 24 de noviembre de 2026, 10:00:00 +0100", "2026-11-24T10:00:00+01:00"),
            ("martedì 24 novembre 2026 10:00 CET", "2026-11-24T10:00:00+01:00"),
            ("ma, 23 nov 2026 10:00:00 +0100", "2026-11-23T10:00:00+01:00"),
            ("maandag 23 november 2026 10:00 +0100", "2026-11-23T10:00:00+01:00"),
            ("maandag 2 maart 2026 10:00 +0100", "2026-03-02T10:00:00+01:00"),
            ("Tue, 24 Nov 2026 3:05 p.m. EST", "2026-11-24T15:05:00-05:00"),
            ("Tue, 24 Nov 2026 12:05 a.m. EST", "2026-11-24T00:05:00-05:00"),
            ("1609113000", "2020-12-27T23:50:00Z"),
            ("31 Dec 99 23:59:60 GMT", "1999-12-31T23:59:59Z"),
            ("Mon, 2 Feb 2026 9:4:5 GMT", "2026-02-02T09:04:05Z"),
            ("Fri, 27 Nov 2026 20:19:00 America/Los_Angeles", "2026-11-27T20:19:00-08:00"),
            ("Fri, 27 Nov 2026 10:00:00 MST -0700", "2026-11-27T10:00:00-07:00"),
            ("Fri, 27 Nov 2026 10:00:00 MEST", "2026-11-27T10:00:00+02:00"),
            ("Fri, 2026/11/27 10:00:00 EDT", "2026-11-27T10:00:00-04:00"),
            ("27.11.2026-14:30 +0100", "2026-11-27T14:30:00+01:00"),
            ("Fri, 27 11 2026 10:00:00 +0100", "2026-11-27T10:00:00+01:00"),
            ("2026-11-27 오후 3:05:00 KST", "2026-11-27T15:05:00+09:00"),
        ] {
            assert_eq!(read(text), Some(Date { text: expected.to_owned(), lacks: None }), "{text}");
        }
    }

    #[test]
    fn a_date_has_no_more_than_its_text() {
        for (text, expected, lacks) in [
            ("2026-11-28 10:00:00", "2026-11-28T10:00:00", Lack::Zone),
            ("Sat, 28 Nov 2026 10:00:00 XYZ", "2026-11-28T10:00:00", Lack::Zone),
            ("2026年11月8日 10:05", "2026-11-08T10:05:00", Lack::Zone),
            ("2026년 11월 28일", "2026-11-28", Lack::Time),
            ("1 января 2026 г., 10:00", "2026-01-01T10:00:00", Lack::Zone),
            ("27/11/2026", "2026-11-27", Lack::Time),
            ("28. November 2026", "2026-11-28", Lack::Time),
            ("2026-11-28", "2026-11-28", Lack::Time),
            ("2026-11", "2026-11-01", Lack::Day),
            ("2026", "2026-01-01", Lack::Day),
            ("November 2026", "2026-11-01", Lack::Day),
            ("Nov 1998", "1998-11-01", Lack::Day),
            ("marzo de 2026", "2026-03-01", Lack::Day),
            ("martedì 24 novembre 2026", "2026-11-24", Lack::Time),
            ("mar 24 nov 2026", "2026-11-24", Lack::Time),
            ("24.11.2026 10:00", "2026-11-24T10:00:00", Lack::Zone),
            ("2026年11月24日", "2026-11-24", Lack::Time),
            ("2026年11月24日 午前12時05分", "2026-11-24T00:05:00", Lack::Zone),
            ("27.11.2026 -0700", "2026-11-27", Lack::Time),
            ("27 Nov 2026 GMT", "2026-11-27", Lack::Time),
            ("27 Nov 2026 -0700", "2026-11-27", Lack::Time),
            ("2026-11-27+01:00", "2026-11-27", Lack::Time),
            ("Fri, 27/11/2026", "2026-11-27", Lack::Time),
            ("27-11-2026 - 10:00", "2026-11-27T10:00:00", Lack::Zone),
            ("27.11.2026-14:30", "2026-11-27T14:30:00", Lack::Zone),
            ("24-Nov-2026-10:00", "2026-11-24T10:00:00", Lack::Zone),
            ("24-Nov-2026-9:05", "2026-11-24T09:05:00", Lack::Zone),
            ("2026-11-27-07:00", "2026-11-27", Lack::Time),
            ("27 Nov 2026 -07:00", "2026-11-27", Lack::Time),
        ] {
            assert_eq!(read(text), Some(Date { text: expected.to_owned(), lacks: Some(lacks) }), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "03/04/2026",
            "03-04-2026",
            "2026-063",
            "32.01.2026",
            "年",
            "32 Nov 2026",
            "2026-13-01",
            "28 Foo 2026",
            "mardi 24 2026",
            "November 26",
            "November 20261",
            "12:00",
            "99999999",
            "ä",
            "Nov",
            "é 1 é",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

//! Dates in words. `Intl` formats them in the browser, at no cost in wasm; icu formats them natively, with compiled data.

use crate::domain::feed::date::{Moment, MomentKind};
use crate::domain::feed::time_zone::TimeZone;

/// Writes dates in one language and one time zone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dates {
    /// An RFC 5646 tag; an unknown one is written as English.
    pub language: String,
    /// An IANA name; none is the reader's zone in the browser, and UTC natively.
    pub zone: Option<String>,
}

/// Whether the browser knows a time zone of this name.
#[cfg(feature = "csr")]
pub fn knows_zone(zone: &str) -> bool {
    imp::knows_zone(zone)
}

/// How far a time zone is from UTC at an instant, in milliseconds; `None` if it is unknown.
pub fn offset_of(zone: &str, epoch_ms: i64) -> Option<i64> {
    imp::offset_of(zone, epoch_ms)
}

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

impl Dates {
    /// For a list: `3 hours ago` under 24 hours, else the day in words, with its year where that is not this year's.
    /// A native page may be read at any time, so it always names the day.
    pub fn in_list(&self, moment: Moment, now_ms: i64) -> String {
        let age = now_ms - TimeZone::new(self.zone.as_deref(), offset_of).instant_ms(moment);
        if !moment.is_day()
            && (0..DAY).contains(&age)
            && let Some(text) = imp::relative(&self.language, age)
        {
            return text;
        }
        self.day(moment, now_ms)
    }

    /// The day in words, with its year where that is not this year's: `24 November`.
    pub fn day(&self, moment: Moment, now_ms: i64) -> String {
        let with_year = self.iso_day(moment).get(..4) != self.iso_day(Moment::instant(now_ms)).get(..4);
        imp::day_in_words(&self.language, self.zone_of(moment), moment.epoch_ms, with_year)
            .unwrap_or_else(|| self.iso_day(moment))
    }

    /// Month and year in words: `November 2020`.
    #[cfg(feature = "ssr")]
    pub fn month(&self, year: u16, month: u8) -> String {
        imp::month_in_words(&self.language, year, month).unwrap_or_else(|| format!("{year:04}-{month:02}"))
    }

    /// Weekday, day, month and year in words: `Friday, 6 November 2020`.
    pub fn weekday_and_date(&self, moment: Moment) -> String {
        imp::weekday_in_words(&self.language, self.zone_of(moment), moment.epoch_ms)
            .unwrap_or_else(|| self.iso_day(moment))
    }

    /// For the line under a headline: `2020-11-06`, the day in the publisher's zone.
    pub fn iso_day(&self, moment: Moment) -> String {
        self.iso_minute(moment).chars().take(10).collect()
    }

    /// `2020-11-06 14:30` in the publisher's zone; a time without a zone as it was written, a date without a time as one.
    pub fn iso_minute(&self, moment: Moment) -> String {
        if moment.is_day() {
            return moment.to_rfc3339();
        }
        imp::iso_minute(self.zone_of(moment), moment.epoch_ms)
            .unwrap_or_else(|| moment.to_rfc3339().chars().take(16).collect::<String>().replace('T', " "))
    }

    /// A time without a zone and a day are shown as they were written.
    fn zone_of(&self, moment: Moment) -> Option<&str> {
        if moment.kind == MomentKind::Instant { self.zone.as_deref() } else { Some("UTC") }
    }
}

#[cfg(feature = "csr")]
mod imp {
    use wasm_bindgen::JsValue;

    use super::super::intl;
    use super::Moment;

    /// The options of day and minute. Swedish writes them as ISO 8601 does.
    const ISO_MINUTE: [(&str, &str); 6] = [
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
    ];

    fn format(kind: &str, locale: &str, options: &[(&str, &str)], values: &[JsValue]) -> Option<String> {
        intl::call(kind, "format", locale, options, values)
    }

    pub(super) fn knows_zone(zone: &str) -> bool {
        format("DateTimeFormat", "en", &[("timeZone", zone)], &date(0)).is_some()
    }

    /// From the local time of the zone, to the minute.
    pub fn offset_of(zone: &str, epoch_ms: i64) -> Option<i64> {
        let options = [&ISO_MINUTE[..], &[("timeZone", zone)]].concat();
        let shown = format("DateTimeFormat", "sv-SE", &options, &date(epoch_ms))?;
        let local = Moment::read(&shown)?.moment().epoch_ms;
        Some(local - (epoch_ms - epoch_ms.rem_euclid(60_000)))
    }

    fn date(epoch_ms: i64) -> [JsValue; 1] {
        [JsValue::from_f64(epoch_ms as f64)]
    }

    /// The options with the time zone, if there is one. An unknown zone is tried first, then left out.
    fn in_zone(locale: &str, options: &[(&str, &str)], zone: Option<&str>, epoch_ms: i64) -> Option<String> {
        let mut with_zone = options.to_vec();
        with_zone.extend(zone.map(|zone| ("timeZone", zone)));
        let formatted = format("DateTimeFormat", locale, &with_zone, &date(epoch_ms));
        formatted.or_else(|| format("DateTimeFormat", locale, options, &date(epoch_ms)))
    }

    pub fn relative(locale: &str, age_ms: i64) -> Option<String> {
        let minutes = age_ms / 60_000;
        let (amount, unit) = if minutes < 60 { (minutes.max(1), "minute") } else { (minutes / 60, "hour") };
        format("RelativeTimeFormat", locale, &[], &[JsValue::from_f64(-(amount as f64)), unit.into()])
    }

    pub fn day_in_words(locale: &str, zone: Option<&str>, epoch_ms: i64, with_year: bool) -> Option<String> {
        let options = [("day", "numeric"), ("month", "long"), ("year", "numeric")];
        in_zone(locale, &options[..2 + usize::from(with_year)], zone, epoch_ms)
    }

    pub fn weekday_in_words(locale: &str, zone: Option<&str>, epoch_ms: i64) -> Option<String> {
        let options = [("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")];
        in_zone(locale, &options, zone, epoch_ms)
    }

    pub fn iso_minute(zone: Option<&str>, epoch_ms: i64) -> Option<String> {
        in_zone("sv-SE", &ISO_MINUTE, zone, epoch_ms)
    }
}

#[cfg(all(feature = "ssr", not(feature = "csr")))]
mod imp {
    use icu::calendar::Date;
    use icu::datetime::DateTimeFormatter;
    use icu::datetime::fieldsets::{MD, YM, YMD, YMDE};
    use icu::locale::Locale;
    use jiff::tz::TimeZone;
    use jiff::{Timestamp, Zoned};

    pub fn offset_of(zone: &str, epoch_ms: i64) -> Option<i64> {
        let offset = TimeZone::get(zone).ok()?.to_offset(Timestamp::from_millisecond(epoch_ms).ok()?);
        Some(i64::from(offset.seconds()) * 1000)
    }

    fn zoned(zone: Option<&str>, epoch_ms: i64) -> Option<Zoned> {
        let zone = zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
        Some(Timestamp::from_millisecond(epoch_ms).ok()?.to_zoned(zone))
    }

    pub fn relative(_: &str, _: i64) -> Option<String> {
        None
    }

    pub fn day_in_words(locale: &str, zone: Option<&str>, epoch_ms: i64, with_year: bool) -> Option<String> {
        let local = zoned(zone, epoch_ms)?;
        let date = Date::try_new_iso(local.year().into(), local.month() as u8, local.day() as u8).ok()?;
        let locale: Locale = locale.parse().or_else(|_| "en".parse()).ok()?;
        let prefs = locale.into();
        Some(if with_year {
            DateTimeFormatter::try_new(prefs, YMD::long()).ok()?.format(&date).to_string()
        } else {
            DateTimeFormatter::try_new(prefs, MD::long()).ok()?.format(&date).to_string()
        })
    }

    pub fn weekday_in_words(locale: &str, zone: Option<&str>, epoch_ms: i64) -> Option<String> {
        let local = zoned(zone, epoch_ms)?;
        let date = Date::try_new_iso(local.year().into(), local.month() as u8, local.day() as u8).ok()?;
        let locale: Locale = locale.parse().or_else(|_| "en".parse()).ok()?;
        Some(DateTimeFormatter::try_new(locale.into(), YMDE::long()).ok()?.format(&date).to_string())
    }

    pub fn month_in_words(locale: &str, year: u16, month: u8) -> Option<String> {
        let date = Date::try_new_iso(year.into(), month, 1).ok()?;
        let locale: Locale = locale.parse().or_else(|_| "en".parse()).ok()?;
        Some(DateTimeFormatter::try_new(locale.into(), YM::long()).ok()?.format(&date).to_string())
    }

    pub fn iso_minute(zone: Option<&str>, epoch_ms: i64) -> Option<String> {
        Some(zoned(zone, epoch_ms)?.strftime("%Y-%m-%d %H:%M").to_string())
    }
}

#[cfg(not(any(feature = "csr", feature = "ssr")))]
mod imp {
    pub fn offset_of(_: &str, _: i64) -> Option<i64> {
        None
    }
    pub fn relative(_: &str, _: i64) -> Option<String> {
        None
    }
    pub fn day_in_words(_: &str, _: Option<&str>, _: i64, _: bool) -> Option<String> {
        None
    }
    pub fn weekday_in_words(_: &str, _: Option<&str>, _: i64) -> Option<String> {
        None
    }
    pub fn iso_minute(_: Option<&str>, _: i64) -> Option<String> {
        None
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn dates(zone: Option<&str>) -> Dates {
        Dates { language: "en-GB".to_owned(), zone: zone.map(str::to_owned) }
    }

    #[test]
    fn offsets_of_zones_follow_the_year() {
        let at = |text| Moment::read(text).unwrap().moment().epoch_ms;
        for (zone, text, minutes) in [
            ("Europe/Berlin", "2026-01-15T12:00:00Z", Some(60)),
            ("Europe/Berlin", "2026-03-29T00:59:59Z", Some(60)),
            ("Europe/Berlin", "2026-03-29T01:00:00Z", Some(120)),
            ("Asia/Kathmandu", "2026-07-15T12:00:00Z", Some(345)),
            ("America/New_York", "2026-07-15T12:00:00Z", Some(-240)),
            ("Asia/Xianning", "2026-07-15T12:00:00Z", None),
        ] {
            assert_eq!(offset_of(zone, at(text)), minutes.map(|minutes: i64| minutes * 60_000), "{zone} {text}");
        }
    }

    #[test]
    fn a_time_without_a_zone_and_a_day_are_shown_as_they_are_written() {
        let read = |text| Moment::read(text).unwrap().moment();
        for zone in [None, Some("Asia/Shanghai"), Some("Pacific/Honolulu")] {
            assert_eq!(dates(zone).iso_minute(read("2026-05-03T23:30:00")), "2026-05-03 23:30");
            assert_eq!(dates(zone).weekday_and_date(read("2026-05-03T23:30:00")), "Sunday, 3 May 2026");
            assert_eq!(dates(zone).iso_minute(read("2026-05-03")), "2026-05-03");
        }
        assert_eq!(dates(Some("Asia/Shanghai")).iso_minute(read("2026-05-03T23:30:00Z")), "2026-05-04 07:30");
    }
}

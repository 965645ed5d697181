//! Every notation of dates, and texts that are no dates.

use super::*;

/// The date in RFC 3339, in UTC.
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
fn dates_that_deviate_are_read_and_marked_as_deviating() {
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
        ("2020-11-06T14:30:00+0800", "2020-11-06T06:30:00Z"),
        ("2020-11-06T14:30:00 +08:00", "2020-11-06T06:30:00Z"),
        ("2020-11-06T14:30:00GMT", "2020-11-06T14:30:00Z"),
        ("2020-11-06T14:30:00,5Z", "2020-11-06T14:30:00Z"),
        ("2020-11-06T14:30:00+08:00[Asia/Shanghai]", "2020-11-06T06:30:00Z"),
        ("2020-11-6T9:30:00Z", "2020-11-06T09:30:00Z"),
        ("202011061430Z", "2020-11-06T14:30:00Z"),
        ("Thu Nov 05 2020 09:30:00 GMT+0800 (China Standard Time)", "2020-11-05T01:30:00Z"),
        ("Thu, 5 Nov 2020 09:30:00 -0700 (MST)", "2020-11-05T16:30:00Z"),
        ("Thu, 5 Nov 20 09:30 UT", "2020-11-05T09:30:00Z"),
        ("5 Nov 99 09:30:00 A", "1999-11-05T09:30:00Z"),
        ("November 5, 2020 09:30 PDT", "2020-11-05T16:30:00Z"),
    ] {
        assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        assert!(matches!(Moment::read(text), Some(ReadDate::Repaired(_))), "{text}");
    }
}

#[test]
fn a_time_without_a_zone_says_so() {
    for (text, written) in [
        ("2020-11-06T14:30:00", "2020-11-06T14:30:00"),
        ("2020-11-06 14:30", "2020-11-06T14:30:00"),
        ("Thu, 05 Nov 2020 09:30:00", "2020-11-05T09:30:00"),
    ] {
        let moment = Moment::read(text).map(ReadDate::moment);
        assert!(matches!(Moment::read(text), Some(ReadDate::WithoutZone(_))), "{text}");
        assert_eq!(
            moment.map(|moment| (moment.kind, moment.to_rfc3339())),
            Some((MomentKind::LocalTime, written.into()))
        );
    }
}

#[test]
fn invalid_calendar_days_are_not_dates() {
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
        "2020-11-06[Asia/Shanghai",
        "0000-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59-01:00",
        "Thu, 05 Nov 2020 09:30:00 +0800 or so",
        "5 Nov 2020 09:30 J",
        "Thu Thu Nov 5 2020",
    ] {
        assert_eq!(Moment::read(text), None, "{text}");
    }
}

#[test]
fn epoch_numbers_are_seconds_or_milliseconds() {
    assert_eq!(Moment::from_epoch(1_604_673_000.0), Moment::from_epoch(1_604_673_000_000.0));
    for number in [1e300, 0.0, 2_020.0, 20_201_106.0, 1.6e15] {
        assert_eq!(Moment::from_epoch(number), None, "{number}");
    }
    assert_eq!(Moment::from_epoch(-1e9).unwrap().to_rfc3339(), "1938-04-24T22:13:20Z");
    assert_eq!(Moment::from_epoch(f64::NAN), None);
}

#[test]
fn every_day_of_four_centuries_is_written_as_it_is_read() {
    for day in -140_000..20_000 {
        let moment = Moment::day(day * DAY_MS);
        assert_eq!(Moment::read(&moment.to_rfc3339()).unwrap().moment(), moment);
    }
}

#[test]
fn zero_dates_of_programs_are_recognised() {
    for text in ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+08:00", "0001-01-01T00:00:00-05:00", "0001-01-01"] {
        assert!(Moment::read(text).unwrap().moment().is_zero_of_programs(), "{text}");
    }
    assert!(!Moment::read("0001-01-02T00:00:00Z").unwrap().moment().is_zero_of_programs());
}

#[test]
fn no_cut_and_no_changed_byte_makes_reading_panic() {
    for text in ["2020-11-06T14:30:00.123+08:00[Asia/Shanghai]", "Thu, 05 Nov 2020 09:30:00 GMT+0800 (CST)"] {
        for end in 0..text.len() {
            Moment::read(&text[..end]);
            Moment::read(&text[end..]);
            for replaced in ["", "é", "9", ":", "-", " ", "(", "["] {
                Moment::read(&[&text[..end], replaced, &text[end + 1..]].concat());
            }
        }
    }
}

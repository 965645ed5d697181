//! The parser of dates (`Moment::read`) against jiff's parsers. Where both read a text, they read the same moment. A part of
//! a text that only one of them reads stands in the tables with the reason.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::Offset;
use newsleaf::domain::feed::date::{Moment, MomentKind, ReadDate};
use proptest::prelude::*;

use crate::feed_properties::config;

/// Which of the two parsers reads texts with a certain part.
#[derive(Clone, Copy)]
enum Reader {
    /// Both or neither.
    Alike,
    /// Only Newsleaf, for this reason.
    Newsleaf(&'static str),
    /// Only jiff, for this reason.
    Jiff(&'static str),
}

use Reader::{Alike, Jiff, Newsleaf};

/// Parts of texts, separated by bars, with their reader.
type Parts = &'static [(Reader, &'static str)];

const LAST_DAY: &str =
    "Timestamps of jiff end 26 hours before the year 10000, so that each has a local time in every zone.";
const ONE_DIGIT: &str = "Programs that format a date by hand leave out leading zeros.";
const OTHER_MARK: &str = "Another mark, or none, leaves a date as clear.";
const SPACES: &str = "More spaces, or none, leave a date as clear.";
const END_OF_DAY: &str = "24:00 is the end of a day in ISO 8601.";
const LONG_FRACTION: &str = "jiff refuses what is smaller than a nanosecond; Newsleaf cuts it off.";
const HOUR_ALONE: &str = "ISO 8601 has times without minutes; no known feed has one.";
const NAMED_ZONE: &str = "Feeds write names of RFC 822 after ISO 8601 or before an offset.";
const WIDE_ZONE: &str = "No zone is a whole day from UTC; jiff's limit is that of POSIX.";
const SECONDS_OF_ZONE: &str = "RFC 3339 has no seconds in an offset.";
const LONG_NAMES: &str = "RFC 850 and people write long names of days and months.";
const MONTH_FIRST: &str = "JavaScript and people write the month first.";
const DAY_ALONE: &str = "A day without a time is a date too.";
const NO_ZONE: &str = "A time without a zone is read in the setting time_zone, else as UTC, with a warning.";
const COLON_IN_ZONE: &str = "Feeds write offsets of ISO 8601 after RFC 2822.";
const UNKNOWN_ZONE: &str =
    "jiff takes an unknown name for UTC, as RFC 5322 allows. Newsleaf leaves the date out with a warning.";

/// The notations that jiff reads: RFC 3339, ISO 8601 with or without a zone, or RFC 2822. As in Newsleaf, a time without a zone is read in UTC,
/// the day of the week does not count, and the years are 0000 to 9999.
fn read_by_jiff(text: &str) -> Option<Moment> {
    let relaxed = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let read = match Pieces::parse(text) {
        Ok(pieces) => read_pieces(&pieces)?,
        Err(_) => moment(relaxed.parse_timestamp(text).ok()?, MomentKind::Instant),
    };
    (0..=9999).contains(&read.utc_date().0).then_some(read)
}

fn read_pieces(pieces: &Pieces) -> Option<Moment> {
    let local = DateTime::from_parts(pieces.date(), pieces.time().unwrap_or(Time::midnight()));
    let offset = match pieces.offset() {
        Some(PiecesOffset::Numeric(offset)) => offset.offset(),
        _ => Offset::UTC,
    };
    let kind = match (pieces.time(), pieces.offset()) {
        (None, None) => MomentKind::Day,
        (Some(_), None) => MomentKind::LocalTime,
        _ => MomentKind::Instant,
    };
    Some(moment(offset.to_timestamp(local).ok()?, kind))
}

/// Parts of milliseconds are cut off.
fn moment(timestamp: Timestamp, kind: MomentKind) -> Moment {
    Moment { epoch_ms: timestamp.as_nanosecond().div_euclid(1_000_000) as i64, kind }
}

/// Dates, marks, times and zones of ISO 8601, each to be combined with each.
const ISO: [Parts; 4] = [
    &[
        (Alike, "2020-11-06|20201106|1969-12-31|0000-01-01|9999-12-29|2020-02-29|2021-02-29|1900-02-29|2000-02-29"),
        (Alike, "2020-13-01|2020-00-10|2020-11-31|2020-311|2020"),
        (Newsleaf(LAST_DAY), "9999-12-31"),
        (Newsleaf(ONE_DIGIT), "2020-11-6"),
        (Newsleaf(OTHER_MARK), "2020/11/06|2020.11.06"),
    ],
    &[(Alike, "T|t| "), (Newsleaf(SPACES), "  |")],
    &[
        (Alike, "14:30:00|00:00:00|23:59:59|23:59:60|14:30|1430|143000|14:30:00.5|14:30:00,5|14:30:00.123456789"),
        (Alike, "14:30:00.|24:00:01|25:00:00|14:60:00"),
        (Newsleaf(END_OF_DAY), "24:00:00"),
        (Newsleaf(ONE_DIGIT), "9:30:00"),
        (Newsleaf(LONG_FRACTION), "14:30:00.1234567891"),
        (Jiff(HOUR_ALONE), "14"),
    ],
    &[
        (Alike, "|Z|z|+00:00|-00:00|+08:00|-05:30|+0800|+08|+23:59|+08:60"),
        (Alike, "+08:00[Asia/Shanghai]|[Asia/Shanghai]|Z[u-ca=gregory]"),
        (Newsleaf(SPACES), " Z| +08:00| +0800"),
        (Newsleaf(NAMED_ZONE), " UTC|GMT| EST|A"),
        (Jiff(WIDE_ZONE), "+24:00"),
        (Jiff(SECONDS_OF_ZONE), "+08:00:30"),
    ],
];

/// The same of RFC 2822 and its relatives.
const RFC_2822: [Parts; 4] = [
    &[
        (
            Alike,
            "Fri, 06 Nov 2020|Thu, 06 Nov 2020|fri, 6 nov 2020|6 Nov 2020|06 Nov 20|06 Nov 49|06 Nov 50|06 Nov 120",
        ),
        (Alike, "29 Dec 9999|29 Feb 2020|29 Feb 2021|31 Nov 2020|00 Nov 2020|06 Foo 2020"),
        (Newsleaf(LAST_DAY), "31 Dec 9999"),
        (Newsleaf(SPACES), "Fri,06 Nov 2020"),
        (Newsleaf(OTHER_MARK), "Fri 06 Nov 2020"),
        (Newsleaf(LONG_NAMES), "Friday, 06-Nov-20|06 November 2020"),
        (Newsleaf(MONTH_FIRST), "Nov 6, 2020|Fri Nov 06 2020"),
    ],
    &[(Alike, " |  "), (Newsleaf(SPACES), "")],
    &[
        (Alike, "14:30:00|14:30|00:00:00|23:59:60|25:00:00|14:60:00|14|14:30:00.5"),
        (Newsleaf(END_OF_DAY), "24:00:00"),
        (Newsleaf(ONE_DIGIT), "9:30:00"),
    ],
    &[
        (Alike, " GMT| UT| UTC| Z| z| +0000| -0000| +0800| -0530| EST| edt| CST| CDT| MST| MDT| PST| PDT| A| N| J| x1"),
        (Alike, " +0100 (CET)"),
        (Newsleaf(NO_ZONE), ""),
        (Newsleaf(COLON_IN_ZONE), " +08:00"),
        (Newsleaf(SPACES), "+0800"),
        (Newsleaf(NAMED_ZONE), " GMT+0800"),
        (Jiff(WIDE_ZONE), " +9999"),
        (Jiff(UNKNOWN_ZONE), " CET"),
    ],
];

/// A text, and the readers of its parts.
struct Sample {
    text: String,
    readers: Vec<Reader>,
}

/// Every combination of a part of each list.
fn samples(lists: &[Parts]) -> Vec<Sample> {
    let nothing = vec![Sample { text: String::new(), readers: Vec::new() }];
    lists.iter().fold(nothing, |samples, list| {
        let mut longer = Vec::new();
        for Sample { text, readers } in samples {
            for (reader, parts) in *list {
                let readers = [readers.as_slice(), &[*reader]].concat();
                longer.extend(
                    parts.split('|').map(|part| Sample { text: [&text, part].concat(), readers: readers.clone() }),
                );
            }
        }
        longer
    })
}

#[test]
fn newsleaf_and_jiff_agree_or_the_reason_is_known() {
    let days = [samples(&[ISO[0]]), samples(&[RFC_2822[0], &[(Newsleaf(DAY_ALONE), "")]])];
    let times = [samples(&ISO), samples(&RFC_2822)];
    let (mut agreed, mut known, mut shown, mut unexplained) = (0, BTreeSet::new(), BTreeSet::new(), Vec::new());
    for Sample { text, readers } in days.into_iter().chain(times).flatten() {
        let (newsleaf, jiff) = (Moment::read(&text).map(ReadDate::moment), read_by_jiff(&text));
        let mut reasons = Vec::new();
        for reader in readers {
            if let Newsleaf(reason) | Jiff(reason) = reader {
                known.insert(reason);
            }
            match (reader, newsleaf, jiff) {
                (Newsleaf(reason), Some(_), None) | (Jiff(reason), None, Some(_)) => reasons.push(reason),
                _ => {}
            }
        }
        if newsleaf == jiff {
            agreed += usize::from(newsleaf.is_some());
        } else if reasons.is_empty() {
            unexplained.push(format!("{text:?}: {newsleaf:?}, jiff {jiff:?}"));
        } else if let [only] = reasons.as_slice() {
            shown.insert(*only);
        }
    }
    assert!(
        unexplained.is_empty(),
        "{} disagreements without a reason:\n{}",
        unexplained.len(),
        unexplained.join("\n")
    );
    assert_eq!(known, shown, "each reason is the only one of some text");
    assert!(agreed > 4_000, "only {agreed} texts are read by both");
}

/// Moments of the years 0001 to 9998, so that no offset leads out of the range, to the millisecond.
fn any_moment() -> impl Strategy<Value = Timestamp> {
    (-62_135_596_800_000_i64..253_370_764_800_000).prop_map(|ms| Timestamp::from_millisecond(ms).unwrap())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_jiff_prints_as_rfc_3339_is_read_exactly(timestamp in any_moment(), minutes in -1439..1440) {
        let offset = Offset::from_seconds(minutes * 60).unwrap();
        let text = temporal::DateTimePrinter::new().timestamp_with_offset_to_string(&timestamp, offset);
        prop_assert_eq!(Moment::read(&text), Some(ReadDate::Exact(moment(timestamp, MomentKind::Instant))), "{}", text);
    }

    #[test]
    fn what_jiff_prints_as_rfc_2822_is_read(timestamp in any_moment(), minutes in -1439..1440) {
        let second = Timestamp::from_second(timestamp.as_millisecond().div_euclid(1000)).unwrap();
        let offset = Offset::from_seconds(minutes * 60).unwrap();
        let text = rfc2822::DateTimePrinter::new().zoned_to_string(&second.to_zoned(offset.to_time_zone())).unwrap();
        prop_assert_eq!(Moment::read(&text), Some(ReadDate::Repaired(moment(second, MomentKind::Instant))), "{}", text);
    }
}

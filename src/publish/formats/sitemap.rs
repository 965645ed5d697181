//! Sitemaps and their index (the protocol of sitemaps.org, 0.9). Search engines ignore `priority` and `changefreq`, so
//! neither is written.

use super::dates::w3c;
use super::xml::{self, Writer};
use crate::domain::feed::date::Moment;
use crate::domain::feed::time_zone::TimeZone;

/// The most URLs that one sitemap may have.
pub const URLS_A_PART: usize = 50_000;
/// The most bytes that one sitemap may have before it is compressed.
pub const BYTES_A_PART: usize = 52_428_800;

pub(super) const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// One page, or one sitemap of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The absolute URL.
    pub url: String,
    /// When the content changed last.
    pub modified: Option<Moment>,
}

/// Divides the pages into sitemaps. Each part is full before the next begins, so that a full part does not change when an
/// entry comes at the end: give the entries oldest first, and those without an age at the end.
pub fn parts(entries: Vec<Entry>) -> Vec<Vec<Entry>> {
    parts_within(entries, URLS_A_PART, BYTES_A_PART)
}

/// A sitemap of these pages.
pub fn urlset(entries: &[Entry], zone: TimeZone) -> String {
    let mut xml = Writer::new("urlset", &[NAMESPACE]);
    entries.iter().for_each(|entry| write_entry(&mut xml, "url", entry, zone));
    xml.finish()
}

/// The index of these sitemaps.
pub fn index(sitemaps: &[Entry], zone: TimeZone) -> String {
    let mut xml = Writer::new("sitemapindex", &[NAMESPACE]);
    sitemaps.iter().for_each(|entry| write_entry(&mut xml, "sitemap", entry, zone));
    xml.finish()
}

/// The entry of a sitemap in the index: it has changed when its newest page has.
pub fn entry_of(url: String, part: &[Entry], zone: TimeZone) -> Entry {
    let modified = part.iter().filter_map(|entry| entry.modified).max_by_key(|date| zone.instant_ms(*date));
    Entry { url, modified }
}

fn write_entry(xml: &mut Writer, name: &'static str, entry: &Entry, zone: TimeZone) {
    xml.start(name, &[]);
    xml.text("loc", &[], &entry.url);
    if let Some(modified) = entry.modified {
        xml.text("lastmod", &[], &w3c(modified, zone));
    }
    xml.end();
}

fn parts_within(entries: Vec<Entry>, most_urls: usize, most_bytes: usize) -> Vec<Vec<Entry>> {
    let mut parts: Vec<Vec<Entry>> = Vec::new();
    let mut bytes = 0;
    for entry in entries {
        let size = most_bytes_of(&entry);
        match parts.last_mut() {
            Some(part) if part.len() < most_urls && bytes + size <= most_bytes => {
                bytes += size;
                part.push(entry);
            }
            _ => {
                bytes = ENVELOPE_BYTES + size;
                parts.push(vec![entry]);
            }
        }
    }
    parts
}

/// More than the declaration and the tags of the root need.
const ENVELOPE_BYTES: usize = 160;

/// The bytes of an entry with the longest date, so that a later `lastmod` moves no entry into another part.
fn most_bytes_of(entry: &Entry) -> usize {
    const TAGS_AND_DATE: usize = "<url>\n<loc></loc>\n<lastmod>2026-11-24T09:00:00+08:00</lastmod>\n</url>\n".len();
    TAGS_AND_DATE + xml::text(&entry.url).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::dates::offset_of;

    fn zone() -> TimeZone<'static> {
        TimeZone::new(Some("Asia/Shanghai"), offset_of)
    }

    fn entry(number: usize) -> Entry {
        let modified = (!number.is_multiple_of(3)).then_some(Moment::instant(1_795_482_000_000 + number as i64));
        Entry { url: format!("https://city.example/article/{number}/?a&b"), modified }
    }

    #[test]
    fn a_sitemap_names_urls_and_dates_of_changes() {
        assert_eq!(
            urlset(&[entry(1), entry(0)], zone()),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url>
<loc>https://city.example/article/1/?a&amp;b</loc>
<lastmod>2026-11-24T09:00:00+08:00</lastmod>
</url>
<url>
<loc>https://city.example/article/0/?a&amp;b</loc>
</url>
</urlset>
"#
        );
    }

    #[test]
    fn an_index_names_each_sitemap_with_its_newest_change() {
        let part = [entry(1), entry(3), Entry { url: String::new(), modified: Some(Moment::day(0)) }];
        let entry = entry_of("https://city.example/sitemap/1.xml".into(), &part, zone());
        assert_eq!(
            index(&[entry], zone()),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap>
<loc>https://city.example/sitemap/1.xml</loc>
<lastmod>2026-11-24T09:00:00+08:00</lastmod>
</sitemap>
</sitemapindex>
"#
        );
    }

    #[test]
    fn a_full_part_does_not_change_by_a_newer_story() {
        let divided = |count: usize| parts_within((0..count).map(entry).collect(), 4, BYTES_A_PART);
        assert_eq!(divided(0), Vec::<Vec<Entry>>::new());
        for count in 1..20 {
            let (before, after) = (divided(count), divided(count + 1));
            let full = before.iter().filter(|part| part.len() == 4).count();
            assert_eq!(before[..full], after[..full], "{count}");
            assert!(before.iter().rev().skip(1).all(|part| part.len() == 4), "{count}");
        }
    }

    #[test]
    fn no_part_is_larger_than_its_limits() {
        let entries: Vec<Entry> = (0..300).map(entry).collect();
        for most in [400, 1000, 1001, 1002, 5000] {
            let parts = parts_within(entries.clone(), 1000, most);
            assert!(parts.iter().all(|part| urlset(part, zone()).len() <= most), "{most}");
            assert_eq!(parts.concat(), entries);
        }
        let undated = |entry: &Entry| Entry { modified: None, ..entry.clone() };
        let lengths = |parts: Vec<Vec<Entry>>| parts.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(
            lengths(parts_within(entries.iter().map(undated).collect(), 1000, 1000)),
            lengths(parts_within(entries, 1000, 1000)),
            "a change of a story moves none"
        );
    }

    #[test]
    fn fifty_thousand_urls_fill_a_part() {
        let lengths: Vec<usize> = parts((0..URLS_A_PART + 1).map(entry).collect()).iter().map(Vec::len).collect();
        assert_eq!(lengths, [URLS_A_PART, 1]);
    }
}

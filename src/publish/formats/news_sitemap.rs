//! The news sitemap (Google News sitemap, 0.9): the stories of the last two days. It may be empty.

use super::dates::w3c;
use super::sitemap::NAMESPACE;
use super::xml::Writer;
use crate::domain::feed::date::Moment;
use crate::domain::feed::time_zone::TimeZone;
use crate::domain::site::messages::tag_for;

/// The most entries that a news sitemap may have.
pub const NEWS_ENTRIES: usize = 1_000;
/// How old a story in a news sitemap may be.
pub const NEWS_AGE_MS: i64 = 2 * 86_400_000;

/// The publication that the stories are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsPublication {
    name: String,
    language: String,
}

impl NewsPublication {
    /// The publication of this name in this language (RFC 5646). A part of the name in parentheses is left out, as
    /// Google News requires. `None` if no name is left, or the language has no code of ISO 639.
    pub fn new(name: &str, language: &str) -> Option<NewsPublication> {
        let name = without_parentheses(name);
        (!name.is_empty()).then_some(())?;
        Some(NewsPublication { name, language: news_language(language)? })
    }
}

/// A story of the news sitemap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewsStory<'a> {
    /// The absolute URL of its page.
    pub url: &'a str,
    /// The headline, without the site's name.
    pub title: &'a str,
    /// When it was published.
    pub published: Moment,
}

/// The document, with the newest stories first.
pub fn news(publication: &NewsPublication, stories: &[NewsStory], zone: TimeZone, now_ms: i64) -> String {
    let namespaces = [NAMESPACE, ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9")];
    let mut xml = Writer::new("urlset", &namespaces);
    for story in newest(stories, zone, now_ms) {
        xml.start("url", &[]);
        xml.text("loc", &[], story.url);
        xml.start("news:news", &[]);
        xml.start("news:publication", &[]);
        xml.text("news:name", &[], &publication.name);
        xml.text("news:language", &[], &publication.language);
        xml.end();
        xml.text("news:publication_date", &[], &w3c(story.published, zone));
        xml.text("news:title", &[], story.title);
        xml.end();
        xml.end();
    }
    xml.finish()
}

/// Whether a story is at most two days old. The caller holds back stories of the future.
pub fn is_news(published: Moment, zone: TimeZone, now_ms: i64) -> bool {
    now_ms.saturating_sub(zone.instant_ms(published)) <= NEWS_AGE_MS
}

/// When the first story has to leave the news sitemap, in milliseconds since 1970; `None` if it has none.
pub fn next_change(stories: &[NewsStory], zone: TimeZone, now_ms: i64) -> Option<i64> {
    let oldest = newest(stories, zone, now_ms).pop()?;
    Some(zone.instant_ms(oldest.published) + NEWS_AGE_MS + 1)
}

/// The stories of the news sitemap. Stories of the same time keep their order.
fn newest<'a, 'b>(stories: &'a [NewsStory<'b>], zone: TimeZone, now_ms: i64) -> Vec<&'a NewsStory<'b>> {
    let mut newest: Vec<&NewsStory> = stories.iter().filter(|story| is_news(story.published, zone, now_ms)).collect();
    newest.sort_by_key(|story| std::cmp::Reverse(zone.instant_ms(story.published)));
    newest.truncate(NEWS_ENTRIES);
    newest
}

/// The code of ISO 639; Chinese is `zh-cn` or `zh-tw` by its script.
fn news_language(tag: &str) -> Option<String> {
    let language = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    if language == "zh" {
        return Some(if tag_for(tag) == Some("zh-Hant") { "zh-tw" } else { "zh-cn" }.to_owned());
    }
    let is_code = (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    is_code.then_some(language)
}

fn without_parentheses(name: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::dates::offset_of;

    const NOW_MS: i64 = 1_795_482_000_000;
    const HOUR_MS: i64 = 3_600_000;

    fn zone() -> TimeZone<'static> {
        TimeZone::new(Some("Asia/Shanghai"), offset_of)
    }

    fn story(hours_ago: i64) -> NewsStory<'static> {
        let published = Moment::instant(NOW_MS - hours_ago * HOUR_MS);
        NewsStory { url: "https://city.example/article/1/?a&b", title: "Bread & butter", published }
    }

    fn publication() -> NewsPublication {
        NewsPublication::new("The Example Times (subscription)", "en-GB").unwrap()
    }

    #[test]
    fn a_news_sitemap_has_the_stories_of_two_days() {
        assert_eq!(
            news(&publication(), &[story(49), story(3)], zone(), NOW_MS),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url>
<loc>https://city.example/article/1/?a&amp;b</loc>
<news:news>
<news:publication>
<news:name>The Example Times</news:name>
<news:language>en</news:language>
</news:publication>
<news:publication_date>2026-11-24T06:00:00+08:00</news:publication_date>
<news:title>Bread &amp; butter</news:title>
</news:news>
</url>
</urlset>
"#
        );
    }

    #[test]
    fn a_news_sitemap_has_at_most_a_thousand_stories_and_may_have_none() {
        let stories: Vec<NewsStory> = (0..1200).map(|number| story(number / 30)).collect();
        let text = news(&publication(), &stories, zone(), NOW_MS);
        assert_eq!(text.matches("<news:news>").count(), NEWS_ENTRIES);
        assert_eq!(news(&publication(), &[], zone(), NOW_MS).lines().count(), 3);
    }

    #[test]
    fn the_next_change_is_when_the_oldest_story_leaves() {
        let stories = [story(1), story(47), story(49)];
        let next_ms = next_change(&stories, zone(), NOW_MS).unwrap();
        assert_eq!(next_ms, NOW_MS + HOUR_MS + 1);
        let at = |now_ms| news(&publication(), &stories, zone(), now_ms);
        assert_eq!(at(NOW_MS), at(next_ms - 1));
        assert_ne!(at(NOW_MS), at(next_ms));
        assert_eq!(next_change(&[story(49)], zone(), NOW_MS), None);
    }

    #[test]
    fn a_day_begins_at_its_midnight_in_the_time_zone() {
        let day = Moment::read("2026-11-22").unwrap().moment();
        assert!(is_news(day, zone(), NOW_MS - 9 * HOUR_MS));
        assert!(!is_news(day, zone(), NOW_MS - 9 * HOUR_MS + 1));
    }

    #[test]
    fn a_language_is_a_code_of_iso_639_but_for_chinese() {
        for (tag, code) in [
            ("en-GB", Some("en")),
            ("DE_at", Some("de")),
            ("fil", Some("fil")),
            ("zh", Some("zh-cn")),
            ("zh-Hans-HK", Some("zh-cn")),
            ("zh-Hant", Some("zh-tw")),
            ("zh-HK", Some("zh-tw")),
            ("x-klingon", None),
            ("", None),
            ("english", None),
        ] {
            assert_eq!(news_language(tag).as_deref(), code, "{tag}");
        }
    }

    #[test]
    fn a_name_has_no_parentheses() {
        for (name, expected) in [
            ("The Example Times (subscription)", "The Example Times"),
            ("城市报（网络版）", "城市报"),
            ("A (b (c) d) e", "A e"),
            ("A) b", "A b"),
        ] {
            assert_eq!(without_parentheses(name), expected);
        }
        assert_eq!(NewsPublication::new("(all)", "en"), None);
    }
}

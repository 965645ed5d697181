//! The XML of channels and stories; `tests/native/rss_oracle.rs` reads it back.

use super::*;
use crate::browser::dates::offset_of;
use crate::domain::feed::Author;
use crate::domain::feed::date::Moment;
use crate::domain::web_url::parse_url_natively;

fn url(url: &str) -> WebUrl {
    WebUrl::parse(url, None, parse_url_natively).unwrap()
}

fn written(items: &[Item], body_html: Option<&str>) -> String {
    let (home, own) = (url("https://city.example/news/"), url("https://city.example/news/feed.xml"));
    let channel = Channel {
        title: "City & <Country>",
        home: &home,
        url: &own,
        hubs: &[url("https://hub.example/?a&b")],
        description: None,
        language: Some("en-GB"),
        zone: TimeZone::new(Some("Asia/Shanghai"), offset_of),
    };
    let story = |item| Story {
        item,
        link: "https://city.example/news/article/x/",
        body_html,
        summary: item.summary.as_deref(),
    };
    rss(&channel, &items.iter().map(story).collect::<Vec<_>>())
}

fn picture() -> Picture {
    Picture {
        url: url("https://city.example/a.jpg?a&b"),
        alt: "A \"bridge\"".into(),
        caption: None,
        credit: Some("Ana Wren".into()),
        width: Some(1200),
        height: Some(800),
        srcset: None,
    }
}

fn attachment(address: &str) -> Attachment {
    Attachment { url: url(address), mime_type: None, title: None, size_in_bytes: None, duration_in_seconds: None }
}

#[test]
fn a_channel_without_stories_has_no_date_and_names_its_hubs() {
    assert_eq!(
        written(&[], None),
        r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>City &amp; &lt;Country&gt;</title>
<link>https://city.example/news/</link>
<description>City &amp; &lt;Country&gt;</description>
<language>en-GB</language>
<atom:link href="https://city.example/news/feed.xml" rel="self" type="application/rss+xml"/>
<atom:link href="https://hub.example/?a&amp;b" rel="hub"/>
</channel>
</rss>
"#
    );
}

#[test]
fn a_story_has_its_elements_in_the_order_of_the_profile() {
    let mut item = Item::example("tag:city.example,2026:1?a&b");
    item.title = Some("Bread & butter".into());
    item.summary = Some("1 < 2".into());
    item.published = Some(Moment::instant(1_795_482_000_000));
    let author = |name: &str| Author { name: name.into(), url: None, avatar: None };
    item.authors = vec![author("Ana Wren"), author(""), author("Bo Ito")];
    item.section = vec!["News".into(), "Local".into()];
    item.tags = vec!["bridge".into(), "News".into()];
    item.image = Some(picture());
    let text = written(&[item], Some("<p>a]]>b</p>"));
    let expected = r#"<lastBuildDate>Tue, 24 Nov 2026 09:00:00 +0800</lastBuildDate>
<atom:link href="https://city.example/news/feed.xml" rel="self" type="application/rss+xml"/>
<atom:link href="https://hub.example/?a&amp;b" rel="hub"/>
<item>
<title>Bread &amp; butter</title>
<link>https://city.example/news/article/x/</link>
<guid isPermaLink="false">tag:city.example,2026:1?a&amp;b</guid>
<pubDate>Tue, 24 Nov 2026 09:00:00 +0800</pubDate>
<dc:creator>Ana Wren</dc:creator>
<dc:creator>Bo Ito</dc:creator>
<category>News</category>
<category>Local</category>
<category>bridge</category>
<description>1 &amp;lt; 2</description>
<content:encoded><![CDATA[<p>a]]]]><![CDATA[>b</p>]]></content:encoded>
<media:content url="https://city.example/a.jpg?a&amp;b" medium="image" width="1200" height="800">
<media:description type="plain">A "bridge"</media:description>
<media:credit>Ana Wren</media:credit>
</media:content>
</item>
"#;
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_story_without_a_title_has_a_description() {
    let mut item = Item::example("1");
    item.headline = "First words".into();
    let text = written(&[item], None);
    assert!(text.contains("<description>First words</description>\n</item>"), "{text}");
    assert_eq!(text.matches("<title>").count(), 1, "only the channel has a title");
}

#[test]
fn the_first_attachment_is_the_enclosure_and_others_are_media() {
    let mut item = Item::example("1");
    let mut sound = attachment("https://city.example/b.mp3");
    sound.mime_type = Some("audio/mpeg".into());
    sound.title = Some("Bells".into());
    sound.size_in_bytes = Some(42);
    sound.duration_in_seconds = Some(61.5);
    item.attachments = vec![attachment("https://city.example/a"), sound, attachment("https://city.example/c")];
    let text = written(&[item], None);
    let expected = r#"<enclosure url="https://city.example/a" length="0" type="application/octet-stream"/>
<media:content url="https://city.example/b.mp3" type="audio/mpeg" fileSize="42" duration="62" medium="audio">
<media:title type="plain">Bells</media:title>
</media:content>
<media:content url="https://city.example/c"/>
"#;
    assert!(text.contains(expected), "{text}");
}

#[test]
fn the_channel_has_the_newest_date_whether_of_publication_or_of_a_change() {
    let mut items = [Item::example("1"), Item::example("2"), Item::example("3")];
    items[0].published = Some(Moment::instant(1_795_482_000_000));
    items[1].published = Some(Moment::instant(1_700_000_000_000));
    items[1].updated = Some(Moment::instant(1_795_482_060_000));
    assert!(written(&items, None).contains("<lastBuildDate>Tue, 24 Nov 2026 09:01:00 +0800</lastBuildDate>"));
}

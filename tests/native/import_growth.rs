//! The work of `newsleaf import` grows with the length of a document, and not with the square of it, whatever the document has
//! many of.

use std::fs;
use std::time::{Duration, Instant};

use newsleaf::import::{Document, read};

const NAMESPACES: &str = "xmlns:media='http://search.yahoo.com/mrss/' xmlns:dc='http://purl.org/dc/elements/1.1/' \
    xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:excerpt='http://wordpress.org/export/1.2/excerpt/' \
    xmlns:wp='http://wordpress.org/export/1.2/'";

/// A channel with this in it.
fn channel(inner: &str) -> String {
    format!("<rss version='2.0' {NAMESPACES}><channel><title>T</title>{inner}</channel></rss>")
}

/// A channel with one item.
fn item(inner: &str) -> String {
    channel(&format!("<item><guid>1</guid><title>A</title>{inner}</item>"))
}

/// A published post of an export of WordPress.
fn post(number: usize, inner: &str) -> String {
    format!(
        "<item><guid>{number}</guid><title>A</title><wp:post_type>post</wp:post_type>\
         <wp:status>publish</wp:status>{inner}</item>"
    )
}

fn list(count: usize, write: impl Fn(usize) -> String) -> String {
    (0..count).map(write).collect()
}

/// The time that this thread has worked. Others that share the machine don't count where the system says so.
fn worked(start: Instant) -> Duration {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = stat.and_then(|stat| stat.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// The work of an import, and the length of the feed.
fn import(document: &str) -> (Duration, usize) {
    let start = Instant::now();
    let before = worked(start);
    let imported = read(&Document { name: "x", bytes: document.as_bytes(), address: None, charset: None });
    let length = imported.expect("a feed").into_json().len();
    (worked(start).saturating_sub(before), length)
}

/// Imports a document with `count` of something, and one with four times as many. Work in proportion takes four times as long,
/// and work that grows with the square sixteen times.
fn assert_grows_in_proportion(name: &str, count: usize, document: impl Fn(usize) -> String) {
    let (small, large) = (import(&document(count)), import(&document(count * 4)));
    let most = small.0 * 9 + Duration::from_secs(1);
    assert!(large.0 <= most, "{name}: {:?} for {count}, and {:?} for four times as many", small.0, large.0);
    let most = small.1 * 9 + 100_000;
    assert!(large.1 <= most, "{name}: {} bytes for {count}, and {} for four times as many", small.1, large.1);
}

#[test]
fn import_of_many_elements_takes_time_in_proportion() {
    assert_grows_in_proportion("deep tags", 10_000, |n| {
        item(&format!("<description>{}{}</description>", "<b>".repeat(n), "</c>".repeat(n)))
    });
    assert_grows_in_proportion("namespaces", 6_000, |n| {
        let declared = list(n, |at| format!(" xmlns:a{at}='u{at}'"));
        format!("<rss{declared}><channel><title>T</title>{}</channel></rss>", "<item/>".repeat(n))
    });
    assert_grows_in_proportion("elements before items", 10_000, |n| {
        channel(&("<x/>".repeat(n) + &"<item><title>A</title></item>".repeat(n)))
    });
    assert_grows_in_proportion("links before items", 4_000, |n| {
        let links = "<link rel='hub' href='https://h.example/'/>".repeat(n);
        let feed = format!("<title>T</title>{links}{}", "<entry><id>1</id><title>A</title></entry>".repeat(n));
        format!("<feed xmlns='http://www.w3.org/2005/Atom'>{feed}</feed>")
    });
    assert_grows_in_proportion("categories of the feed", 10_000, |n| channel(&"<category/>".repeat(n)));
    assert_grows_in_proportion("faults", 3_000, |n| channel(&"<!DOCTYPE [<!ENTITY a \"x]><item>".repeat(2 * n + 1)));
    assert_grows_in_proportion("items of one id", 4_000, |n| {
        channel(&list(n, |at| format!("<item><guid>0</guid><title>A</title><description>{at}</description></item>")))
    });
}

#[test]
fn import_of_many_fields_takes_time_in_proportion() {
    assert_grows_in_proportion("categories", 10_000, |n| item(&list(n, |at| format!("<category>{at}</category>"))));
    assert_grows_in_proportion("keywords", 30_000, |n| {
        item(&format!("<media:keywords>{}</media:keywords>", list(n, |at| format!("{at},"))))
    });
    assert_grows_in_proportion("authors", 6_000, |n| {
        item(&list(n, |at| format!("<dc:creator>Author {at}</dc:creator>")))
    });
    let media = |n: usize, attributes: &'static str| {
        item(&list(n, |at| format!("<media:content url='https://x.example/{at}.jpg' {attributes}/>")))
    };
    assert_grows_in_proportion("pictures", 2_000, |n| media(n, "medium='image'"));
    assert_grows_in_proportion("default pictures", 2_000, |n| media(n, "medium='image' isDefault='true'"));
    assert_grows_in_proportion("films", 2_000, |n| media(n, "type='video/mp4'"));
    assert_grows_in_proportion("groups", 2_000, |n| {
        item(&list(n, |at| {
            format!("<media:group><media:content url='https://x.example/{at}.jpg' medium='image'/></media:group>")
        }))
    });
    assert_grows_in_proportion("pictures with one long text", 1_000, |n| {
        let pictures = list(n, |at| format!("<media:content url='https://x.example/{at}.jpg' medium='image'/>"));
        item(&format!("{pictures}<media:description>{}</media:description>", "word ".repeat(n * 20)))
    });
    assert_grows_in_proportion("thumbnails", 2_000, |n| {
        item(&list(n, |at| format!("<media:thumbnail url='https://x.example/{at}.jpg'/>")))
    });
    assert_grows_in_proportion("enclosures", 4_000, |n| {
        item(&list(n, |at| format!("<enclosure url='https://x.example/{at}.mp3'/>")))
    });
    assert_grows_in_proportion("enclosed pictures", 4_000, |n| {
        item(&list(n, |at| format!("<enclosure url='https://x.example/{at}.jpg'/>")))
    });
}

#[test]
fn import_of_long_values_takes_time_in_proportion() {
    assert_grows_in_proportion("a long link and relative addresses", 2_000, |n| {
        let path = "a/".repeat(n * 5);
        let pictures = "&lt;img src='b'&gt;".repeat(n);
        item(&format!("<link>https://x.example/{path}</link><description>{pictures}</description>"))
    });
    assert_grows_in_proportion("a long base", 2_000, |n| {
        let items = list(n, |at| format!("<item xml:base='{at}/'><title>A</title><link>{at}</link></item>"));
        channel(&items).replacen("<rss", &format!("<rss xml:base='https://x.example/{}'", "a/".repeat(n * 5)), 1)
    });
    assert_grows_in_proportion("a long site", 2_000, |n| {
        let items = list(n, |at| format!("<item><title>A</title><guid>{at}</guid></item>"));
        channel(&format!("<link>https://x.example/{}</link>{items}", "a/".repeat(n * 5)))
    });
}

#[test]
fn import_of_a_long_export_takes_time_in_proportion() {
    assert_grows_in_proportion("captions", 2_000, |n| {
        let captions = "[caption id='a']&lt;img src='b'&gt; c[/caption]\n\n".repeat(n);
        channel(&post(1, &format!("<content:encoded>{captions}</content:encoded>")))
    });
    assert_grows_in_proportion("a long name", 1_000, |n| {
        let author = format!(
            "<wp:author><wp:author_login>a</wp:author_login><wp:author_display_name>{}</wp:author_display_name></wp:author>",
            "word ".repeat(n * 10)
        );
        channel(&(author + &list(n, |at| post(at, "<dc:creator>a</dc:creator>"))))
    });
    assert_grows_in_proportion("a long caption", 1_000, |n| {
        let picture = format!(
            "<item><wp:post_type>attachment</wp:post_type><wp:post_id>7</wp:post_id>\
             <wp:attachment_url>https://x.example/a.jpg</wp:attachment_url><excerpt:encoded>{}</excerpt:encoded></item>",
            "word ".repeat(n * 10)
        );
        let featured =
            "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>";
        channel(&(picture + &list(n, |at| post(at, featured))))
    });
}

//! Documents that are put together at random, always the same ones: whatever stands in them, reading returns.

use std::fmt::Write;

use super::super::*;
use super::read;
use crate::domain::feed::reading_order::reading_order;
use crate::domain::feed::sections;
use crate::domain::feed::time_zone::TimeZone;
use crate::domain::parse::plain_text::is_visible;

/// Marsaglia's xorshift: the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

const NAMES: [&str; 44] = [
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "image",
    "banner_image",
    "date_published",
    "date_modified",
    "author",
    "authors",
    "tags",
    "language",
    "attachments",
    "_newsleaf",
    "link",
    "content",
    "excerpt",
    "date_gmt",
    "date",
    "modified",
    "name",
    "avatar",
    "mime_type",
    "size_in_bytes",
    "duration_in_seconds",
    "section",
    "source",
    "byline",
    "kicker",
    "caption",
    "credit",
    "alt",
    "width",
    "rendered",
    "sections",
    "share",
    "accent",
    "footer",
    "version",
    "next_url",
    "expired",
];

const LEAVES: [&str; 30] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1.5",
    "1e999",
    "-1e999",
    "1604644200",
    "12345678901234567890",
    r#""""#,
    r#"" ""#,
    r#""x""#,
    r#""true""#,
    r#""1:02:03""#,
    r#""a, b""#,
    r#""2020-11-06""#,
    r#""2020-11-06T24:00:00+23:59""#,
    r#""Fri, 06 Nov 2020""#,
    r#""/a.mp3""#,
    r#""http://[""#,
    r#""javascript:x""#,
    r#""https://a.example/?\u0000""#,
    r##""#812""##,
    r#""\ud800""#,
    r#""\u202e\u200b""#,
    r#""<b>&#0;&amp;</""#,
    r#""<![CDATA[<script>""#,
    r#""咸宁 🚀""#,
    r#""News > Local""#,
];

fn value(numbers: &mut Numbers, depth: usize, out: &mut String) {
    match numbers.below(if depth > 4 { 1 } else { 4 }) {
        1 => list(numbers, depth, out),
        2 => object(numbers, depth, out),
        _ => out.push_str(numbers.one_of(&LEAVES)),
    }
}

fn list(numbers: &mut Numbers, depth: usize, out: &mut String) {
    out.push('[');
    for at in 0..numbers.below(4) {
        out.push_str(if at > 0 { "," } else { "" });
        value(numbers, depth + 1, out);
    }
    out.push(']');
}

fn object(numbers: &mut Numbers, depth: usize, out: &mut String) {
    out.push('{');
    for at in 0..numbers.below(8) {
        out.push_str(if at > 0 { "," } else { "" });
        write!(out, r#""{}":"#, numbers.one_of(&NAMES)).unwrap();
        value(numbers, depth + 1, out);
    }
    out.push('}');
}

#[test]
fn no_document_makes_the_parser_panic_or_lose_a_correct_item() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut items = 0;
    for _ in 0..10_000 {
        let mut json = String::from(r#"{"items":["#);
        for _ in 0..3 {
            let mut item = String::new();
            object(&mut numbers, 0, &mut item);
            // Without an id most would be left out at once.
            let with_id = format!(r#"{{"id":{},"#, numbers.one_of(&LEAVES));
            json.push_str(&item.replacen('{', &with_id, usize::from(item.len() > 2)));
            json.push(',');
        }
        json.push_str(r#"{"id":"as it should be","title":"Here"}],"#);
        for _ in 0..4 {
            write!(json, r#""{}":"#, numbers.one_of(&NAMES)).unwrap();
            value(&mut numbers, 2, &mut json);
            json.push(',');
        }
        json.push_str(r#""user_comment":""}"#);
        let (feed, warnings) = read(&json);
        assert!(feed.items.iter().any(|item| item.id == "as it should be" && item.headline == "Here"), "{json}");
        assert!(feed.items.iter().all(|item| is_visible(&item.headline)), "{json}");
        assert!(is_visible(&feed.title), "{json}");
        let left_out = warnings.iter().filter(|warning| warning.action.leaves_item_out()).count();
        assert_eq!(feed.items.len() + left_out, 4, "{json}");
        assert_eq!(reading_order(&feed.items, TimeZone::new(None, |_, _| None)).len(), feed.items.len());
        assert!(sections::navigation(&feed.items, &feed.settings).len() <= limits::ENTRIES);
        items += feed.items.len();
    }
    assert!(items > 15_000, "only {items} items: the documents are too odd to tell anything");
}

//! Bytes, read as a feed.

use newsleaf::domain::feed::reading_order::reading_order;
use newsleaf::domain::feed::sections;
use newsleaf::domain::feed::time_zone::TimeZone;
use newsleaf::domain::feed::warning::Warning;
use newsleaf::domain::limits;
use newsleaf::domain::limits::Limits;
use newsleaf::domain::parse::context::Context;
use newsleaf::domain::parse::json as json_text;
use newsleaf::domain::parse::json::value::Value;
use newsleaf::domain::parse::json_feed;
use newsleaf::domain::parse::plain_text::is_visible;
use newsleaf::domain::web_url::parse_url_natively;

/// Reads bytes as a feed and checks the properties that other parts rely on.
pub fn check(bytes: &[u8]) {
    // Newsleaf's parser accepts every text that a strict JSON parser accepts.
    if serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok() {
        let (text, mut warnings) = json_text::decode(bytes);
        json_text::parse(text, &mut warnings).expect("valid JSON was refused");
    }
    let address = super::address();
    let Ok((feed, warnings)) =
        json_feed::parse(bytes, &Context { address: &address, parse_url: parse_url_natively, limits: Limits::BROWSER })
    else {
        return;
    };
    assert!(is_visible(&feed.title), "the feed has no title");
    let mut keys: Vec<_> = feed.items.iter().map(|item| item.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), feed.items.len(), "two items have one key");
    for item in &feed.items {
        assert!(!item.id.is_empty(), "an item has no id");
        assert!(is_visible(&item.headline), "an item has nothing to see in its headline");
        assert!(item.section.len() <= limits::SECTION_DEPTH);
        assert!(item.tags.len().max(item.authors.len()).max(item.attachments.len()) <= limits::ENTRIES);
        for moment in [item.published, item.updated].into_iter().flatten() {
            assert!(matches!(moment.to_rfc3339().len(), 10 | 19 | 20), "{moment:?} is no date");
        }
    }
    let left_out = warnings.iter().filter(|warning| is_item_left_out(warning)).count();
    if warnings.len() < limits::WARNINGS
        && let Some((there, other_lists)) = items_in(bytes)
    {
        assert_eq!(feed.items.len() + left_out, there, "an item was lost in silence");
        let reported = warnings
            .iter()
            .filter(|warning| warning.field == "items" && warning.action.to_string().contains("there again"));
        assert_eq!(reported.count(), other_lists, "a list of items was lost in silence");
    }
    assert_eq!(reading_order(&feed.items, TimeZone::new(None, |_, _| None)).len(), feed.items.len());
    assert!(sections::navigation(&feed.items, &feed.settings).len() <= limits::ENTRIES);
}

fn is_item_left_out(warning: &Warning) -> bool {
    warning.action.leaves_item_out()
}

/// How many entries the document's list of items has, and how many other members of that name are before it.
fn items_in(bytes: &[u8]) -> Option<(usize, usize)> {
    let (text, mut warnings) = json_text::decode(bytes);
    let entries = |items: &Value| match items {
        Value::Array(items) => items.len(),
        Value::Object(_) => 1,
        _ => 0,
    };
    match json_text::parse(text, &mut warnings).ok()? {
        Value::Object(members) => {
            let named = members.iter().filter(|(name, value)| name == "items" && !value.is_null());
            Some((entries(members.get("items")?), named.count() - 1))
        }
        document => Some((entries(&document), 0)),
    }
}

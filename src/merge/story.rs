//! An item as it stands in a merged feed: with its addresses absolute, and with what it had from its feed.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::ids::{Ids, is_unique};
use super::{Role, Source, local};
use crate::domain::feed::Item;
use crate::domain::parse::json::value::Value as ReadValue;
use crate::domain::report::code::Level;
use crate::domain::report::text::count;
use crate::import::notes::Notes;
use crate::publish::item_json::{Members, item_json};

/// The member by which the stories of a feed are found in a merged feed. Its `feed` is the mark of the feed. Its `id` is the id that
/// the story has in its own feed, if two feeds with this id have one story and the merged feed has another id.
pub const MARK: &str = "_merge";

/// A story of the merged feed.
#[derive(Debug)]
pub struct Story {
    /// The item of the merged feed.
    pub members: Members,
    /// The id in its own feed, if two feeds with this id have one story.
    pub unique_id: Option<String>,
    /// The item that it is made of.
    pub item: Arc<Item>,
    /// Where it stands among the others: its date, else that of the story before it in its feed.
    pub sorted_ms: i64,
}

/// The stories of a feed. `language` is that of the merged feed.
pub fn stories(source: &Source, language: Option<&str>, ids: &Ids, notes: &mut Notes) -> Vec<Story> {
    let dates = source.pages().flat_map(|(parsed, _)| parsed.feed.items.iter().filter_map(|item| item.published));
    // Stories before the first one with a date stay before it.
    let mut sorted_ms = dates.map(|moment| moment.epoch_ms).next().unwrap_or(i64::MIN);
    let (mut leads, mut relative) = (0, 0);
    let mut stories = Vec::new();
    let mut known = HashSet::new();
    let read = source.pages().flat_map(|(parsed, address)| {
        let items = parsed.feed.items.iter().zip(&parsed.items);
        items.map(move |(item, json)| (item, json, &parsed.feed, address))
    });
    for (item, json, feed, address) in read {
        // A new story moves others to the next page while the pages are read.
        if !known.insert(item.id.as_str()) {
            continue;
        }
        let mut members = Value::Object(item_json(item, json, feed, address));
        relative += usize::from(source.is_local() && local::make_relative(&mut members));
        let Value::Object(mut members) = members else { continue };
        let id = members.get("id").and_then(Value::as_str).unwrap_or(&item.id).to_owned();
        let unique_id = own_id(&members).filter(|_| source.role == Role::LastMerged).unwrap_or(&id);
        let unique_id = Some(unique_id.to_owned()).filter(|id| is_unique(id));
        if source.role != Role::LastMerged {
            members.insert(MARK.to_owned(), json!({ "feed": source.mark }));
            set_id(&mut members, ids.id(&id), unique_id.as_deref());
            let own = feed.language.as_deref().or(source.parsed.feed.language.as_deref());
            inherit_language(&mut members, own, language);
        }
        if source.role == Role::Joined {
            leads += usize::from(name_source(&mut members, source));
        }
        sorted_ms = item.published.map_or(sorted_ms, |moment| moment.epoch_ms);
        stories.push(Story { members, unique_id, item: item.clone(), sorted_ms });
    }
    if leads > 0 {
        let message = "a joined feed has no lead on the merged front page; it is left out".to_owned();
        notes.add("_newsleaf.lead", Level::Advice, &message);
    }
    if relative > 0 && source.address.as_str().contains("/outside-of-the-folder/") {
        let message = format!(
            "{} relative addresses that lead nowhere: the feed names no home_page_url, and lies outside of the merged feed's folder; write the merged feed into a folder that the feed lies in or below, such as --out feed.json here",
            count(relative, "story has", "stories have")
        );
        notes.add("", Level::Lost, &message);
    }
    stories
}

/// Gives a story its id in the merged feed, and remembers the unique id that it has in its own feed, if that is another.
pub fn set_id(members: &mut Members, id: String, unique_id: Option<&str>) {
    if let Some(mark) = members.get_mut(MARK).and_then(Value::as_object_mut)
        && let Some(unique_id) = unique_id.filter(|unique_id| *unique_id != id)
    {
        mark.insert("id".to_owned(), json!(unique_id));
    }
    members.insert("id".to_owned(), Value::String(id));
}

/// The id in its own feed of a story of a merged feed, if the merged feed has another.
fn own_id(members: &Members) -> Option<&str> {
    members.get(MARK)?.get("id")?.as_str()
}

/// The item that says of a story that it is taken away.
pub fn removed(source: &Source, id: &str) -> Members {
    let item = json!({ "id": id, "_newsleaf": { "removed": true }, MARK: { "feed": source.mark } });
    match item {
        Value::Object(members) => members,
        _ => Members::new(),
    }
}

fn inherit_language(members: &mut Members, own: Option<&str>, merged: Option<&str>) {
    let Some(own) = own.filter(|own| merged.is_none_or(|merged| !merged.eq_ignore_ascii_case(own))) else { return };
    if !members.contains_key("language") {
        members.insert("language".to_owned(), json!(own));
    }
}

/// Names the feed as the source, unless the story names another. Returns whether the story was the lead of its feed.
fn name_source(members: &mut Members, source: &Source) -> bool {
    let extension = members.entry("_newsleaf").or_insert_with(|| json!({}));
    if !extension.is_object() {
        *extension = json!({});
    }
    let Some(extension) = extension.as_object_mut() else { return false };
    let was_lead = extension.remove("lead").is_some_and(|lead| lead == json!(true));
    let is_named = match extension.get("source") {
        Some(Value::String(name)) => !name.trim().is_empty(),
        Some(Value::Object(source)) => {
            ["name", "url"].iter().any(|name| source.get(*name).is_some_and(Value::is_string))
        }
        _ => false,
    };
    if !is_named {
        let mut named = json!({ "name": source.title() });
        if let Some(home) = source.parsed.feed.home_page_url.as_ref().filter(|url| !local::is_local(url)) {
            named["url"] = json!(home.as_str());
        }
        extension.insert("source".to_owned(), named);
    }
    was_lead
}

/// Whether an item was made of the feed with this mark.
pub fn is_of(item: &ReadValue, mark: &str) -> bool {
    let ReadValue::Object(item) = item else { return false };
    let Some(ReadValue::Object(merge)) = item.get_in_any_case(MARK) else { return false };
    merge.get_in_any_case("feed").and_then(ReadValue::as_str) == Some(mark)
}

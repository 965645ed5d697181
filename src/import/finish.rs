//! What can only be said of all items together: ids, links that leave the site, languages.

use std::collections::BTreeMap;

use serde_json::Value;

use super::item::Story;
use super::notes::{Notes, quoted};
use crate::domain::report::code::Level;
use crate::domain::web_url::{WebUrl, parse_url_natively};
use crate::publish::item_json::Members;

/// What ids begin with that are made of an item's content.
const HASH_NAME: &str = "blake3:";

/// The stories of the feed, each with an id.
pub fn stories(mut stories: Vec<(usize, Story)>, head: &Members, notes: &mut Notes) -> Vec<Story> {
    let site = site_hosts(&stories, head);
    let language = head.get("language").and_then(Value::as_str);
    let mut known: BTreeMap<String, Sign> = BTreeMap::new();
    let mut finished = Vec::with_capacity(stories.len());
    for (number, mut story) in stories.drain(..) {
        notes.enter_item(number, story.line);
        if story.is_empty() {
            notes.add("", Level::Lost, "there is nothing in it, and it is left out");
            continue;
        }
        if !name(&mut story, &mut known, notes) {
            continue;
        }
        leave_site(&mut story, &site);
        story.language = story.language.filter(|own| language.is_none_or(|common| !own.eq_ignore_ascii_case(common)));
        finished.push(story);
    }
    notes.leave_item();
    finished
}

/// What tells two stories of one id apart.
struct Sign {
    url: Option<String>,
    title: Option<String>,
    files: Vec<String>,
    /// A hash of the text, where nothing else tells the story from others.
    text: Option<blake3::Hash>,
}

impl Sign {
    fn of(story: &Story) -> Sign {
        // A text may be corrected where the story has its title and its page.
        let counts = story.title.is_none() || story.url.is_none();
        let text = text_of(story).filter(|_| counts).map(|text| blake3::hash(text.as_bytes()));
        Sign { url: story.url.clone(), title: story.title.clone(), files: files_of(story), text }
    }

    fn is_same(&self, other: &Sign) -> bool {
        (&self.title, &self.files, self.text) == (&other.title, &other.files, other.text)
    }
}

/// Gives the story an id that no other has. Returns whether it stays.
fn name(story: &mut Story, known: &mut BTreeMap<String, Sign>, notes: &mut Notes) -> bool {
    let id = match story.id.take() {
        Some(id) => id,
        None => {
            let id = hashed_id(story, false);
            let message =
                format!("it has none, and no link; {} is made of its content, and changes with it", quoted(&id));
            notes.add("guid", Level::Repaired, &message);
            id
        }
    };
    let sign = Sign::of(story);
    let Some(first) = known.get(&id) else {
        known.insert(id.clone(), sign);
        story.id = Some(id);
        return true;
    };
    // Some programs give all items one id, and some one link as well.
    let link = story.url.clone().filter(|url| first.url.as_ref() != Some(url) && !known.contains_key(url));
    // The text is in it only where that alone differs, so that a correction of another story changes no id.
    let with_text = first.title == sign.title && first.files == sign.files;
    let own = || {
        let own = [&id, "#", &hashed_id(story, with_text)[HASH_NAME.len()..][..8]].concat();
        Some(own).filter(|own| !known.contains_key(own))
    };
    let other = if link.is_some() || first.is_same(&sign) { link } else { own() };
    let Some(other) = other else {
        let message = format!("an item before it has the same, {}; it is left out", quoted(&id));
        notes.add("guid", Level::Lost, &message);
        return false;
    };
    let message = format!("an item before it has the same, {}; {} stands for it", quoted(&id), quoted(&other));
    notes.add("guid", Level::Repaired, &message);
    known.insert(other.clone(), sign);
    story.id = Some(other);
    true
}

/// The addresses of a story's files.
fn files_of(story: &Story) -> Vec<String> {
    let urls = story.attachments.iter().filter_map(|file| file["url"].as_str());
    urls.map(str::to_owned).collect()
}

fn text_of(story: &Story) -> Option<&String> {
    story.content_html.as_ref().or(story.content_text.as_ref()).or(story.summary.as_ref())
}

/// An id that is the same each time that the item is read.
fn hashed_id(story: &Story, with_text: bool) -> String {
    let mut hasher = blake3::Hasher::new();
    let content = text_of(story);
    // The title and the date stay when a mistake in the text is corrected.
    let parts = [story.title.as_ref(), story.published.as_ref()];
    let enough = !with_text && story.title.is_some() && story.published.is_some();
    for part in parts.into_iter().chain([content.filter(|_| !enough)]) {
        let part = part.map(String::as_str).unwrap_or_default();
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    format!("{HASH_NAME}{}", &hasher.finalize().to_hex()[..32])
}

/// The hosts of the site: that of its home page, and that of most items.
fn site_hosts(stories: &[(usize, Story)], head: &Members) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, story) in stories {
        if let Some(host) = story.url.as_deref().and_then(host) {
            *counts.entry(host).or_default() += 1;
        }
    }
    let most = counts.into_iter().filter(|(_, count)| count * 2 > stories.len()).map(|(host, _)| host);
    let home = head.get("home_page_url").and_then(Value::as_str).and_then(host);
    home.into_iter().chain(most).collect()
}

/// A link to another site is what the story is about, and no page of the story.
fn leave_site(story: &mut Story, site: &[String]) {
    let is_own =
        |url: &str| host(url).is_none_or(|host| site.iter().any(|own| belongs(&host, own) || belongs(own, &host)));
    if site.is_empty() || story.external_url.is_some() {
        return;
    }
    let Some(url) = story.url.as_deref().filter(|url| !is_own(url)) else { return };
    let permalink = story.permalink.clone().filter(|permalink| permalink != url && is_own(permalink));
    story.external_url = story.url.take();
    story.url = permalink;
}

fn belongs(host: &str, site: &str) -> bool {
    host == site || host.strip_suffix(site).is_some_and(|rest| rest.ends_with('.'))
}

fn host(url: &str) -> Option<String> {
    let url = WebUrl::parse(url, None, parse_url_natively).ok()?;
    Some(url.host().trim_start_matches("www.").to_owned())
}

//! Stories that are in two feeds stand once in the merged one: those of the same id, and those of the same page.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::ids::Ids;
use super::story::{Story, set_id};
use super::{Role, Source};
use crate::domain::report::code::Level;
use crate::domain::web_url::{WebUrl, parse_url_natively};
use crate::import::notes::{Notes, quoted};
use crate::publish::item_json::Members;

/// The stories of the feeds so far, each with the place of its feed.
#[derive(Debug, Default)]
pub struct KnownStories {
    ids: HashMap<String, (usize, Option<String>)>,
    /// By the ids that they have in their own feeds, as far as these are unique.
    unique_ids: HashMap<String, (usize, Option<String>)>,
    pages: HashMap<String, usize>,
}

impl KnownStories {
    /// Whether there is a story of this id.
    pub fn has_id(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// Removes the stories of the feed at `at` that a feed before it has, and remembers the others.
    pub fn retain_new(
        &mut self,
        stories: &mut Vec<Story>,
        sources: &[Source],
        at: usize,
        ids: &Ids,
        notes: &mut Notes,
    ) {
        // Some feeds give all their stories one page.
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for page in stories.iter().filter_map(|story| page_of(&story.members)) {
            *counts.entry(page).or_default() += 1;
        }
        let mut pages = Vec::new();
        stories.retain_mut(|story| {
            let page = page_of(&story.members).filter(|page| counts.get(page) == Some(&1));
            let id = text(&story.members, "id").to_owned();
            let by_unique_id = || self.unique_ids.get(story.unique_id.as_ref()?);
            let by_id = self.ids.get(&id).or_else(by_unique_id);
            let is_other = by_id.is_some_and(|(_, known)| are_of_other_sites(known.as_deref(), page.as_deref()));
            let same = match by_id {
                Some((first, _)) if !is_other => Some((*first, "id")),
                _ => page.as_ref().and_then(|page| self.pages.get(page)).map(|first| (*first, "url")),
            };
            if let Some((first, member)) = same {
                if sources.get(at).is_some_and(|source| source.role == Role::LastMerged) {
                    // Another feed has it, or a page of this one that was fetched.
                    return false;
                }
                let first = sources.get(first).map_or("", |source| source.name.as_str());
                let message = format!(
                    "the story {} is in {first} too, with the same {member}; it stands once, as it is there",
                    quoted(&story.item.headline)
                );
                notes.add(member, Level::Repaired, &message);
                return false;
            }
            let id = if is_other && self.ids.contains_key(&id) {
                let own = ids.prefixed(&id);
                let message =
                    format!("another feed has {} for another story; it becomes {}", quoted(&id), quoted(&own));
                notes.add("id", Level::Repaired, &message);
                set_id(&mut story.members, own.clone(), story.unique_id.as_deref());
                own
            } else {
                id
            };
            let known = (at, page_of(&story.members));
            if let Some(unique_id) = &story.unique_id {
                self.unique_ids.entry(unique_id.clone()).or_insert_with(|| known.clone());
            }
            self.ids.insert(id, known);
            pages.extend(page);
            true
        });
        // Only now: two stories of one feed are not one.
        self.pages.extend(pages.into_iter().map(|page| (page, at)));
    }
}

fn text<'a>(members: &'a Members, name: &str) -> &'a str {
    members.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The page of a story, without what differs between links to the same page.
fn page_of(members: &Members) -> Option<String> {
    let url = WebUrl::parse(text(members, "url"), None, parse_url_natively).ok()?;
    let path = url.as_str().split_once(url.host()).map_or("", |(_, path)| path);
    Some([url.display_host(), path.trim_end_matches('/')].concat())
}

/// Whether two pages are on sites of different names.
fn are_of_other_sites(one: Option<&str>, other: Option<&str>) -> bool {
    let host = |page: &str| page.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    matches!((one, other), (Some(one), Some(other)) if host(one) != host(other))
}

//! The front page: a lead story, a block for each section, and the rest.

use std::sync::Arc;

use super::key::Key;
use super::model::Item;
use super::publication::Publication;
use super::reading_order::reading_order;
use super::section_path::slug_of;
use super::sections;
use super::settings::Settings;
use super::time_zone::TimeZone;
use super::warning::{Place, Warning, WarningAction, note};

/// The largest number of blocks on the front page.
const MOST_BLOCKS: usize = 6;

/// The smallest number of stories on the page for which a section gets a block.
const FEWEST_IN_BLOCK: usize = 3;

/// The largest number of stories in a block.
const MOST_IN_BLOCK: usize = 4;

/// The content of the front page. Each story is on it once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontPage {
    /// The story on top.
    pub lead: Option<Arc<Item>>,
    /// The blocks, in the order of their sections.
    pub blocks: Vec<SectionBlock>,
    /// The other stories of the page, in reading order.
    pub rest: Vec<Arc<Item>>,
}

/// Some stories of a section.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionBlock {
    /// The section's name.
    pub name: String,
    /// The section's slug.
    pub slug: String,
    /// The pinned story, else the newest with a picture comes first; the others follow in reading order.
    pub stories: Vec<Arc<Item>>,
}

impl FrontPage {
    /// The front page of a publication: its `count` newest stories, the lead, and the pinned stories of the blocks.
    pub fn of(publication: &Publication, count: usize) -> FrontPage {
        let mut rest: Vec<Arc<Item>> = publication.stories().take(count).cloned().collect();
        let lead = lead(publication);
        rest.retain(|item| lead.as_ref().is_none_or(|lead| lead.key != item.key));
        let mut shown: Vec<Key> = lead.iter().map(|item| item.key).collect();
        let mut blocks = Vec::new();
        for (name, slug) in sections_for_blocks(publication, count) {
            if blocks.len() < MOST_BLOCKS
                && let Some(block) = SectionBlock::take_from(&mut rest, publication, &shown, name, slug)
            {
                shown.extend(block.stories.iter().map(|item| item.key));
                blocks.push(block);
            }
        }
        FrontPage { lead, blocks, rest }
    }
}

impl SectionBlock {
    /// Takes a section's stories from those of the page; `None` if it has too few. `shown` are elsewhere on the page.
    fn take_from(
        page: &mut Vec<Arc<Item>>,
        publication: &Publication,
        shown: &[Key],
        name: String,
        slug: String,
    ) -> Option<SectionBlock> {
        let is_inside = |item: &Arc<Item>| sections::contains(&slug, &item.section);
        let own: Vec<Arc<Item>> = page.iter().filter(|item| is_inside(item)).cloned().collect();
        if own.len() < FEWEST_IN_BLOCK {
            return None;
        }
        let is_pinned = |item: &&Arc<Item>| item.is_pinned && is_inside(item) && !shown.contains(&item.key);
        let mut stories: Vec<Arc<Item>> = publication.stories().filter(is_pinned).cloned().collect();
        if stories.is_empty() {
            stories.extend(own.iter().find(|item| item.image.is_some()).cloned());
        }
        for item in own {
            if !stories.iter().any(|other| other.key == item.key) {
                stories.push(item);
            }
        }
        stories.truncate(MOST_IN_BLOCK);
        page.retain(|item| !stories.iter().any(|other| other.key == item.key));
        Some(SectionBlock { name, slug, stories })
    }
}

/// The story that the settings name, else the newest that calls itself the lead, else the newest.
fn lead(publication: &Publication) -> Option<Arc<Item>> {
    let named = publication.settings.front.lead.as_deref();
    let by_setting = named.and_then(|id| publication.stories().find(|item| item.id == id));
    let by_itself = || publication.stories().find(|item| item.is_lead);
    by_setting.or_else(by_itself).or_else(|| publication.stories().next()).cloned()
}

/// Names and slugs of the sections that may have a block: those of `front.sections`, else those of the navigation.
/// Where the publisher has named neither, the other outermost sections of the page follow.
fn sections_for_blocks(publication: &Publication, count: usize) -> Vec<(String, String)> {
    let settings = &publication.settings;
    let named = |path: &Vec<String>| (path.last().cloned().unwrap_or_default(), slug_of(path));
    if let Some(paths) = &settings.front.sections {
        return paths.iter().map(named).collect();
    }
    let mut sections: Vec<(String, String)> =
        publication.navigation.iter().map(|section| named(&section.path)).collect();
    if settings.sections.is_empty() {
        for item in publication.stories().take(count).filter(|item| !item.section.is_empty()) {
            let (name, slug) = named(&item.section[..1].to_vec());
            if !sections.iter().any(|(_, other)| *other == slug) {
                sections.push((name, slug));
            }
        }
    }
    sections
}

/// Warns of stories that call themselves the lead where a newer one does.
pub fn warn_of_leads(items: &[Arc<Item>], warnings: &mut Vec<Warning>) {
    // The first in reading order stays the lead. How zones lie is not known here, so dates without one are UTC.
    let order = reading_order(items, TimeZone::new(None, |_, _| None));
    for index in order.into_iter().filter(|index| items[*index].is_lead).skip(1) {
        let action = WarningAction::SecondLead;
        note(warnings, Warning::new(Place::item(index, &items[index].id), "_newsleaf.lead", "true", action));
    }
}

/// Warns of a lead and of sections that the settings name and no story has. Call it only for a feed without older pages,
/// because those may have the stories.
pub fn warn_of_settings(items: &[Arc<Item>], settings: &Settings, warnings: &mut Vec<Warning>) {
    if let Some(id) = &settings.front.lead
        && !items.iter().any(|item| item.id == *id)
    {
        let action = WarningAction::NoSuchLead;
        note(warnings, Warning::new(Place::Settings, "front.lead", id, action));
    }
    for path in settings.front.sections.iter().flatten() {
        let slug = slug_of(path);
        if !items.iter().any(|item| sections::contains(&slug, &item.section)) {
            let action = WarningAction::EmptyFrontSection;
            note(warnings, Warning::new(Place::Settings, "front.sections", path.join(" > "), action));
        }
    }
}

#[cfg(test)]
mod tests;

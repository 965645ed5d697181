//! The sections of a site, and the sections in the navigation.

use std::sync::Arc;

use super::model::Item;
use super::section_path::{is_within, slug_of};
use super::settings::Settings;
use super::warning::{Place, Warning, WarningAction, note};

/// A section, with the number of its stories and of those in the sections below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The names from the outermost in.
    pub path: Vec<String>,
    /// The path in links.
    pub slug: String,
    /// How many stories it has.
    pub count: usize,
}

/// The largest number of sections in the navigation of a site without settings.
const MOST_IN_NAVIGATION: usize = 6;

impl Section {
    /// The innermost name.
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

/// Whether an item with this section path belongs to the section `slug`.
pub fn contains(slug: &str, path: &[String]) -> bool {
    !path.is_empty() && is_within(&slug_of(path), slug)
}

/// All sections by slug, each followed by those within it. Names with the same slug (they differ only in capitals or
/// marks) are one section, which has the name that its first story gives it.
pub fn all(items: &[Arc<Item>]) -> Vec<Section> {
    // Sorting once keeps this fast for a feed in which every story has sections of its own.
    let mut uses: Vec<(String, usize, usize)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        for depth in 1..=item.section.len() {
            uses.push((slug_of(&item.section[..depth]), at, depth));
        }
    }
    uses.sort_unstable_by(|a, b| a.0.split('/').cmp(b.0.split('/')).then(a.1.cmp(&b.1)));
    let mut sections: Vec<Section> = Vec::new();
    for (slug, at, depth) in uses {
        match sections.last_mut() {
            Some(section) if section.slug == slug => section.count += 1,
            _ => sections.push(Section { path: items[at].section[..depth].to_vec(), slug, count: 1 }),
        }
    }
    sections
}

/// Warns of sections that the settings name and no story has: often a misspelt name. Call it only for a feed without
/// older pages, because those may have the stories.
pub fn warn_of_empty(items: &[Arc<Item>], settings: &Settings, warnings: &mut Vec<Warning>) {
    if settings.sections.is_empty() {
        return;
    }
    for section in navigation(items, settings).iter().filter(|section| section.count == 0) {
        let action = WarningAction::EmptySection;
        note(warnings, Warning::new(Place::Settings, "sections", section.name(), action));
    }
}

/// The sections of the navigation: those of the settings, in their order, else the most used outer sections. Without
/// settings, sections may come from first tags; one that is used once is shown only if there are few.
pub fn navigation(items: &[Arc<Item>], settings: &Settings) -> Vec<Section> {
    let all = all(items);
    if !settings.sections.is_empty() {
        let named = settings.sections.iter().map(|path| {
            let slug = slug_of(path);
            let count = all.iter().find(|section| section.slug == slug).map_or(0, |section| section.count);
            Section { path: path.clone(), slug, count }
        });
        return named.collect();
    }
    let mut outer: Vec<Section> = all.into_iter().filter(|section| section.path.len() == 1).collect();
    if outer.len() > MOST_IN_NAVIGATION {
        outer.retain(|section| section.count > 1);
    }
    let mut most_used = Vec::new();
    while most_used.len() < MOST_IN_NAVIGATION
        && let Some(most) = outer.iter().map(|section| section.count).max()
        && let Some(at) = outer.iter().position(|section| section.count == most)
    {
        most_used.push(outer.remove(at));
    }
    most_used
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::Item;

    fn items(paths: &[&[&str]]) -> Vec<Arc<Item>> {
        let item = |(at, path): (usize, &&[&str])| {
            let mut item = Item::example(&at.to_string());
            item.section = path.iter().map(|name| (*name).to_owned()).collect();
            Arc::new(item)
        };
        paths.iter().enumerate().map(item).collect()
    }

    fn slugs(sections: &[Section]) -> Vec<(&str, usize)> {
        sections.iter().map(|section| (section.slug.as_str(), section.count)).collect()
    }

    #[test]
    fn an_outer_section_counts_the_stories_within_it() {
        let items = items(&[&["News", "Local"], &["News"], &["News-x"], &["Arts"], &[]]);
        assert_eq!(slugs(&all(&items)), [("arts", 1), ("news", 2), ("news/local", 1), ("news-x", 1)]);
    }

    #[test]
    fn names_that_differ_in_capitals_or_marks_only_are_one_section() {
        let items = items(&[&["Town Hall"], &["town hall!"], &["TOWN HALL", "Budget"], &["★"], &["☆"]]);
        let all = all(&items);
        assert_eq!(
            (all[0].name().len(), all[1].name().len()),
            (3, 3),
            "names without letters are distinguished: {all:?}"
        );
        assert_eq!(slugs(&all[2..]), [("town-hall", 3), ("town-hall/budget", 1)]);
        assert_eq!(all[2].name(), "Town Hall");
        assert!(contains("town-hall", &["TOWN hall".into(), "Budget".into()]));
        assert!(!contains("town-hall/budget", &["Town Hall".into()]) && !contains("", &[]));
    }

    #[test]
    fn eight_sections_for_every_item_are_fast() {
        let names: Vec<String> = (0..20_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_string()).collect();
        let paths: Vec<[&str; 8]> = names.iter().map(|name| [name.as_str(); 8]).collect();
        let paths: Vec<&[&str]> = paths.iter().map(|path| path.as_slice()).collect();
        let items = items(&paths);
        let start = std::time::Instant::now();
        assert_eq!(all(&items).len(), 160_000);
        assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    }

    #[test]
    fn the_settings_decide_the_navigation_and_its_order() {
        let items = items(&[&["News"], &["Arts"], &["Sport"]]);
        let sections = vec![vec!["Sport".to_owned()], vec!["Letters".to_owned()]];
        let settings = Settings { sections, ..Settings::default() };
        assert_eq!(slugs(&navigation(&items, &settings)), [("sport", 1), ("letters", 0)]);
    }

    #[test]
    fn a_section_of_the_settings_without_stories_gives_a_warning() {
        let sections = vec![vec!["News".to_owned(), "Lcoal".to_owned()], vec!["news".to_owned()]];
        let settings = Settings { sections, ..Settings::default() };
        let mut warnings = Vec::new();
        warn_of_empty(&items(&[&["News", "Local"]]), &settings, &mut warnings);
        let texts: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["settings sections: found Lcoal, left it in the navigation, though no story has it"]);
        warn_of_empty(&items(&[&["News", "Local"]]), &Settings::default(), &mut warnings);
        assert_eq!(warnings.len(), 1, "without settings there is nothing to be misspelt");
    }

    #[test]
    fn the_most_used_sections_are_shown_without_settings() {
        let few = items(&[&["A"], &["B"], &["B"]]);
        assert_eq!(slugs(&navigation(&few, &Settings::default())), [("b", 2), ("a", 1)]);
        let names: Vec<String> = (0..38).map(|n| format!("Tag {}", if n < 26 { n } else { n % 8 })).collect();
        let paths: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
        let paths: Vec<&[&str]> = paths.iter().map(|path| path.as_slice()).collect();
        let shown = navigation(&items(&paths), &Settings::default());
        assert_eq!(shown.len(), MOST_IN_NAVIGATION);
        assert!(shown.iter().all(|section| section.count > 1));
    }
}

//! The lists of a site, and the pages that each of them has.
//!
//! Pages are numbered from the oldest. A full page never changes when stories come: the page of the newest stories, which has
//! no number, takes them until it has twice as many as a full page.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::browser::dates::Dates;
use crate::domain::feed::Item;
use crate::domain::feed::listing::Listing;
use crate::domain::feed::publication::{Publication, STORIES_A_PAGE};
use crate::domain::site::route::Route;
use crate::pages::published::{ListContent, ListHeading, PageContent, PublishedPage};

/// The lists of a site by their subject, each with its stories, the newest first.
pub struct Lists {
    /// The sections, with those within them.
    pub sections: BTreeMap<String, NamedList>,
    /// The tags.
    pub tags: BTreeMap<String, NamedList>,
    /// The authors.
    pub authors: BTreeMap<String, NamedList>,
    /// The months: year and month, from 1. Stories without a date are in none.
    pub months: BTreeMap<(u16, u8), Vec<Arc<Item>>>,
}

/// A list with its name.
pub struct NamedList {
    /// The name of the page.
    pub heading: ListHeading,
    /// The stories, the newest first.
    pub stories: Vec<Arc<Item>>,
}

impl Lists {
    /// The lists of a publication.
    pub fn of(publication: &Publication) -> Lists {
        let mut lists = Lists {
            sections: BTreeMap::new(),
            tags: BTreeMap::new(),
            authors: BTreeMap::new(),
            months: BTreeMap::new(),
        };
        let dates = Dates { language: String::new(), zone: publication.settings.time_zone.clone() };
        for item in publication.stories() {
            for depth in 1..=item.section.len() {
                let path = item.section[..depth].to_vec();
                add(&mut lists.sections, &Listing::of_section(&path), ListHeading::Section(path), item);
            }
            for tag in &item.tags {
                add(&mut lists.tags, &Listing::of_tag(tag), ListHeading::Tag(tag.clone()), item);
            }
            for author in item.authors.iter().filter(|author| !author.name.is_empty()) {
                let url = author.url.as_ref().map(ToString::to_string);
                let heading = ListHeading::Author { name: author.name.clone(), url };
                add(&mut lists.authors, &Listing::of_author(&author.name), heading, item);
            }
            if let Some(month) = item.published.and_then(|moment| month_of(&dates.iso_day(moment))) {
                lists.months.entry(month).or_default().push(item.clone());
            }
        }
        for path in &publication.settings.sections {
            let slug = Listing::of_section(path).slug().to_owned();
            if let Some(list) = lists.sections.get_mut(&slug) {
                list.heading = ListHeading::Section(path.clone());
            }
        }
        lists
    }

    /// The pages of all lists but that of all stories.
    pub fn pages(&self) -> Vec<PublishedPage> {
        let mut pages = Vec::new();
        let listed = |lists: &BTreeMap<String, NamedList>, listing: fn(String) -> Listing| {
            lists.keys().cloned().map(listing).collect::<Vec<_>>()
        };
        let sections = listed(&self.sections, Listing::Section);
        let tags = listed(&self.tags, Listing::Tag);
        let authors = listed(&self.authors, Listing::Author);
        for (lists, named) in [(&self.sections, sections), (&self.tags, tags), (&self.authors, authors)] {
            for (of, list) in named.into_iter().zip(lists.values()) {
                let first = Route::List { of: of.clone(), page: 1 };
                let numbered = |page| Route::Numbered { of: Some(of.clone()), page };
                pages.extend(pages_of(&list.heading, &list.stories, first, numbered));
            }
        }
        for (&(year, month), stories) in &self.months {
            let numbered = |page: u32| Route::Month { year, month, page: Some(page) };
            let first = Route::Month { year, month, page: None };
            pages.extend(pages_of(&ListHeading::Month { year, month }, stories, first, numbered));
        }
        pages
    }
}

/// Adds a story to a list. The heading is the spelling in the oldest story: the name of the list must not change with
/// the newest.
fn add(lists: &mut BTreeMap<String, NamedList>, listing: &Listing, heading: ListHeading, item: &Arc<Item>) {
    let slug = listing.slug().to_owned();
    let list = lists.entry(slug).or_insert_with(|| NamedList { heading: heading.clone(), stories: Vec::new() });
    // A story may name a list twice, in other capitals.
    if list.stories.last().is_none_or(|last| last.key != item.key) {
        list.stories.push(item.clone());
    }
    list.heading = heading;
}

/// `2026-11-28` is in month 11 of 2026.
fn month_of(day: &str) -> Option<(u16, u8)> {
    let mut parts = day.split('-');
    let (year, month) = (parts.next()?, parts.next()?);
    let is_four_digits = year.len() == 4;
    Some((year.parse().ok().filter(|_| is_four_digits)?, month.parse().ok()?))
}

/// How many stories the page of the newest has, and how many full pages there are.
pub fn split(count: usize) -> (usize, usize) {
    let full = (count / STORIES_A_PAGE).saturating_sub(1);
    (count - full * STORIES_A_PAGE, full)
}

/// The full pages of the list of all stories.
pub fn pages_of_all(stories: &[Arc<Item>]) -> Vec<PublishedPage> {
    let mut pages = pages_of(&ListHeading::All, stories, Route::HOME, |page| Route::Numbered { of: None, page });
    // The first is the front page.
    pages.remove(0);
    pages
}

/// The page of older stories that follows the page of the newest.
pub fn older_than_front(count: usize) -> Option<Route> {
    let (_, full) = split(count);
    (full > 0).then_some(Route::Numbered { of: None, page: full as u32 })
}

/// The pages of a list: that of the newest stories, then the full ones from the newest to the oldest.
fn pages_of(
    heading: &ListHeading,
    stories: &[Arc<Item>],
    first: Route,
    numbered: impl Fn(u32) -> Route,
) -> Vec<PublishedPage> {
    let (newest, full) = split(stories.len());
    let page = |route: Route, stories: &[Arc<Item>], number, newest, older| PublishedPage {
        route,
        content: PageContent::List(ListContent {
            heading: heading.clone(),
            stories: stories.to_vec(),
            number,
            newest,
            older,
        }),
    };
    let older = (full > 0).then(|| numbered(full as u32));
    let mut pages = vec![page(first.clone(), &stories[..newest], None, None, older)];
    for number in (1..=full).rev() {
        let end = stories.len() - (number - 1) * STORIES_A_PAGE;
        let older = (number > 1).then(|| numbered(number as u32 - 1));
        let own = &stories[end - STORIES_A_PAGE..end];
        pages.push(page(numbered(number as u32), own, Some(number as u32), Some(first.clone()), older));
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(count: usize) -> Vec<Arc<Item>> {
        (0..count).rev().map(|number| Arc::new(Item::example(&number.to_string()))).collect()
    }

    fn ids(page: &PublishedPage) -> Vec<String> {
        match &page.content {
            PageContent::List(list) => list.stories.iter().map(|item| item.id.clone()).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_page_of_the_newest_has_up_to_twice_as_many_as_a_full_one() {
        for (count, expected) in [(0, (0, 0)), (1, (1, 0)), (39, (39, 0)), (40, (20, 1)), (59, (39, 1)), (60, (20, 2))]
        {
            assert_eq!(split(count), expected, "{count}");
        }
    }

    #[test]
    fn full_pages_never_change_when_stories_come() {
        let pages =
            |count| pages_of(&ListHeading::All, &items(count), Route::HOME, |page| Route::Numbered { of: None, page });
        for count in [40, 59, 60, 100, 139] {
            let (before, after) = (pages(count), pages(count + 1));
            for page in &before[1..] {
                let same = after.iter().find(|other| other.route == page.route).expect("no page is renumbered");
                assert_eq!(format!("{same:?}"), format!("{page:?}"));
            }
            let all: Vec<String> = after.iter().flat_map(ids).collect();
            assert_eq!(
                all,
                (0..=count).rev().map(|number| number.to_string()).collect::<Vec<_>>(),
                "each story stands once"
            );
        }
    }

    #[test]
    fn a_month_is_read_from_a_day() {
        assert_eq!(month_of("2026-11-28"), Some((2026, 11)));
        assert_eq!(month_of("0987-01-01"), Some((987, 1)));
        assert_eq!(month_of("12026-11-28"), None);
    }
}

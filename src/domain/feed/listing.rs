//! Lists of stories by section, tag or author.

use super::key::Key;
use super::model::Item;
use super::section_path;
use super::sections;
use super::slug::{LONGEST, slug};

/// A list, by the slug in its address. Names that differ only in capitals or punctuation are one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// The stories of a section and of those within it: `news/xianning-news`.
    Section(String),
    /// The stories with a tag.
    Tag(String),
    /// The stories by an author.
    Author(String),
}

impl Listing {
    /// The list of a section, by its names from the outermost in.
    pub fn of_section(path: &[String]) -> Listing {
        Listing::Section(section_path::slug_of(path))
    }

    /// The list of a tag.
    pub fn of_tag(tag: &str) -> Listing {
        Listing::Tag(slug_of_name(tag))
    }

    /// The list of an author.
    pub fn of_author(name: &str) -> Listing {
        Listing::Author(slug_of_name(name))
    }

    /// The slug in its address.
    pub fn slug(&self) -> &str {
        match self {
            Listing::Section(slug) | Listing::Tag(slug) | Listing::Author(slug) => slug,
        }
    }

    /// Whether a story belongs to the list.
    pub fn holds(&self, item: &Item) -> bool {
        match self {
            Listing::Section(slug) => sections::contains(slug, &item.section),
            _ => self.name_in(item).is_some(),
        }
    }

    /// The name of the section, the tag or the author as a story writes it.
    pub fn name_in<'a>(&self, item: &'a Item) -> Option<&'a str> {
        let is_it = |name: &&str| !name.is_empty() && slug_of_name(name) == self.slug();
        match self {
            Listing::Section(_) => item.section_name(),
            Listing::Tag(_) => item.tags.iter().map(String::as_str).find(is_it),
            Listing::Author(_) => item.authors.iter().map(|author| author.name.as_str()).find(is_it),
        }
    }
}

/// The slug of a name. A name without letters, or one that a slug would cut, gets the key of its text instead.
fn slug_of_name(name: &str) -> String {
    let slug = slug(name);
    if slug.is_empty() || name.len() > LONGEST { Key::of_id(name).as_str().to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feed::Author;

    #[test]
    fn a_story_is_in_the_lists_of_its_section_its_tags_and_its_authors() {
        let mut item = Item::example("1");
        item.section = vec!["News".into(), "Local".into()];
        item.tags = vec!["Town Hall".into(), "★".into()];
        item.authors = vec![Author { name: "Ana Wren".into(), url: None, avatar: None }];
        for listing in [
            Listing::Section("news".into()),
            Listing::of_section(&item.section),
            Listing::Tag("town-hall".into()),
            Listing::of_tag("town hall!"),
            Listing::of_tag("★"),
            Listing::Author("ana-wren".into()),
        ] {
            assert!(listing.holds(&item), "{listing:?}");
        }
        for listing in [
            Listing::Tag("town".into()),
            Listing::Tag(String::new()),
            Listing::of_tag("☆"),
            Listing::Author("ana".into()),
        ] {
            assert!(!listing.holds(&item), "{listing:?}");
        }
        assert_eq!(Listing::of_tag("TOWN HALL").name_in(&item), Some("Town Hall"));
    }

    #[test]
    fn long_names_that_begin_alike_are_lists_of_their_own() {
        let report =
            |year: &str| format!("Annual report of the committee on roads and bridges of the municipality {year}");
        assert_ne!(Listing::of_tag(&report("2023")), Listing::of_tag(&report("2024")));
    }

    #[test]
    fn an_author_without_a_name_has_no_list() {
        let mut item = Item::example("1");
        item.authors = vec![Author { name: String::new(), url: None, avatar: None }];
        assert!(!Listing::of_author("").holds(&item));
    }
}

//! Groups of equal warnings. A fault of the program that writes a feed is often in every item.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::code::Code;
use super::part::Part;
use crate::domain::feed::Item;
use crate::domain::feed::warning::{Place, Warning, WarningAction};
use crate::domain::site::links::Links;

/// Warnings about the same field with the same action.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The part of the document.
    pub part: Part,
    /// The field, without indexes: `tags[]`. Empty for a whole item or document.
    pub field: String,
    /// The action that was taken.
    pub action: WarningAction,
    /// Details that the report adds to the action: a host, or the name that was meant. Empty if there are none.
    pub detail: String,
    /// How many warnings there are.
    pub count: usize,
    /// The first of them.
    pub examples: Vec<Example>,
}

/// One warning of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The item's index in `items`, from 0.
    pub index: Option<usize>,
    /// The beginning of the item's id.
    pub id: Option<String>,
    /// The field with its index: `tags[3]`.
    pub field: String,
    /// The value in the feed.
    pub value: String,
    /// The item's headline, if it was read.
    pub headline: Option<String>,
    /// The link to the story's page, relative to the site, if it has one.
    pub link: Option<String>,
}

impl Group {
    /// The code of the group, which has its level.
    pub fn code(&self) -> Code {
        Code::of(self.part, self.action)
    }

    /// The action, with the details that the report adds.
    pub fn done(&self) -> String {
        [&self.action.to_string(), self.detail.as_str()].concat()
    }

    /// The whole group in one English sentence: `date_modified: took it as … (3 times)`.
    pub fn sentence(&self) -> String {
        let what = if self.field.is_empty() { self.part.name() } else { &self.field };
        let times = if self.count == 1 { String::new() } else { [" (", &self.count.to_string(), " times)"].concat() };
        [what, ": ", &self.done(), &times].concat()
    }
}

/// Groups warnings, in the order of the first of each group. A group has at most `most` examples.
pub fn grouped(warnings: Vec<Warning>, items: &[Arc<Item>], most: usize) -> Vec<Group> {
    let stories = Stories::of(items, !warnings.is_empty());
    let mut groups: Vec<Group> = Vec::new();
    let mut places: BTreeMap<(Part, String, WarningAction), usize> = BTreeMap::new();
    for Warning { place, field, value, action } in warnings {
        let field = shortened(field);
        let (part, index, id) = match place {
            Place::Document => (Part::Document, None, None),
            Place::Feed => (Part::Feed, None, None),
            Place::Settings => (Part::Settings, None, None),
            Place::Item { index, id } => (Part::Item, Some(index), id),
        };
        let name = without_numbers(&field);
        let at = *places.entry((part, name.clone(), action)).or_insert_with(|| {
            groups.push(Group { part, field: name, action, detail: String::new(), count: 0, examples: Vec::new() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else { continue };
        group.count += 1;
        if group.examples.len() < most {
            // An item that was left out has no page; another item may have its id.
            let is_left_out = action.leaves_item_out();
            let story = id.as_deref().filter(|_| !is_left_out).and_then(|id| stories.get(id));
            let headline = story.map(|item| item.headline.clone());
            let link = story.map(|item| Links::of_shell().href(&item.route()));
            group.examples.push(Example { index, id, field, value, headline, link });
        }
    }
    groups
}

/// Shortens the name of a field: a feed may have names of any length.
fn shortened(field: String) -> String {
    const MOST_CHARS: usize = 80;
    match field.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => [&field[..end], "…"].concat(),
        None => field,
    }
}

/// `authors[1].url` is `authors[].url`.
fn without_numbers(field: &str) -> String {
    let mut name = String::with_capacity(field.len());
    let mut within = false;
    for c in field.chars() {
        within &= c.is_ascii_digit();
        if !within {
            name.push(c);
        }
        within |= c == '[';
    }
    name
}

/// Stories by their ids, shortened as in warnings.
struct Stories<'a>(BTreeMap<String, Option<&'a Arc<Item>>>);

impl<'a> Stories<'a> {
    fn of(items: &'a [Arc<Item>], needed: bool) -> Stories<'a> {
        let mut stories = BTreeMap::new();
        for item in items.iter().filter(|_| needed) {
            if let Place::Item { id: Some(id), .. } = Place::item(0, &item.id) {
                // If two ids are equal after shortening, neither is found.
                stories.entry(id).and_modify(|known| *known = None).or_insert(Some(item));
            }
        }
        Stories(stories)
    }

    fn get(&self, id: &str) -> Option<&'a Arc<Item>> {
        self.0.get(id).copied().flatten()
    }
}

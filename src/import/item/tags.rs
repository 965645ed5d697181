//! Categories and keywords as tags.

use std::collections::HashSet;

use crate::domain::report::code::Level;
use crate::import::notes::Notes;
use crate::import::text::line_of;
use crate::import::xml::Element;

/// The tags of an item. The label of a category of Atom comes before its term.
pub fn tags(item: &Element, notes: &mut Notes) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let mut add = |tag: &str| {
        let tag = tag.trim();
        if !tag.is_empty() && known.insert(tag.to_ascii_lowercase()) {
            tags.push(tag.to_owned());
        }
    };
    let is_export = item.first("wp:post_type").is_some();
    for element in item.elements() {
        match element.name.as_str() {
            // How WordPress shows a post is no subject.
            "category" if is_export && element.attribute("domain") == Some("post_format") => {}
            "category" | "atom:category" | "dc:subject" => {
                let attribute = element.attribute("label").or_else(|| element.attribute("term"));
                let tag = attribute.map(str::to_owned).or_else(|| line_of(element));
                tag.iter().for_each(|tag| add(tag));
                let scheme = element.attribute("domain").or_else(|| element.attribute("scheme"));
                if scheme.is_some() && !is_export {
                    notes.count_unused(&format!("the scheme of {}", element.name));
                }
            }
            "itunes:category" => add_all(element, &mut add),
            "media:keywords" | "itunes:keywords" => {
                line_of(element).iter().flat_map(|list| list.split(',')).for_each(&mut add);
            }
            "media:category" => notes.count_unused("media:category"),
            _ => {}
        }
    }
    const MOST: usize = crate::domain::limits::ENTRIES;
    if tags.len() > MOST {
        notes.add("category", Level::Lost, &format!("there are more than {MOST}; the others are left out"));
        tags.truncate(MOST);
    }
    tags
}

/// Adds a category of Apple's podcasts, and those within it.
fn add_all(category: &Element, add: &mut dyn FnMut(&str)) {
    category.attribute("text").into_iter().for_each(&mut *add);
    category.all("itunes:category").for_each(|within| add_all(within, add));
}

//! The dates of an item.

use crate::domain::report::code::Level;
use crate::import::date::{self, Lack};
use crate::import::notes::{Notes, quoted};
use crate::import::xml::Element;

// Some programs write elements of Atom into RSS without their namespace.
const PUBLISHED: [&str; 9] = [
    "pubdate",
    "atom:published",
    "atom:issued",
    "atom:created",
    "dcterms:issued",
    "dcterms:created",
    "dc:date",
    "dcterms:date",
    "published",
];
const MODIFIED: [&str; 6] =
    ["atom:updated", "atom:modified", "dcterms:modified", "lastbuilddate", "updated", "modified"];

/// The date of publication and that of the last change. Neither is made up from the other.
pub fn dates(item: &Element, notes: &mut Notes) -> (Option<String>, Option<String>) {
    (first(item, &PUBLISHED, notes), first(item, &MODIFIED, notes))
}

fn first(item: &Element, names: &[&str], notes: &mut Notes) -> Option<String> {
    for element in names.iter().flat_map(|name| item.all(name)) {
        let written = element.text();
        if written.trim().is_empty() {
            continue;
        }
        let Some(date) = date::read(&written) else {
            let message = format!("{} is no date that can be read, and is left out", quoted(&written));
            notes.add(&element.name, Level::Lost, &message);
            continue;
        };
        // Programs write the beginning of their calendar where they have none: 1970, or the year 1.
        if date.text.starts_with("1970-01-01") || date.text.starts_with('0') {
            notes.add(&element.name, Level::Lost, &format!("{} stands for no date, and is left out", quoted(&written)));
            continue;
        }
        match date.lacks {
            Some(Lack::Zone) => {
                let message = format!("{} has no known time zone; the site's time_zone holds", quoted(&written));
                notes.add(&element.name, Level::Repaired, &message);
            }
            Some(Lack::Time) => {
                notes.add(&element.name, Level::Advice, &format!("{} is a day without a time", quoted(&written)));
            }
            Some(Lack::Day) => {
                let message = format!("{} names no day; {} stands for it", quoted(&written), date.text);
                notes.add(&element.name, Level::Repaired, &message);
            }
            None => {}
        }
        return Some(date.text);
    }
    None
}

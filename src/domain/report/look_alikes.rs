//! Advice on fields that look like misspelt ones of JSON Feed.

use std::collections::BTreeMap;

use super::entries::entries;
use super::known_names::{ALSO_READ, beside};
use super::misspelling::likely;
use super::part::Part;
use crate::domain::feed::warning::{Place, Warning, WarningAction, note};
use crate::domain::parse::excerpt::excerpt;
use crate::domain::parse::json::value::Value;

/// Advises on each field of the feed, its items, authors and attachments that looks like a standard one which is not there. A
/// name that begins with `_` is an extension, unless it looks like `_newsleaf`.
pub fn check(document: &Value, warnings: &mut Vec<Warning>) {
    let mut check = Check { meant: BTreeMap::new(), warnings };
    if !matches!(document, Value::Array(_)) {
        check.object(Part::Feed, &Place::Feed, "", document);
        check.authors(Part::Feed, &Place::Feed, document);
    }
    for (index, item) in entries(document).iter().enumerate() {
        let id = item.get_in_any_case("id").and_then(Value::as_str);
        let place = id.map_or(Place::Item { index, id: None }, |id| Place::item(index, id));
        check.object(Part::Item, &place, "", item);
        check.authors(Part::Item, &place, item);
        check.list(Part::Item, &place, "attachments", item);
    }
}

struct Check<'a> {
    /// The known names that the looked-up names are likely to mean: for part and path the place among the known names, or one behind them.
    meant: BTreeMap<String, usize>,
    warnings: &'a mut Vec<Warning>,
}

impl Check<'_> {
    fn authors(&mut self, part: Part, place: &Place, object: &Value) {
        self.list(part, place, "authors", object);
        self.list(part, place, "author", object);
    }

    /// The objects of a list, or the one object in its place.
    fn list(&mut self, part: Part, place: &Place, name: &str, object: &Value) {
        match object.get_in_any_case(name) {
            Some(Value::Array(entries)) => {
                entries.iter().for_each(|entry| self.object(part, place, &[name, "[]."].concat(), entry));
            }
            Some(entry) => self.object(part, place, &[name, "."].concat(), entry),
            None => {}
        }
    }

    fn object(&mut self, part: Part, place: &Place, prefix: &str, value: &Value) {
        let Value::Object(object) = value else { return };
        // A hostile object has many names that mean the same field, which is looked for once.
        let mut is_missing = BTreeMap::new();
        for (name, found) in object.iter().filter(|(_, found)| !found.is_empty() && !found.is_null()) {
            if let Some(meant) = self.meant(part, prefix, name)
                && *is_missing.entry(meant).or_insert_with(|| object.get_in_any_case(meant).is_none())
            {
                let field = [prefix, name].concat();
                note(self.warnings, Warning::new(place.clone(), field, excerpt(found), WarningAction::LookAlike));
            }
        }
    }

    /// The standard field that a name is most likely a misspelling of.
    fn meant(&mut self, part: Part, prefix: &str, name: &str) -> Option<&'static str> {
        let known = beside(part, prefix);
        if known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            return None;
        }
        let path = [part.name(), " ", prefix, name].concat();
        if let Some(at) = self.meant.get(&path) {
            return known.get(*at).copied();
        }
        let is_read = part == Part::Item && ALSO_READ.iter().any(|read| read.eq_ignore_ascii_case(name));
        let meant = likely(name, known.iter().copied())
            .filter(|meant| !is_read && (*meant == "_newsleaf" || !name.starts_with('_')));
        let at = known.iter().position(|known| Some(*known) == meant).unwrap_or(known.len());
        self.meant.insert(path, at);
        meant
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limits::Limits;
    use crate::domain::parse::document::read_json;

    #[test]
    fn names_that_look_alike_are_read_in_linear_time() {
        let document = format!(r#"{{{}"items":[]}}"#, r#""titel":"x","#.repeat(100_000));
        let (value, _) = read_json(document.as_bytes(), Limits::PUBLISHED).unwrap();
        let start = std::time::Instant::now();
        let mut warnings = Vec::new();
        check(&value, &mut warnings);
        assert!(!warnings.is_empty());
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }
}

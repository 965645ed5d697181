//! What selectors name, as far as it is in a page.

use std::collections::HashSet;

use crate::domain::html::tag_attributes::places;
use crate::domain::html::tokens::{Token, Tokens};

/// The elements, classes, ids, attributes with their values, languages and directions of a page: `p`, `.class`, `#id`, `[href`,
/// `[dir=rtl`, `:lang zh`, `:dir rtl`.
pub(super) struct Names(HashSet<String>);

impl Names {
    /// The names in a page in this language and direction, with this content of its body.
    pub(super) fn of_page(html: &str, language: &str, direction: &str) -> Names {
        let mut names = Names(["html", "body", "#app", "[id"].map(str::to_owned).into());
        names.add_attribute("lang", language);
        names.add_attribute("dir", direction);
        for token in Tokens::of(html) {
            let Token::Start(name, tag) = token else { continue };
            names.add(name.to_ascii_lowercase());
            for (name, value) in places(tag) {
                names.add_attribute(&tag[name].to_ascii_lowercase(), &tag[value]);
            }
        }
        names
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    fn add(&mut self, name: String) {
        self.0.insert(name);
    }

    fn add_attribute(&mut self, name: &str, value: &str) {
        match name {
            "class" => value.split_ascii_whitespace().for_each(|class| self.add([".", class].concat())),
            "id" => self.add(["#", value].concat()),
            "lang" => {
                let tag = value.to_ascii_lowercase();
                // A range fits each tag that begins with its parts.
                let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
                ends.for_each(|end| self.add([":lang ", &tag[..end]].concat()));
            }
            "dir" if value.eq_ignore_ascii_case("auto") => {
                ["ltr", "rtl"].map(|each| self.add([":dir ", each].concat())).into_iter().collect()
            }
            "dir" => self.add([":dir ", &value.to_ascii_lowercase()].concat()),
            _ => {}
        }
        // Values that no rule names are many and long.
        if value.len() <= 32 {
            self.add(["[", name, "=", &value.to_ascii_lowercase()].concat());
        }
        self.add(["[", name].concat());
    }
}

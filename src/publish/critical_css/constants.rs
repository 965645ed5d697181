//! Custom properties that have one value in the whole page. The value stands in their place, which is shorter.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::cascade::Applied;
use super::declarations::{Declaration, names_in};
use super::scan::{end_of_brackets, end_of_quote, split};

/// The values of such custom properties by their names.
#[derive(Debug, Default)]
pub(super) struct Constants<'a>(HashMap<&'a str, String>);

impl<'a> Constants<'a> {
    /// The custom properties that one rule of the root sets and no other rule, whose value names none that varies.
    pub(super) fn of(applied: &[Applied<'a>]) -> Constants<'a> {
        let mut set: HashMap<&str, Vec<(&Declaration, bool)>> = HashMap::new();
        for Applied { rule, needed, is_of_root, .. } in applied {
            for (declaration, _) in rule.declarations.iter().zip(needed).filter(|(_, needed)| **needed) {
                if declaration.is_custom() {
                    set.entry(&declaration.property).or_default().push((declaration, *is_of_root));
                }
            }
        }
        let mut open: Vec<&Declaration> = set
            .values()
            .filter_map(|all| match &**all {
                [(declaration, true)] if !declaration.is_important => Some(*declaration),
                _ => None,
            })
            .collect();
        let mut constants = Constants::default();
        loop {
            let before = open.len();
            open.retain(|declaration| {
                let value = constants.resolve(&declaration.value);
                let varies = value.contains("var(");
                if !varies {
                    constants.0.insert(&declaration.property, value.into_owned());
                }
                varies
            });
            if open.len() == before {
                return constants;
            }
        }
    }

    /// A value with the values of constants in the places of their names.
    pub(super) fn resolve<'v>(&self, value: &'v str) -> Cow<'v, str> {
        if !value.contains("var(") {
            return Cow::Borrowed(value);
        }
        let mut text = String::new();
        let mut rest = value;
        while let Some(at) = rest.find(['"', '\'', 'v']) {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            let is_start = text.chars().last().is_none_or(|before| !before.is_alphanumeric() && before != '-');
            let end = if !rest.starts_with('v') {
                end_of_quote(rest)
            } else if is_start && rest.starts_with("var(") {
                let end = "var".len() + end_of_brackets(&rest["var".len()..]);
                let inside = &rest["var(".len()..end];
                let inside = inside.strip_suffix(')').unwrap_or(inside);
                let name = split(inside, b',')[0];
                match self.0.get(name) {
                    Some(value) => text.push_str(value),
                    None => {
                        let fallback = self.resolve(&inside[name.len()..]);
                        text.push_str(&["var(", name, &fallback, ")"].concat());
                    }
                }
                rest = &rest[end..];
                continue;
            } else {
                1
            };
            text.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        text.push_str(rest);
        Cow::Owned(text)
    }
}

/// The custom properties that these declarations use, those that their values name included.
pub(super) fn used<'a>(declarations: impl Iterator<Item = (&'a str, &'a str)>) -> HashSet<&'a str> {
    let mut values: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut open: Vec<&str> = Vec::new();
    for (property, value) in declarations {
        if property.starts_with("--") {
            values.entry(property).or_default().extend(names_in(value));
        } else {
            open.extend(names_in(value));
        }
    }
    let mut used = HashSet::new();
    while let Some(name) = open.pop() {
        if used.insert(name) {
            open.extend(values.get(name).into_iter().flatten());
        }
    }
    used
}

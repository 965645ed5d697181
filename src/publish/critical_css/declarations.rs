//! Declarations, and which custom properties are used.

use std::collections::{HashMap, HashSet};

/// A declaration.
#[derive(Clone, Debug)]
pub(super) struct Declaration {
    /// As the stylesheet has it, without a semicolon.
    pub text: String,
    /// The name of the custom property that it sets, `--name`.
    custom: Option<String>,
    /// The custom properties that its value names.
    uses: Vec<String>,
}

impl Declaration {
    pub(super) fn parse(text: &str) -> Option<Declaration> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let (name, value) = text.split_once(':').unwrap_or((text, ""));
        let custom = name.starts_with("--").then(|| name.trim().to_owned());
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let uses = value.match_indices("--").filter(|(at, _)| {
            // Not within a name such as `a--b`.
            !value[..*at].ends_with(is_name)
        });
        let uses = uses.map(|(at, _)| {
            let rest = &value[at..];
            rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())].to_owned()
        });
        Some(Declaration { text: text.to_owned(), custom, uses: uses.collect() })
    }

    /// Whether it sets a custom property that is none of those.
    pub(super) fn is_unused(&self, used: &HashSet<&str>) -> bool {
        self.custom.as_deref().is_some_and(|name| !used.contains(name))
    }
}

/// The custom properties that declarations use, those that their values name included.
pub(super) fn used<'a>(declarations: &[&'a Declaration]) -> HashSet<&'a str> {
    let mut values: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut open: Vec<&str> = Vec::new();
    for declaration in declarations {
        let uses = declaration.uses.iter().map(String::as_str);
        match &declaration.custom {
            Some(name) => values.entry(name).or_default().extend(uses),
            None => open.extend(uses),
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

//! Details that a report adds to warnings: the name that was meant, and the known values.

use super::group::Group;
use super::known_names::beside;
use super::misspelling::likely;
use crate::domain::feed::network::Network;
use crate::domain::feed::warning::WarningAction;

/// The largest number of known values that a warning names.
const MOST_VALUES: usize = 8;

/// Adds details to each group that help to correct it. `sections` are the names of the feed's sections.
pub fn add(groups: &mut [Group], sections: &[&str]) {
    for group in groups.iter_mut().filter(|group| group.detail.is_empty()) {
        group.detail = detail(group, sections);
    }
}

/// Asks whether one of the known values was meant: `; did you mean Europe/Berlin?`. Empty if none is alike.
pub fn did_you_mean<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    likely(found, known).map_or_else(String::new, question)
}

fn question(meant: &str) -> String {
    ["; did you mean ", meant, "?"].concat()
}

fn detail(group: &Group, sections: &[&str]) -> String {
    match group.action {
        WarningAction::UnknownField => {
            let known = beside(group.part, &group.field);
            meant_or(name_of(group), known.iter().copied(), || list("it knows", known))
        }
        WarningAction::LookAlike => did_you_mean(name_of(group), beside(group.part, &group.field).iter().copied()),
        WarningAction::NoSuchNetwork => {
            let names = Network::ALL.map(Network::name);
            meant_by_all(group, &names).unwrap_or_else(|| list("the networks are", &names))
        }
        WarningAction::EmptySection | WarningAction::EmptyFrontSection => {
            let some = &sections[..sections.len().min(MOST_VALUES)];
            let help = meant_by_all(group, sections).unwrap_or_else(|| list("the stories are in", some));
            [": ", &values(group), &help].concat()
        }
        WarningAction::NotADate => "; write it as 2026-11-24 or 2026-11-24T09:00:00+01:00".to_owned(),
        WarningAction::NotANumber => match name_of(group) {
            "width" | "height" => "; it should be a number of pixels from 1 to 99999".to_owned(),
            "size_in_bytes" => "; it should be a number of bytes, 0 or more".to_owned(),
            "duration_in_seconds" => "; it should be a number of seconds, 0 or more".to_owned(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// The field's own name, without those of the objects around it.
fn name_of(group: &Group) -> &str {
    group.field.rsplit('.').next().unwrap_or_default()
}

fn meant_or<'a>(found: &str, known: impl Iterator<Item = &'a str>, other: impl FnOnce() -> String) -> String {
    likely(found, known).map_or_else(other, question)
}

/// Suggests known values for those of a group; `None` unless each is like a known one.
fn meant_by_all(group: &Group, known: &[&str]) -> Option<String> {
    let meant = group.examples.iter().map(|example| likely(&example.value, known.iter().copied()));
    meant.collect::<Option<Vec<&str>>>().map(|meant| question(&meant.join(", ")))
}

/// The values of a group, as many as it has examples.
fn values(group: &Group) -> String {
    let mut values: Vec<&str> = group.examples.iter().map(|example| example.value.as_str()).collect();
    if group.examples.len() < group.count {
        values.push("…");
    }
    values.join(", ")
}

fn list(before: &str, values: &[&str]) -> String {
    if values.is_empty() { String::new() } else { ["; ", before, " ", &values.join(", ")].concat() }
}

//! Warnings about files that a feed names and that are not there.

use std::collections::BTreeMap;

use super::feed_report::FeedReport;
use super::group::Group;
use super::named_files::{BaseField, NamedFile};
use super::part::Part;
use crate::domain::feed::Feed;
use crate::domain::feed::warning::{Warning, WarningAction, note};
use crate::domain::percent;
use crate::domain::web_url::WebUrl;

/// Where the file of an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It does not lie beside the feed: another host has it.
    Elsewhere,
    /// It lies beside the feed.
    Found,
    /// It should lie beside the feed, and does not.
    Missing,
    /// The name or a link leads out of the feed's folder, where no file is looked for.
    Outside,
}

/// The host's answer about the file at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostState {
    /// The host got no request.
    NotRequested,
    /// The host has it.
    Found,
    /// The host does not have it, and answered this.
    Missing(String),
    /// The host gave no clear answer, for this reason.
    Unknown(String),
}

/// The largest number of hosts that the advice about relative addresses names.
const MOST_HOSTS: usize = 5;

impl FeedReport {
    /// Adds a warning for each file that should lie beside the feed and does not. It is advice if none of them is there,
    /// because the files may be elsewhere when the feed is published; also for an address that another base leads away from
    /// the feed, and for one that leads out of its folder.
    pub fn check_files(
        &mut self,
        feed: &Feed,
        files: &[NamedFile],
        folder: &WebUrl,
        look: impl Fn(&WebUrl) -> FileState,
        most_examples: usize,
    ) {
        let states: Vec<FileState> = files.iter().map(|file| look(&file.url)).collect();
        let is_any_found = states.contains(&FileState::Found);
        let mut warnings = Vec::new();
        let is_absent = |state: &FileState| matches!(state, FileState::Missing | FileState::Outside);
        for (file, state) in files.iter().zip(states).filter(|(_, state)| is_absent(state)) {
            let is_certain = is_any_found && file.other_base.is_none() && state == FileState::Missing;
            let action = if is_certain { WarningAction::FileMissing } else { WarningAction::FileNotBeside };
            let name = percent::decode(file.url.as_str().strip_prefix(folder.as_str()).unwrap_or(file.url.as_str()));
            note(&mut warnings, Warning::new(file.place.clone(), file.field, name, action));
        }
        self.add(warnings, &feed.items, most_examples);
    }

    /// Advises on relative addresses that `home_page_url` or an item's `url` leads away from the feed, and adds a warning
    /// for each file that `state_of` says is not at its host.
    pub fn check_bases(
        &mut self,
        feed: &Feed,
        files: &[NamedFile],
        mut state_of: impl FnMut(&NamedFile) -> HostState,
        most_examples: usize,
    ) {
        let mut warnings = Vec::new();
        let mut bases: BTreeMap<(BaseField, &str), BaseUse> = BTreeMap::new();
        let mut unknown: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for file in files {
            let state = state_of(file);
            if let Some(field) = file.other_base {
                let base = bases.entry((field, file.url.host())).or_default();
                base.count += 1;
                base.found += usize::from(state == HostState::Found);
            }
            match state {
                HostState::NotRequested | HostState::Found => {}
                HostState::Missing(answer) => {
                    let value = [&file.url.without_userinfo(), ": ", &answer].concat();
                    let action = WarningAction::FileNotAtHost;
                    note(&mut warnings, Warning::new(file.place.clone(), file.field, value, action));
                }
                HostState::Unknown(cause) => *unknown.entry((file.url.host(), cause)).or_default() += 1,
            }
        }
        let mut bases: Vec<_> = bases.into_iter().collect();
        bases.sort_by_key(|(_, base)| std::cmp::Reverse(base.count));
        for ((field, host), base) in bases.into_iter().take(MOST_HOSTS) {
            let action = WarningAction::OtherBase;
            let are_there = if base.found == base.count { ", and are there" } else { "" };
            self.suggestions.push(Group {
                part: if field == BaseField::Url { Part::Item } else { Part::Feed },
                field: field.name().to_owned(),
                action,
                detail: [" ", host, are_there].concat(),
                count: base.count,
                examples: Vec::new(),
            });
        }
        for ((host, cause), count) in unknown {
            self.suggestions.push(Group {
                part: Part::Feed,
                field: host.to_owned(),
                action: WarningAction::HostNotAsked,
                detail: [": ", &cause].concat(),
                count,
                examples: Vec::new(),
            });
        }
        self.add(warnings, &feed.items, most_examples);
    }
}

/// How many addresses are relative to a base, and how many of their files the host has.
#[derive(Default)]
struct BaseUse {
    count: usize,
    found: usize,
}

//! Following `next_url` through the older pages of a feed, as far as the site would.

use std::collections::HashSet;

use newsleaf::domain::feed::warning::WarningAction;
use newsleaf::domain::limits;
use newsleaf::domain::report::Summary;
use newsleaf::domain::report::group::{Example, Group};
use newsleaf::domain::report::part::Part;
use newsleaf::domain::web_url::WebUrl;

use super::{Checked, Checker, limits_of};
use crate::source::origin::Origin;

/// Checks the pages that follow the first one, whose `summary` names the next, and adds their reports to `checked`. The
/// archive ends with a page that can't be read, which has a report as well.
pub fn follow(first: &Origin, summary: &Summary, checker: &mut Checker, checked: &mut Vec<Checked>) {
    // The feed's own address is that of its first page, wherever that page was read.
    let read = [Some(first.address()), summary.feed_url.as_ref()];
    let mut known: HashSet<String> = read.into_iter().flatten().map(|url| url.without_fragment().to_owned()).collect();
    let mut next = summary.next_url.clone();
    for page in 0.. {
        let Some(url) = next else { return };
        let end = if !known.insert(url.without_fragment().to_owned()) {
            Some(WarningAction::ArchiveCircle)
        } else if page == limits::ARCHIVE_PAGES {
            Some(WarningAction::ArchiveTooLong)
        } else {
            None
        };
        if let Some(action) = end {
            warn(checked, &url, action);
            return;
        }
        let origin = first.beside(url);
        let page = origin.read(checker.timeout, limits_of(&origin)).checked(&origin, checker, None);
        next = page.report.outcome.as_ref().ok().and_then(|summary| summary.next_url.clone());
        checked.push(page);
    }
}

/// Adds a warning to the page that was read last.
fn warn(checked: &mut [Checked], url: &WebUrl, action: WarningAction) {
    let value = url.without_userinfo().chars().take(80).collect();
    let example = Example { index: None, id: None, field: "next_url".to_owned(), value, headline: None, link: None };
    let group = Group {
        part: Part::Feed,
        field: "next_url".to_owned(),
        action,
        detail: String::new(),
        count: 1,
        examples: vec![example],
    };
    if let Some(last) = checked.last_mut() {
        last.report.groups.push(group);
    }
}

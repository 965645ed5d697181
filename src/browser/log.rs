//! The publisher's messages in the console.

use crate::domain::feed::warning::Warning;
use crate::domain::site::messages::english;
use crate::domain::state::failure::Failure;
use web_sys::console;

/// Logs the warnings as one collapsed group, with a line for each.
pub fn warnings(warnings: &[Warning]) {
    let warnings: Vec<&Warning> = warnings.iter().filter(|warning| !warning.is_advice()).collect();
    if warnings.is_empty() {
        return;
    }
    let mut head = String::from("Newsleaf corrected or left out things while reading the feed: ");
    head.push_str(&warnings.len().to_string());
    console::group_collapsed_1(&head.into());
    for warning in warnings {
        console::warn_1(&warning.to_string().into());
    }
    console::group_end();
}

/// Logs why the feed or an older page of it is missing.
pub fn failure(url: &str, failure: &Failure) {
    // The log has the sentences that readers see: sentences of its own would weigh on every page.
    let mut line = String::from("Newsleaf could not read ");
    for part in [url, ": ", &failure.sentence(english()), " ", failure.excerpt().unwrap_or_default()] {
        line.push_str(part);
    }
    console::warn_1(&line.into());
}

//! The publisher's messages in the console.

use crate::domain::feed::warning::Warning;
use crate::domain::site::messages::english;
use crate::domain::state::failure::Failure;
use web_sys::console;

/// One grouped line, closed until it is opened, with a line for each thing that was corrected or left out.
pub fn warnings(warnings: &[Warning]) {
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

/// Why there is no feed, or no older page of it.
pub fn failure(url: &str, failure: &Failure) {
    // The sentences that readers see: others would have to be loaded by every one of them.
    let mut line = String::from("Newsleaf could not read ");
    for part in [url, ": ", &failure.sentence(english()), " ", failure.excerpt().unwrap_or_default()] {
        line.push_str(part);
    }
    console::warn_1(&line.into());
}

//! The order of a merged feed: the newest story first. A story without a date stays behind the one before it in its feed.

use std::cmp::Reverse;

use super::story::Story;
use crate::domain::feed::hold_back;
use crate::domain::feed::time_zone::TimeZone;

/// Sorts stories by date. Those of the same date stay in the order of the feeds.
pub fn sort(stories: &mut [Story]) {
    stories.sort_by_key(|story| Reverse(story.sorted_ms));
}

/// Leaves so many of the newest stories, and before them those that are held back until their time.
pub fn keep_newest(stories: &mut Vec<Story>, number: usize, now_ms: i64) {
    let zone = TimeZone::new(None, |_, _| None);
    let mut shown = 0;
    stories.retain(|story| {
        let is_held_back = hold_back::due_ms(&story.item, zone, now_ms).is_some();
        shown += usize::from(!is_held_back);
        is_held_back || shown <= number
    });
}

//! How to mend what keeps a feed from being read.

use crate::domain::failure::Failure;
#[cfg(any(test, feature = "native-sanitizer"))]
use crate::domain::failure::FileFault;
use crate::domain::health_words::HealthWords;
use crate::domain::json_feed::FeedError;
use crate::domain::json_text::InvalidJson;

/// What the publisher can do about a failure.
pub fn sentence(failure: &Failure, words: &HealthWords) -> &'static str {
    match failure {
        Failure::Offline => words.health_mend_offline(),
        Failure::Insecure(_) => words.health_mend_insecure(),
        Failure::OtherHost(_) | Failure::NotAllowed(_) => words.health_mend_other_host(),
        Failure::Status(404 | 410) => words.health_mend_not_there(),
        Failure::Unreachable(_)
        | Failure::Redirected(_)
        | Failure::Stalled(_)
        | Failure::Interrupted(_)
        | Failure::Stopped
        | Failure::AskedToWait { .. }
        | Failure::Status(_) => words.health_mend_host(),
        Failure::Unreadable(error) => match error {
            FeedError::Empty => words.health_mend_empty(),
            FeedError::WebPage => words.health_mend_web_page(),
            FeedError::Xml => words.health_mend_xml(),
            FeedError::InvalidJson(at) => of_json(at, words),
            FeedError::NotAFeed { .. } => words.health_mend_not_a_feed(),
            FeedError::TooLarge => words.health_mend_too_large(),
        },
        #[cfg(any(test, feature = "native-sanitizer"))]
        Failure::File(fault) => fault.help(),
    }
}

/// A name of the failure for programs.
pub fn code(failure: &Failure) -> &'static str {
    match failure {
        Failure::Offline => "offline",
        Failure::Insecure(_) => "insecure",
        Failure::OtherHost(_) => "other_host",
        Failure::Unreachable(_) => "unreachable",
        Failure::NotAllowed(_) => "not_allowed",
        Failure::Redirected(_) => "redirected",
        Failure::Stalled(_) => "stalled",
        Failure::Interrupted(_) => "interrupted",
        Failure::Stopped => "stopped",
        Failure::Status(_) | Failure::AskedToWait { .. } => "status",
        Failure::Unreadable(error) => match error {
            FeedError::Empty => "empty",
            FeedError::WebPage => "web_page",
            FeedError::Xml => "xml",
            FeedError::InvalidJson(_) => "invalid_json",
            FeedError::NotAFeed { .. } => "not_a_feed",
            FeedError::TooLarge => "too_large",
        },
        #[cfg(any(test, feature = "native-sanitizer"))]
        Failure::File(fault) => match fault {
            FileFault::NotFound => "not_found",
            FileFault::NotAFile => "not_a_file",
            FileFault::Outside => "outside_folder",
            FileFault::Refused => "file_refused",
        },
    }
}

/// The faults that people make most often are known by what stands around them. The excerpt marks the place.
fn of_json(at: &InvalidJson, words: &HealthWords) -> &'static str {
    let (before, after) = at.excerpt.split_once('\u{25b8}').unwrap_or((&at.excerpt, ""));
    let last = before.trim_end().chars().next_back();
    match after.trim_start().chars().next() {
        _ if at.is_cut_off() => words.health_mend_end(),
        Some(']' | '}') if last == Some(',') => words.health_mend_comma(),
        _ if at.reason.starts_with("a line break") => words.health_mend_break(),
        Some(c) if last == Some('"') && (c.is_alphanumeric() || c == '\\') => words.health_mend_quote(),
        _ => words.health_mend_json(),
    }
}

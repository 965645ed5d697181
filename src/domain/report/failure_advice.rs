//! Advice about a feed that can't be read.

use std::borrow::Cow;

use super::health_messages::HealthMessages;
use super::json_fault::JsonFault;
use super::kind::Kind;
use crate::domain::parse::document::FeedError;
use crate::domain::state::failure::Failure;
#[cfg(any(test, feature = "native-sanitizer"))]
use crate::domain::state::failure::FileFault;

/// The advice for the publisher on a failure. `fault` is the fault of the JSON, if that is the failure.
pub fn sentence(
    kind: Kind,
    failure: &Failure,
    fault: Option<JsonFault>,
    messages: &HealthMessages,
) -> Cow<'static, str> {
    let sentence = match failure {
        Failure::Offline => messages.health_mend_offline(),
        Failure::Insecure(_) => messages.health_mend_insecure(),
        Failure::OtherHost(_) | Failure::NotAllowed(_) => messages.health_mend_other_host(),
        Failure::Status(404 | 410) => messages.health_mend_not_there(),
        Failure::Unreachable(_)
        | Failure::Redirected(_)
        | Failure::Stalled(_)
        | Failure::Interrupted(_)
        | Failure::Stopped
        | Failure::AskedToWait { .. }
        | Failure::Status(_) => messages.health_mend_host(),
        // Most of the sentences are about feeds and the programs that write them.
        Failure::Unreadable(error) if kind == Kind::Settings && !matches!(error, FeedError::InvalidJson(_)) => {
            messages.health_mend_settings()
        }
        Failure::Unreadable(error) => match error {
            FeedError::Empty => messages.health_mend_empty(),
            FeedError::WebPage => messages.health_mend_web_page(),
            FeedError::Xml => messages.health_mend_xml(),
            FeedError::InvalidJson(_) => return fault.unwrap_or(JsonFault::Other).sentence(messages),
            FeedError::NotAFeed { .. } => messages.health_mend_not_a_feed(),
            FeedError::TooLarge => messages.health_mend_too_large(),
        },
        #[cfg(any(test, feature = "native-sanitizer"))]
        Failure::File(FileFault::NotAFile) if kind == Kind::Settings => {
            "Name a file: the settings themselves, such as newsleaf.json."
        }
        #[cfg(any(test, feature = "native-sanitizer"))]
        Failure::File(fault) => fault.help(),
    };
    sentence.into()
}

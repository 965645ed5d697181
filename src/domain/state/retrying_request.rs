//! A request that is retried after a failure.

use super::effect::{Effect, Request};
use super::failure::Failure;

/// The number of tries without the reader's wish.
pub const MAX_TRIES: u8 = 3;
/// The shortest waits before the second and the third try, in milliseconds.
const WAITS_MS: [u32; 2] = [1_000, 4_000];
/// The longest wait (`Retry-After`) after which a request is retried by itself, in milliseconds.
const LONGEST_WAIT_MS: u32 = 60_000;

/// A request with its earlier tries.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryingRequest {
    /// The number of the request under way, or of the last one.
    pub request: Request,
    /// The number of the try, from 1.
    pub tries: u8,
    /// Why the try before failed, or this one if it is `waiting`.
    pub failure: Option<Failure>,
    /// This try failed, and the next one waits for its time.
    pub waiting: bool,
}

impl RetryingRequest {
    /// The first try, with the failure before it, if any.
    pub(super) fn first(request: Request, failure: Option<Failure>) -> RetryingRequest {
        RetryingRequest { request, tries: 1, failure, waiting: false }
    }

    /// Moves it out of a state that is replaced.
    pub(super) fn take(&mut self) -> RetryingRequest {
        RetryingRequest { failure: self.failure.take(), ..*self }
    }

    /// Whether this is the request under way.
    pub(super) fn awaits(&self, request: Request) -> bool {
        self.request == request && !self.waiting
    }

    /// Notes a failure and waits for the next try. Returns the failure if there is no further try.
    pub(super) fn fail(&mut self, failure: Failure, effects: &mut Vec<Effect>) -> Option<Failure> {
        let Some(ms) = wait_ms(&failure, self.tries) else { return Some(failure) };
        self.failure = Some(failure);
        self.waiting = true;
        effects.push(Effect::Wait { request: self.request, ms });
        None
    }

    /// Cancels the request. Returns the failure of an earlier try.
    pub(super) fn stop(&mut self, effects: &mut Vec<Effect>) -> Option<Failure> {
        if !self.waiting {
            effects.push(Effect::Abort(self.request));
        }
        self.failure.take()
    }
}

/// How long a host asks for no request, in milliseconds, if that is longer than [`LONGEST_WAIT_MS`]; a day at most.
pub(super) fn backoff_ms(failure: &Failure) -> Option<u32> {
    match failure {
        Failure::AskedToWait { seconds, .. } if *seconds > LONGEST_WAIT_MS / 1_000 => {
            Some(seconds.min(&86_400) * 1_000)
        }
        _ => None,
    }
}

/// How long to wait after this try has failed; `None` if a retry makes no sense, or was the last one.
fn wait_ms(failure: &Failure, tries: u8) -> Option<u32> {
    let usual = *WAITS_MS.get(usize::from(tries).checked_sub(1)?)?;
    match failure {
        Failure::AskedToWait { seconds, .. } => {
            let requested = seconds.saturating_mul(1_000);
            (requested <= LONGEST_WAIT_MS).then_some(usual.max(requested))
        }
        failure => failure.is_temporary().then_some(usual),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse::document::FeedError;

    #[test]
    fn a_request_has_at_most_three_tries_with_growing_waits() {
        let failure = Failure::Status(503);
        assert_eq!(wait_ms(&failure, 1), Some(1_000));
        assert_eq!(wait_ms(&failure, 2), Some(4_000));
        assert_eq!(wait_ms(&failure, MAX_TRIES), None);
    }

    #[test]
    fn permanent_failures_are_not_retried() {
        let unreadable = Failure::Unreadable(FeedError::WebPage);
        for failure in [Failure::Status(403), Failure::Status(404), Failure::Status(410), Failure::Offline, unreadable]
        {
            assert_eq!(wait_ms(&failure, 1), None, "{failure}");
        }
    }

    #[test]
    fn retry_after_is_obeyed_up_to_a_minute() {
        let failure = |seconds| Failure::AskedToWait { status: 429, seconds };
        assert_eq!(wait_ms(&failure(7), 1), Some(7_000));
        assert_eq!(wait_ms(&failure(0), 2), Some(4_000), "no sooner than without a Retry-After");
        assert_eq!(wait_ms(&failure(60), 1), Some(60_000));
        assert_eq!(wait_ms(&failure(61), 1), None);
        assert_eq!(wait_ms(&failure(u32::MAX), 1), None);
    }
}

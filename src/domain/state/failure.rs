//! Why a feed could not be loaded: a cause for the log, and a sentence for the reader.

use std::fmt;

use crate::domain::parse::document::FeedError;
use crate::domain::site::messages::{Messages, interpolate};
use crate::domain::web_url::WebUrl;

/// Why a feed, or an older page of it, could not be loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The browser is offline.
    Offline,
    /// An `https` page requested an `http` feed, which browsers refuse.
    Insecure(WebUrl),
    /// A request to another host failed. Either it does not answer, or it does not allow this site to read the feed
    /// (CORS); browsers don't say which.
    OtherHost(WebUrl),
    /// The host answers, but does not allow this page to read the answer (CORS).
    NotAllowed(WebUrl),
    /// The site's own host did not answer.
    Unreachable(WebUrl),
    /// The host redirects in a circle, or to a host that does not answer or does not allow reading.
    Redirected(WebUrl),
    /// The host sent nothing for ten seconds.
    Stalled(WebUrl),
    /// The answer ended before it was whole, or its compression is broken.
    Interrupted(WebUrl),
    /// The host answered with a status that is not a success.
    Status(u16),
    /// The same, and the host allows no request before some time has passed (`Retry-After`, RFC 9110, 10.2.3).
    AskedToWait {
        /// The status: 429, or 500 and above.
        status: u16,
        /// The wait from the answer on, in seconds; at most 1,000,000,000.
        seconds: u32,
    },
    /// The reader cancelled it.
    Stopped,
    /// The document is not a feed.
    Unreadable(FeedError),
    /// A local file can't be read. The readers' app has no such case.
    #[cfg(any(test, feature = "native-sanitizer"))]
    File(FileFault),
}

/// Why a local file can't be read.
#[cfg(any(test, feature = "native-sanitizer"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// There is no file of this name.
    NotFound,
    /// It is a folder; or a feed names it, and it is a device or a pipe.
    NotAFile,
    /// A feed names it, and it is outside the feed's own folder.
    Outside,
    /// The system refuses to read it.
    Refused,
}

#[cfg(any(test, feature = "native-sanitizer"))]
impl FileFault {
    /// The cause in English, for the native command.
    pub fn sentence(self) -> &'static str {
        match self {
            FileFault::NotFound => "There is no such file.",
            FileFault::NotAFile => "It is no file that holds a document.",
            FileFault::Outside => "The feed names a file outside its own folder, which is not read.",
            FileFault::Refused => "The file can't be read.",
        }
    }

    /// Advice for the publisher.
    pub fn help(self) -> &'static str {
        match self {
            FileFault::NotFound => {
                "Look whether the name is spelt as the file's is, and whether the file is in that folder."
            }
            FileFault::NotAFile => "Name a file: the feed itself, such as feed.json.",
            FileFault::Outside => "Let next_url lead to a file in the folder of the feed, or below it.",
            FileFault::Refused => "Look whether you may read the file.",
        }
    }
}

/// The result of a probe after a request that failed without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// Nothing.
    None,
    /// The host answers a request whose answer may not be read.
    HostAnswers,
    /// The host answers with a redirect.
    Redirects,
}

impl Failure {
    /// The likely failure of a request without an answer.
    pub fn of_request(url: &WebUrl, page: Option<&WebUrl>, online: bool, trace: Trace) -> Failure {
        let url = url.clone();
        match page {
            _ if !online => Failure::Offline,
            Some(page) if page.scheme() == "https" && url.scheme() == "http" => Failure::Insecure(url),
            _ if trace == Trace::HostAnswers => Failure::NotAllowed(url),
            _ if trace == Trace::Redirects => Failure::Redirected(url),
            Some(page) if !page.same_origin(&url) => Failure::OtherHost(url),
            _ => Failure::Unreachable(url),
        }
    }

    /// The failure for an unsuccessful status. `wait` is [`retry_after`].
    pub fn of_status(status: u16, wait: Option<u32>) -> Failure {
        match wait {
            Some(seconds) if status == 429 || status >= 500 => Failure::AskedToWait { status, seconds },
            _ => Failure::Status(status),
        }
    }

    /// Moves it out of a state that is replaced.
    pub(super) fn take(&mut self) -> Failure {
        std::mem::replace(self, Failure::Stopped)
    }

    /// The code of the failure for programs.
    pub fn code(&self) -> &'static str {
        match self {
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

    /// Whether there is no feed at this URL, as on a new site.
    pub fn is_no_feed_yet(&self) -> bool {
        matches!(self, Failure::Status(404))
    }

    /// Whether a retry may succeed.
    pub fn is_temporary(&self) -> bool {
        match self {
            Failure::OtherHost(_) | Failure::Unreachable(_) | Failure::Stalled(_) | Failure::Interrupted(_) => true,
            Failure::Status(status) | Failure::AskedToWait { status, .. } => *status == 429 || *status >= 500,
            _ => false,
        }
    }

    /// Whether the host refuses to give the feed. Then no cached feed is shown.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Failure::Status(status @ 400..500) if *status != 408 && *status != 429)
    }

    /// The sentence for readers: the cause if it may be on their side; else a sentence that the site is at fault.
    pub fn reader_sentence(&self, messages: &Messages) -> String {
        match self {
            Failure::Offline
            | Failure::Stopped
            | Failure::Unreachable(_)
            | Failure::Stalled(_)
            | Failure::Interrupted(_) => self.sentence(messages),
            _ => messages.failed_reader().to_owned(),
        }
    }

    /// The cause in the reader's language.
    pub fn sentence(&self, messages: &Messages) -> String {
        let of_host = |sentence, url: &WebUrl| interpolate(sentence, &[("host", url.host())]);
        let of_status = |sentence, status: &u16| interpolate(sentence, &[("status", &status.to_string())]);
        match self {
            Failure::Offline => messages.failure_offline().to_owned(),
            Failure::Insecure(url) => of_host(messages.failure_insecure(), url),
            Failure::OtherHost(url) => of_host(messages.failure_other_host(), url),
            Failure::NotAllowed(url) => of_host(messages.failure_not_allowed(), url),
            Failure::Unreachable(url) => of_host(messages.failure_unreachable(), url),
            Failure::Redirected(url) => of_host(messages.failure_redirected(), url),
            Failure::Stalled(url) => of_host(messages.failure_stalled(), url),
            Failure::Interrupted(url) => of_host(messages.failure_interrupted(), url),
            Failure::Stopped => messages.failure_stopped().to_owned(),
            Failure::Status(404) => messages.failure_not_there().to_owned(),
            Failure::Status(410) => messages.failure_removed().to_owned(),
            Failure::Status(status @ 429) | Failure::AskedToWait { status, .. } => {
                of_status(messages.failure_busy(), status)
            }
            Failure::Status(status @ 500..) => of_status(messages.failure_server(), status),
            Failure::Status(status) => of_status(messages.failure_status(), status),
            Failure::Unreadable(FeedError::Empty) => messages.failure_empty().to_owned(),
            Failure::Unreadable(FeedError::WebPage) => messages.failure_web_page().to_owned(),
            Failure::Unreadable(FeedError::Xml) => messages.failure_xml().to_owned(),
            Failure::Unreadable(FeedError::InvalidJson(at)) => {
                let sentence = if at.is_cut_off() { messages.failure_cut_off() } else { messages.failure_json() };
                interpolate(sentence, &[("line", &at.line.to_string()), ("column", &at.column.to_string())])
            }
            Failure::Unreadable(FeedError::NotAFeed { .. }) => messages.failure_not_a_feed().to_owned(),
            Failure::Unreadable(FeedError::TooLarge) => messages.failure_too_large().to_owned(),
            #[cfg(any(test, feature = "native-sanitizer"))]
            Failure::File(fault) => fault.sentence().to_owned(),
        }
    }

    /// The text around the fault, for the publisher.
    pub fn excerpt(&self) -> Option<&str> {
        match self {
            Failure::Unreadable(FeedError::InvalidJson(at)) if !at.excerpt.is_empty() => Some(&at.excerpt),
            _ => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (url, what) = match self {
            Failure::Offline => return f.write_str("the browser is offline"),
            Failure::Stopped => return f.write_str("stopped by the reader"),
            Failure::Status(status) => return write!(f, "the host answered with {status}"),
            Failure::AskedToWait { status, seconds } => {
                return write!(f, "the host answered with {status}, Retry-After: {seconds}");
            }
            Failure::Unreadable(error) => return error.fmt(f),
            #[cfg(any(test, feature = "native-sanitizer"))]
            Failure::File(fault) => return f.write_str(fault.sentence()),
            Failure::Insecure(url) => (url, "an https page may not read http"),
            Failure::OtherHost(url) => (url, "no answer, or CORS does not allow reading it"),
            Failure::NotAllowed(url) => (url, "CORS does not allow reading it"),
            Failure::Unreachable(url) => (url, "no answer"),
            Failure::Redirected(url) => (url, "redirected to where no answer can be read"),
            Failure::Stalled(url) => (url, "nothing came for ten seconds"),
            Failure::Interrupted(url) => (url, "the answer broke off, or its compression is broken"),
        };
        write!(f, "{url}: {what}")
    }
}

/// The seconds that `Retry-After` (RFC 9110, 10.2.3) asks to wait: a number, or the date until which to wait. `None` where it
/// is neither, or the date has passed. `parse_date` gives milliseconds since 1970, or NaN.
pub fn retry_after(value: &str, now_ms: f64, parse_date: fn(&str) -> f64) -> Option<u32> {
    const MOST: u32 = 1_000_000_000;
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().unwrap_or(MOST).min(MOST));
    }
    let seconds = ((parse_date(value) - now_ms) / 1000.0).ceil();
    (seconds >= 0.0).then_some((seconds as u32).min(MOST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse::json::InvalidJson;
    use crate::domain::web_url::parse_url_natively;

    fn url(text: &str) -> WebUrl {
        WebUrl::parse(text, None, parse_url_natively).unwrap()
    }

    #[test]
    fn a_failed_request_has_its_likely_cause() {
        let page = url("https://news.example/x/");
        let cause = |feed: &str, online, trace| Failure::of_request(&url(feed), Some(&page), online, trace);
        let (own, other) = ("https://news.example/feed.json", "https://other.example/feed.json");
        assert_eq!(cause(own, false, Trace::None), Failure::Offline);
        assert!(matches!(cause("http://news.example/feed.json", true, Trace::None), Failure::Insecure(_)));
        assert!(matches!(cause(other, true, Trace::None), Failure::OtherHost(_)));
        assert!(matches!(cause(other, true, Trace::HostAnswers), Failure::NotAllowed(_)));
        assert!(matches!(cause(own, true, Trace::None), Failure::Unreachable(_)));
        assert!(matches!(cause(own, true, Trace::HostAnswers), Failure::NotAllowed(_)), "in a sandboxed frame");
        assert!(matches!(cause(own, true, Trace::Redirects), Failure::Redirected(_)));
    }

    #[test]
    fn a_refusal_is_a_status_that_the_host_intends() {
        for status in [401, 403, 404, 410, 451] {
            assert!(Failure::Status(status).is_refusal(), "{status}");
        }
        for status in [408, 429, 500, 503] {
            assert!(!Failure::Status(status).is_refusal(), "{status}");
        }
        assert!(!Failure::Offline.is_refusal() && !Failure::Unreadable(FeedError::Empty).is_refusal());
    }

    #[test]
    fn a_wait_counts_only_if_the_request_may_be_retried() {
        assert_eq!(Failure::of_status(429, Some(90)), Failure::AskedToWait { status: 429, seconds: 90 });
        assert_eq!(Failure::of_status(503, Some(0)), Failure::AskedToWait { status: 503, seconds: 0 });
        assert_eq!(Failure::of_status(404, Some(90)), Failure::Status(404));
        assert_eq!(Failure::of_status(503, None), Failure::Status(503));
    }

    #[test]
    fn retry_after_is_a_number_of_seconds_or_a_date_to_come() {
        let parse_date = |text: &str| if text == "Fri, 02 Jan 1970 00:00:00 GMT" { 86_400_000.0 } else { f64::NAN };
        let seconds = |value, now_ms| retry_after(value, now_ms, parse_date);
        assert_eq!(seconds(" 120 ", 0.0), Some(120));
        assert_eq!(seconds("0", 0.0), Some(0));
        assert_eq!(seconds("99999999999999999999", 0.0), Some(1_000_000_000));
        assert_eq!(seconds("Fri, 02 Jan 1970 00:00:00 GMT", 86_390_500.0), Some(10));
        assert_eq!(seconds("Fri, 02 Jan 1970 00:00:00 GMT", 86_402_000.0), None);
        for unknown in ["", "-5", "1.5", "soon"] {
            assert_eq!(seconds(unknown, 0.0), None, "{unknown}");
        }
    }

    #[test]
    fn every_failure_has_a_sentence_without_placeholders() {
        let messages = crate::domain::site::messages::english();
        let feed = url("https://other.example/feed.json");
        let invalid = |reason: &str| {
            FeedError::InvalidJson(InvalidJson {
                line: 3,
                column: 9,
                reason: reason.into(),
                excerpt: "\"a\": \u{25b8},".into(),
            })
        };
        let failures = [
            Failure::Offline,
            Failure::Insecure(feed.clone()),
            Failure::OtherHost(feed.clone()),
            Failure::NotAllowed(feed.clone()),
            Failure::Unreachable(feed.clone()),
            Failure::Redirected(feed.clone()),
            Failure::Stalled(feed.clone()),
            Failure::Interrupted(feed),
            Failure::Stopped,
            Failure::Status(403),
            Failure::Status(404),
            Failure::Status(410),
            Failure::AskedToWait { status: 429, seconds: 90 },
            Failure::Status(503),
            Failure::Unreadable(FeedError::Empty),
            Failure::Unreadable(FeedError::WebPage),
            Failure::Unreadable(FeedError::Xml),
            Failure::Unreadable(invalid("this can't stand here")),
            Failure::Unreadable(invalid("the text ends too early")),
            Failure::Unreadable(FeedError::NotAFeed { found: "a text" }),
            Failure::Unreadable(FeedError::TooLarge),
            Failure::File(FileFault::NotFound),
            Failure::File(FileFault::NotAFile),
            Failure::File(FileFault::Outside),
            Failure::File(FileFault::Refused),
        ];
        let sentences: Vec<String> = failures.iter().map(|failure| failure.sentence(messages)).collect();
        for (failure, sentence) in failures.iter().zip(&sentences) {
            assert!(!sentence.is_empty() && !sentence.contains('{'), "{failure:?}: {sentence}");
            assert_eq!(sentences.iter().filter(|other| *other == sentence).count(), 1, "{failure:?}: {sentence}");
        }
    }
}

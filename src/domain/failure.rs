//! Why there is no feed: a cause for the log, and a sentence for the reader.

use std::fmt;

use super::json_feed::FeedError;
use super::web_url::WebUrl;
use super::words::{Words, fill};

/// Why a feed, or an older page of it, could not be had.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The browser says that there is no network.
    Offline,
    /// An `https` page asked for an `http` feed: browsers refuse that.
    Insecure(WebUrl),
    /// A request to another host failed: it does not answer, or does not allow this site to read it (CORS). Browsers
    /// don't tell which.
    OtherHost(WebUrl),
    /// The site's own host did not answer.
    Unreachable(WebUrl),
    /// The host answered with a status that is no success.
    Status(u16),
    /// What came is no feed.
    Unreadable(FeedError),
}

impl Failure {
    /// What can be known about a request that failed without an answer.
    pub fn of_request(url: &WebUrl, page: Option<&WebUrl>, online: bool) -> Failure {
        match page {
            _ if !online => Failure::Offline,
            Some(page) if page.scheme() == "https" && url.scheme() == "http" => Failure::Insecure(url.clone()),
            Some(page) if !page.same_origin(url) => Failure::OtherHost(url.clone()),
            _ => Failure::Unreachable(url.clone()),
        }
    }

    /// Whether the feed is simply not there: a site that has just been set up.
    pub fn is_no_feed_yet(&self) -> bool {
        matches!(self, Failure::Status(404 | 410))
    }

    /// What happened, in the reader's words.
    pub fn sentence(&self, words: &Words) -> String {
        match self {
            Failure::Offline => words.failure_offline().to_owned(),
            Failure::Insecure(url) => fill(words.failure_insecure(), &[("host", url.host())]),
            Failure::OtherHost(url) => fill(words.failure_other_host(), &[("host", url.host())]),
            Failure::Unreachable(url) => fill(words.failure_unreachable(), &[("host", url.host())]),
            Failure::Status(404 | 410) => words.failure_not_there().to_owned(),
            Failure::Status(status @ 500..) => fill(words.failure_server(), &[("status", &status.to_string())]),
            Failure::Status(status) => fill(words.failure_status(), &[("status", &status.to_string())]),
            Failure::Unreadable(FeedError::Empty) => words.failure_empty().to_owned(),
            Failure::Unreadable(FeedError::WebPage) => words.failure_web_page().to_owned(),
            Failure::Unreadable(FeedError::Xml) => words.failure_xml().to_owned(),
            Failure::Unreadable(FeedError::InvalidJson(at)) => {
                fill(words.failure_json(), &[("line", &at.line.to_string()), ("column", &at.column.to_string())])
            }
            Failure::Unreadable(FeedError::NotAFeed { .. }) => words.failure_not_a_feed().to_owned(),
            Failure::Unreadable(FeedError::TooLarge) => words.failure_too_large().to_owned(),
        }
    }

    /// The text around the fault, for whoever mends the feed.
    pub fn excerpt(&self) -> Option<&str> {
        match self {
            Failure::Unreadable(FeedError::InvalidJson(at)) if !at.excerpt.is_empty() => Some(&at.excerpt),
            _ => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Offline => f.write_str("the browser is offline"),
            Failure::Insecure(url) => write!(f, "{url}: an https page may not read http"),
            Failure::OtherHost(url) => write!(f, "{url}: no answer, or CORS does not allow reading it"),
            Failure::Unreachable(url) => write!(f, "{url}: no answer"),
            Failure::Status(status) => write!(f, "the host answered with {status}"),
            Failure::Unreadable(error) => error.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::json_text::InvalidJson;
    use crate::domain::web_url::parse_url_natively;

    fn url(text: &str) -> WebUrl {
        WebUrl::parse(text, None, parse_url_natively).unwrap()
    }

    #[test]
    fn the_likely_cause_of_a_failed_request_is_told_as_exactly_as_a_browser_allows() {
        let page = url("https://news.example/x/");
        let cause = |feed: &str, online| Failure::of_request(&url(feed), Some(&page), online);
        assert_eq!(cause("https://news.example/feed.json", false), Failure::Offline);
        assert!(matches!(cause("http://news.example/feed.json", true), Failure::Insecure(_)));
        assert!(matches!(cause("https://other.example/feed.json", true), Failure::OtherHost(_)));
        assert!(matches!(cause("https://news.example/feed.json", true), Failure::Unreachable(_)));
    }

    #[test]
    fn every_failure_has_a_sentence_without_open_places() {
        let words = crate::domain::words::english();
        let feed = url("https://other.example/feed.json");
        let invalid = FeedError::InvalidJson(InvalidJson {
            line: 3,
            column: 9,
            reason: "expected value".into(),
            excerpt: "\"a\": ,".into(),
        });
        for failure in [
            Failure::Offline,
            Failure::Insecure(feed.clone()),
            Failure::OtherHost(feed.clone()),
            Failure::Unreachable(feed),
            Failure::Status(403),
            Failure::Status(404),
            Failure::Status(503),
            Failure::Unreadable(FeedError::Empty),
            Failure::Unreadable(FeedError::WebPage),
            Failure::Unreadable(FeedError::Xml),
            Failure::Unreadable(invalid),
            Failure::Unreadable(FeedError::TooLarge),
        ] {
            let sentence = failure.sentence(words);
            assert!(!sentence.is_empty() && !sentence.contains('{'), "{failure:?}: {sentence}");
        }
    }
}

//! Requests to the host of a site, and to no other. Each answer has a limit of bytes and of time, and so have all of them together.

use std::io::Read;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use thiserror::Error;
use ureq::Agent;
use ureq::http::HeaderMap;

use super::request::{USER_AGENT, cause};

/// The largest answer that is read, before and after decompression.
pub const MOST_BYTES: usize = 20_000_000;
/// How many requests are on their way at the same time.
const AT_A_TIME: usize = 4;
/// The longest time for all requests.
const MOST_TIME: Duration = Duration::from_secs(900);
/// After so many requests without an answer the host gets no other.
const MOST_FAILURES: usize = 5;
const MOST_REDIRECTS: usize = 8;

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is asked for.
    pub url: WebUrl,
    /// `Accept-Encoding`.
    pub encoding: &'static str,
    /// Only the head of the answer is wanted.
    pub is_head: bool,
    /// How many bytes of the body are wanted.
    pub most: usize,
    /// Another header.
    pub header: Option<(&'static str, &'static str)>,
}

impl Request {
    /// A request for a document as a browser sends it.
    pub fn get(url: WebUrl) -> Request {
        Request { url, encoding: "gzip", is_head: false, most: MOST_BYTES, header: None }
    }

    /// A request for the head of an answer.
    pub fn head(url: WebUrl) -> Request {
        Request { is_head: true, encoding: "identity", ..Request::get(url) }
    }
}

/// An answer of the host.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The address that was asked for; after redirects the last one.
    pub url: WebUrl,
    /// The status of HTTP.
    pub status: u16,
    headers: HeaderMap,
    /// The body without its compression.
    pub body: Vec<u8>,
    /// How many bytes of the body came over the network.
    pub sent: usize,
    /// Why the body can't be read to its end.
    pub fault: Option<String>,
    /// How many redirects led here.
    pub redirects: usize,
}

impl Answer {
    /// A header as text.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
    }

    /// All headers of a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        let values = self.headers.get_all(name).iter();
        values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect()
    }

    /// Whether the host has sent what was asked for.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the host names another address.
    pub fn is_redirect(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }

    /// Where a redirect leads.
    pub fn location(&self) -> Option<WebUrl> {
        WebUrl::parse(&self.header("location")?, Some(&self.url), parse_url_natively).ok()
    }

    /// The media type in lower case, without parameters.
    pub fn media_type(&self) -> String {
        let sent = self.header("content-type").unwrap_or_default();
        sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Whether it is a web page.
    pub fn is_html(&self) -> bool {
        self.media_type() == "text/html"
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The size that the host says, else what came.
    pub fn size(&self) -> usize {
        let said = self.header("content-length").and_then(|length| length.parse().ok());
        said.unwrap_or(self.sent).max(self.sent)
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoAnswer {
    /// No request was sent, or the host has put it off. That says nothing of the site.
    #[error("{0}")]
    NotAsked(NotAsked),
    /// The host gave none, or no good one.
    #[error("{0}")]
    Fault(String),
}

/// Why no request was sent, or none was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotAsked {
    /// Only the site's own host is asked.
    #[error("it is on another host, which is not asked")]
    OtherHost,
    /// The host has answered with status 429 or 503: to this request, or to one before.
    #[error("the host has asked for fewer requests (status 429 or 503)")]
    Busy,
    /// Requests have had no answer, one after the other.
    #[error("the host gets no request after {MOST_FAILURES} without an answer")]
    Silent,
    /// All requests together have had their time.
    #[error("no request is sent after {} minutes", MOST_TIME.as_secs() / 60)]
    Time,
}

/// Sends requests to one host.
pub struct Client {
    agent: Agent,
    /// The site, a folder.
    pub site: WebUrl,
    timeout: Duration,
    until: Instant,
    requests: AtomicUsize,
    failures: AtomicUsize,
    is_busy: AtomicBool,
}

impl Client {
    /// A client for the host of a site, which may be silent for so long.
    pub fn new(site: WebUrl, timeout: Duration) -> Client {
        let each = Some(timeout);
        let agent = Agent::config_builder()
            .timeout_resolve(each)
            .timeout_connect(each)
            .timeout_recv_response(each)
            .timeout_per_read(each)
            // A host that sends a byte each second must not hold the command.
            .timeout_global(Some(timeout.saturating_mul(3)))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(USER_AGENT)
            .accept("*/*")
            .build()
            .into();
        Client {
            agent,
            site,
            timeout,
            until: Instant::now() + MOST_TIME,
            requests: AtomicUsize::new(0),
            failures: AtomicUsize::new(0),
            is_busy: AtomicBool::new(false),
        }
    }

    /// An address of the site.
    pub fn at(&self, path: &str) -> Option<WebUrl> {
        WebUrl::parse(path, Some(&self.site), parse_url_natively).ok()
    }

    /// How long the host may be silent.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Whether the host has asked for fewer requests. Then it gets no more.
    pub fn is_busy(&self) -> bool {
        self.is_busy.load(Ordering::Relaxed)
    }

    /// Why the host gets no more requests, if so.
    pub fn end(&self) -> Option<NotAsked> {
        if self.is_busy() {
            return Some(NotAsked::Busy);
        }
        if self.failures.load(Ordering::Relaxed) >= MOST_FAILURES {
            return Some(NotAsked::Silent);
        }
        (Instant::now() > self.until).then_some(NotAsked::Time)
    }

    /// How many requests were sent.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// Whether an address belongs to the site.
    pub fn is_of_site(&self, url: &WebUrl) -> bool {
        url.without_fragment().starts_with(self.site.as_str())
    }

    /// The answer to a request.
    pub fn ask(&self, request: &Request) -> Result<Answer, NoAnswer> {
        if request.url.host() != self.site.host() {
            return Err(NoAnswer::NotAsked(NotAsked::OtherHost));
        }
        if let Some(why) = self.end() {
            return Err(NoAnswer::NotAsked(why));
        }
        self.requests.fetch_add(1, Ordering::Relaxed);
        let url = request.url.without_fragment();
        let builder = if request.is_head { self.agent.head(url) } else { self.agent.get(url) };
        let mut builder = builder.header("Accept-Encoding", request.encoding).header("Cache-Control", "no-cache");
        if let Some((name, value)) = request.header {
            builder = builder.header(name, value);
        }
        let mut response = builder.call().map_err(|error| {
            self.failures.fetch_add(1, Ordering::Relaxed);
            NoAnswer::Fault(cause(&error))
        })?;
        let mut answer = Answer {
            url: request.url.clone(),
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: Vec::new(),
            sent: 0,
            fault: None,
            redirects: 0,
        };
        if !request.is_head {
            let mut raw = Vec::new();
            let limit = request.most as u64 + 1;
            let read = response.body_mut().as_reader().take(limit).read_to_end(&mut raw);
            answer.sent = raw.len();
            answer.fault = read.err().map(|error| cause(&ureq::Error::from(error)));
            if answer.fault.is_none() && raw.len() > request.most {
                raw.truncate(request.most);
                if request.most == MOST_BYTES {
                    answer.fault = Some(format!("it has more than {} MB, which were read", MOST_BYTES / 1_000_000));
                }
            }
            match decoded(raw, &answer.header("content-encoding").unwrap_or_default().to_ascii_lowercase()) {
                Ok(body) => answer.body = body,
                Err(fault) => answer.fault = answer.fault.or(Some(fault)),
            }
        }
        // An answer that was on its way when the host had its last request opens nothing again.
        let from_anew = |failures: usize| (failures < MOST_FAILURES).then_some(0);
        let _ = self.failures.fetch_update(Ordering::Relaxed, Ordering::Relaxed, from_anew);
        if matches!(answer.status, 429 | 503) {
            self.is_busy.store(true, Ordering::Relaxed);
            return Err(NoAnswer::NotAsked(NotAsked::Busy));
        }
        Ok(answer)
    }

    /// The answer after redirects within the host. A redirect that leads elsewhere is the answer itself.
    pub fn follow(&self, request: &Request) -> Result<Answer, NoAnswer> {
        let mut request = request.clone();
        for redirects in 0..=MOST_REDIRECTS {
            let answer = self.ask(&request)?;
            match answer.location().filter(|_| answer.is_redirect()) {
                Some(to) if to.host() == self.site.host() => request.url = to,
                _ => return Ok(Answer { redirects, ..answer }),
            }
        }
        Err(NoAnswer::Fault(format!("more than {MOST_REDIRECTS} redirects")))
    }

    /// The answer to `HEAD`, or to `GET` where the host knows no `HEAD`.
    pub fn head(&self, url: &WebUrl) -> Result<Answer, NoAnswer> {
        let answer = self.follow(&Request::head(url.clone()))?;
        if matches!(answer.status, 400 | 403 | 405 | 501) {
            return self.follow(&Request { most: 0, ..Request { is_head: false, ..Request::head(url.clone()) } });
        }
        Ok(answer)
    }

    /// The results of `ask` for all of these, some at a time, in their order.
    pub fn all<T: Sync, R: Send>(&self, of: &[T], ask: impl Fn(&T) -> R + Sync) -> Vec<R> {
        let next = AtomicUsize::new(0);
        let results = Mutex::new(Vec::with_capacity(of.len()));
        thread::scope(|scope| {
            for _ in 0..AT_A_TIME.min(of.len()) {
                scope.spawn(|| {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(one) = of.get(at) else { break };
                        let result = ask(one);
                        results.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
                    }
                });
            }
        });
        let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        results.sort_by_key(|(at, _)| *at);
        results.into_iter().map(|(_, result)| result).collect()
    }
}

/// A body without its compression, up to the limit.
fn decoded(raw: Vec<u8>, coding: &str) -> Result<Vec<u8>, String> {
    let bounded = |reader: &mut dyn Read| {
        let mut body = Vec::new();
        match reader.take(MOST_BYTES as u64 + 1).read_to_end(&mut body) {
            Ok(_) if body.len() > MOST_BYTES => {
                Err(format!("it has more than {} MB after decompression", MOST_BYTES / 1_000_000))
            }
            Ok(_) => Ok(body),
            Err(error) => Err(format!("the host says that it is compressed with {coding}, and it is not: {error}")),
        }
    };
    match coding.trim() {
        "" | "identity" => Ok(raw),
        _ if raw.is_empty() => Ok(raw),
        "gzip" | "x-gzip" => bounded(&mut MultiGzDecoder::new(raw.as_slice())),
        "br" => bounded(&mut brotli::Decompressor::new(raw.as_slice(), 4_096)),
        coding => Err(format!(
            "it is compressed with {}, which was not asked for",
            coding.chars().take(40).collect::<String>()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_its_time_a_client_asks_nothing_and_says_so() {
        let site = WebUrl::parse("http://127.0.0.1:9/", None, parse_url_natively).expect("an address");
        let mut client = Client::new(site.clone(), Duration::from_secs(1));
        client.until = Instant::now() - Duration::from_millis(1);
        let answer = client.follow(&Request::get(site)).map(|answer| answer.status);
        assert_eq!(answer, Err(NoAnswer::NotAsked(NotAsked::Time)));
        assert_eq!((client.end(), client.requests()), (Some(NotAsked::Time), 0));
    }
}

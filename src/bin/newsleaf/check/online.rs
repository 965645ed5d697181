//! `--online`: whether hosts have the pictures and files that a feed names with relative addresses.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use newsleaf::domain::report::files::HostState;
use newsleaf::domain::report::named_files::NamedFile;
use newsleaf::domain::web_url::WebUrl;
use ureq::http::Response;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

use crate::source::public_host::PublicResolver;
use crate::source::request::{USER_AGENT, cause, header};

/// The most addresses that are requested, and the longest time for all requests.
const MOST_ADDRESSES: usize = 100;
const MOST_TIME: Duration = Duration::from_secs(120);
const MOST_REDIRECTS: u32 = 4;

/// Requests files from hosts, each file once. A host that does not answer, or answers 429 or 503, gets no further request.
pub struct Online {
    agent: Agent,
    answers: BTreeMap<WebUrl, HostState>,
    /// Hosts that get no further request, with the reason.
    silent: BTreeMap<String, String>,
    until: Instant,
}

impl Online {
    /// `named` are the addresses that a person has named: only their hosts may be in a private network.
    pub fn new(named: &[&WebUrl], timeout: Duration) -> Online {
        let config = Agent::config_builder()
            .timeout_resolve(Some(timeout))
            .timeout_connect(Some(timeout))
            .timeout_recv_response(Some(timeout))
            .max_redirects(MOST_REDIRECTS)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(USER_AGENT)
            .accept("*/*")
            // A proxy would resolve the names by itself, and could reach hosts of its own network.
            .proxy(None)
            .build();
        Online {
            agent: Agent::with_parts(config, DefaultConnector::default(), PublicResolver::new(named)),
            answers: BTreeMap::new(),
            silent: BTreeMap::new(),
            until: Instant::now() + MOST_TIME,
        }
    }

    /// Whether the host of a file has it.
    pub fn state_of(&mut self, file: &NamedFile) -> HostState {
        if let Some(state) = self.answers.get(&file.url) {
            return state.clone();
        }
        if let Some(cause) = self.silent.get(file.url.host()) {
            return HostState::Unknown(cause.clone());
        }
        if self.answers.len() == MOST_ADDRESSES {
            return HostState::Unknown(format!("only the first {MOST_ADDRESSES} addresses are asked for"));
        }
        if Instant::now() > self.until {
            return HostState::Unknown(format!("no address is asked for after {} seconds", MOST_TIME.as_secs()));
        }
        let state = match self.answer(file) {
            Ok(state) => state,
            Err(cause) => {
                self.silent.insert(file.url.host().to_owned(), cause.clone());
                HostState::Unknown(cause)
            }
        };
        self.answers.insert(file.url.clone(), state.clone());
        state
    }

    /// The host's answer, or the reason why the host gets no further request.
    fn answer(&self, file: &NamedFile) -> Result<HostState, String> {
        let url = file.url.without_userinfo();
        let url = url.split('#').next().unwrap_or_default();
        // The time that is left bounds everything, the bodies of redirects too, which are read to their end.
        let left = || Some(self.until.saturating_duration_since(Instant::now()));
        let head = self.agent.head(url).config().timeout_global(left()).build();
        let mut response = head.call().map_err(|error| cause(&error))?;
        // Some hosts know no HEAD, and say so in many ways.
        if !response.status().is_success() && !response.status().is_redirection() {
            let get = self.agent.get(url).config().timeout_global(left()).build();
            response = get.call().map_err(|error| cause(&error))?;
        }
        let status = response.status().as_u16();
        match status {
            _ if is_answer(&response) && file.is_picture && is_web_page(&response) => {
                Ok(HostState::Missing("it is a web page".to_owned()))
            }
            _ if is_answer(&response) => Ok(HostState::Found),
            300..400 => Ok(HostState::Unknown(format!("more than {MOST_REDIRECTS} redirects"))),
            404 | 410 => Ok(HostState::Missing(format!("status {status}"))),
            429 | 503 => Err(format!("status {status}")),
            status => Ok(HostState::Unknown(format!("status {status}"))),
        }
    }
}

fn is_answer(response: &Response<Body>) -> bool {
    response.status().is_success()
}

/// Hosts that have an answer for every address send a page in place of a picture.
fn is_web_page(response: &Response<Body>) -> bool {
    header(response, "content-type").is_some_and(|sent| sent.trim_start().to_ascii_lowercase().starts_with("text/html"))
}

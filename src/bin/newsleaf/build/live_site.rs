//! The site as it is published, for a machine that does not have its folder.

use std::time::Duration;

use newsleaf::domain::limits::Limits;
use newsleaf::domain::percent;
use newsleaf::domain::web_url::WebUrl;
use newsleaf::publish::previous::PreviousSite;
use ureq::Agent;

use crate::source::document::bounded;
use crate::source::request::{USER_AGENT, cause};

/// The files of a site on its host.
pub struct LiveSite {
    agent: Agent,
    site: String,
}

impl LiveSite {
    /// The site at a URL, a folder. Its host may be silent for `timeout` at each step.
    pub fn new(url: WebUrl, timeout: Duration) -> LiveSite {
        let timeout = Some(timeout);
        let agent = Agent::config_builder()
            .timeout_resolve(timeout)
            .timeout_connect(timeout)
            .timeout_recv_response(timeout)
            .timeout_per_read(timeout)
            .http_status_as_error(false)
            .user_agent(USER_AGENT)
            .build()
            .into();
        let slash = if url.as_str().ends_with('/') { "" } else { "/" };
        LiveSite { agent, site: [url.as_str(), slash].concat() }
    }
}

impl PreviousSite for LiveSite {
    fn is_expected(&self) -> bool {
        true
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        let mut url = self.site.clone();
        percent::encode_into(&mut url, path, percent::PATH);
        let mut response = self
            .agent
            .get(&url)
            .header("Cache-Control", "no-cache")
            .header("Accept-Encoding", "identity")
            .call()
            .map_err(|error| cause(&error))?;
        match response.status().as_u16() {
            200 => {
                bounded(response.body_mut().as_reader(), Limits::PUBLISHED).map(Some).map_err(|error| error.to_string())
            }
            404 | 410 => Ok(None),
            // Buckets that can't be listed answer 403 for a missing file. For the feed, 403 is an error.
            403 if !["feed", "keys/"].iter().any(|start| path.starts_with(start)) => Ok(None),
            status => Err(format!("its host answered with status {status}")),
        }
    }
}

//! The status and the headers of a host's answer.

use crate::domain::feed::date::Moment;
use crate::domain::web_url::WebUrl;

/// The status and the headers of an answer. `None` is unknown: browsers hide most headers of other hosts.
#[derive(Clone, Debug, PartialEq)]
pub struct HostAnswer {
    /// The URL of the request.
    pub requested: WebUrl,
    /// The URL of the answer, after redirects.
    pub answer_url: WebUrl,
    /// The status of the answer.
    pub status: u16,
    /// `Content-Type`, as sent.
    pub content_type: Option<String>,
    /// `Last-Modified`, as sent.
    pub last_modified: Option<String>,
    /// Whether there is a `Last-Modified` or an `ETag`, by which a browser can revalidate its copy.
    pub has_validator: Option<bool>,
    /// Whether the answer was compressed.
    pub is_compressed: Option<bool>,
    /// Whether `Access-Control-Allow-Origin` lets every site read it.
    pub is_open_to_all: Option<bool>,
}

impl HostAnswer {
    /// When the document was last changed, as the host says.
    pub fn changed(&self) -> Option<Moment> {
        Some(Moment::read(self.last_modified.as_deref()?)?.moment())
    }

    /// Whether the request was redirected.
    pub fn was_redirected(&self) -> bool {
        self.requested.without_fragment() != self.answer_url.without_fragment()
    }
}

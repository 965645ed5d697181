//! What a host says of a document beside the document itself.

use crate::domain::feed::date::Moment;
use crate::domain::web_url::WebUrl;

/// What a host said. What is not known is `None`: browsers hide most of it from pages of other hosts.
#[derive(Clone, Debug, PartialEq)]
pub struct HostAnswer {
    /// What was asked for.
    pub asked: WebUrl,
    /// Where the answer came from in the end.
    pub came_from: WebUrl,
    /// The status of the answer.
    pub status: u16,
    /// `Content-Type`, as sent.
    pub content_type: Option<String>,
    /// `Last-Modified`, as sent.
    pub last_modified: Option<String>,
    /// Whether there is a `Last-Modified` or an `ETag`, by which a browser can ask whether the document has changed.
    pub has_validator: Option<bool>,
    /// Whether it was compressed on its way.
    pub is_compressed: Option<bool>,
    /// Whether `Access-Control-Allow-Origin` lets every site read it.
    pub is_open_to_all: Option<bool>,
}

impl HostAnswer {
    /// When the document was last changed, by the host's word.
    pub fn changed(&self) -> Option<Moment> {
        Some(Moment::read(self.last_modified.as_deref()?)?.moment())
    }

    /// Whether the address led on to another one.
    pub fn was_redirected(&self) -> bool {
        self.asked.without_fragment() != self.came_from.without_fragment()
    }
}

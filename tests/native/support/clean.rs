//! The sanitiser with a context that changes nothing by itself.

use newsleaf::domain::feed::Body;
use newsleaf::domain::html::context::BodyContext;
use newsleaf::domain::site::messages::english;
use newsleaf::domain::web_url::{WebUrl, parse_url_natively};
use newsleaf::sanitize::SafeBody;

pub fn url(url: &str) -> WebUrl {
    WebUrl::parse(url, None, parse_url_natively).expect("a URL of a test")
}

pub fn context(base: &WebUrl) -> BodyContext<'_> {
    BodyContext {
        base,
        page: Some(base),
        parse_url: parse_url_natively,
        title: "",
        lead_image: None,
        link_to_item: &|_| None,
        messages: english(),
        heading_level: 2,
    }
}

pub fn clean(html: &str, context: &BodyContext) -> SafeBody {
    SafeBody::of(&Body::Html(html.to_owned()), context)
}

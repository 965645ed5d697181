//! stub
use crate::domain::feed::Body;
use crate::domain::web_url::{ParseUrl, WebUrl};
use crate::domain::words::Words;
pub struct SafeBody(pub String);
pub struct BodyContext<'a> {
    pub base: &'a WebUrl,
    pub parse_url: ParseUrl,
    pub title: &'a str,
    pub lead_image: Option<&'a WebUrl>,
    pub link_to_item: &'a dyn Fn(&str) -> Option<String>,
    pub words: &'static Words,
    pub heading_level: u8,
}
impl SafeBody {
    pub fn of(body: &Body, _c: &BodyContext) -> SafeBody {
        SafeBody(match body {
            Body::Html(h) | Body::Text(h) => crate::domain::plain_text::from_markup(h),
            Body::None => String::new(),
        })
    }
}

//! The article itself. A [`SafeBody`] is all that can be shown here.

use crate::domain::feed::key::Key;
use crate::domain::feed::{Body, Item};
use crate::markup::{Element, element};
use crate::sanitize::SafeBody;

/// The body of an item in its box. While it is the same, what the reader has done in it (selected, opened, begun to play)
/// stays.
pub fn article_body(item: &Item, body: SafeBody) -> Element {
    let text = match &item.body {
        Body::Html(text) | Body::Text(text) => text,
        Body::None => "",
    };
    let direction = item.language.is_none().then_some("auto");
    let slot = element("div").class("body").attr("dir", direction).key(Key::of_id(text).to_string());
    // The browser has nodes, which are put into their place; natively there is HTML.
    #[cfg(feature = "csr")]
    return slot.fill(move |slot| {
        body.place_in(slot);
        crate::browser::pictures::keep_places(slot);
    });
    #[cfg(feature = "ssr")]
    return slot.safe_body(&body);
}

//! The article itself. A [`SafeBody`] is all that can be shown here.

use crate::markup::{Element, element};
use crate::sanitize::SafeBody;

/// The body in its box.
pub fn article_body(body: SafeBody) -> Element {
    let slot = element("div").class("body");
    // The browser has nodes, which are put into their place; natively there is HTML.
    #[cfg(feature = "csr")]
    return slot.attach(move |slot| body.place_in(slot));
    #[cfg(feature = "ssr")]
    return slot.safe_body(&body);
}

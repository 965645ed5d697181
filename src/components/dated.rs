//! A date in a `<time>` element.

use crate::domain::feed::date::Moment;
use crate::markup::{Element, element};

/// `text` with the moment as machines read it.
pub fn dated(moment: Moment, text: String) -> Element {
    element("time").attr("datetime", moment.to_rfc3339()).child(text)
}

//! A date in a `<time>` element.

use leptos::prelude::*;

use crate::domain::date::Moment;

/// `text` with the moment as machines read it.
pub fn dated(moment: Moment, text: String) -> impl IntoView {
    view! { <time datetime=moment.to_rfc3339()>{text}</time> }
}

//! Dates in `<time>` elements.

use leptos::prelude::*;

use super::live_text::live_text;
use super::view_context::use_view_context;
use crate::domain::feed::date::Moment;

/// `text` with the moment as machines read it.
#[component]
pub fn Dated(
    /// The time for the attribute `datetime`, written as in RFC 3339.
    moment: Moment,
    /// The date as readers see it.
    text: String,
) -> impl IntoView {
    view! { <time datetime=moment.to_rfc3339()>{text}</time> }
}

/// The date of a story in a list: `3 hours ago`, which follows the clock, or the day.
#[component]
pub fn ListDate(
    /// The time when the story was published.
    moment: Moment,
) -> impl IntoView {
    let context = use_view_context();
    let text = Memo::new(move |_| context.date_in_list(moment));
    view! { <time datetime=moment.to_rfc3339() use:live_text=text>{text.get_untracked()}</time> }
}

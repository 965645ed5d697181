//! `font size: Large Medium Small`, as in the line under a headline.

use leptos::prelude::*;

use super::view_context::{ViewContext, use_view_context};
use crate::browser::text_size::choose_text_size;
use crate::domain::site::text_direction;
use crate::domain::site::text_size::TextSize;

/// The id of the words that name the group.
const LABEL: &str = "text-size-label";

/// A group of radio buttons, at most one such group on a page: they share a name, and the boot script and the stylesheet
/// find them by it. The stylesheet alone makes them work where there is no script.
#[component]
pub fn TextSizeControl() -> impl IntoView {
    let ViewContext { messages, text_size, .. } = use_view_context();
    let choices = TextSize::ALL
        .into_iter()
        .map(|choice| {
            let label = match choice {
                TextSize::Large => messages.text_size_large(),
                TextSize::Medium => messages.text_size_medium(),
                TextSize::Small => messages.text_size_small(),
            };
            // The attribute is for pages without script; the browser shows the property. The spaces are for
            // those who read or copy the line without its style.
            view! {
                " "
                <label>
                    <input
                        type="radio"
                        name="text-size"
                        value=choice.as_str()
                        checked=text_size.get_untracked() == choice
                        prop:checked=move || text_size.get() == choice
                        on:input=move |_| choose_text_size(text_size, choice)
                    />
                    {label}
                </label>
            }
            .into_any()
        })
        .collect_view();
    // It is not a `fieldset`: WebKit puts a `legend` on a line of its own despite the style.
    // The messages are the interface's, also in a story of another language and direction.
    view! {
        <div
            class="text-size"
            role="group"
            aria-labelledby=LABEL
            lang=messages.tag
            dir=text_direction::of_language(messages.tag).as_str()
        >
            <span id=LABEL class="text-size__label">{messages.text_size()}</span>
            {choices}
        </div>
    }
}

//! `font size: Large Medium Small`, as in the line under a headline.

use leptos::prelude::*;

use crate::browser::text_size;
use crate::domain::text_size::TextSize;
use crate::domain::words::Words;

/// A group of radio buttons, at most one such group on a page: they share a name, and the boot script and the stylesheet
/// know them by it. The stylesheet alone makes them work where there is no script.
#[component]
pub fn TextSizeControl(
    /// The size in force; the reader's choice is written here, and controls that come later start from it.
    size: RwSignal<TextSize>,
    /// The interface's words.
    words: &'static Words,
) -> impl IntoView {
    let choices = TextSize::ALL.map(|choice| {
        let label = match choice {
            TextSize::Large => words.text_size_large,
            TextSize::Medium => words.text_size_medium,
            TextSize::Small => words.text_size_small,
        };
        let choose = move |_| {
            size.set(choice);
            text_size::choose(choice);
        };
        // The attribute is for pages without script; the property is what the browser shows.
        view! {
            <label>
                <input
                    type="radio"
                    name="text-size"
                    value=choice.as_str()
                    checked=size.get_untracked() == choice
                    prop:checked=move || size.get() == choice
                    on:input=choose
                />
                {label}
            </label>
        }
    });
    view! {
        <fieldset class="text-size">
            <legend>{words.text_size}</legend>
            {choices.into_iter().collect_view()}
        </fieldset>
    }
    .into_any()
}

//! A button of the row.

use leptos::prelude::*;

use crate::components::icon::{Icon, IconView};

/// A button of the row.
#[component]
pub fn ShareButton(
    /// By the second class, `js/published/share_row.js` knows the button.
    class: &'static str,
    icon: Icon,
    label: &'static str,
    press: impl Fn() + 'static,
    #[prop(optional)] is_hidden: bool,
) -> impl IntoView {
    view! {
        <li hidden=is_hidden>
            <button type="button" class=class on:click=move |_| press()>
                <IconView icon=icon />
                {label}
            </button>
        </li>
    }
}

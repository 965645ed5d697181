//! 'Copy link', and the field for a browser that refuses to copy.

use leptos::prelude::*;

use super::copy_status::{CopyStatus, FIELD, set_status};
use crate::browser::clipboard;
use crate::components::icon::{Icon, IconView};
use crate::components::replaced::ViewOf;
use crate::components::view_context::use_view_context;

/// The button that copies the address.
#[component]
pub fn CopyLink(url: String, status: RwSignal<CopyStatus>) -> impl IntoView {
    let messages = use_view_context().messages;
    let copied = move |is_copied: bool| is_copied.then(|| messages.share_copied()).into_any();
    let copy = move || {
        set_status(status, CopyStatus::Idle);
        clipboard::copy(&url, move |copied| {
            let refused = CopyStatus::ByHand(messages.share_copy_by_hand());
            set_status(status, copied.map_or(refused, |()| CopyStatus::Copied));
        });
    };
    let is_copied = move || status.get() == CopyStatus::Copied;
    view! {
        <li>
            <button
                type="button"
                class="share__item share__copy"
                data-copied=move || is_copied().then_some("")
                on:click=move |_| copy()
            >
                <span>
                    <IconView icon=Icon::Link />
                    {messages.share_copy_link()}
                </span>
                // It replaces the label, so that nothing moves. Screen readers announce the status.
                <span aria-hidden="true">
                    <IconView icon=Icon::Done />
                    {messages.share_copied()}
                </span>
            </button>
            <span class="visually-hidden" role="status">
                <ViewOf content=is_copied view=copied />
            </span>
        </li>
    }
}

/// The address in a field to copy it from by hand, where the browser has refused to copy it.
#[component]
pub fn CopyByHand(url: String, status: RwSignal<CopyStatus>) -> impl IntoView {
    let sentence = move || match status.get() {
        CopyStatus::ByHand(sentence) => Some(sentence),
        _ => None,
    };
    let url = StoredValue::new(url);
    let field = move |sentence: Option<&'static str>| {
        let field = |sentence| {
            view! {
                <label class="share__by-hand">
                    {sentence}
                    " "
                    <input type="text" readonly dir="ltr" id=FIELD value=url.get_value() />
                </label>
            }
            .into_any()
        };
        sentence.map(field).into_any()
    };
    view! {
        <div>
            <ViewOf content=sentence view=field />
        </div>
    }
}

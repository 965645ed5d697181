//! A network in the row.

use leptos::prelude::*;

use super::share_button::ShareButton;
use super::share_data::Share;
use crate::components::icon::{Icon, IconView};
use crate::components::qr_dialog::open_qr_dialog;
use crate::components::view_context::use_view_context;
use crate::domain::feed::network::Network;
use crate::domain::site::share::{self, Shared};

/// A link to the network, or the button that opens the QR code.
#[component]
pub fn NetworkEntry<'a>(network: Network, share: &'a Share) -> impl IntoView + use<> {
    let label = network.label(use_view_context().messages);
    let Share { url, title, summary, picture, .. } = share;
    let shared = Shared { url, title, summary: summary.as_deref(), picture: picture.as_deref() };
    match share::href(network, &shared) {
        Some(href) => view! { <NetworkLink network=network label=label href=href /> }.into_any(),
        None => {
            let url = url.clone();
            let open = move || open_qr_dialog(&url);
            let icon = Icon::Network(network);
            view! { <ShareButton class="share__item share__qr" icon=icon label=label press=open /> }.into_any()
        }
    }
}

/// A link of the row. Networks open in a tab of their own; a mail program is none.
#[component]
fn NetworkLink(network: Network, label: &'static str, href: String) -> impl IntoView {
    let messages = use_view_context().messages;
    let opens_tab = network != Network::Email;
    let note =
        opens_tab.then(|| view! { <span class="visually-hidden">" "{messages.share_opens_tab()}</span> }.into_any());
    view! {
        <li>
            <a
                class="share__item"
                href=href
                target=opens_tab.then_some("_blank")
                rel=opens_tab.then_some("noopener noreferrer")
            >
                <IconView icon=Icon::Network(network) />
                {label}
                {note}
            </a>
        </li>
    }
}

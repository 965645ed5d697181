//! The row of share links under an article.

mod copy_link;
mod copy_status;
mod networks;
mod share_button;
mod share_data;
mod sheet_button;

use leptos::prelude::*;

use self::copy_link::{CopyByHand, CopyLink};
use self::copy_status::CopyStatus;
use self::networks::NetworkEntry;
use self::share_button::ShareButton;
pub use self::share_data::Share;
use self::sheet_button::SheetButton;
use super::icon::{Icon, IconView};
use super::qr_dialog::QrDialog;
use super::view_context::use_view_context;
use crate::browser::print;
use crate::domain::feed::network::Network;

/// 'Copy link', the share sheet where the device has one, the networks in their order; all other networks and 'Print' are
/// behind 'More'. Without an address to share there is only 'Print'.
#[component]
pub fn ShareBar(
    /// The data of the article and the networks.
    share: Share,
) -> impl IntoView {
    let messages = use_view_context().messages;
    let content = if share.url.is_empty() {
        view! { <ul class="share__list"><PrintButton /></ul> }.into_any()
    } else {
        view! { <ShareActions share=share /> }.into_any()
    };
    view! { <section class="share" lang=messages.tag aria-label=messages.share()>{content}</section> }
}

#[component]
fn ShareActions(share: Share) -> impl IntoView {
    let status = RwSignal::new(CopyStatus::Idle);
    let others = Network::ALL.into_iter().filter(|network| !share.networks.contains(network));
    let others = others.map(|network| view! { <NetworkEntry network=network share=&share /> }).collect_view();
    let first = share.networks.iter().map(|network| view! { <NetworkEntry network=*network share=&share /> });
    let first = first.collect_view();
    let has_more = print::IS_POSSIBLE || share.networks.len() < Network::ALL.len();
    let Share { url, title, .. } = share;
    view! {
        <ul class="share__list">
            <CopyLink url=url.clone() status=status />
            <SheetButton url=url.clone() title=title status=status />
            {first}
        </ul>
        {has_more.then(|| view! { <MoreNetworks networks=others.into_any() /> })}
        <CopyByHand url=url.clone() status=status />
        <QrDialog url=url />
    }
}

/// What is behind 'More'.
#[component]
fn MoreNetworks(networks: AnyView) -> impl IntoView {
    let messages = use_view_context().messages;
    view! {
        <details class="share__more">
            <summary class="share__item">{messages.share_more()}<IconView icon=Icon::Open /></summary>
            <ul class="share__list">
                {networks}
                {print::IS_POSSIBLE.then(|| view! { <PrintButton /> })}
            </ul>
        </details>
    }
}

#[component]
fn PrintButton() -> impl IntoView {
    let label = use_view_context().messages.share_print();
    view! { <ShareButton class="share__item share__print" icon=Icon::Print label=label press=print::print /> }
}

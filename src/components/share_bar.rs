//! The row of share links under an article.

use leptos::prelude::*;

use super::icon::{Icon, IconView};
use super::qr_dialog::{QrDialog, open_qr_dialog};
use super::replaced::ViewOf;
use super::view_context::use_view_context;
use crate::browser::{clipboard, print, share_sheet, timing};
use crate::domain::feed::network::Network;
use crate::domain::site::links::UrlStyle;
use crate::domain::site::share::{self, Shared};

/// The result of the reader's last click.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CopyStatus {
    Idle,
    /// The address is on the clipboard.
    Copied,
    /// The address has to be copied by hand: this sentence says why.
    ByHand(&'static str),
}

/// The field that holds the address for copying by hand.
const FIELD: &str = "share-address";
/// How long 'copied' is shown, in milliseconds.
const COPIED_MS: i32 = 6_000;

/// The article's share data, and the networks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Share {
    /// The shared URL; empty where there is none.
    pub url: String,
    /// The headline.
    pub title: String,
    /// The article's summary, in a sentence or two.
    pub summary: Option<String>,
    /// The address of its picture.
    pub picture: Option<String>,
    /// Where to share to, in this order.
    pub networks: Vec<Network>,
}

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
    let context = use_view_context();
    let messages = context.messages;
    let status = RwSignal::new(CopyStatus::Idle);
    let url = StoredValue::new(share.url.clone());
    let copied = move |is_copied: bool| is_copied.then(|| messages.share_copied()).into_any();
    let by_hand = move || match status.get() {
        CopyStatus::ByHand(sentence) => Some(sentence),
        _ => None,
    };
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

    // The script of a published page shows the button where there is a sheet (`js/published/share_row.js`).
    let is_sheet_hidden = !share_sheet::IS_KNOWN && context.links().style == UrlStyle::Path;
    let sheet = (is_sheet_hidden || share_sheet::is_there()).then(|| {
        let title = share.title.clone();
        // The number of open share sheets.
        let open_sheets = StoredValue::new(0_u32);
        let open = move || {
            let is_open = open_sheets.get_value() > 0;
            open_sheets.update_value(|sheets| *sheets += 1);
            set_status(status, CopyStatus::Idle);
            share_sheet::open(&title, &url.get_value(), move |shared| {
                open_sheets.try_update_value(|sheets| *sheets = sheets.saturating_sub(1));
                let failed = CopyStatus::ByHand(messages.share_sheet_failed());
                match shared {
                    // A second tap while the sheet is open.
                    Err(share_sheet::Failed::AlreadyOpen) if is_open => {}
                    shared => set_status(status, shared.map_or(failed, |()| CopyStatus::Idle)),
                }
            });
        };
        let label = messages.share_sheet();
        let class = "share__item share__sheet";
        view! { <ShareButton class=class icon=Icon::Share label=label press=open is_hidden=is_sheet_hidden /> }
    });
    let copy = move || {
        set_status(status, CopyStatus::Idle);
        clipboard::copy(&url.get_value(), move |copied| {
            let refused = CopyStatus::ByHand(messages.share_copy_by_hand());
            set_status(status, copied.map_or(refused, |()| CopyStatus::Copied));
        });
    };

    let Share { url: address, title, summary, picture, networks } = share;
    let shared = Shared { url: &address, title: &title, summary: summary.as_deref(), picture: picture.as_deref() };
    let entry = |network: Network| {
        let label = network.label(messages);
        match share::href(network, &shared) {
            Some(href) => view! { <NetworkLink network=network label=label href=href /> }.into_any(),
            None => {
                let open = move || url.with_value(|url| open_qr_dialog(url));
                let icon = Icon::Network(network);
                view! { <ShareButton class="share__item share__qr" icon=icon label=label press=open /> }.into_any()
            }
        }
    };
    let first = networks.iter().map(|network| entry(*network)).collect_view();
    let others: Vec<Network> = Network::ALL.into_iter().filter(|network| !networks.contains(network)).collect();
    let has_more = print::IS_POSSIBLE || !others.is_empty();
    let others = others.into_iter().map(entry).collect_view();
    let more = has_more.then(|| {
        view! {
            <details class="share__more">
                <summary class="share__item">{messages.share_more()}<IconView icon=Icon::Open /></summary>
                <ul class="share__list">
                    {others}
                    {print::IS_POSSIBLE.then(|| view! { <PrintButton /> })}
                </ul>
            </details>
        }
        .into_any()
    });
    let is_copied = move || status.get() == CopyStatus::Copied;
    view! {
        <ul class="share__list">
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
            {sheet}
            {first}
        </ul>
        {more}
        <div>
            <ViewOf content=by_hand view=field />
        </div>
        <QrDialog url=address />
    }
}

/// Shows the result of a click.
fn set_status(status: RwSignal<CopyStatus>, new: CopyStatus) {
    // The article may have been left while the browser's sheet was open: then nobody waits for the status.
    let _ = status.try_set(new);
    if new == CopyStatus::Copied {
        timing::after(COPIED_MS, move || {
            if status.try_get_untracked() == Some(CopyStatus::Copied) {
                status.set(CopyStatus::Idle);
            }
        });
    }
    if matches!(new, CopyStatus::ByHand(_)) {
        clipboard::select(FIELD);
    }
}

#[component]
fn PrintButton() -> impl IntoView {
    let label = use_view_context().messages.share_print();
    view! { <ShareButton class="share__item share__print" icon=Icon::Print label=label press=print::print /> }
}

/// A button of the row.
#[component]
fn ShareButton(
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

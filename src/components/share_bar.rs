//! The row of share links under an article.

use leptos::html::Input;
use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::qr_dialog::{QrDialog, QrDialogHandle};
use crate::browser::{clipboard, share_sheet};
use crate::domain::share::{self, Network, Shared};
use crate::domain::words::Words;

/// What the reader is told after a click.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    Copied,
    /// That the address has to be copied by hand, in this sentence.
    ByHand(&'static str),
}

/// The share sheet where the device has one, 'Copy link', and the networks in their order. Nothing is shown where there is
/// no address to share.
#[component]
pub fn ShareBar(
    /// The shared URL.
    url: String,
    /// The headline.
    title: String,
    /// What the article says in a sentence or two.
    summary: Option<String>,
    /// The address of its picture.
    picture: Option<String>,
    /// Where to share to, in this order.
    networks: Vec<Network>,
    /// The interface's words.
    words: &'static Words,
) -> impl IntoView {
    if url.is_empty() {
        return ().into_any();
    }
    let told = RwSignal::new(Told::Nothing);
    let field = NodeRef::<Input>::new();
    let tell = move |news| {
        // The page may be gone by the time that a browser answers.
        told.try_set(news);
        if matches!(news, Told::ByHand(_)) {
            clipboard::select(field);
        }
    };

    let sheet = share_sheet::is_there().then(|| {
        let (title, url) = (title.clone(), url.clone());
        let open = move || {
            share_sheet::open(&title, &url, move |shared| {
                tell(shared.map_or(Told::ByHand(words.share_sheet_failed), |()| Told::Nothing));
            });
        };
        view! { <li>{button(Icon::Share, words.share_sheet, open)}</li> }
    });
    let copy = {
        let url = url.clone();
        move || {
            tell(Told::Nothing);
            clipboard::copy(&url, move |copied| {
                tell(copied.map_or(Told::ByHand(words.share_copy_by_hand), |()| Told::Copied));
            });
        }
    };
    let copied =
        move || (told.get() == Told::Copied).then(|| view! { {icon(Icon::Done)} {words.share_copied} }.into_any());

    let shared = Shared { url: &url, title: &title, summary: summary.as_deref(), picture: picture.as_deref() };
    let code = networks.contains(&Network::WeChat).then(QrDialogHandle::new);
    let links: Vec<AnyView> = networks
        .iter()
        .filter_map(|network| {
            let label = network.label(words);
            match share::href(*network, &shared) {
                Some(href) => Some(link(*network, label, href, words)),
                None => code.map(|code| button(Icon::Code, label, move || code.open())),
            }
        })
        .map(|control| view! { <li>{control}</li> }.into_any())
        .collect();

    let dialog = code.map(|code| view! { <QrDialog handle=code url=url.clone() words=words /> }.into_any());
    let by_hand = move || match told.get() {
        Told::ByHand(sentence) => Some(
            view! {
                <label class="share__by-hand">
                    {sentence} <input type="text" readonly dir="ltr" node_ref=field value=url.clone() />
                </label>
            }
            .into_any(),
        ),
        _ => None,
    };
    view! {
        <section class="share" aria-label=words.share>
            <ul class="share__list">
                {sheet} <li>
                    {button(Icon::Link, words.share_copy_link, copy)} <span class="share__told" role="status">
                        {copied}
                    </span>
                </li> {links}
            </ul>
            {by_hand}
            {dialog}
        </section>
    }
    .into_any()
}

/// A button of the row.
fn button(picture: Icon, label: &'static str, press: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="share__item" on:click=move |_| press()>
            {icon(picture)}
            {label}
        </button>
    }
    .into_any()
}

/// A link of the row. Networks open in a tab of their own; a mail program is none.
fn link(network: Network, label: &'static str, href: String, words: &'static Words) -> AnyView {
    let is_mail = network == Network::Email;
    let picture = is_mail.then(|| icon(Icon::Mail));
    let note = (!is_mail).then(|| view! { <span class="visually-hidden">" " {words.share_opens_tab}</span> });
    view! {
        <a
            class="share__item"
            href=href
            target=(!is_mail).then_some("_blank")
            rel=(!is_mail).then_some("noopener noreferrer")
        >
            {picture}
            {label}
            {note}
        </a>
    }
    .into_any()
}

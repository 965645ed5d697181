//! The page: a report of the site's feed, and a form that checks any other.

use leptos::prelude::*;
use newsleaf::browser::timing;
use newsleaf::components::live_text::live_text;
use newsleaf::components::replaced::{Replaced, ViewOf};

use super::document::focus;
use super::local_file;
use super::report_view::ReportView;
use super::store::{COPY_FIELD, OWN_FIELD, OwnReport, Reports, Store};

/// The whole page.
#[component]
pub fn HealthPage(store: Store) -> impl IntoView {
    let spoken = store.spoken;
    let (messages, own) = (spoken.messages, spoken.own);
    let masthead = move || {
        let title = store.site.with(|site| {
            let summary = site.as_ref().and_then(|site| site.feed.outcome.as_ref().ok());
            summary.map(|summary| summary.title.clone())
        });
        let title = title.unwrap_or_else(|| store.folder.with_value(|folder| folder.display_host().to_owned()));
        view! { <p class="masthead__name"><a href="./"><bdi>{title}</bdi></a></p> }.into_any()
    };
    let drop_zone = move |is_dragging: bool| {
        is_dragging.then(|| view! { <div class="drop-zone">{own.health_drop()}</div> }).into_any()
    };
    let status = Memo::new(move |_| store.status.get());
    view! {
        <a class="skip-link" href="#content">{messages.skip_to_content()}</a>
        <header class="masthead"><Replaced view=masthead /></header>
        <main id="content" class="page health" tabindex="-1">
            <h1>{own.health_title()}</h1>
            <p class="health__lede">{own.health_lede()}</p>
            <p class="visually-hidden" role="status" use:live_text=status>{store.status.get_untracked()}</p>
            <div><SiteReports store=store /></div>
            <OwnFeed store=store />
        </main>
        <footer class="footer">
            <nav aria-label=messages.about_site()><ul><li><a href="./">{messages.to_home()}</a></li></ul></nav>
        </footer>
        <div>
            <ViewOf content=move || store.is_dragging.get() view=drop_zone />
        </div>
    }
}

/// The reports of the site's feed and of its settings.
#[component]
fn SiteReports(store: Store) -> impl IntoView {
    let spoken = store.spoken;
    let view = move || {
        let Some(site) = store.site.get() else {
            return view! {
                <div class="report"><p class="report__sentence">{spoken.own.health_reading()}</p></div>
            }
            .into_any();
        };
        let now_ms = timing::now_ms();
        let settings = site.settings.clone().map(|report| {
            view! { <ReportView spoken=spoken id="settings" report=report has_links=false now_ms=now_ms /> }
        });
        view! {
            <ReportView spoken=spoken id="feed" report=site.feed.clone() has_links=true now_ms=now_ms />
            {settings}
            <Actions store=store of=Reports::OfSite />
        }
        .into_any()
    };
    view! { <Replaced view=view /> }
}

/// The form for another feed, and its report.
#[component]
fn OwnFeed(store: Store) -> impl IntoView {
    let spoken = store.spoken;
    let own = spoken.own;
    let choose = move |event: leptos::ev::Event| {
        if let Some(file) = local_file::chosen(&event) {
            store.check_file(file);
        }
    };
    let report = move || match store.own.get() {
        None => ().into_any(),
        Some(OwnReport::Nothing(why)) => view! { <p class="report__sentence">{why}</p> }.into_any(),
        Some(OwnReport::Report { report, is_settings }) => {
            let note =
                is_settings.then(|| view! { <p class="report__sentence">{own.health_looks_like_settings()}</p> });
            view! {
                {note}
                <ReportView spoken=spoken id="own" report=report has_links=false now_ms=timing::now_ms() />
                <Actions store=store of=Reports::Own />
            }
            .into_any()
        }
    };
    view! {
        <section class="own" aria-labelledby="own-title">
            <h2 id="own-title">{own.health_own()}</h2>
            <p class="own__sentence">{own.health_own_sentence()}</p>
            <label class="own__label" for=OWN_FIELD>{own.health_paste_label()}</label>
            <textarea
                class="own__text"
                id=OWN_FIELD
                rows="8"
                spellcheck="false"
                autocomplete="off"
                dir="ltr"
            ></textarea>
            <div class="health__actions">
                <button class="button" type="button" on:click=move |_| store.check_text()>
                    {own.health_check_text()}
                </button>
                <input
                    class="own__file"
                    type="file"
                    id="own-file"
                    accept=".json,application/json,application/feed+json"
                    on:change=choose
                />
                <label class="button own__choose" for="own-file">{own.health_choose()}</label>
            </div>
            <div><Replaced view=report /></div>
        </section>
    }
}

/// The actions on a report: copy it, and read the site's feed anew.
#[component]
fn Actions(store: Store, of: Reports) -> impl IntoView {
    let own = store.spoken.own;
    // The button is hidden while the feed is being read; the focus of the reader who pressed it moves to the result.
    let again = move |_| store.read_site(|| focus("feed-heading"));
    let again = (of == Reports::OfSite).then(|| {
        view! { <button class="button" type="button" on:click=again>{own.health_again()}</button> }
    });
    let is_copied = move || store.status.with(|status| status == own.health_copied());
    let copied = move |is_copied: bool| is_copied.then(|| own.health_copied()).into_any();
    let field = move |text: Option<String>| {
        let field = text.map(|text| {
            view! {
                <p>{own.health_copy_by_hand()}</p>
                <textarea
                    class="health__text"
                    id=COPY_FIELD
                    rows="12"
                    readonly
                    dir="ltr"
                    aria-label=own.health_text_label()
                >
                    {text}
                </textarea>
            }
        });
        field.into_any()
    };
    view! {
        <div>
            <div class="health__actions">
                <button class="button" type="button" on:click=move |_| store.copy(of)>{own.health_copy()}</button>
                {again}
                <span class="health__said" aria-hidden="true">
                    <ViewOf content=is_copied view=copied />
                </span>
            </div>
            // The report in a field, where the clipboard is refused.
            <div>
                <ViewOf content=move || store.copy_by_hand.get() view=field />
            </div>
        </div>
    }
}

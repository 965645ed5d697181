//! The running site: its state in signals, and the effects that follow from it.
//!
//! Events change the state of the feed ([`store::Store::dispatch`]), which asks for effects ([`effects`]): requests, timers. Everything
//! that is seen follows from the signals by itself.

mod effects;
mod locale;
mod requests;
mod settings;
mod store;

use leptos::mount::mount_to;
use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::browser::effect::effect;
use crate::browser::navigation::{self, Place};
use crate::browser::network::boot;
use crate::browser::network::watch::{Signal, watch};
use crate::browser::{document, focus, shell, site, text_size, timing};
use crate::components::replaced::Replaced;
use crate::components::view_context::{ViewContext, provide_view_context};
use crate::domain::site::page_head::PageHead;
use crate::domain::site::route::Route;
use crate::domain::state::{DataNeeded, Event, FeedState};
use crate::pages::site_state::SiteState;
use store::Store;

/// After how long without a feed the skeleton gives way to a page that says so, in milliseconds.
const SLOW_FEED_MS: i32 = 10_000;

/// The pages of a program: the readers' pages, or a widget.
pub struct AppConfig {
    /// The view of all its pages.
    pub view: fn() -> AnyView,
    /// The head of the page that is open.
    pub head: fn(ViewContext, SiteState) -> PageHead,
    /// The data that a page needs besides the feed's first page.
    pub data_needed: fn(&Route) -> DataNeeded,
}

/// Starts the site in the shell's `#app`.
pub fn start(config: AppConfig) {
    let Some(root) = document::element::<HtmlElement>("app") else {
        return shell::fatal("The page has no element with the id 'app'.");
    };
    let Some(url) = boot::feed_url() else {
        return shell::fatal("This page has no web address, so it can't find its feed.");
    };
    // Signals and effects of the app live as long as the document.
    let owner = Owner::new();
    owner.set();
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let (state, first) = FeedState::start(url);
    let store = Store::new(config, effects::handle, state, navigation::current_route(), text_size::current());

    effects::run(store, first);
    text_size::listen(store.text_size);
    store.dispatch(Event::RouteChanged((store.config.data_needed)(&store.route.get_untracked())));
    let place = navigation::listen(move |route, place| navigate(store, route, place));
    locale::load_messages(store);
    locale::follow(store);
    settings::load(store);
    timing::after(SLOW_FEED_MS, move || {
        store.dispatch(Event::SlowTimeout);
        store.is_slow.set(true);
    });
    let watch = watch(move |signal| {
        store.now_ms.set(timing::now_ms());
        store.dispatch(match signal {
            Signal::Online => Event::WentOnline,
            Signal::RefreshDue => Event::RefreshDue,
        });
    });
    // The skeleton stays until there is something better to show. The site is mounted under the document's owner: an
    // effect's own is cleaned up when the effect runs again.
    let mut mounting = Some((root, place));
    let document_owner = owner.clone();
    effect(move || {
        if (store.is_ready.get() || store.is_slow.get())
            && let Some((root, place)) = mounting.take()
        {
            document_owner.with(|| mount(store, root, place));
        }
    });
    std::mem::forget((owner, watch));
    shell::ready();
}

/// Mounts the site in place of the skeleton.
fn mount(store: Store, root: HtmlElement, place: Place) {
    root.set_text_content(None);
    locale::catch_up(store);
    mount_to(root, move || view! { <App store=store /> }).forget();
    timing::after_next_frame(document::show_current_section);
    navigation::scroll_to(place);
}

/// The site in its language. It is mounted anew when that changes.
#[component]
fn App(store: Store) -> impl IntoView {
    provide_context(store.site);
    let view = move || {
        let locale = store.shown_locale.get();
        let context = provide_view_context(
            &locale,
            site::links(),
            store.now_ms.read_only(),
            store.text_size,
            Callback::new(move |event| store.dispatch(event)),
        );
        let mut shown = None;
        effect(move || {
            let head = Some((store.config.head)(context, store.site));
            if shown != head {
                shown = head;
                shown.iter().for_each(|head| document::set_head(head, context.messages));
            }
        });
        (store.config.view)()
    };
    // A link may have an old slug; the address bar gets today's.
    let mut corrected = None;
    effect(move || {
        let article = match store.route.get() {
            Route::Article { key, .. } => store.site.publication.get().story(key).map(|item| item.route()),
            _ => None,
        };
        if corrected != article {
            corrected = article;
            corrected.iter().for_each(navigation::correct_address);
        }
    });
    view! { <Replaced view=view /> }
}

/// Opens another page: shows it, moves the focus to its headline, scrolls to the place on it.
fn navigate(store: Store, route: Route, place: Place) {
    // A link to the search empties its field, wherever it leads.
    let is_search = matches!(route, Route::Search { .. });
    if is_search || store.route.with_untracked(|open| !open.is_same_page(&route)) {
        let needed = (store.config.data_needed)(&route);
        store.route.set(route);
        locale::catch_up(store);
        effects::handle(store, Event::RouteChanged(needed));
        timing::after_next_frame(|| {
            focus::headline();
            document::show_current_section();
        });
    }
    navigation::scroll_to(place);
}

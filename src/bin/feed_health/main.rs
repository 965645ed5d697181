//! `feed-health.html`: a report on the site's feed, for its publisher. It has the same parser as the readers' pages, in
//! a program of its own, so that no reader loads any of it.

mod dates;
mod document;
mod host;
mod local_file;
mod page;
mod report_view;
mod site_feed;
mod spoken;
mod store;

use leptos::mount::mount_to;
use leptos::prelude::*;
use newsleaf::browser::address;
use newsleaf::browser::document::element;

use page::HealthPage;
use store::Store;

fn main() {
    // While developing, a panic says why; in a release it is a trap, which the page's script sees.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    wasm_bindgen_futures::spawn_local(async { start(spoken::load().await) });
}

/// Mounts the page, and begins to read the site's feed.
fn start(spoken: spoken::Spoken) {
    let folder = address::document_url().map(|url| url.folder());
    let (Some(folder), Some(root)) = (folder, element::<web_sys::HtmlElement>("app")) else {
        return document::fail("This page has no web address, so it can't find a feed.");
    };
    document::set_language(spoken);
    root.set_text_content(None);
    mount_to(root, move || {
        let store = Store::new(spoken, folder);
        local_file::listen_for_drops(
            move |is_dragging| {
                if store.is_dragging.get_untracked() != is_dragging {
                    store.is_dragging.set(is_dragging);
                }
            },
            move |file| store.check_file(file),
        );
        store.read_site(|| ());
        view! { <HealthPage store=store /> }
    })
    .forget();
}

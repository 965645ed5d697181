//! `feed-health.html`: what the site reads of its feed, for whoever publishes it. The same parser as the readers' pages, in a
//! program of its own, so that no reader loads any of it.

mod dates;
mod host;
mod local_file;
mod page;
mod report_view;
mod site_feed;
mod spoken;

use leptos::prelude::Owner;

fn main() {
    // While developing, a panic says why; in a release it is a trap, which the page's script sees.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    let _ = any_spawner::Executor::init_wasm_bindgen();
    // What follows from the page's state lives as long as the document.
    let owner = Owner::new();
    owner.set();
    wasm_bindgen_futures::spawn_local(async move {
        let spoken = spoken::load().await;
        owner.with(|| page::start(spoken));
        std::mem::forget(owner);
    });
}

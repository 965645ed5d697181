//! The readers' pages.

use leptos::prelude::*;
use newsleaf::app::{self, AppConfig};
use newsleaf::pages::{SitePages, data_needed, page_head};

fn main() {
    // While developing, a panic says why. In a release it is a trap without words, which the boot guard sees by itself.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| {
        newsleaf::browser::shell::fatal(&info.to_string());
    }));
    app::start(AppConfig { view: || view! { <SitePages /> }.into_any(), head: page_head, data_needed });
}

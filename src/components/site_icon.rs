//! The site's icon beside its name.

use leptos::prelude::*;

use crate::domain::web_url::WebUrl;

/// The icon, which the name beside it describes. The stylesheet of widgets gives it the same size as the attributes do.
#[component]
pub fn SiteIcon(
    /// The URL of the feed's icon, which is shown at 22 by 22 CSS pixels.
    url: WebUrl,
) -> impl IntoView {
    view! {
        <img
            class="site-icon"
            src=url.to_string()
            alt=""
            width="22"
            height="22"
            decoding="async"
            referrerpolicy="no-referrer"
        />
    }
}

//! The article itself. A [`SafeBody`] is all that can be shown here.

use leptos::prelude::*;

use crate::sanitize::SafeBody;

/// The body in its box. The attributes are those of the text: where its language is not the page's, `lang` and `dir`.
#[component]
pub fn ArticleBody(
    body: SafeBody,
    #[prop(optional, into)] lang: Option<String>,
    #[prop(optional, into)] dir: Option<String>,
) -> impl IntoView {
    #[cfg(feature = "csr")]
    {
        use leptos::tachys::renderer::types::Element;

        // The browser has nodes, which a directive puts into their place.
        let place = move |slot: Element| body.place_in(&slot);
        view! { <div class="body" lang=lang dir=dir use:place></div> }
    }
    #[cfg(feature = "ssr")]
    view! { <div class="body" lang=lang dir=dir inner_html=body.as_html().to_owned()></div> }
}

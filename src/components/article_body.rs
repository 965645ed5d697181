//! The article itself. A [`SafeBody`] is all that can be shown here.

use leptos::prelude::*;

use crate::sanitize::SafeBody;

/// A sanitised body in its box.
#[component]
pub fn ArticleBody(
    /// The sanitised body.
    body: SafeBody,
    /// The direction of the box, as the attribute `dir` has it.
    dir: Option<&'static str>,
) -> impl IntoView {
    // The browser has nodes, which are put into their place; natively there is HTML.
    #[cfg(feature = "csr")]
    return view! { <div class="body" use:place_body=(body, dir)></div> };
    #[cfg(feature = "ssr")]
    return view! { <div class="body" dir=dir inner_html=body.as_html().to_owned()></div> };
}

/// A directive: puts the nodes of the body into the element, and sets its direction then. It waits until Leptos has put
/// its own marker, an empty comment, into the element, whose place the body takes.
///
/// Where the direction follows from the text, Chromium reads all the text again for each child that is added: 18.7 s for a
/// body of 3 MB, 1 s in this order.
#[cfg(feature = "csr")]
fn place_body(element: web_sys::Element, (body, dir): (SafeBody, Option<&'static str>)) {
    queue_microtask(move || {
        body.place_in(&element);
        if let Some(dir) = dir {
            // It cannot fail: the name is one.
            let _ = element.set_attribute("dir", dir);
        }
        crate::browser::pictures::keep_places(&element);
    });
}

//! An article's main picture. Its place is kept before it has loaded.

use leptos::prelude::*;

use crate::domain::feed::Picture;

/// The picture with caption and credit.
pub fn lead_picture(picture: &Picture) -> impl IntoView + use<> {
    let caption = match (&picture.caption, &picture.credit) {
        (None, None) => None,
        (caption, credit) => {
            let credit = credit.clone().map(|credit| view! { <span class="credit">{credit}</span> });
            let caption = caption.clone().map(|caption| view! { <span>{caption}</span> " " });
            Some(view! { <figcaption>{caption}{credit}</figcaption> })
        }
    };
    // A story's own picture is what the reader sees first: it is not lazy.
    view! {
        <figure class="lead-picture">
            <img
                src=picture.url.to_string()
                alt=picture.alt.clone()
                width=picture.width.map(|width| width.to_string())
                height=picture.height.map(|height| height.to_string())
                decoding="async"
                referrerpolicy="no-referrer"
            />
            {caption}
        </figure>
    }
}
